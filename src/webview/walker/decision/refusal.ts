import { html, nothing, type TemplateResult } from 'lit-html';

import type { Standing } from '../../../core/run/view/progress.ts';
import type { Because, RefusalCode } from '../../../core/run/refusal.ts';
import type { WrongValue } from '../../../core/run/value.ts';
import type { Reply } from '../../../protocol/event.ts';
import type { MessageKey } from '../../l10n/message.ts';
import type { Words } from '../../l10n/words.ts';
import { answerText } from './answerDoubt.ts';
import { editText, unfitText } from './editRefusal.ts';
import { unrecordedText } from './unrecorded.ts';
import { icon } from '../icon.ts';
import type { Scene } from '../scene.ts';

const texts = {
  'not-recording': 'refused.notRecording',
  closed: 'refused.closed',
  busy: 'refused.busy',
  'unknown-step': 'refused.unknownStep',
  'out-of-date': 'refused.outOfDate',
  'missing-values': 'refused.missingValues',
  problem: 'refused.problem',
  untrusted: 'refused.untrusted',
  'wrong-context': 'blocked.context',
  'needs-name': 'refused.needsName',
  'needs-reason': 'form.refused',
  'not-running': 'refused.notRunning',
  'earlier-step': 'refused.earlierStep',
  'not-allowed': 'refused.notAllowed',
  'jobs-alive': 'refused.stillAlive',
  'needs-approval': 'gate.closed',
  offered: 'refused.offered',
  'not-handed-over': 'refused.notOffered',
  'reading-along': 'refused.readingAlong',
  'bad-request': 'refused.badRequest',
} as const satisfies Record<RefusalCode, MessageKey>;

const standings = {
  open: 'refused.open',
  paused: 'refused.paused',
  running: 'refused.running',
  judge: 'refused.judge',
  unknown: 'refused.unknown',
  failed: 'refused.failed',
  settled: 'refused.settled',
  superseded: 'refused.superseded',
} as const satisfies Record<Standing, MessageKey>;

const gates = {
  needed: 'gate.needed',
  waiting: 'gate.waiting',
  refused: 'gate.refused',
  expired: 'gate.expired',
} as const satisfies Record<Extract<Because, { readonly kind: 'gate' }>['standing'], MessageKey>;

const handovers = {
  offered: 'refused.offered',
  'not-offered': 'refused.notOffered',
  'not-yours': 'refused.notYours',
  'not-verified': 'refused.notVerified',
  'not-listed': 'refused.notListed',
  forked: 'refused.forked',
  'no-such-person': 'refused.noSuchPerson',
  'not-signed': 'refused.offerNotSigned',
} as const satisfies Record<Extract<Because, { readonly kind: 'handover' }>['why'], MessageKey>;

const files = {
  missing: 'attach.missing',
  'not-a-file': 'attach.notAFile',
  'too-large': 'attach.tooLarge',
  unreadable: 'attach.unreadable',
} as const satisfies Record<Extract<Because, { readonly kind: 'file' }>['wrong'], MessageKey>;

// What is said without anything to fill in; a kind that is missing here and below does not compile.
const plain = {
  'not-shell': 'refused.notShell',
  'nothing-to-run': 'refused.nothingToRun',
  'no-task': 'refused.noTask',
  'nothing-to-fill': 'refused.nothingToFill',
  'unknown-value': 'refused.unknownValue',
  'job-ended': 'refused.backgroundEnded',
  'unknown-request': 'refused.badRequest',
  'text-changed': 'refused.textChanged',
  'seal-unsigned': 'refused.sealUnsigned',
  unreachable: 'refused.unreachable',
  'no-answer': 'refused.noAnswer',
  'answer-taken': 'refused.answerTaken',
  rehearsal: 'refused.rehearsal',
} as const satisfies Partial<Record<Because['kind'], MessageKey>>;

/** Why a request was refused, in the page's language. */
export function refusalText(words: Words, { code, because }: Extract<Reply, { ok: false }>): string {
  if (because === undefined) return words.t(texts[code]);
  return because.kind === 'handover' ? words.t(handovers[because.why]) : becauseText(words, because);
}

function becauseText(words: Words, because: Exclude<Because, { readonly kind: 'handover' }>): string {
  switch (because.kind) {
    case 'standing':
      return words.t(standings[because.standing]);
    case 'unrecorded':
      return words.t('refused.unrecorded', { reason: unrecordedText(words, because) });
    case 'not-settled':
      return because.more === 0
        ? words.t('refused.openOne', { title: because.title })
        : words.t('refused.openMore', { title: because.title, n: because.more });
    case 'problem':
      return problemText(words, { code: because.code, message: words.t('refused.problem') });
    case 'file':
      return words.t(files[because.wrong], { name: because.name });
    case 'value':
      return valueText(words, because.name, because.wrong);
    case 'edit':
      return editText(words, because.wrong);
    case 'job-foreign':
      return words.t('background.foreign', { pid: String(because.pid) });
    case 'mid-step':
      return words.t('refused.midStep', { title: because.title });
    case 'gate':
      return words.t(gates[because.standing], { role: because.role });
    case 'answer':
      return answerText(words, because);
    case 'unfit':
      return unfitText(words, because.unfit);
    default:
      return words.t(plain[because.kind]);
  }
}

function valueText(words: Words, name: string, wrong: WrongValue): string {
  switch (wrong.kind) {
    case 'empty':
      return words.t('value.empty', { name });
    case 'nul':
      return words.t('value.nul', { name });
    case 'secret':
      return words.t('value.holdsSecret', { name });
    case 'number':
      return words.t('value.number', { name });
    case 'choice':
      return words.t('value.choice', { name, choices: words.list(wrong.wanted) });
    case 'pattern':
      return words.t('value.pattern', { name, pattern: wrong.wanted });
  }
}

/** Why a step can never run, where nothing more than its code is known. */
function problemText(
  words: Words,
  { code, message }: { readonly code: string; readonly message: string },
): string {
  switch (code) {
    case 'unclosed-fence':
      return words.t('problem.unclosedFence');
    case 'syntax-error':
      return words.t('problem.syntax');
    default:
      return message;
  }
}

/** What was refused last in a place, beside the control that asked; what is wrong with a value stands below its own field. */
export function refusalNote(scene: Scene, place: string): TemplateResult | typeof nothing {
  const reply = scene.refusals.get(place);
  return reply === undefined || reply.because?.kind === 'value' ? nothing : note(scene, reply);
}

/** Why the value that was typed in a field was not taken. */
export function refusedValue(
  scene: Scene,
  { place, name }: { readonly place: string; readonly name: string },
): TemplateResult | typeof nothing {
  const reply = scene.refusals.get(place);
  return reply?.because?.kind === 'value' && reply.because.name === name ? note(scene, reply) : nothing;
}

function note({ words }: Scene, reply: Extract<Reply, { ok: false }>): TemplateResult {
  return html`<p class="hr-refused" data-state="blocked">
    ${icon('lock', 'sm')}<span>${refusalText(words, reply)}</span>
  </p>`;
}
