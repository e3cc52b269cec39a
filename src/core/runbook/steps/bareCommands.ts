import { looksLikeShell } from '../../shell/transcripts/looksLikeShell.ts';
import type { Block } from '../markdown/blocks.ts';
import { readSuggested } from '../markdown/fences.ts';
import type { Draft, Page } from '../markdown/page.ts';

// Programs that no sentence begins with, and what shows that a line calls one.
const TOOL =
  /^(?:sudo )?(?:kubectl|oc|helm|docker|docker-compose|podman|systemctl|journalctl|terraform|tofu|aws|gcloud|gsutil|az|psql|pg_dump|pg_restore|mysql|mysqldump|redis-cli|mongosh|mongodump|mongorestore|etcdctl|kubeadm|eksctl|velero|patronictl|vault|argocd|flux|istioctl|scp|rsync|curl|wget|git|npm|npx|yarn|pnpm|ansible|ansible-playbook|openssl|dmesg|lsof|netstat|df|du|dig|nslookup|apt|apt-get|yum|dnf|ufw|iptables|gitlab-ctl|certbot) \S/;
// Signs of a command in a line: a flag, a path, a pipe, or a known subcommand (`kubectl get`).
const CALLS =
  /(?:^|\s)(?:--?[A-Za-z]|\/\w|<\w|\$\w|\|)|^(?:sudo )?\S+ (?:get|describe|logs|rollout|apply|delete|scale|init|plan|status|start|stop|restart|reload|enable|disable|version|ps|pull|push|build|up|down|list|drain|cordon|uncordon|top|upgrade|rollback|fetch|stash|checkout|ci|install|update)(?:\s|$)/;
// `git push --force is forbidden on main` speaks of a command.
const SENTENCE = /(?:^|\s)(?:is|are|was|needs?|works?|must|should|will|the|of|from)(?=[\s,;]|$)/i;
const LONGEST = 1000;

/** A paragraph of commands alone that lost its fence on the way, offered like any block that names no language. */
export function bareCommands(page: Page, block: Block): Draft[] {
  const { text, line } = block;
  const isItem = /^[\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]/.test(page.lines[line - 1] ?? '');
  if (isItem || text.length > LONGEST || !TOOL.test(text)) {
    return [];
  }
  // A backslash at the end is how some editors write a line break.
  const shown = text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
  const rows = shown.split('\n').map(row => row.trimEnd().replace(/\\$/, '').trimEnd());
  const isCommands = rows.every(row => isCommand(row));
  const commands = rows.join('\n').replace(/\\([_*[\]<>])/g, '$1');
  return isCommands && looksLikeShell(commands, page.tools.grammar)
    ? [readSuggested(page, block, { text: commands })]
    : [];
}

function isCommand(row: string): boolean {
  const bare = row.replaceAll(/"[^"]*"|'[^']*'/g, '""');
  return TOOL.test(row) && CALLS.test(row) && !/[.:,!?]$|\*\*|\]\(/.test(row) && !SENTENCE.test(bare);
}
