import { html, nothing, type TemplateResult } from 'lit-html';

import { icon, type IconName } from '../icon.ts';
import { isElsewhere } from './place.ts';
import { canAct, isRehearsal, type Scene } from '../scene.ts';

/** The values that a step on the path needs and nobody has given. */
export function missingValues(scene: Scene): readonly string[] {
  const { view, page, layout } = scene;
  if (isRehearsal(scene)) return [];
  return view.values
    .filter(({ name, set }) => {
      const steps = page.inputs.find(one => one.name === name)?.steps ?? [];
      return !set && steps.some(id => layout.cardOf.get(id)?.role === 'path');
    })
    .map(({ name }) => name);
}

interface Item {
  readonly state: 'passed' | 'blocked' | 'failed';
  readonly icon: IconName;
  readonly title: string;
  /** What takes care of it; absent where nothing is left to do. */
  go?(): void;
  readonly key?: string;
  /** Whether that is a place on this page: then a key leads there as the press does. */
  readonly here?: true;
}

/** What stands between here and the first step. */
function items(scene: Scene): readonly Item[] {
  const { view, words, act, link } = scene;
  if (isRehearsal(scene)) return rehearsalItems(scene);
  const found: Item[] = missingValues(scene).map(name => ({
    state: 'blocked',
    icon: 'edit',
    title: words.t('preflight.fill', { name }),
    go: () => act.goTo(`field:preflight/value/${name}`),
    here: true,
  }));
  if (view.notices.some(({ kind }) => kind === 'untrusted')) {
    const go = (): void => act.host({ action: 'manageTrust' });
    found.push({ state: 'failed', icon: 'lock', title: words.t('preflight.trust'), go, key: 'start/trust' });
  }
  if (!view.recording.ok || link.state === 'lost') {
    found.push({ state: 'failed', icon: 'warning', title: words.t('now.notRecording') });
  }
  if (isElsewhere(scene)) {
    const go = (): void => act.goTo('field:where-h');
    found.push({ state: 'blocked', icon: 'lock', title: words.t('place.elsewhere'), go, here: true });
  }
  const absent = view.preflight?.tools.filter(tool => !tool.found).length ?? 0;
  if (view.preflight !== undefined && view.preflight.tools.length > 0) {
    found.push(
      absent === 0
        ? { state: 'passed', icon: 'check', title: words.t('preflight.toolsAll') }
        : { state: 'blocked', icon: 'warning', title: words.t('preflight.toolsSome', { n: absent }) },
    );
  }
  const trace = view.startedAt === 0 ? 'preflight.noTrace' : 'preflight.begun';
  found.push({ state: 'passed', icon: 'check', title: words.t(trace) });
  return found;
}

/** Nothing is required of anybody who only looks. */
function rehearsalItems({ words }: Scene): readonly Item[] {
  return [
    { state: 'passed', icon: 'eye', title: words.t('rehearse.noTrace') },
    { state: 'passed', icon: 'edit', title: words.t('rehearse.draft') },
  ];
}

/** What is left, and the one button that leads there or into the walk. */
export function startPanel(scene: Scene): TemplateResult {
  const { words } = scene;
  const all = items(scene);
  const left = all.filter(item => item.go !== undefined);
  const [first] = left;
  const start = (): void => {
    if (first !== undefined) first.go?.();
    else if (canAct(scene)) begin(scene);
  };
  return html`<aside class="hr-side" aria-labelledby="left-h">
    <div class="hr-panel">
      <h2 id="left-h">
        ${left.length === 0 ? words.t('preflight.ready') : words.t('preflight.left', { n: left.length })}
      </h2>
      <ul class="hr-checks">
        ${all.map(item => checkItem(item))}
      </ul>
      <button
        class=${first === undefined ? 'hr-btn hr-btn--primary hr-btn--lg' : 'hr-btn hr-btn--dim hr-btn--lg'}
        type="button"
        data-start
        data-key="start"
        aria-disabled=${canAct(scene) ? nothing : 'true'}
        aria-describedby="left-h"
        @click=${start}
      >
        ${words.t(isRehearsal(scene) ? 'rehearse.start' : 'preflight.start')}
      </button>
      ${rehearseButton(scene)}
      <button class="hr-btn" type="button" data-read @click=${() => read(scene)}>
        ${words.t('preflight.read')}
      </button>
      ${left.length === 0 ? nothing : html`<p class="hr-muted hr-small">${words.t('preflight.readText')}</p>`}
    </div>
  </aside>`;
}

/** The same walk with nothing behind it that could run. */
function rehearseButton(scene: Scene): TemplateResult | typeof nothing {
  const { words, act } = scene;
  if (isRehearsal(scene)) return nothing;
  return html`<button
    class="hr-btn"
    type="button"
    data-rehearse
    @click=${() => act.host({ action: 'rehearse' })}
  >
    ${icon('eye')}${words.t('preflight.rehearse')}
  </button>`;
}

function checkItem(item: Item): TemplateResult {
  return html`<li data-state=${item.state}>
    ${icon(item.icon)}<span
      >${
        item.go === undefined
          ? item.title
          : html`<button
              class="hr-linkbtn"
              type="button"
              data-key=${item.key ?? nothing}
              data-todo=${item.here === true ? 'here' : 'elsewhere'}
              @click=${() => item.go?.()}
            >
              ${item.title}
            </button>`
      }</span
    >
  </li>`;
}

/** On from the first look, to the head of the page: it begins where it says what it is. */
function read({ act }: Scene): void {
  act.setOpen('preflight', false);
  act.goTo('top');
}

/** The run begins with its first action, and this is none: it only leads to where that is. */
function begin({ act }: Scene): void {
  act.setOpen('preflight', false);
  act.goTo('now');
}
