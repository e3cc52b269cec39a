import { applicationRisks } from './applicationRisks.ts';
import { argsOutside } from '../programs/entering.ts';
import type { Invocation } from '../programs/invocation.ts';
import { isReadOnly } from './readOnly.ts';
import { riskTable } from './riskTable.ts';
import { scriptRisks } from './scriptRisks.ts';
import { machineRisks } from './machineRisks.ts';
import { serviceRisks } from './serviceRisks.ts';
import { matchAny, matchEach, parseTable, parseTables, type Words } from './rule.ts';
import { targetOf } from './target.ts';
import { findUnpacked } from './unpacked.ts';
import type { Risk, RiskKind, Target } from '../statement.ts';

const tables = [riskTable, serviceRisks, applicationRisks, machineRisks, scriptRisks].flatMap(
  Object.entries<string>,
);
const kinds = tables.map(([kind]) => kind as RiskKind);
const rules = parseTables(tables.map(([, table]) => table));

/** What is dangerous in the programs a statement calls, each risk with the words that raised it, once. */
export function findRisks(invocations: readonly Invocation[]): readonly Risk[] {
  const found = new Map<string, Risk>();
  for (const [at, invocation] of invocations.entries()) {
    for (const risk of [...risksOf(invocation), ...findFed(invocation, invocations[at - 1])]) {
      const key = `${risk.kind} ${risk.words}`;
      const before = found.get(key);
      found.set(
        key,
        before === undefined ? risk : { ...risk, ...acting([...targetsIn(before), ...targetsIn(risk)]) },
      );
    }
  }
  return [...found.values()];
}

function risksOf(invocation: Invocation): readonly Risk[] {
  const risks: Risk[] = [];
  if (isRehearsal(invocation) || isDownload(invocation) || isLook(invocation)) {
    return risks;
  }
  // What runs inside a container is a call of its own.
  const own = { program: invocation.program, args: argsOutside(invocation) };
  for (const call of [own, ...scriptOf(own)]) {
    for (const { table, words } of matchEach(rules, call)) {
      const kind = kinds[table];
      if (kind !== undefined) {
        risks.push({ kind, words: asWritten(words, invocation), ...acting([targetOf(call, words)]) });
      }
    }
  }
  risks.push(
    ...findSql(invocation),
    ...findRestore(invocation),
    ...findUnpacked(own),
    ...findPiped(invocation),
  );
  const specific = risks.some(risk => risk.kind !== 'apply' && risk.kind !== 'force');
  const kept = specific ? risks.filter(risk => risk.kind !== 'apply') : risks;
  if (invocation.wrappers.some(wrapper => wrapper === 'sudo' || wrapper === 'doas')) {
    kept.push({ kind: 'privilege', words: invocation.wrappers.join(' ') });
  }
  return [...kept, ...findProduction(invocation, kept.length > 0)];
}

// `k delete` is matched as `kubectl delete`.
function asWritten(words: string, { word }: Invocation): string {
  return word === 'k' ? words.replace(/^kubectl(?= )/, 'k') : words;
}

function acting(targets: readonly Target[]): Pick<Risk, 'targets'> {
  return targets.length === 0 ? {} : { targets };
}

function targetsIn({ targets = [] }: Risk): readonly Target[] {
  return targets;
}

