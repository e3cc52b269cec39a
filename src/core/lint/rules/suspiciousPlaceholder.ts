import { tell, titled } from '../../message/message.ts';
import type { CommandsStep, Input } from '../../runbook/runbook.ts';
import type { RiskKind, Statement } from '../../shell/statement.ts';
import { isSecretName } from '../../shell/variables/variableNames.ts';
import { commandsOf, hear, isBroken, rangeOf, shorten } from '../commands.ts';
import { holdsOutput } from '../output.ts';
import type { Edit, Fix } from '../finding.ts';
import type { Document, Report, Rule } from '../rule.ts';

/** A hole that bash would take for something else, that is spelled in two ways, or a sample value where it would hurt. */
export const suspiciousPlaceholder: Rule = {
  code: 'HR303',
  name: 'suspicious-placeholder',
  severity: 'warning',
  check: document =>
    [
      ...spelledTwice(document),
      ...redirections(document),
      ...samples(document),
      ...sampleSecrets(document),
    ].sort((a, b) => a.line - b.line),
};

// `<pod>`, `POD_NAME` read by nothing, `[Pod]`: asked for once each although they are one thing.
function spelledTwice(document: Document): readonly Report[] {
  const first = new Map<string, Input>();
  return document.runbook.inputs.flatMap(input => {
    const key = input.name
      .toLowerCase()
      .replace(/^(?:your|my)[_-]?(?=.)/, '')
      .replaceAll(/[^\p{L}\d]/gu, '');
    const known = first.get(key);
    if (known === undefined || key === '' || input.steps.length === 0) {
      first.set(key, known ?? input);
      return [];
    }
    const [one, other] = [asWritten(known), asWritten(input)];
    const told = tell('placeholder.spelledTwice', { other, one, line: known.line });
    const use = commandsOf(document).find(({ statement }) => statement.line === input.line)?.statement;
    const at = use === undefined ? undefined : rangeOf(document, input.text, use);
    return [{ ...told, line: input.line, ...at, fixes: respell(document, input, known) }];
  });
}

function asWritten({ kind, text }: Input): string {
  return kind === 'variable' ? `$${text}` : shorten(text);
}

function respell(document: Document, from: Input, to: Input): readonly Fix[] {
  if (from.kind !== 'placeholder' || to.kind !== 'placeholder') {
    return [];
  }
  const lines = new Set<number>();
  for (const { statement } of commandsOf(document)) {
    if (statement.placeholders.some(({ text }) => text === from.text)) {
      for (let line = statement.line; line <= statement.endLine; line += 1) {
        lines.add(line);
      }
    }
  }
  const edits = [...lines]
    .sort((a, b) => a - b)
    .flatMap(line => replaceIn(document, line, [from.text, to.text]));
  return edits.length === 0 ? [] : [{ ...titled('fix.respell', { text: to.text }), safe: false, edits }];
}

function replaceIn(document: Document, line: number, [from, to]: readonly [string, string]): readonly Edit[] {
  const text = document.lines[line - 1] ?? '';
  const start = document.starts[line - 1] ?? 0;
  const edits: Edit[] = [];
  for (let at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + from.length)) {
    edits.push({ range: [start + at, start + at + from.length], text: to });
  }
  return edits;
}

// What stands between `<` and `>` and is no hole to Handrail either, such as `<id|name>`.
function redirections(document: Document): readonly Report[] {
  const doubtful = new Set<CommandsStep>();
  for (const { step, statement } of commandsOf(document)) {
    if (statement.problems.length > 0) doubtful.add(step);
  }
  return commandsOf(document).flatMap(({ statement, step }) => {
    if (doubtful.has(step) || holdsOutput(step)) {
      return [];
    }
    const { masked, nodes } = hear(document, statement);
    const redirect = nodes.find(({ node }) => {
      const isRedirect = node.type === 'file_redirect';
      return isRedirect && doubled.test(masked.slice(node.startIndex, node.startIndex + 80));
    });
    const from = redirect?.node.startIndex ?? -1;
    if (from < 0) {
      return [];
    }
    const words = /^<[^>]*>/.exec(statement.text.slice(from))?.[0] ?? '<';
    const told = tell('placeholder.redirections', { words: shorten(words) });
    return [
      { ...told, line: statement.line, endLine: statement.endLine, ...rangeOf(document, words, statement) },
    ];
  });
}

