import { html, nothing, type TemplateResult } from 'lit-html';

import { answerButtons } from './answers.ts';
import { choiceList, type Choice } from './choiceList.ts';
import { editChoices } from './editChoices.ts';
import { answerOf, type Answer } from '../page/branch.ts';
import { moreRules, openBranches, rules } from '../page/rule.ts';
import { handChoice, otherButton, skipChoice } from './other.ts';
import { icon, type IconName } from '../icon.ts';
import { outputOf } from '../command/output.ts';
import { exitHint, failureTitle, notFoundIn } from '../command/outcome.ts';
import { canAct, canRun, type CardScene } from '../scene.ts';
import { activeCommand } from '../step/status.ts';

// What a person decides after a command: nothing goes on by itself, and no answer is lit.

/** After a failure: what happened, and every way on with the same weight. */
export function failedDecision(at: CardScene): TemplateResult {
  const { scene, card } = at;
  const { words } = scene;
  const heading = `${card.id}-decide`;
  const answer = answerOf(at);
  if (answer !== undefined) return answeredFailure(at, answer);
  if (scene.view.closed !== undefined) return leftFailed(at);
  return html`<div class="hr-decide" role="group" aria-labelledby=${heading}>
    ${resultBox(at, { icon: 'error', title: failedTitle(at), detail: failedDetail(at) })}
    <h4 id=${heading}>${words.t('decide.title')}</h4>
    ${rules(at)} ${choiceList(at, words.t('decide.title'), failureChoices(at))} ${moreRules(at)}
  </div>`;
}

/** The run ended with it: there is nothing to choose any more. */
function leftFailed(at: CardScene): TemplateResult {
  const { reason } = at.status.step;
  return html`<div class="hr-decide">
    ${resultBox(at, { icon: 'error', title: failedTitle(at), detail: reason ?? '' })}
  </div>`;
}

/** The decision has been made: where it led, and the other choices one press away. */
function answeredFailure(at: CardScene, { title: name, number, place }: Answer): TemplateResult {
  const { scene, card, status } = at;
  const { words, act } = scene;
  const title = failureTitle(words, activeCommand(status.step)?.command);
  return html`<div class="hr-decide">
    ${resultBox(at, { icon: 'error', title, detail: words.t('answered.text', { title: name }) })}
    <div class="hr-actions">
      <button class="hr-btn hr-btn--lg" type="button" data-goto-branch @click=${() => act.goTo(place)}>
        ${icon('git-branch')}${
          number === '' ? words.t('answered.goTo', { title: name }) : words.t('answered.go', { number })
        }
      </button>
      ${otherButton(at, stepChoices(at))}
    </div>
    ${
      scene.memory.isOpen(`${card.id}/other`) === true
        ? choiceList(at, words.t('other'), stepChoices(at))
        : nothing
    }
  </div>`;
}

function failedTitle(at: CardScene): string {
  const { words } = at.scene;
  const name = missingProgram(at);
  return name === undefined
    ? failureTitle(words, activeCommand(at.status.step)?.command)
    : words.t('failed.notFound', { name });
}

/** What bash says it did not find, where that is why the command failed. */
function missingProgram(at: CardScene): string | undefined {
  const command = activeCommand(at.status.step)?.command;
  return command === undefined ? undefined : notFoundIn(command, outputOf(at.scene, command));
}

function failedDetail(at: CardScene): string {
  const { words } = at.scene;
  const { step } = at.status;
  const active = activeCommand(step);
  const total = step.commands.length;
  const parts: (string | undefined)[] = [exitHint(words, active?.command, missingProgram(at)), step.reason];
  if (active !== undefined && total > 1) {
    const n = String(active.at + 1);
    parts.push(words.t('failed.which', { n, total: String(total) }));
    const left = total - active.at - 1;
    if (left > 0) parts.push(words.t('failed.left', { n: left }));
  }
  parts.push(words.t('failed.waits'));
  return parts.filter(part => part !== undefined && part !== '').join(' ');
}

interface Result {
  readonly icon: IconName;
  readonly title: string;
  /** What the title means, on its line. */
  readonly says?: string;
  readonly detail: string;
}

/** What happened, in one sentence and its details; takes the focus when a step ends under it. */
export function resultBox(at: CardScene, result: Result): TemplateResult {
  return html`<div class="hr-result" data-result=${at.card.id} tabindex="-1">
    ${icon(result.icon, 'lg')}
    <p><strong>${result.title}</strong> ${result.says ?? nothing}<small>${result.detail}</small></p>
  </div>`;
}

function failureChoices(at: CardScene): readonly Choice[] {
  const { words } = at.scene;
  return [
    ...stepChoices(at),
    ...helpChoices(at),
    ...rollbackChoices(at),
    ...pathChoice(at),
    ...handOverChoice(at),
    {
      icon: 'debug-stop',
      title: words.t('choice.abort'),
      text: words.t('choice.abort.text'),
      form: 'abort',
      does: 'abort',
    },
  ];
}

/** Where a program was not found, the first question is where it was looked for. */
function pathChoice({ scene, status }: CardScene): readonly Choice[] {
  const { outcome } = activeCommand(status.step)?.command ?? {};
  if (outcome?.kind !== 'exited' || outcome.exit !== 127) return [];
  const { words, act } = scene;
  const run = (): void => act.host({ action: 'showEnvironment' });
  return [
    { icon: 'list-tree', title: words.t('choice.path'), text: words.t('choice.path.text'), looks: true, run },
  ];
}

