import { tell } from '../../message/message.ts';
import type { Step } from '../../runbook/runbook.ts';
import type { Risk, RiskKind } from '../../shell/statement.ts';
import type { Invocation } from '../../shell/programs/invocation.ts';
import { matchAny, parseTable } from '../../shell/risks/rule.ts';
import { commandsOf, hear, nameOf, rangeOf, shorten, placedSteps, type Command } from '../commands.ts';
import { sectionsOf } from '../document.ts';
import { wayBack } from '../repairs/wayBack.ts';
import type { Document, Report, Rule } from '../rule.ts';

/** A command that destroys, in a runbook that neither says how to go back nor keeps or checks anything before. */
export const riskWithoutWayBack: Rule = {
  code: 'HR209',
  name: 'risk-without-way-back',
  severity: 'info',
  check: document => (hasWayBack(document) ? [] : unguarded(document)),
};

// What is gone afterwards; a restart, a scale or an apply can be undone by another one.
const destroys: ReadonlySet<RiskKind> = new Set([
  'delete',
  'drop',
  'restore',
  'overwrite',
  'clean-tree',
  'prune',
]);

function hasWayBack(document: Document): boolean {
  const said =
    /\b(?:roll(?:ing|ed|s)?[ -]?back|back[ -]?out|revert|undo|fall ?back|geri al\w*|rückgängig|zurückrollen|revertir|deshacer)\b/iu;
  return (
    [...sectionsOf(document.runbook.sections)].some(({ role }) => role === 'rollback') ||
    document.lines.some(line => said.test(line))
  );
}

// The first of each section: what protects one protects the others.
function unguarded(document: Document): readonly Report[] {
  const seen = new Set<string>();
  const protectedFrom = firstProtection(document);
  return commandsOf(document).flatMap(command => {
    const { statement, section, step } = command;
    const risk = statement.risks.find(candidate => destroys.has(candidate.kind));
    const said =
      ['cleanup', 'rollback', 'example', 'reference'].includes(section.role) || step.guard !== undefined;
    if (risk === undefined || said || seen.has(section.id) || statement.line > protectedFrom) {
      return [];
    }
    if (!isSevere(document, command, risk)) {
      return [];
    }
    seen.add(section.id);
    return [toReport(document, command, risk)];
  });
}

function toReport(document: Document, command: Command, { words }: Risk): Report {
  const { statement } = command;
  // The words of a risk leave out what stands between and behind them.
  const row = statement.text
    .split('\n')
    .find(text => text.includes(words))
    ?.trim();
  const named = row === undefined ? nameOf(statement) : shorten(row);
  const { line, endLine } = statement;
  return {
    ...tell('noWayBack', { command: named }),
    line,
    endLine,
    ...rangeOf(document, words, statement),
    fixes: wayBack(document, command),
  };
}

// Commands or words that keep a copy first: `pg_dump`, "take a snapshot". A trial keeps none, and may be of something else.
const keeps =
  /\b(?:back(?:ed)?[ -]?ups?|snapshots?|dump|pg_dump\w*|mysqldump|mongodump|velero backup|yede(?:k|ği)\w*|sicherung|copia de seguridad|respaldo)\b|\.bak\b/i;

// The line from which on something was kept or checked by a person.
function firstProtection(document: Document): number {
  const steps = placedSteps(document).map(([step]) => step);
  const first = steps.filter(isProtection).reduce((least, { line }) => Math.min(least, line), Infinity);
  const prose = document.lines.findIndex(line => keeps.test(line));
  return Math.min(first, prose < 0 ? Infinity : prose + 1);
}

function isProtection(step: Step): boolean {
  return step.kind === 'check' || (step.kind === 'commands' && keeps.test(step.text));
}

// What keeps data, or more than one thing: a pod comes again, a cache fills again.
function isSevere(document: Document, { statement }: Command, { kind, words }: Risk): boolean {
  if (kind === 'drop' || kind === 'restore' || kind === 'clean-tree') {
    return !words.startsWith('make ');
  }
  return hear(document, statement).calls.some(call => losesData(call, statement.text));
}

function losesData(call: Invocation, written: string): boolean {
  const { program, args } = call;
  switch (program) {
    case 'rm':
      return args.some(arg => /^-\w*[rR]|^--recursive$/.test(arg)) && !args.some(arg => rebuilt.test(arg));
    case 'psql':
    case 'mysql':
    case 'mongosh':
      return /\bDELETE\s+FROM\b|\bUPDATE\s+\S+\s+SET\b|deleteMany/i.test(written);
    default:
      // A pod is made again by what owns it.
      return !args.includes('pod') && matchAny(losing, call) !== undefined;
  }
}

// Files that can be made again: `/tmp/x`, `node_modules`, `dist`.
const rebuilt =
  /^["']?(?:\/tmp\/|\/var\/tmp\/|\$\{?TMP|\$\(mktemp|.*node_modules|.*venv|dist\b|build\b|target\b|.*cache|.*\.log\b)/;

// Written as `parseTable` reads it.
const losing = parseTable(`
  kubectl|oc|k delete ns|namespace|namespaces|ns/*|namespace/*|pvc|pvc/*|pv|pv/*|persistentvolume*
  kubectl|oc|k delete deploy|deployment|deployments|deploy/*|deployment/*|sts|statefulset|statefulsets|sts/*|statefulset/*
  kubectl|oc|k delete secret|secrets|secret/*|crd|crds|customresource*|cronjob|cronjobs|svc|service|services|node|nodes
  kubectl|oc|k delete -f
  kubectl|oc|k delete --all
  docker|podman volume rm|prune
  docker|podman prune --volumes
  docker|docker-compose|podman down -v
  docker|docker-compose|podman down --volumes
  az group|vm|disk|storage|aks|sql|postgres|mysql|cosmosdb|keyvault|redis|snapshot delete|purge
  aws delete-*|terminate-*
  aws s3 rm|rb
  aws s3 sync --delete
  gcloud delete
  gsutil rm|rb
  bq rm
  helm uninstall|delete|del
  terraform|tofu|terragrunt|pulumi destroy
  curl -X=DELETE
  curl --request=DELETE
  redis-cli FLUSHALL|FLUSHDB|flushall|flushdb
  dd of=*
  mkfs|mkfs.*|wipefs|shred|lvremove|vgremove
  rsync --delete|--delete-*
  velero delete
  find -delete`);