// What programs print themselves is output that went astray.
const doubled = /^<(?!(?:none|unknown|pending|nil|null|invalid)>)[A-Za-z][^<>\n&]*>(?:\s|$)/;

const hurts: ReadonlySet<RiskKind> = new Set([
  'delete',
  'scale-to-zero',
  'drain',
  'drop',
  'restore',
  'prune',
  'force',
  'restart',
  'rollback',
  'apply',
  'overwrite',
]);
// Addresses that are kept for documentation, and what vendors' manuals write for the reader's own.
const reserved = [
  String.raw`192\.0\.2\.\d{1,3}|198\.51\.100\.\d{1,3}|203\.0\.113\.\d{1,3}|2001:db8:[\da-f:]*`,
  String.raw`(?:i|vol|sg|vpc|ami|eni|snap|subnet|rtb)-0?1234567890?abcdef\w*|123456789012|111122223333`,
  'AKIAIOSFODNN7EXAMPLE',
  String.raw`my-(?:[a-z\d]+-)?(?:app|bucket|cluster|database|db|deployment|domain|function|group|host|instance|key|namespace|node|org|pod|project|queue|registry|release|repo|secret|server|service|site|stack|table|topic|user|vm|volume)`,
];
const sample = new RegExp(
  String.raw`(?<![\w@.-])(?:foo|bar|baz|foobar|dummy|changeme|change-me|change_me|replaceme|todo|tbd|fixme|acme|mycompany|(?:(?!x{3})[\w-]+\.)*example\.(?:com|org|net)|${reserved.join('|')})(?![\w.-])`,
  'i',
);

// What its author left to be filled in is HR306.
const LEFT = /^(?:TODO|TBD|FIXME)$/;

function samples(document: Document): readonly Report[] {
  return commandsOf(document).flatMap(({ statement, section }) => {
    const risk = statement.risks.find(({ kind }) => hurts.has(kind));
    const words =
      risk === undefined || section.role === 'example' ? undefined : sampleIn(document, statement);
    if (risk === undefined || words === undefined) {
      return [];
    }
    const told = tell('placeholder.sample', { words, risk: shorten(risk.words) });
    const { line, endLine } = statement;
    return [{ ...told, line, endLine, ...rangeOf(document, words, statement) }];
  });
}

// `--from-literal=db-password='new-secure-password'`: the sample would become the secret.
const sampleSecret =
  /(?<![\w.-])([A-Za-z][\w.-]*)["']?\s?[=:]\s?["']?([a-z]+(?:-[a-z]+)*-(?:password|passwd|api-key|token|secret))(?=["'\s;,}]|$)/g;

// `DATABASE_URL=postgres://user:password@host/db`: nobody is called so.
const sampleLogin =
  /(?<![\w.-])([A-Za-z]\w*)=["']?([a-z][\w+.-]*:\/\/(?:user(?:name)?|db_?user):(?:password|passwd|pass|pwd|secret)@[\w.-]*)/i;

function sampleSecrets(document: Document): readonly Report[] {
  return commandsOf(document).flatMap(({ statement, section, step }) => {
    if (section.role === 'example' || isBroken(step)) {
      return [];
    }
    const [found] = Array.from(statement.text.matchAll(sampleSecret)).filter(
      ([, name = '']) => isSecretName(name) && !/^secret$/i.test(name),
    );
    const [, name = '', words = ''] = found ?? sampleLogin.exec(statement.text) ?? [];
    const { line, endLine } = statement;
    const told = tell('placeholder.sampleSecret', { words, name });
    return words === '' ? [] : [{ ...told, line, endLine, ...rangeOf(document, words, statement) }];
  });
}

function sampleIn(document: Document, statement: Statement): string | undefined {
  const calls = hear(document, statement).calls.filter(
    ({ program }) => !/^(?:etcdctl|echo|git)$/.test(program),
  );
  const words = calls.flatMap(({ args }) => args);
  // What the document says is the reader's own is asked for already.
  const asked = new Set(statement.placeholders.map(({ text }) => text));
  return words
    .map(word => sample.exec(word)?.[0])
    .find(found => found !== undefined && !asked.has(found) && !LEFT.test(found));
}
