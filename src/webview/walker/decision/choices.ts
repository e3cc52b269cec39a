import type { ReasonForm } from '../form.ts';
import { branchHint } from '../page/branch.ts';
import type { CardScene } from '../scene.ts';

/** The form behind a choice on a card; undefined for a name it does not know. */
export function formOf(at: CardScene, name: string): ReasonForm | undefined {
  switch (name) {
    case 'hand':
    case 'skip':
    case 'reopen':
      return stepForm(at, name);
    case 'finished':
    case 'failed':
    case 'again':
      return settleForm(at, name);
    case 'abort':
      return abortForm(at);
    default:
      return branchForm(at, name);
  }
}

function stepForm(at: CardScene, name: 'hand' | 'skip' | 'reopen'): ReasonForm {
  const { card, scene } = at;
  const { words, act } = scene;
  return {
    place: card.id,
    name,
    title: words.t(`${name}.title`),
    hint: words.t(`${name}.hint`),
    submit: words.t(`${name}.submit`, { number: card.number }),
    send: reason => act.ask(card.id, { type: `step.${name}`, step: card.id, reason }),
  };
}

function settleForm(at: CardScene, name: 'finished' | 'failed' | 'again'): ReasonForm {
  const { card, scene } = at;
  const { words, act } = scene;
  return {
    place: card.id,
    name,
    title: words.t(`settle.${name}.title`),
    hint: words.t(`settle.${name}.hint`),
    submit: words.t(`settle.${name}.submit`, { number: card.number }),
    send: reason => act.ask(card.id, { type: 'settle', step: card.id, decision: name, reason }),
  };
}

function abortForm(at: CardScene): ReasonForm {
  const { card, scene } = at;
  const { words, act } = scene;
  return {
    place: card.id,
    name: 'abort',
    title: words.t('abort.title'),
    hint: words.t('abort.hint'),
    submit: words.t('abort.submit'),
    send: reason => act.ask(card.id, { type: 'close', result: 'aborted', reason }),
  };
}

function branchForm(at: CardScene, name: string): ReasonForm | undefined {
  const { card, scene } = at;
  const { words, act, layout } = scene;
  const section = name.startsWith('branch:') ? name.slice('branch:'.length) : undefined;
  const phase = layout.branches.find(one => one.id === section);
  if (phase === undefined) return undefined;
  return {
    place: card.id,
    name,
    title: words.t('branch.title', { title: phase.title }),
    hint: branchHint(words, phase),
    submit: words.t('branch.submit', { number: phase.number }),
    send: reason => act.ask(card.id, { type: 'branch.enter', section: phase.id, reason }),
  };
}
