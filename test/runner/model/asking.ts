// What a view would ask of the runner for an action.
import type { Request } from '../../../src/protocol/request.ts';
import { reason, type Action } from './action.ts';
import { secretName } from './book.ts';

/** What is asked of the runner for it; undefined for what no view asks. `section` names the section of a role. */
export function requestOf(
  asked: Action,
  known: {
    readonly step: (at: number) => string;
    readonly section: (role: string) => string;
    readonly revision: number;
    readonly edit: (at: number) => { readonly index: number; readonly text: string };
    /** What was confirmed last in the place of a command. */
    readonly agreed: (at: number, index: number) => string;
  },
): Request | undefined {
  const id = 'step' in asked ? known.step(asked.step) : '';
  switch (asked.do) {
    case 'run': {
      const revision = asked.stale ? 0 : known.revision;
      const type = ({ all: 'run.step', one: 'run.next', onward: 'run.from' } as const)[asked.extent];
      return { type, step: id, revision, ...(asked.name === undefined ? {} : { confirm: asked.name }) };
    }
    case 'edit': {
      const { index, text } = known.edit(asked.step);
      return { type: 'edit.propose', step: id, statement: index, revision: known.revision, text };
    }
    case 'retry': {
      const { index } = known.edit(asked.step);
      const confirm = asked.name === undefined ? {} : { confirm: asked.name };
      const digest = known.agreed(asked.step, index);
      return { type: 'edit.retry', step: id, statement: index, revision: known.revision, digest, ...confirm };
    }
    case 'tick':
      return { type: 'check.set', step: id, checked: asked.checked };
    case 'hand':
    case 'skip':
    case 'reopen':
      return { type: `step.${asked.do}`, step: id, reason: asked.reason };
    case 'judge':
      return { type: 'judge', step: id, decision: asked.met ? 'met' : 'differs' };
    case 'settle':
      return { type: 'settle', step: id, decision: asked.decision, reason };
    case 'give':
      return { type: 'input.set', name: asked.name, value: asked.name === secretName ? 'hunter22' : 'blue' };
    case 'enter':
      return { type: 'branch.enter', section: known.section(asked.role), reason };
    case 'close':
      return { type: 'close', result: asked.result, reason };
    case 'stop':
      return { type: 'run.stop', step: id };
    case 'release':
    case 'crash':
    case 'trust':
      return undefined;
  }
}
