import { html, nothing, type TemplateResult } from 'lit-html';

import type { Notice, RunView } from '../../../core/run/view/view.ts';
import type { OfferedCommand } from '../../../protocol/commands.ts';
import { unrecordedText } from '../decision/unrecorded.ts';
import { changedBanner, fileName, type Changed } from './changed.ts';
import { icon, type IconName } from '../icon.ts';
import { spans } from '../command/spans.ts';
import { canAct, lostTitle, type Scene } from '../scene.ts';

interface Banner {
  readonly kind: string;
  readonly state: 'failed' | 'judge' | 'unknown';
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly title: string; readonly does?: OfferedCommand; run(): void };
}

/** What concerns the whole run: not recording, away and back, the text changed, no trust. */
export function banners(scene: Scene): TemplateResult | typeof nothing {
  const all = [
    ...[...urgent(scene), ...moved(scene), ...unsigned(scene), ...back(scene)].map(bannerOf),
    ...scene.view.notices.map(notice =>
      notice.kind === 'runbook-changed' ? changedBanner(scene, notice) : bannerOf(noticeOf(scene, notice)),
    ),
  ];
  if (all.length === 0) return nothing;
  return html`<div class="hr-banners">${all}</div>`;
}

function bannerOf(banner: Banner): TemplateResult {
  return html`<div class="hr-banner" data-state=${banner.state} data-banner=${banner.kind}>
    ${icon(banner.icon, 'lg')}
    <p><strong>${banner.title}</strong><small>${banner.text}</small></p>
    ${
      banner.action === undefined
        ? nothing
        : html`<button
            class="hr-btn"
            type="button"
            data-key=${`banner/${banner.kind}`}
            data-does=${banner.action.does ?? nothing}
            @click=${() => banner.action?.run()}
          >
            ${banner.action.title}
          </button>`
    }
  </div>`;
}

function urgent(scene: Scene): readonly Banner[] {
  const { view, words, link } = scene;
  const found: Banner[] = [];
  if (!view.recording.ok) {
    found.push({
      kind: 'not-recording',
      state: 'failed',
      icon: 'warning',
      title: words.t('notRecording.because', { reason: unrecordedText(words, view.recording) }).trim(),
      text: [words.t('notRecording.text'), stillRunning(scene)].join(' ').trim(),
      ...(canAct(scene) ? { action: tryAgain(scene) } : {}),
    });
  }
  if (scene.seat === 'reads') {
    found.push({
      kind: 'reading',
      state: 'judge',
      icon: 'eye',
      title: words.t('reading.title'),
      text: words.t('reading.text'),
    });
  }
  if (link.state === 'lost') {
    found.push({
      kind: 'link',
      state: 'failed',
      icon: 'warning',
      title: lostTitle(scene),
      text: link.reason ?? words.t('link.lost.text'),
    });
  }
  return found;
}

/** The context went elsewhere under a command that runs; where that makes no difference to anybody, nothing is said. */
function moved({ view: { now, asked = [] }, words, layout }: Scene): readonly Banner[] {
  const kube = asked.find(({ name, met }) => name === 'kube' && !met);
  if (now.kind !== 'running' || kube === undefined) return [];
  const number = layout.cardOf.get(now.step)?.number ?? '';
  return [
    {
      kind: 'context-changed',
      state: 'failed',
      icon: 'warning',
      title: words.t('moved', { here: kube.here ?? '-', number }),
      text: words.t('elsewhere.held'),
    },
  ];
}

function stillRunning({ view, words, layout }: Scene): string {
  const running = Object.entries(view.steps).find(([, { state }]) => state === 'running')?.[0];
  const card = running === undefined ? undefined : layout.cardOf.get(running);
  return card === undefined ? '' : words.t('notRecording.runs', { number: card.number });
}

/** There may be room again by now: what is asked first of the runner is whether its log can be written. */
function tryAgain({ words, act }: Scene): NonNullable<Banner['action']> {
  return {
    title: words.t('notRecording.again'),
    does: 'retryLog',
    run: () => act.ask('recording', { type: 'log.retry' }),
  };
}