// `python scripts/db.py rollback` does what its first word says; behind an option a word may be that option's.
function scriptOf({ program, args: [path = '', verb = ''] }: Words): readonly Words[] {
  const isScript =
    /^(?:python\d?|node|ruby|perl|php|tsx|deno|bun)$/.test(program) && /\w\.\w{2,3}$/.test(path);
  return isScript ? [{ program: path.replace(/^.*\//, ''), args: [verb] }] : [];
}

// `curl … | bash`: nobody has seen what is run.
function findPiped({ program, args, hasInput, input }: Invocation): readonly Risk[] {
  const reads = /^(?:-s?$|-[a-z]*s$)/.test(args[0] ?? '-') || args.every(arg => /^-[exu]+$/.test(arg));
  const piped = /^(?:ba|z|k|da)?sh$/.test(program) && hasInput && input === '';
  return piped && reads ? [{ kind: 'apply', words: `| ${program}` }] : [];
}

// `--dry-run` changes nothing, `--dry-run=none` does.
function isRehearsal(invocation: Invocation): boolean {
  const { args } = invocation;
  if (matchAny(rehearsals, invocation) !== undefined) {
    return true;
  }
  return args.some(
    (arg, index) =>
      arg.startsWith('--dry-run') &&
      /^--dry-run(?:=(?:client|server|true))?$/.test(arg) &&
      args[index + 1] !== 'none',
  );
}

// What some programs call a dry run. The letter comes first: `-onotify` has it in a value.
const rehearsals = parseTable(`
  aws --dryrun
  rsync -n
  rclone|s3cmd|pg_resetwal|pg_archivecleanup -n*
  gsutil rsync -n*
  git push -n*
  ansible|ansible-playbook --check|--syntax-check|--list-*`);

// `make validate-rollback`, `./check-deploy.sh`: what a person named a look is one, as far as anybody can tell.
function isLook({ program, args }: Invocation): boolean {
  const look =
    /^(?:check|validate|verify|test|list|show|plan|preview|dry-?run|monitor|status|prepare|notify|help|lint|docs?)(?:$|[-_:./])/i;
  if (runners.has(program)) {
    const target = args.find(arg => arg !== 'run' && !arg.startsWith('-') && !arg.includes('='));
    return look.test(target ?? '');
  }
  if (!program.includes('.') || !/\.\w+$/.test(program)) {
    return false;
  }
  const asks = args.slice(0, 4).some(arg => /^(?:status|list|ls|show|history|help)$/.test(arg));
  return asks || look.test(program);
}

const runners = new Set('make just task rake npm yarn pnpm'.split(' '));

// `kubectl cp pod:file .` and `aws s3 cp s3://bucket/file .` only bring something here.
function isDownload({ program, args }: Invocation): boolean {
  const at = /^(?:kubectl|oc|aws|gsutil)$/.test(program) ? args.indexOf('cp') : -1;
  if (at < 0) {
    return false;
  }
  const remote = program === 'kubectl' || program === 'oc' ? /^[^/]+:/ : /^(?:s3|gs):\/\//;
  const places = args.slice(at + 1).filter(arg => !arg.startsWith('-'));
  // Values of options stand among the places: before them with kubectl, behind them with the clouds' tools.
  const from = places.findIndex(place => remote.test(place));
  const to = places[from + 1];
  return (
    to !== undefined && !remote.test(to) && (from === 0 || (from > 0 && /^(?:kubectl|oc)$/.test(program)))
  );
}

const sqlPrograms = new Set(
  (
    'psql mysql mariadb sqlite3 sqlcmd sqlplus cqlsh clickhouse-client mongo mongosh bq influx snowsql ' +
    'cockroach'
  ).split(' '),
);
const sqlRisks: readonly (readonly [RiskKind, RegExp])[] = [
  [
    'drop',
    /\b(?:DROP\s+(?:(?:TEMPORARY|FOREIGN|MATERIALIZED)\s+)?(?:TABLE|DATABASE|SCHEMA|INDEX|VIEW|USER|ROLE|COLUMN|KEYSPACE|COLLECTION|SEQUENCE|TYPE|FUNCTION|PROCEDURE|TRIGGER|EVENT|EXTENSION|TABLESPACE|PARTITION|CONSTRAINT|PUBLICATION|SUBSCRIPTION|OWNED\s+BY)|TRUNCATE(?:\s+TABLE)?|dropDatabase|\.drop\b)/i,
  ],
  [
    'delete',
    /\b(?:DELETE\s+FROM|PURGE\s+BINARY\s+LOGS|deleteMany|deleteOne|\.remove\b|pg_terminate_backend)/i,
  ],
  ['restore', /\bRESTORE\s+(?:DATABASE|LOG)\b/i],
  // Of several tables the first is named: `UPDATE a JOIN b ON … SET`, `UPDATE a, b SET`.
  [
    'overwrite',
    /(?<!\bON\s)\bUPDATE\s+(?:ONLY\s+)?[\w."`]+(?:(?:\s+(?:AS\s+)?\w+)?\s+SET\b|(?=(?:\s+(?:AS\s+)?\w+)?(?:\s+(?:\w+\s+){0,2}JOIN\s[^;]{1,500}?|(?:\s*,\s*[\w.`]+(?:\s+(?:AS\s+)?\w+)?){1,5})\s+SET\b))/i,
  ],
  [
    'apply',
    /\b(?:ALTER\s+(?:TABLE|DATABASE|SYSTEM|USER|ROLE|INDEX)|CREATE\s+(?:UNIQUE\s+)?(?:TABLE|DATABASE|SCHEMA|INDEX|VIEW|USER|ROLE|EXTENSION)|INSERT\s+INTO|REINDEX|VACUUM\s+FULL|CHANGE\s+(?:MASTER|REPLICATION\s+SOURCE)\s+TO|(?:STOP|START|RESET)\s+(?:REPLICA|SLAVE|GROUP_REPLICATION)|SET\s+(?:GLOBAL|PERSIST)|pg_promote|rs\.(?:stepDown|reconfig|initiate)|sh\.(?:stop|start)Balancer)\b/i,
  ],
  ['privilege', /\b(?:GRANT|REVOKE)\s+\w+/i],
];

function findSql({ program, args, input }: Invocation): readonly Risk[] {
  if (!sqlPrograms.has(program) && !args.some(arg => sqlPrograms.has(arg))) {
    return [];
  }
  const text = [...args, input].join('\n');
  return sqlRisks.flatMap(([kind, pattern]) => {
    const found = pattern.exec(text);
    if (found === null) return [];
    const [words] = found;
    const behind = text.slice(found.index + words.length);
    return [
      {
        kind,
        words: words.replaceAll(/\s+/g, ' '),
        ...acting([objectOf(words, { before: text.slice(0, found.index), behind })]),
      },
    ];
  });
}

// `DROP TABLE IF EXISTS orders`, `UPDATE orders SET`, `db.orders.drop()`: what a sentence is about.
function objectOf(words: string, { before, behind }: { before: string; behind: string }): Target {
  const own = /^UPDATE\s+(?:ONLY\s+)?(\S+)/i.exec(words)?.[1];
  const collection = /\bdb\.(?:getCollection\(["'])?([\w-]+)(?:["']\))?\.?$/.exec(before)?.[1];
  const behindWords = /^\s+(?:(?:TABLE|IF\s+EXISTS|CONCURRENTLY|ONLY)\s+)*("[^"\n]+"|[\w.$<>{}`-]+)/i.exec(
    behind,
  )?.[1];
  const named = own ?? collection ?? behindWords;
  return { names: named === undefined ? [] : [named.replaceAll(/["`]/g, '')] };
}

// A database client fed with a dump restores it; fed with other SQL, a migration say, it changes things.
function findRestore({ program, input, args }: Invocation): readonly Risk[] {
  const read = input === '' ? undefined : /^0?<\s*(\S+)$/.exec(input)?.[1];
  const file = read ?? args.find((_, index) => args[index - 1] === '-f') ?? '';
  if (file === '' || !/\.(?:sql|dump|gz|bak)$|backup|dump/i.test(file)) {
    return [];
  }
  const client = [program, ...args].find(word => sqlPrograms.has(word));
  if (client === undefined) {
    return [];
  }
  const changes =
    /migrat|schema|seed|patch|alter|(?:^|\/)(?:V?\d+__?|up\b)/i.test(file) && !/backup|dump/i.test(file);
  const words = `${client} ${input.startsWith('<') ? '<' : '-f'} ${file}`;
  return [{ kind: changes ? 'apply' : 'restore', words, ...acting([targetOf({ program, args }, client)]) }];
}

// `gunzip -c copy.sql.gz | psql shop`: the dump comes through a pipe.
function findFed(client: Invocation, before: Invocation | undefined): readonly Risk[] {
  const file =
    client.hasInput && client.input === '' && before !== undefined && READERS.test(before.program)
      ? before.args.find(arg => /\.(?:sql|dump|bak)(?:\.\w{1,4})?$|(?:backup|dump)[^/]*$/i.test(arg))
      : undefined;
  return file === undefined ? [] : findRestore({ ...client, input: `< ${file}` });
}

// Programs that print a file into a pipe: `gunzip -c dump.gz | psql`.
const READERS =
  /^(?:gunzip|zcat|gzcat|gzip|bzcat|bunzip2|xzcat|xz|zstd|zstdcat|unzip|lz4|pigz|pv|cat|openssl|gpg|aws|gsutil)$/;

function findProduction(invocation: Invocation, risky: boolean): readonly Risk[] {
  const word = invocation.args.find(
    arg => arg.length < 200 && /prod/i.test(arg) && /(?:^|[^a-z])prod(?:uction)?(?:$|[^a-z])/i.test(arg),
  );
  return word === undefined || (!risky && isReadOnly(invocation))
    ? []
    : [{ kind: 'production', words: word }];
}
