import { describe, expect, test } from 'vitest';
import { fold, plannedOfLine, plannedOfTitle } from '../../../src/core/runbook/words/durations.ts';
import { isShell, readFenceInfo } from '../../../src/core/runbook/markdown/fenceInfo.ts';
import { findHoles, hasBlank } from '../../../src/core/runbook/holes.ts';
import { roleOfTitle } from '../../../src/core/runbook/words/roles.ts';
import { ROLE_WORDS } from '../../../src/core/runbook/words/roleWords.ts';
import { announcesOutput, expectationIn, isStepTitle } from '../../../src/core/runbook/words/leadIns.ts';

describe('a title says how long its section takes', () => {
  const cases: ReadonlyArray<readonly [title: string, minutes: readonly [number, number] | undefined]> = [
    ['Phase 1: Verification (15 min)', [15, 15]],
    ['Phase 2: Migration (10-20 min)', [10, 20]],
    ['Phase 3 (20 – 30 minutes)', [20, 30]],
    ['Bekle (30 dk)', [30, 30]],
    ['Beobachten, 2 Stunden', [120, 120]],
    ['Espera (1,5 horas)', [90, 90]],
    ['Stability 48h', [2880, 2880]],
    ['15-minute observation', [15, 15]],
    ['Short-term (30 minutes - 4 hours)', [30, 240]],
    ['Rollback (< 2 minutes)', [0, 2]],
    ['Verification (≤ 5 min)', [0, 5]],
    ['Wait 30 s', [0.5, 0.5]],
    ['1 Hour Before', undefined],
    ['1 saat önce', undefined],
    ['Within 24 Hours', undefined],
    ['SEV2 (Response: 30 minutes)', undefined],
    ['Upgrade to 1.2.3 h', undefined],
    ['Scale to 5 replicas', undefined],
    ['2.4 Min values', undefined],
    ['Day 2 operations', undefined],
  ];
  test.each(cases)('%s', (title, minutes) => {
    const planned = plannedOfTitle(title);
    expect(planned && [planned.minMinutes, planned.maxMinutes]).toEqual(minutes);
  });
  test.each([
    ['**Duration:** 15 minutes', 15],
    ['- Estimated time: 2 hours', 120],
    ['Süre: 30 dk', 30],
    ['Dauer: 10 Min.', 10],
    ['Duración: 1 hora', 60],
    ['This takes 5 min', undefined],
  ])('%s', (line, minutes) => {
    expect(plannedOfLine(line)?.maxMinutes).toBe(minutes);
  });
});