/** The run is closed, and the key did not sign that. */
function unsigned({ view, words, act, seat }: Scene): readonly Banner[] {
  if (view.recording.sealUnsigned === undefined) return [];
  const sign = {
    title: words.t('sealUnsigned.sign'),
    run: () => act.ask('end', { type: 'seal.sign' }),
  };
  return [
    {
      kind: 'seal-unsigned',
      state: 'judge',
      icon: 'key',
      title: words.t('sealUnsigned'),
      text: words.t('sealUnsigned.text'),
      ...(seat === 'acts' ? { action: sign } : {}),
    },
  ];
}

const sessions = { kept: 'resumed.kept', restored: 'resumed.restored', new: 'resumed.new' } as const;

function back(scene: Scene): readonly Banner[] {
  const { view, words, memory, act } = scene;
  const { resumed } = view;
  if (resumed === undefined) return [];
  // Each return is said once: dismissing one says nothing about the next.
  const seen = `resumed/${resumed.awayMs}`;
  if (memory.isOpen(seen) === false) return [];
  return [
    {
      kind: 'resumed',
      state: 'judge',
      icon: 'info',
      title: awayTitle(scene, resumed),
      text: words.t(sessions[resumed.session]),
      action: { title: words.t('dismiss'), run: () => act.setOpen(seen, false) },
    },
  ];
}

/** A runner that lived on has lost nothing, and the command that it ran all along is what matters. */
function awayTitle(
  { view, words, layout }: Scene,
  { awayMs, session, takenOver }: NonNullable<RunView['resumed']>,
): string {
  if (takenOver === true) return words.t('handover.taken');
  const span = words.span(awayMs);
  const card =
    view.now.kind === 'running' && session === 'kept' ? layout.cardOf.get(view.now.step) : undefined;
  return card === undefined
    ? words.t('resumed', { span })
    : words.t('resumed.ran', { number: card.number, span });
}

function noticeOf(scene: Scene, notice: Exclude<Notice, Changed>): Banner {
  const { words, act } = scene;
  const base = { kind: notice.kind, state: 'judge', icon: 'info' } as const;
  switch (notice.kind) {
    case 'in-host':
      return { ...base, title: words.t('notice.inHost'), text: words.t('notice.inHost.text') };
    case 'runbook-gone':
      return { ...base, ...gone(scene) };
    case 'untrusted':
      return {
        ...base,
        icon: 'lock',
        title: words.t('notice.untrusted'),
        text: words.t('notice.untrusted.text'),
        action: { title: words.t('trust.manage'), run: () => act.host({ action: 'manageTrust' }) },
      };
    case 'short-secret':
      return {
        ...base,
        icon: 'key',
        title: words.t('notice.shortSecret', { names: words.list(notice.names) }),
        text: words.t('notice.shortSecret.text'),
      };
    case 'key-made':
      return {
        ...base,
        icon: 'key',
        title: words.t('notice.keyMade'),
        text: words.t('notice.keyMade.text', { path: notice.path }),
      };
    case 'key-passed-over':
      return {
        ...base,
        icon: 'key',
        title: words.t('notice.keyPassed'),
        text: words.t('notice.keyPassed.text', { path: notice.path }),
      };
  }
}

function gone({ page, words, act }: Scene): Pick<Banner, 'title' | 'text' | 'action'> {
  return {
    title: words.t('gone.title', { path: fileName(page.path) }),
    text: words.t('changed.text'),
    action: { title: words.t('gone.show'), run: () => act.host({ action: 'openMarkdown' }) },
  };
}

/** What the parser says about the text, each with its line. */
export function textProblems(scene: Scene): TemplateResult | typeof nothing {
  const { page, words, act } = scene;
  if (page.problems.length === 0) return nothing;
  return html`<details class="hr-problems">
    <summary>${words.t('problems', { n: page.problems.length })}</summary>
    <ul>
      ${page.problems.map(
        problem =>
          html`<li>
            ${spans(words.remark(problem))}
            <button
              class="hr-linkbtn"
              type="button"
              @click=${() => act.host({ action: 'openMarkdown', line: problem.line })}
            >
              ${words.t('line', { n: String(problem.line) })}
            </button>
          </li>`,
      )}
    </ul>
  </details>`;
}
