import { describe, expect, test } from 'vitest';
import { occasionOfTitle } from '../../../src/core/runbook/words/occasions.ts';

describe('a title says for which occasion its section is', () => {
  test.each([
    ['Disk dolarsa', 'option'],
    ['Sunucu çökerse', 'option'],
    ['Düğüm düşerse', 'option'],
    ['Servis giderse', 'option'],
    ['Kuyruk boşalmazsa', 'option'],
    ['Hata sürüyorsa', 'troubleshooting'],
    ['Pod silinirse', 'option'],
    ['Sertifika yenilenirse', 'option'],
    ['Gecikme görülürse', 'option'],
    ['Alarm düşürülürse', 'option'],
    ['Lider değişirse', 'option'],
    ['Trafik gelirse', 'option'],
    ['Disk doluysa', 'option'],
    ['Yedek yoksa', 'option'],
    ['Hata varsa', 'troubleshooting'],
    ['Servis gelmediyse', 'option'],
    ['Sürüm kapanmışsa', 'option'],
    ['Reunirse con el equipo', undefined],
    ['Definirse el plan', undefined],
    ['Course of action', undefined],
    ['If the node is down', 'troubleshooting'],
    ['Falls ein Image versehentlich gelöscht wurde', 'troubleshooting'],
    ['Restart the reverse proxy', undefined],
    ['Reverse DNS', undefined],
    ['Falls back to the replica', undefined],
    ['SI units of the metrics', undefined],
    ['Back up Dataverse', undefined],
    ['Traverse the inverse index', undefined],
    ['INVERSE of the universe', undefined],
    ['Diverse Knoten prüfen', undefined],
    ['Rückwärts: Reverse-Proxy starten', undefined],
    ['Reconectarse y mantenerse', undefined],
    ['Promoverse a líder', undefined],
    ['Reverse proxy yeniden başlatma', undefined],
  ])('%s', (title, role) => {
    expect(occasionOfTitle(title, 1)?.role).toBe(role);
  });
});
