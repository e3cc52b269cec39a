import type { TextRange } from '../lint/finding.ts';
import { rules } from '../lint/rules.ts';
import { isShell, readFenceInfo } from '../runbook/markdown/fenceInfo.ts';
import { sectionsOf, stepsOf } from '../lint/document.ts';
import { declaredNames } from './declaredNames.ts';
import { statementsOf, type Draft } from './draft.ts';
import { spotAt } from './place.ts';
import { annotation, commandMark, fenceAttributes, keysAt, keysOf, type Key } from './schema.ts';
import { say, type Sentence } from './sentence.ts';
import { valuesOf } from './value.ts';

/** One completion at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: 'key' | 'choice' | 'language' | 'value' | 'step';
  /** What replaces `range`. */
  readonly insert: string;
  readonly range: TextRange;
  readonly about: Sentence;
}

type Offer = Omit<Completion, 'range'>;

/** The completions at an offset; empty if Handrail has none. */
export function completionsAt(draft: Draft, offset: number): readonly Completion[] {
  const { place, before } = spotAt(draft, offset);
  switch (place.kind) {
    case 'frontMatter':
      return replacing(
        offset,
        /(?:[\p{L}\p{N}_][\p{L}\p{N}_.-]*)?$/u.exec(before)?.[0],
        inFrontMatter(draft, place.path, before),
      );
    case 'fenceInfo':
      return replacing(offset, /[\w-]*$/.exec(before)?.[0], inFenceInfo(place.info, before));
    case 'annotation':
      return replacing(offset, /[\w-]*$/.exec(before)?.[0], attributes(annotation, before));
    case 'commandMark':
      return replacing(offset, /[\w-]*$/.exec(before)?.[0], attributes(commandMark, before));
    case 'ignore':
      return replacing(offset, /[\w-]*$/.exec(before)?.[0], quietable(before));
    case 'shell':
      return inShell(draft, offset, before);
    case 'code':
    case 'prose':
      return [];
  }
}

// Nobody reads more; the editor asks again while the word grows.
const mostOffers = 500;

function replacing(offset: number, typed = '', offers: readonly Offer[]): readonly Completion[] {
  return offers.slice(0, mostOffers).map(offer => ({ ...offer, range: [offset - typed.length, offset] }));
}

// A word of front matter as far as it is written; it begins with no dash, which begins an item or ends it all.
const yamlWord = String.raw`(?:[\p{L}\p{N}_][\p{L}\p{N}_.-]*)?`;
const yamlKey = new RegExp(String.raw`^(\s*(?:-\s+)*)${yamlWord}$`, 'u');
const yamlValue = new RegExp(String.raw`^\s*(?:-\s+)*([\p{L}\p{N}_.-]+)\s*:\s+\S*$`, 'u');

function inFrontMatter(draft: Draft, path: readonly string[], before: string): readonly Offer[] {
  const keys = keysAt(path);
  const stated = yamlValue.exec(before)?.[1];
  if (stated !== undefined) {
    return (
      valuesAt(draft, [...path, stated].join('.')) ?? choicesOf(keys.find(({ name }) => name === stated))
    );
  }
  const lead = yamlKey.exec(before)?.[1];
  if (lead === undefined) {
    return [];
  }
  return path.length === 1 && path[0] === 'inputs'
    ? undeclared(draft).map(offer => ({
        ...offer,
        insert: `${offer.insert}:\n${' '.repeat(lead.length + 2)}`,
      }))
    : keys.map(key => ({
        label: key.name,
        kind: 'key',
        insert: key.nested ? `${key.name}:\n${' '.repeat(lead.length + 2)}` : `${key.name}: `,
        about: say(key.about),
      }));
}

/** What this runbook has for a key of front matter; undefined if its values hang on no runbook. */
function valuesAt(draft: Draft, path: string): readonly Offer[] | undefined {
  switch (path) {
    case 'inputs.-.name':
      return undeclared(draft);
    case 'approvals.-.at':
      return [
        {
          label: 'risky',
          kind: 'choice',
          insert: 'risky',
          about: say('Before each command that has a risk.'),
        },
        ...titles(draft),
      ];
    default:
      return undefined;
  }
}

/** The sections and steps by their titles; by their ids where a title is no name of one alone, or no plain YAML. */
function titles({ runbook }: Draft): readonly Offer[] {
  const parts = [...sectionsOf(runbook.sections), ...stepsOf(runbook)].filter(({ title }) => title !== '');
  const count = new Map<string, number>();
  for (const { title } of parts) count.set(title, (count.get(title) ?? 0) + 1);
  return parts.map(({ id, title, line }) => ({
    label: title,
    kind: 'step',
    insert: count.get(title) === 1 && /^[\p{L}\p{N}][\p{L}\p{N} ,.()/-]*$/u.test(title) ? title : id,
    about: say('“{0}”, line {1}.', title, line),
  }));
}

