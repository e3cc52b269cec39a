// Edits commands as a page does.
import { join } from 'node:path';
import { expect } from 'vitest';
import { execa } from 'execa';
import { root } from '../../scripts/project.ts';
import type { CommandView } from '../../src/core/run/view/view.ts';
import type { Reply } from '../../src/protocol/event.ts';
import { fence, type Place } from './place.ts';
import { until, type Viewer } from './viewer.ts';

export const runbook = `# Edits

${fence('# Say\necho one\necho two')}

${fence('# Fail\necho "wrong" && false')}

${fence('# Ask\necho "$API_TOKEN" > token; echo <name>')}

\`\`\`bash guard=orders
# Guarded
kubectl delete pod orders
\`\`\`
`;

export interface Edited {
  readonly title: string;
  readonly statement?: number;
  readonly text: string;
}

export async function propose(viewer: Viewer, { title, statement = 0, text }: Edited): Promise<Reply> {
  const { revision } = viewer.view;
  return await viewer.ask({ type: 'edit.propose', step: viewer.id(title), statement, revision, text });
}

export async function confirm(
  viewer: Viewer,
  title: string,
  more: {
    readonly digest?: string;
    readonly reason?: string;
    readonly confirm?: string;
    readonly statement?: number;
  } = {},
): Promise<Reply> {
  const { revision } = viewer.view;
  const statement = more.statement ?? 0;
  const {
    digest = command(viewer, title, statement).proposal?.digest ?? '0'.repeat(64),
    reason = 'the port has moved',
  } = more;
  return await viewer.ask({
    type: 'edit.confirm',
    step: viewer.id(title),
    statement,
    revision,
    digest,
    reason,
    ...(more.confirm === undefined ? {} : { confirm: more.confirm }),
  });
}

export function command(viewer: Viewer, title: string, statement = 0): CommandView {
  const found = viewer.step(title).commands[statement];
  if (found === undefined) throw new Error(`no command ${statement} in ${title}`);
  return found;
}

export const told = (reply: Reply): unknown =>
  reply.ok ? 'ok' : reply.because?.kind === 'edit' ? reply.because.wrong.kind : reply.code;

export async function runTo(viewer: Viewer, title: string, state: string): Promise<void> {
  await until(
    `${title} is ${state}`,
    () => viewer.step(title).state === state,
    () => viewer.step(title),
  );
}

/** Both verifiers say that the log is good. */
export async function checked(place: Place): Promise<void> {
  const signers = join(place.workspace, '.handrail/trust/allowed_signers');
  const verified = await place.handrail(['verify', place.runFolder, '--signers', signers, '--json']);
  expect([verified.exit, JSON.parse(verified.said)]).toMatchObject([0, { exit: 0, findings: [] }]);
  const second = await execa(
    'python3',
    [join(root, 'docs/verify.py'), place.runFolder, '--signers', signers],
    {
      reject: false,
      all: true,
    },
  );
  expect([second.exitCode, second.all]).toEqual([0, 'verified']);
}

/** All that was written anywhere, the session's saved state included. */
export async function everything(place: Place): Promise<string> {
  const { stdout } = await execa(
    'find',
    [place.workspace, place.privateFolder, '-type', 'f', '-exec', 'cat', '{}', '+'],
    {
      reject: false,
    },
  );
  return stdout;
}