describe('a title says what its section is', () => {
  test.each([
    ['🔙 Rollback Procedures', 'rollback'],
    ['4.2 Immediate Rollback (< 2 minutes)', 'rollback'],
    ['Rolling back', 'rollback'],
    ['Backout plan', 'rollback'],
    ['Geri Alma Adımları', 'rollback'],
    ['Zurückrollen', 'rollback'],
    ['Reversión', 'rollback'],
    ['Option 1: Kubernetes Rollback (Preferred)', 'option'],
    ['2.3 Commands (Alternative)', 'option'],
    ['Seçenek 2', 'option'],
    ['Troubleshooting Guide', 'troubleshooting'],
    ['Common Issues and Solutions', 'troubleshooting'],
    ['If things go wrong', 'troubleshooting'],
    ['When something goes wrong', 'troubleshooting'],
    ['Sorun Giderme', 'troubleshooting'],
    ['Fehlerbehebung', 'troubleshooting'],
    ['Solución de problemas', 'troubleshooting'],
    ['🚨 Emergency Procedures', 'emergency'],
    ['Acil Durum Prosedürü', 'emergency'],
    ['Notfallplan', 'emergency'],
    ['🚨 Incident Response', 'emergency'],
    ['Olaylara Müdahale', 'emergency'],
    ['Respuesta a incidentes', 'emergency'],
    ['Emergency Contacts', 'reference'],
    ['✅ Deployment Checklist (Quick Reference)', 'reference'],
    ['Appendix A: Quick Reference Commands', 'reference'],
    ['İletişim', 'reference'],
    ['Severity:', 'reference'],
    ['Destek?', 'reference'],
    ['Linkstation', undefined],
    ['Siehe auch', 'reference'],
    ['Véase también', 'reference'],
    ['Clean up resources', 'cleanup'],
    ['Kaynakları temizleme (isteğe bağlı)', 'cleanup'],
    ['Aufräumen', 'cleanup'],
    ['Limpieza', 'cleanup'],
    ['Examples', 'example'],
    ['Örnek kullanım', 'example'],
    ['Beispiel', 'example'],
    ['Ejemplos', 'example'],
    ['5.3 Cleanup Old Resources', undefined],
    ['Step 7: Clean up', undefined],
    ['Prepare the rollback plan', undefined],
    ['1.4 Backup y Preparación de Rollback', undefined],
    ['Vorbereitung des Rollbacks', undefined],
    ['Preparation for the rollback', undefined],
    ['RB-002: Emergency rollback', 'rollback'],
    ['Emergency Rollback', 'rollback'],
    ['Canary and rollback', undefined],
    ['Despliegue y rollback', undefined],
    ['RB-006: Respuesta a Incidente de Seguridad', 'emergency'],
    ['Procedure 4 - Incident response', 'emergency'],
    ['Häufige Fehler und Lösungen', 'troubleshooting'],
    ['Mantenimiento del Runbook', 'reference'],
    ['Runbook Maintenance', 'reference'],
    ['Documentation Updates', undefined],
    ['Prevention', 'reference'],
    ['Loss prevention checks', undefined],
    ['Zero-Downtime Guidance', 'reference'],
    ['Tabla de Contenidos', 'reference'],
    ['Deployment & Rollback', undefined],
    ['Phase 1: Emergency fixes', undefined],
    ['Incident response contact informed', undefined],
    ['Rollback Notification', undefined],
    ['Contact the customer', undefined],
    ['Pre-Deployment Checklist', undefined],
    ['Deployment Steps', undefined],
    ['Optional settings', undefined],
    ['Options', undefined],
    ['Methods', undefined],
    ['Option B', 'option'],
    ['Method2', 'option'],
    ['RB-4: Cleanup of old releases', 'cleanup'],
    ['Step-4: Cleanup old releases', undefined],
    ['Phase-4: Cleanup', undefined],
    ['Part-2: Cleanup', undefined],
    ['Day-2: Cleanup', undefined],
    ['Adım-3: Temizlik', undefined],
    ['Faz-3: Temizlik', undefined],
    ['Aşama-3: Temizlik', undefined],
    ['Paso-3: Limpieza', undefined],
    ['Fase-3: Limpieza', undefined],
    ['Schritt-3: Aufräumen', undefined],
    ['Phase-1: Emergency fixes', undefined],
    ['2.2 Rollback-Skript vorbereiten', undefined],
    ['Geri alma planını hazırla', undefined],
    ['Rollback vorbereitet ausführen', 'rollback'],
    ['Rollback der Datenbank testen', 'rollback'],
    ['Rollback ausführen und testen', 'rollback'],
    ['Zurückrollen und prüfen', 'rollback'],
    ['Rollback und dokumentieren', 'rollback'],
    ['Rollback durchführen, dann prüfen', 'rollback'],
    ['Geri alma yap ve test et', 'rollback'],
    ['Notfall-Skript prüfen', undefined],
    ['High-level debugging steps', undefined],
    ['Debugging steps', 'troubleshooting'],
    ['4. Debugging steps', 'troubleshooting'],
    ['High-level debugging', 'troubleshooting'],
    ['Debugging', 'troubleshooting'],
  ])('%s', (title, role) => {
    expect(roleOfTitle(title)).toBe(role);
  });
});

test.each(['en', 'tr', 'de', 'es'] as const)('every role that a title can give has words in %s', language => {
  const named = ROLE_WORDS.filter(row => (row[language] ?? []).length > 0).map(({ role }) => role);
  expect(new Set(named)).toEqual(new Set(ROLE_WORDS.map(({ role }) => role)));
});