/** What can be done about the step itself. */
function stepChoices(at: CardScene): readonly Choice[] {
  const { scene, card, status } = at;
  const { words, act, view } = scene;
  const active = activeCommand(status.step);
  const guard = status.step.blocked;
  const choices: Choice[] = [];
  if (card.kind === 'commands' || card.kind === 'script') {
    choices.push({
      icon: 'debug-rerun',
      title: words.t('choice.retry'),
      text: words.t('choice.retry.text', { n: String((active?.at ?? 0) + 1) }),
      ...(guard?.kind === 'name' ? { form: 'unlock' } : {}),
      does: 'retry',
      run: () => {
        if (canRun(scene)) act.ask(card.id, { type: 'run.step', step: card.id, revision: view.revision });
      },
    });
    choices.push(...editChoices(at, 'retry'));
  }
  choices.push(handChoice(words), skipChoice(words));
  return choices;
}

/** What the runbook says of such a failure: entered beside the path, which stays. */
function helpChoices(at: CardScene): readonly Choice[] {
  const { layout, words } = at.scene;
  return openBranches(at, layout.helps).map(phase => ({
    icon: 'git-branch',
    title: words.t('choice.help', { number: phase.number }),
    text: words.t('choice.help.text', { title: phase.title }),
    form: `branch:${phase.id}`,
  }));
}

/** The form is at the head of the page, where a run is handed over at any time. */
function handOverChoice({ scene }: CardScene): readonly Choice[] {
  const { words, act } = scene;
  const run = (): void => act.setForm('handover', 'offer');
  return [
    {
      icon: 'arrow-swap',
      title: words.t('handover.open'),
      text: words.t('choice.handOver.text'),
      opens: 'offer',
      run,
    },
  ];
}

function rollbackChoices(at: CardScene): readonly Choice[] {
  const { layout, words } = at.scene;
  return openBranches(at, layout.rollbacks).map(phase => ({
    icon: 'discard',
    title: words.t('choice.branch', { number: phase.number }),
    text: words.t('choice.branch.text', { title: phase.title }),
    form: `branch:${phase.id}`,
    does: 'rollBack',
  }));
}

/** What is known of a command whose end nobody saw. */
function unknownDetail({ scene, status }: CardScene): string {
  const { words, drawnAt } = scene;
  const { startedAt, output } = status.step.commands.find(({ state }) => state === 'unknown') ?? {};
  return [
    startedAt === undefined ? '' : words.t('unknown.started', { time: words.time(startedAt, drawnAt) }),
    output === undefined ? '' : words.t('unknown.saved', { n: output.lines }),
    words.t('unknown.text'),
  ]
    .filter(part => part !== '')
    .join(' ');
}

/** The outcome nobody saw: look first, then say what happened. */
export function unknownDecision(at: CardScene): TemplateResult {
  const { words } = at.scene;
  const heading = `${at.card.id}-decide`;
  return html`<div class="hr-decide" role="group" aria-labelledby=${heading}>
    ${resultBox(at, { icon: 'issue-draft', title: words.t('unknown.title'), says: words.t('unknown.seen'), detail: unknownDetail(at) })}
    <h4 id=${heading}>${words.t('unknown.question')}</h4>
    ${choiceList(at, words.t('unknown.question'), [
      {
        icon: 'pass',
        title: words.t('choice.finished'),
        text: words.t('choice.finished.text'),
        form: 'finished',
        does: 'finished',
      },
      {
        icon: 'error',
        title: words.t('choice.failed'),
        text: words.t('choice.failed.text'),
        form: 'failed',
        does: 'failed',
      },
      {
        icon: 'debug-rerun',
        title: words.t('choice.again'),
        text: words.t('choice.again.text'),
        form: 'again',
        does: 'again',
      },
    ])}
  </div>`;
}

/** Why it is asked at all: an exit code that may say something else than that it failed, or an output that no rule saw whole. */
function whyAsked({ scene, status }: CardScene): TemplateResult | typeof nothing {
  const { question, leftOpen } = status.step.commands.find(({ state }) => state === 'judge') ?? {};
  if (leftOpen === true) return html`<p>${scene.words.t('judge.leftOpen')}</p>`;
  if (question === undefined) return nothing;
  const code = String(question.exit);
  return html`<p>
    ${
      question.words === ''
        ? scene.words.t('judge.exit', { code })
        : scene.words.t('judge.exitOf', { words: question.words, code })
    }
  </p>`;
}

/** The question that no machine answers: both answers weigh the same. */
export function judgeDecision(at: CardScene): TemplateResult {
  const { scene, card } = at;
  const { words, act } = scene;
  const heading = `${card.id}-decide`;
  return html`<div role="group" aria-labelledby=${heading}>
    <h4 class="hr-q" id=${heading} data-result=${card.id} tabindex="-1">${words.t('judge.question')}</h4>
    ${whyAsked(at)}
    ${answerButtons({
      scene,
      enabled: canAct(scene),
      answer: decision => act.ask(card.id, { type: 'judge', step: card.id, decision }),
    })}
  </div>`;
}
