import { html, nothing, type TemplateResult } from 'lit-html';

import type { JobView, JobsDecision } from '../../../core/run/job.ts';
import type { StepState } from '../../../core/run/view/view.ts';
import { icon, type IconName } from '../icon.ts';
import { codeLine } from '../command/code.ts';
import { painted } from '../command/painted.ts';
import { refusalNote } from '../decision/refusal.ts';
import { canAct, type Scene } from '../scene.ts';

const place = 'background';

/** What commands left running, what became of it, and what was printed meanwhile. */
export function background(scene: Scene): TemplateResult | typeof nothing {
  const { view, words } = scene;
  const jobs = view.background?.jobs ?? [];
  if (jobs.length === 0) return nothing;
  const alive = aliveIn(scene);
  const title =
    alive.length > 0
      ? words.t('background.title', { n: alive.length })
      : words.t('background.ended', { n: jobs.length });
  return html`<details class="hr-bg" data-alive=${alive.length} open>
    <summary data-key=${place} data-does="jobs">${title}</summary>
    <ul>
      ${jobs.map(job => row(scene, job))}
    </ul>
    ${refusalNote(scene, place)} ${printed(scene)}
  </details>`;
}

/** What has not ended as far as the page knows. */
export function aliveIn({ view }: Scene): readonly JobView[] {
  return (view.background?.jobs ?? []).filter(({ state }) => state !== 'ended');
}

const stopping = {
  interrupted: 'stop.interrupted',
  terminated: 'stop.terminated',
  'can-force': 'background.canForce',
} as const;

function row(scene: Scene, job: JobView): TemplateResult {
  const { words } = scene;
  const [state, name] = looks(job);
  const number = numberOf(scene, job);
  return html`<li data-state=${state} data-job=${job.id}>
    ${icon(name)}
    <p>
      <code dir="ltr">${codeLine(job.command)}</code>
      <small
        >${number === undefined ? nothing : html`${words.t('background.from', { number })} · `}${words.t(
          'background.process',
          { pid: String(job.pid) },
        )}
        ·
        ${standing(scene, job)}${job.stopping === undefined ? nothing : html` · ${words.t(stopping[job.stopping])}`}</small
      >
    </p>
    ${job.state === 'ended' || job.foreign !== undefined ? nothing : buttons(scene, job)}
  </li>`;
}

function looks({ state, exit, stopped }: JobView): readonly [StepState, IconName] {
  if (state === 'running') return ['running', 'loading'];
  if (state === 'suspended') return ['blocked', 'clock'];
  if (exit === undefined || stopped === true) return ['skipped', 'circle-slash'];
  return exit === 0 ? ['passed', 'pass-filled'] : ['failed', 'error'];
}

function standing({ words }: Scene, job: JobView): unknown {
  const { state, startedAt, exit, stopped, detached, foreign, pid } = job;
  if (state === 'ended') {
    if (exit === undefined) return words.t(stopped === true ? 'background.stopped' : 'background.gone');
    const key = stopped === true ? 'background.stoppedExit' : 'background.exit';
    return words.t(key, { exit: String(exit) });
  }
  const more = [
    ...(state === 'suspended' ? [words.t('background.suspended')] : []),
    ...(detached ? [words.t('background.detached')] : []),
    ...(foreign === undefined ? [] : [words.t('background.foreign', { pid: String(pid) })]),
  ];
  return html`<span data-since=${startedAt}></span>${more.map(text => ` · ${text}`)}`;
}

function numberOf({ view, layout }: Scene, { attemptId }: JobView): string | undefined {
  const found = Object.entries(view.steps).find(([, { commands }]) =>
    commands.some(command => command.attemptId !== undefined && command.attemptId === attemptId),
  );
  const number = found === undefined ? undefined : layout.cardOf.get(found[0])?.number;
  return number === '' ? undefined : number;
}

function buttons(scene: Scene, { id, command, stopping }: JobView): TemplateResult {
  const { words, act } = scene;
  const can = canAct(scene) && scene.view.recording.ok;
  const [shown] = command.split('\n');
  const ask = (type: 'job.stop' | 'job.force'): void => {
    if (can) act.ask(place, { type, job: id });
  };
  return stopping === 'can-force'
    ? html`<button
        class="hr-btn"
        type="button"
        data-job-force
        data-key=${`${place}/${id}/force`}
        aria-label=${words.t('background.force', { command: shown ?? '' })}
        aria-disabled=${can ? nothing : 'true'}
        @click=${() => ask('job.force')}
      >
        ${words.t('stop.force')}
      </button>`
    : html`<button
        class="hr-btn"
        type="button"
        data-job-stop
        data-key=${`${place}/${id}/stop`}
        aria-label=${words.t('background.stop', { command: shown ?? '' })}
        aria-disabled=${can && stopping === undefined ? nothing : 'true'}
        @click=${() => (stopping === undefined ? ask('job.stop') : undefined)}
      >
        ${icon('debug-stop')}${words.t('stop')}
      </button>`;
}

function printed({ view, words }: Scene): TemplateResult | typeof nothing {
  const output = view.background?.output;
  if (output === undefined || output.tail.length === 0) return nothing;
  return html`<h3>${words.t('background.output')}</h3>
    <div class="hr-out">
      <div
        class="hr-out__b"
        role="log"
        aria-live="off"
        aria-label=${words.t('background.output')}
        tabindex="0"
        data-follow=${place}
        data-key=${`${place}/out`}
      >
        <pre dir="auto">${painted(output)}</pre>
      </div>
    </div>`;
}

type Answer = Exclude<JobsDecision, 'hang-up'>;

/** Asked once, where a run is to be closed: neither answer is lit. */
export function askBackground(
  scene: Scene,
  answers: Readonly<
    Record<Answer, `background.${Answer | 'abortEnd' | 'abortLeave'}` | `handover.jobs.${Answer}`>
  >,
  send: (decision: Answer) => void,
): TemplateResult {
  const { words } = scene;
  const alive = aliveIn(scene);
  // What was asked for is under way until it is answered; the end of a run takes its time.
  const can = !scene.busy.has('end');
  const answer = (decision: Answer): TemplateResult =>
    html`<button
      class="hr-btn hr-btn--lg"
      type="button"
      data-jobs=${decision}
      aria-disabled=${can ? nothing : 'true'}
      @click=${() => (can ? send(decision) : undefined)}
    >
      ${words.t(answers[decision], { n: alive.length })}
    </button>`;
  return html`<div class="hr-bg-ask" role="group" aria-labelledby="bg-ask">
    <p id="bg-ask" tabindex="-1" data-question data-key="bg-ask">
      <strong>${words.t('background.ask', { n: alive.length })}</strong>
      <small>${words.t('background.askText')}</small>
    </p>
    <ul>
      ${alive.map(({ command }) => html`<li><code dir="ltr">${codeLine(command)}</code></li>`)}
    </ul>
    <div class="hr-actions">${answer('end')} ${answer('leave')}</div>
  </div>`;
}