test('words of titles are written as titles are read: in lower case, without accents', () => {
  const words = ROLE_WORDS.flatMap(({ en = [], tr = [], de = [], es = [], others = [] }) => [
    ...en,
    ...tr,
    ...de,
    ...es,
    ...others,
  ]);
  // `\\W` and the like are no letters.
  expect(words.filter(word => fold(word.replace(/\\\w/g, '')) !== word.replace(/\\\w/g, ''))).toEqual([]);
});

describe('a fence says its language', () => {
  test.each([
    ['bash', 'bash', true],
    ['Shell', 'Shell', true],
    ['sh {"name":"x"}', 'sh', true],
    ['bash title="a b" run=block', 'bash', true],
    ['{.sh #id}', 'sh', true],
    ['bash,ignore', 'bash', true],
    ['bash=', 'bash', true],
    ['shell-session', 'shell-session', true],
    ['azurecli-interactive', 'azurecli-interactive', true],
    ['powershell', 'powershell', false],
    ['', '', false],
    ['yaml', 'yaml', false],
  ])('%s', (info, language, shell) => {
    expect(readFenceInfo(info).language).toBe(language);
    expect(isShell(language)).toBe(shell);
  });
  test('with attributes of every notation', () => {
    expect(readFenceInfo('bash title="a b" run=block quiet').attributes).toEqual({
      title: 'a b',
      run: 'block',
      quiet: 'true',
    });
    expect(readFenceInfo('sh {"id":"01J","name":"x y"}').attributes).toEqual({ id: '01J', name: 'x y' });
    expect(readFenceInfo("{.sh #main key='v'}").attributes).toMatchObject({ key: 'v' });
  });
});

describe('text has holes', () => {
  test.each([
    ['Hi [Your Name], <pod-name> and {{version}}', ['[Your Name]', '<pod-name>', '{{version}}']],
    ['YOUR_TOKEN and +90-XXX-XXX-XXXX', ['YOUR_TOKEN', 'XXX-XXX-XXXX']],
    ['[ ] [x] a[0] [1, 2] ["a"] [text](url) [ref][r] [^1]', []],
    ['<b>bold</b> <https://x> <br> <none>', []],
    ['{{ .Values.x }} {{< param >}} {{% note %}}', []],
    ['[INFO] [http://localhost:2379]', []],
    ['due to [REASON]:', ['[REASON]']],
    ['[label]: https://example.com', []],
  ])('%s', (text, holes) => {
    expect(findHoles(text)).toEqual(holes);
  });
  test.each([
    ['____ min', true],
    ['⬜ Yes', true],
    ['[Name]', true],
    ['`____`', false],
    ['a_b__c', false],
    ['[text](url)', false],
  ])('%s asks to be written in: %s', (text, blank) => {
    expect(hasBlank(text)).toBe(blank);
  });
});

describe('words about output', () => {
  test.each([
    ['Output:', true],
    ['You should see:', true],
    ['The above command will output all nodes like this:', true],
    ['Sonuçlar:', true],
    ['To see the output, run the following command:', false],
    ['Expected', false],
    ['Next:', false],
  ])('%s announces it: %s', (text, announces) => {
    expect(announcesOutput(text)).toBe(announces);
  });
  test.each([
    ['Expected: All pods Running', 'All pods Running'],
    ['Expected output: a: b', 'a: b'],
    ['Expected result:', ''],
    ['Beklenen sonuç: tamam', 'tamam'],
    ['Erwartung:', ''],
    ['Erwartungen an das Team: Ruhe', undefined],
    ['As expected: fine', undefined],
  ])('%s', (text, expected) => {
    expect(expectationIn(text)).toBe(expected);
  });
  test.each([
    ['Step 3: Switch', true],
    ['STEP 12', true],
    ['Step-4: Clean up', true],
    ['Adım 2', true],
    ['Steps', false],
    ['Step-by-Step Deployment', false],
  ])('%s is a step: %s', (title, step) => {
    expect(isStepTitle(title)).toBe(step);
  });
});
