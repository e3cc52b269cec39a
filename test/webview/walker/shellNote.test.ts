import { expect, test } from 'vitest';
import { shellFacts, shellSentences, type ShellChange } from '../../../src/core/run/shellChange.ts';
import type { CommandView, RunView } from '../../../src/core/run/view/view.ts';
import { page } from '../fixtures/page.ts';
import { atSecond, failedSecond, withStep } from '../fixtures/running.ts';
import { step } from '../fixtures/base.ts';
import { views } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// What became of the shell, and why an output is put to a person, stands beside the command, as the command line says it.

const cwd = '/srv/app';
const lost: ShellChange = {
  event: 'lost',
  from: 'before',
  missing: ['TOKEN', 'copy'],
  gone: '/srv/app/build',
  jobs: true,
};

const changes: readonly (readonly [change: ShellChange, turkish: string])[] = [
  [{ event: 'mended' }, 'Kabuğun özel klasörü silinmişti ve yeniden oluşturuldu. Kabuk aynı kabuk.'],
  [
    { event: 'ended', from: 'end', missing: [] },
    'Kabuk komutla birlikte sona erdi; yerine yenisi geçti. Dizin, değişkenler, işlevler ve kısa adlar komutun bıraktığı gibi; açık dosyalar geri gelmez.',
  ],
  [
    lost,
    'Kabuk artık yanıt vermiyordu; yerine yenisi geçti. Dizin, değişkenler, işlevler ve kısa adlar komuttan önceki gibi; açık dosyalar geri gelmez. Gizli değer içerdiği için geri yüklenmedi: TOKEN ve copy. /srv/app/build artık yok; kabuk şimdi /srv/app dizininde. fg ve wait, arka planda çalışanları artık tanımıyor.',
  ],
];

function failedWith(more: Partial<CommandView>): RunView {
  return withStep('replay', step('failed', { commands: atSecond({ ...failedSecond, ...more }) }), {
    now: views.failed.now,
  });
}

inBrowser('a command whose shell did not simply go on', browser => {
  test.each(changes)('says so: %j', async (change, turkish) => {
    for (const locale of ['en', 'tr']) {
      const stage = await open(browser(), { settings: { locale } });
      await stage.show(page, failedWith({ shell: shellFacts(change, cwd) }));
      const note = stage.tab.locator('[data-shell]');
      const english = shellSentences(change, cwd).replace('TOKEN, copy', 'TOKEN and copy');
      expect((await note.innerText()).trim()).toBe(locale === 'en' ? english : turkish);
      expect(await stage.violations()).toEqual([]);
      await stage.close();
    }
  });

  test('and nothing where it did', async () => {
    const stage = await open(browser());
    await stage.show(page, failedWith({}));
    expect(await stage.tab.locator('[data-shell]').count()).toBe(0);
    await stage.close();
  });
});

inBrowser('an output that no rule saw whole', browser => {
  test.each([
    ['en', 'What is expected may stand before that.'],
    ['tr', 'Beklenen metin daha önce geçmiş olabilir.'],
  ])('is put to a person with the reason: %s', async (locale, reason) => {
    const stage = await open(browser(), { settings: { locale } });
    const { replay } = views.judge.steps;
    const commands = (replay?.commands ?? []).map((one): CommandView =>
      one.state === 'judge' ? { ...one, leftOpen: true } : one,
    );
    await stage.show(page, withStep('replay', step('judge', { commands }), { now: views.judge.now }));
    expect(await stage.tab.locator('#card-replay [role="group"]').innerText()).toContain(reason);
    await stage.close();
  });
});
