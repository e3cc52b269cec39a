import { titled } from '../../message/message.ts';
import type { Step } from '../../runbook/runbook.ts';
import { findHoles, maskHoles } from '../../shell/holes/hole.ts';
import { flatten, textOf } from '../../shell/tree.ts';
import { isSecretName } from '../../shell/variables/variableNames.ts';
import { commandsOf, placedSteps, type Command } from '../commands.ts';
import { editLine, removeLine } from '../edits.ts';
import type { Edit, Fix } from '../finding.ts';
import { declareInput } from '../frontMatter.ts';
import type { Document } from '../rule.ts';
import type { Secret } from '../secret.ts';

/** Replaces a secret by a variable, which a run then asks for; in the text of a file by a hole. */
export function withoutSecret(document: Document, line: number, secret: Secret): readonly Fix[] {
  if (secret.what === 'secret.privateKey') {
    return [];
  }
  const command = placesOf(document).commands.find(
    ({ statement }) => statement.line <= line && line <= statement.endLine,
  );
  return command === undefined
    ? inFile(document, line, secret)
    : inCommand(document, command, { line, secret });
}

interface Places {
  readonly commands: readonly Command[];
  readonly files: readonly Step[];
}

const known = new WeakMap<Document, Places>();

// A file of settings may hold one secret a line.
function placesOf(document: Document): Places {
  const places = known.get(document) ?? {
    commands: commandsOf(document),
    files: placedSteps(document).flatMap(([step]) => (step.kind === 'file' ? [step] : [])),
  };
  known.set(document, places);
  return places;
}

interface Found {
  readonly line: number;
  readonly secret: Secret;
}

function inCommand(document: Document, command: Command, { line, secret }: Found): readonly Fix[] {
  const source = document.lines[line - 1] ?? '';
  const name = nameFor(source.slice(0, secret.start), secret);
  const edit = setsIt(command, source.slice(secret.start, secret.end))
    ? withoutSetting(document, command)
    : asVariable(document, command, { line, secret, name });
  const declared = document.runbook.inputs.some(input => input.name === name && input.secret)
    ? []
    : declareInput(document, { name, secret: true }).flatMap(({ edits }) => edits);
  return edit === undefined
    ? []
    : [{ ...titled('fix.secretVariable', { name }), safe: false, edits: [...declared, edit] }];
}

// `export TOKEN=…` alone: a run sets what it asked for itself.
function setsIt({ statement }: Command, value: string): boolean {
  const [, set] = /^(?:export\s+)?[A-Za-z_]\w*=["']?([^"'\s]*)["']?$/.exec(statement.text.trim()) ?? [];
  return set === value;
}

function withoutSetting(document: Document, { statement, step }: Command): Edit | undefined {
  return step.statements.length > 1 ? removeLine(document, statement.line) : undefined;
}

// Between single quotes, or in a here-document that is read as it is, a variable would be its own name.
function asVariable(
  document: Document,
  { statement }: Command,
  { line, secret, name }: Found & { readonly name: string },
): Edit | undefined {
  const source = document.lines[line - 1] ?? '';
  const value = source.slice(secret.start, secret.end);
  const at = statement.text.indexOf(value);
  const read = (by: string): 'string' | 'bare' | undefined => {
    const tried = statement.text.slice(0, at) + by + statement.text.slice(at + value.length);
    const masked = maskHoles(tried, findHoles(tried));
    const nodes = flatten([document.grammar.parse(masked)]);
    const found = nodes.find(
      ({ node }) => node.type === 'variable_name' && node.startIndex >= at && textOf(masked, node) === name,
    );
    const isQuoted = nodes.some(
      ({ node }) =>
        /^(?:string|heredoc_body)$/.test(node.type) && node.startIndex <= at && node.endIndex > at,
    );
    return found === undefined ? undefined : isQuoted ? 'string' : 'bare';
  };
  const place = at < 0 ? undefined : read(`\${${name}}`);
  if (place === undefined) {
    return undefined;
  }
  const text = place === 'string' ? `\${${name}}` : `"$${name}"`;
  return editLine(document, line, { from: secret.start, to: secret.end, text });
}

// In prose, marks around a word are a tag that nobody sees.
function inFile(document: Document, line: number, secret: Secret): readonly Fix[] {
  const isFile = placesOf(document).files.some(step => step.line < line && line < step.endLine);
  if (!isFile) {
    return [];
  }
  const before = (document.lines[line - 1] ?? '').slice(0, secret.start);
  const hole = `<${nameFor(before, secret).toLowerCase().replaceAll('_', '-')}>`;
  const edit = editLine(document, line, { from: secret.start, to: secret.end, text: hole });
  return [{ ...titled('fix.secretHole', { hole }), safe: false, edits: [edit] }];
}

// The name that stands before it, else the issuer's.
function nameFor(before: string, { what }: Secret): string {
  const written = /([A-Za-z_][\w-]*?)["']?\s{0,3}[:=]?\s{0,3}["']?$/.exec(before)?.[1] ?? '';
  const name = written
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();
  return isSecretName(name) && name !== 'TOKEN' ? name : (unnamed.get(what) ?? `${issuerOf(what)}_TOKEN`);
}

const unnamed: ReadonlyMap<Secret['what'], string> = new Map([
  ['secret.address', 'PASSWORD'],
  ['secret.password', 'PASSWORD'],
  ['secret.token', 'API_TOKEN'],
  ['secret.other', 'API_TOKEN'],
] as const);

function issuerOf(what: Secret['what']): string {
  return what
    .replace('secret.', '')
    .replaceAll(/([A-Z])/g, '_$1')
    .toUpperCase();
}
