import type { OpenRequest } from '../adapters/audit/approvals/requests.ts';
import { visibleText } from './visibleText.ts';

/** What an approver reads before signing: the commands first, then where they run, and who asks for what. */
export function planText({ plan, operator, seen }: OpenRequest): string {
  const { statements, context, runbook, says, role, quorum, expires, run } = plan;
  const lines: string[] = [];
  let heading = '';
  for (const one of statements) {
    if (one.heading !== heading) lines.push('', `== ${visibleText(one.heading)}`);
    heading = one.heading;
    if (one.edited) lines.push('# edited by the operator; not the text of the runbook');
    lines.push(...one.text.split('\n').map((text, at) => `${at === 0 ? '$' : '>'} ${visibleText(text)}`));
  }
  const place = [`on ${context.host} as ${context.user} in ${context.cwd}`];
  if (context.kube !== undefined) place.push(`kube ${context.kube.context} / ${context.kube.namespace}`);
  for (const [name, value] of Object.entries(context.cloud ?? {})) place.push(`${name} ${value}`);
  if (context.git !== undefined)
    place.push(`branch ${context.git.branch}${context.git.dirty ? ' with changes' : ''}`);
  return `${[
    `What would run, once each:`,
    ...lines,
    '',
    `Where: ${visibleText(place.join(', '))}`,
    `Runbook: ${visibleText(`${runbook.title} (${runbook.path}, ${runbook.sha256.slice(0, 12)})`)}`,
    `Asked by: ${visibleText(operator)}`,
    `Asked of: ${quorum === 1 ? 'one person' : `${quorum} people`} with the role ${role} (${visibleText(says)})`,
    `Until: ${new Date(expires).toISOString()}`,
    `Run: ${run}, request ${seen.entry.nonce.slice(0, 8)}`,
  ].join('\n')}\n`;
}
