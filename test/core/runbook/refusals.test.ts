import { describe, expect, test } from 'vitest';
import { allowsBelow, refusesBelow } from '../../../src/core/runbook/words/refusals.ts';

describe('words refuse what stands below them, or allow it again', () => {
  test.each([
    ["Don't do this:", 'refuses'],
    ["❌ Don't:", 'refuses'],
    ["**DON'T**", 'refuses'],
    ['❌ Do not:', 'refuses'],
    ['Avoid:', 'refuses'],
    ['Avoid the following:', 'refuses'],
    ['Never:', 'refuses'],
    ['Yapma:', 'refuses'],
    ['Bunu çalıştırma:', 'refuses'],
    ['Vermeiden:', 'refuses'],
    ['Evitar:', 'refuses'],
    ['Use this one instead of:', 'refuses'],
    ['Nimm dies anstelle von:', 'refuses'],
    ['Statt:', 'refuses'],
    ['What not to do', 'refuses'],
    ['Things to avoid', 'refuses'],
    ['Anti-patterns', 'refuses'],
    ['Neler yapılmamalı', 'refuses'],
    ['Was man nicht tun sollte', 'refuses'],
    ['Qué no hacer', 'refuses'],
    ['What to do', undefined],
    ['Bunun yerine:', 'allows'],
    ['Stattdessen:', 'allows'],
    ['Do this instead:', 'allows'],
    ['✅ Right:', 'allows'],
    ['The correct way:', 'allows'],
    ['En su lugar:', 'allows'],
    ['This is not the right way:', undefined],
    ['It deletes all instead of one:', undefined],
    ['Die Wartung findet jeden Montag statt.', undefined],
    ['Die Wartung findet wie folgt statt:', undefined],
    ['Eski sürümün yerine:', undefined],
    ['Çalıştırma:', undefined],
    ['Avoid downtime:', undefined],
    ['How often is it skipped? Never.', undefined],
    ['Is it up? No:', undefined],
    ['Do not forget to run:', undefined],
    ['It loses data:', undefined],
  ])('%s', (text, says) => {
    expect([refusesBelow(text), allowsBelow(text)]).toEqual([says === 'refuses', says === 'allows']);
  });
});
