import type { Move } from '../../core/run/rehearsal.ts';
import type { Request } from '../../protocol/request.ts';

/** What a page's request means in a rehearsal; undefined if it means nothing there. */
export function moveOf(request: Request): Move | undefined {
  switch (request.type) {
    case 'run.step':
    case 'step.hand':
    case 'step.copied':
      return { kind: 'pass', step: request.step };
    case 'judge':
      return { kind: request.decision === 'met' ? 'pass' : 'fail', step: request.step };
    case 'step.skip':
      return { kind: 'skip', step: request.step };
    case 'step.reopen':
      return { kind: 'back', step: request.step };
    case 'check.set':
      return { kind: 'tick', step: request.step, checked: request.checked };
    case 'record.fill':
      return { kind: 'fill', step: request.step, values: request.values };
    case 'branch.enter':
      return { kind: 'branch', section: request.section };
    case 'input.set':
      return { kind: 'value', name: request.name, value: request.value };
    default:
      return undefined;
  }
}
