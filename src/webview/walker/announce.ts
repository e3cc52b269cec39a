import type { Card, Phase, RunView } from '../../core/run/view/view.ts';
import type { Words } from '../l10n/words.ts';
import { stepIds, type Layout } from './layout.ts';
import { activeCommand, isSettled, nowStep, statusOf, stepOf, type CardStatus } from './step/status.ts';

/** What a screen reader is told: `say` waits its turn, `shout` does not. */
export interface Announcement {
  readonly say: string;
  readonly shout: string;
}

interface Change {
  readonly previous: RunView;
  readonly next: RunView;
  readonly layout: Layout;
  readonly words: Words;
}

const longest = 140;

/** The words for what changed between two views; empty where nothing did that needs saying. */
export function announce(change: Change): Announcement {
  const say = [
    proposedSaid(change),
    changedSaid(change),
    valuesSaid(change),
    waitSaid(change),
    settledSaid(change),
    phaseSaid(change),
    nowSaid(change),
    approvedSaid(change),
    back(change),
  ];
  const shout = [movedSaid(change), failedSaid(change), refusedSaid(change), lost(change)];
  return { say: join(say), shout: join(shout) };
}

function join(parts: readonly (string | undefined)[]): string {
  const text = parts.filter(part => part !== undefined && part !== '').join(' ');
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

function valuesSaid({ previous, next, words }: Change): string | undefined {
  const before = new Map(previous.values.map(value => [value.name, value]));
  const changed = next.values.find(
    value =>
      value.set && (before.get(value.name)?.set !== true || before.get(value.name)?.value !== value.value),
  );
  if (changed === undefined) return undefined;
  const { name, value } = changed;
  return value === undefined ? words.t('say.secretSet', { name }) : words.t('say.valueSet', { name, value });
}

function proposedSaid({ previous, next, words }: Change): string | undefined {
  const shown = Object.entries(next.steps).some(([id, { commands }]) =>
    commands.some(({ proposal }, index) => {
      const before = previous.steps[id]?.commands[index]?.proposal;
      return proposal !== undefined && before?.digest !== proposal.digest;
    }),
  );
  return shown ? words.t('say.proposed') : undefined;
}

function changedSaid({ previous, next, words }: Change): string | undefined {
  const [before, after] = [heldBy(previous), heldBy(next)];
  if (before === after || next.closed !== undefined) return undefined;
  if (after === '') return words.t('say.gone');
  return words.t(after === undefined ? 'say.unchanged' : 'say.changed');
}

/** The digest of another text that the file holds; empty where there is no file. */
function heldBy({ notices }: RunView): string | undefined {
  for (const notice of notices) {
    if (notice.kind === 'runbook-changed') return notice.digest;
    if (notice.kind === 'runbook-gone') return '';
  }
  return undefined;
}

function waitSaid({ previous, next, layout, words }: Change): string | undefined {
  for (const card of layout.cards) {
    const { number } = card;
    for (const id of stepIds(card)) {
      const before = stepOf(previous, id).wait?.startedAt;
      const wait = stepOf(next, id).wait;
      if (wait === undefined || before === wait.startedAt) continue;
      if (wait.startedAt !== undefined)
        return words.t('say.waiting', { number, span: words.span(wait.maxMs) });
      return words.t('say.waited', { number, span: words.span(wait.waitedMs ?? 0) });
    }
  }
  return undefined;
}

function settledSaid({ previous, next, layout, words }: Change): string | undefined {
  const step = nowStep(previous.now);
  const card = step === undefined ? undefined : layout.cardOf.get(step);
  if (card === undefined) return undefined;
  const before = statusOf(card, previous);
  const after = statusOf(card, next);
  if (next.rehearsal === true && !isSettled(before.state) && isSettled(after.state))
    return words.t('say.rehearsed', { number: card.number });
  const ended = isSettled(before.state) ? undefined : endedSaid(card, after, words);
  const upcoming = layout.cardOf.get(nowStep(next.now) ?? '');
  return ended === undefined || upcoming === undefined || upcoming === card
    ? ended
    : `${ended} ${words.t('say.next', { number: upcoming.number, title: upcoming.title })}`;
}

function endedSaid({ kind, number }: Card, { state, step }: CardStatus, words: Words): string | undefined {
  const { values } = step;
  if (state === 'by-hand' && values !== undefined)
    return words.t('say.filled', { number, n: Object.keys(values).length });
  if (state !== 'passed' || kind === 'check') return undefined;
  return words.t('say.passed', { number, span: words.span(step.durationMs ?? 0) });
}

function phaseSaid({ previous, next, layout, words }: Change): string | undefined {
  const done = (view: RunView, phase: Phase): boolean => {
    const progress = view.progress[phase.id];
    return progress !== undefined && progress.total > 0 && progress.settled === progress.total;
  };
  const phase = layout.path.find(one => done(next, one) && !done(previous, one));
  if (phase === undefined) return undefined;
  const states = phase.blocks
    .flatMap(block => (block.type === 'card' ? stepIds(block.card) : []))
    .map(id => stepOf(next, id).state);
  const skipped = states.filter(state => state === 'skipped').length;
  const passed = states.filter(state => state === 'passed' || state === 'by-hand').length;
  return words.t('say.phaseDone', { number: phase.number, passed, skipped });
}

function nowSaid({ previous, next, layout, words }: Change): string | undefined {
  const { now } = next;
  const same = now.kind === previous.now.kind && nowStep(now) === nowStep(previous.now);
  if (same) return undefined;
  const card = layout.cardOf.get(nowStep(now) ?? '');
  const number = card?.number ?? '';
  if (now.kind === 'running') return words.t('say.running', { number });
  if (now.kind === 'unknown') return words.t('say.unknown', { number });
  if (now.kind === 'settled') return words.t('say.settled');
  if (now.kind !== 'judge' || card === undefined) return undefined;
  const outcome = activeCommand(stepOf(next, card.id))?.command.outcome;
  const code = outcome?.kind === 'exited' ? String(outcome.exit) : '0';
  return words.t('say.judge', { number, code });
}

function failedSaid({ previous, next, layout, words }: Change): string | undefined {
  const step = next.now.kind === 'failed' ? next.now.step : undefined;
  if (step === undefined) return undefined;
  if (previous.now.kind === 'failed' && previous.now.step === step) return undefined;
  const card = layout.cardOf.get(step);
  const view = stepOf(next, step);
  const active = activeCommand(view);
  const outcome = active?.command.outcome;
  const number = card?.number ?? '';
  if (next.rehearsal === true) return words.t('say.rehearsedFailed', { number });
  if (active === undefined || outcome?.kind !== 'exited') return words.t('say.failed', { number });
  return words.t('say.failedAt', {
    number,
    code: String(outcome.exit),
    n: active.at + 1,
    total: view.commands.length,
  });
}

/** Who has just agreed, to the step they were asked about; a gate that is open is no longer in the view. */
function approvedSaid({ previous, next, layout, words }: Change): string | undefined {
  for (const [id, { gates = [] }] of Object.entries(previous.steps)) {
    const after = stepOf(next, id);
    const number = layout.cardOf.get(id)?.number ?? '';
    if (!gates.some(({ standing }) => standing === 'waiting')) continue;
    if (after.gates === undefined && after.state === 'ready') return words.t('say.opened', { number });
    const before = new Set(gates.flatMap(({ agreed = [] }) => agreed));
    const fresh = (after.gates ?? []).flatMap(({ agreed = [] }) => agreed).find(who => !before.has(who));
    if (fresh !== undefined) return words.t('say.approved', { who: fresh, number });
  }
  return undefined;
}

function refusedSaid({ previous, next, layout, words }: Change): string | undefined {
  for (const [id, { gates = [] }] of Object.entries(next.steps)) {
    const fresh = gates.find(
      ({ standing, at }) =>
        standing === 'refused' && previous.steps[id]?.gates?.some(before => before.at === at) !== true,
    );
    const { by: who = '', reason = '' } = fresh ?? {};
    if (fresh !== undefined)
      return words.t('say.refused', { who, number: layout.cardOf.get(id)?.number ?? '', reason });
  }
  return undefined;
}

/** Commands would act elsewhere from now on: a step that waits is locked, the next command of one that runs is held. */
function movedSaid({ previous, next, layout, words }: Change): string | undefined {
  const kubeIn = ({ asked = [] }: RunView): string | undefined => {
    const kube = asked.find(({ name, met }) => name === 'kube' && !met);
    return kube === undefined ? undefined : (kube.here ?? '-');
  };
  const here = kubeIn(next);
  const number = layout.cardOf.get(nowStep(next.now) ?? '')?.number;
  if (here === undefined || here === kubeIn(previous) || number === undefined) return undefined;
  if (next.now.kind !== 'running') return words.t('say.moved', { here, number });
  return `${words.t('moved', { here, number })} ${words.t('elsewhere.held')}`;
}

function lost({ previous, next, words }: Change): string | undefined {
  return previous.recording.ok && !next.recording.ok ? words.t('say.notRecording') : undefined;
}

function back({ previous, next, words }: Change): string | undefined {
  return !previous.recording.ok && next.recording.ok ? words.t('say.recordingAgain') : undefined;
}