/** Below `inputs:`, the values that the runbook needs and front matter does not speak of yet. */
function undeclared(draft: Draft): readonly Offer[] {
  const known = new Set(declaredNames(draft).map(({ name }) => name));
  return draft.runbook.inputs
    .filter(({ name }) => !known.has(name))
    .map(({ name, line }) => ({
      label: name,
      kind: 'value',
      insert: name,
      about: say('Asked for when a run reaches line {0}.', line),
    }));
}

function choicesOf(key: Key | undefined): readonly Offer[] {
  return (key?.values ?? []).map(value => ({
    label: value,
    kind: 'choice',
    insert: value,
    about: say(key?.about ?? ''),
  }));
}

const languages: readonly (readonly [name: string, about: Sentence])[] = [
  ['bash', say('Commands, run one by one in the run’s shell.')],
  ['sh', say('Commands, run one by one in a POSIX shell.')],
  ['console', say('Commands behind a `$ ` prompt, with what they print.')],
  ['text', say('Text that is shown and never run; after a command, what it is expected to print.')],
  ['yaml', say('A file, shown and copied.')],
  ['markdown', say('A template, filled in and copied.')],
];

function inFenceInfo(info: string, before: string): readonly Offer[] {
  if (/(?:`{3,}|~{3,})\s*\S+\s/.test(before) && info !== '') {
    return isShell(readFenceInfo(info).language) ? attributes(fenceAttributes, before) : [];
  }
  return languages.map(([label, about]) => ({ label, kind: 'language', insert: label, about }));
}

function attributes(schema: Parameters<typeof keysOf>[0], before: string): readonly Offer[] {
  const keys = keysOf(schema);
  const stated = /([\w-]+)=["']?[\w-]*$/.exec(before)?.[1];
  if (stated !== undefined) {
    return choicesOf(keys.find(({ name }) => name === stated));
  }
  const isUsed = (name: string): boolean => new RegExp(`\\s${name}(?:=|\\s)`).test(`${before} `);
  return keys
    .filter(({ name }) => !isUsed(name) || before.endsWith(name))
    .map(key => ({ label: key.name, kind: 'key', insert: toAttribute(key), about: say(key.about) }));
}

function toAttribute({ name, values }: Key): string {
  if (values.length === 1) {
    return name;
  }
  return name === 'title' ? `${name}="` : `${name}=`;
}

/** The rules that a comment does not name yet, by code; their names find them as well. */
function quietable(before: string): readonly Offer[] {
  const named = (/handrail-ignore(?:-file)?(.*?)[\w-]*$/.exec(before)?.[1] ?? '').split(/[\s,:]+/);
  return rules
    .filter(({ code, name }) => !named.includes(code) && !named.includes(name))
    .map(({ code, name }) => ({
      label: `${code} ${name}`,
      kind: 'choice',
      insert: code,
      about: say('Keeps {0} ({1}) quiet.', code, name),
    }));
}

function inShell(draft: Draft, offset: number, before: string): readonly Completion[] {
  const variable = /\$(\{?)(\w*)$/.exec(before);
  if (variable !== null) {
    const close = variable[1] === '{' && draft.text[offset] !== '}' ? '}' : '';
    return replacing(offset, variable[2], namesOf(draft, 'variable', close));
  }
  const hole = /<[\p{L}\p{N}_ -]*$/u.exec(before)?.[0];
  if (hole !== undefined) {
    return replacing(offset, hole, namesOf(draft, 'placeholder', ''));
  }
  const step = /\bhandrail\s+run\b.*\s--(?:only|from)[ =]([\w.-]*)$/.exec(before);
  return step === null ? [] : replacing(offset, step[1], stepIds(draft));
}

function namesOf(draft: Draft, kind: 'placeholder' | 'variable', close: string): readonly Offer[] {
  const found = valuesOf(draft).filter(value => value.kind === kind);
  return found.map(({ name, text, asked, set }) => {
    const label = kind === 'variable' ? name : text;
    const about =
      asked === undefined
        ? say('Set in line {0}.', set[0]?.line ?? 1)
        : say('Asked for as “{0}”.', asked.prompt);
    return { label, kind: 'value', insert: `${label}${close}`, about };
  });
}

function stepIds(draft: Draft): readonly Offer[] {
  const shell = new Set([...statementsOf(draft.runbook)].map(([, step]) => step.id));
  return [...stepsOf(draft.runbook)]
    .filter(({ id, kind }) => shell.has(id) || kind === 'script')
    .map(({ id, title, line }) => ({
      label: id,
      kind: 'step',
      insert: id,
      about: say('“{0}”, line {1}.', title, line),
    }));
}
