import type { TextRange } from '../lint/finding.ts';
import { rules } from '../lint/rules.ts';
import { stepsOf } from '../lint/document.ts';
import { statementsOf, type Draft } from './draft.ts';
import { spotAt } from './place.ts';
import { annotation, commandMark, fenceAttributes, keysAt, keysOf, type Key } from './schema.ts';
import { say, type Sentence } from './sentence.ts';
import { valuesOf } from './value.ts';

/** One thing that could be written at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: 'key' | 'choice' | 'language' | 'value' | 'step';
  /** What replaces `range`. */
  readonly insert: string;
  readonly range: TextRange;
  readonly about: Sentence;
}

type Offer = Omit<Completion, 'range'>;

/** What could be written at an offset; empty where Handrail has nothing to say. */
export function completionsAt(draft: Draft, offset: number): readonly Completion[] {
  const { place, before } = spotAt(draft, offset);
  switch (place.kind) {
    case 'frontMatter':
      return replacing(
        offset,
        /[\p{L}\p{N}_.-]*$/u.exec(before)?.[0],
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

function inFrontMatter(draft: Draft, path: readonly string[], before: string): readonly Offer[] {
  const keys = keysAt(path);
  const stated = /^\s*(?:-\s+)?([\p{L}\p{N}_.-]+)\s*:\s+\S*$/u.exec(before)?.[1];
  if (stated !== undefined) {
    return choicesOf(keys.find(({ name }) => name === stated));
  }
  if (!/^\s*(?:-\s+)?[\p{L}\p{N}_.-]*$/u.test(before)) {
    return [];
  }
  const indent = /^\s*/.exec(before)?.[0] ?? '';
  return path.length === 1 && path[0] === 'inputs'
    ? undeclared(draft)
    : keys.map(key => ({
        label: key.name,
        kind: 'key',
        insert: key.nested ? `${key.name}:\n${indent}  ` : `${key.name}: `,
        about: say(key.about),
      }));
}

/** Below `inputs:`, the values that the runbook needs and front matter does not speak of yet. */
function undeclared(draft: Draft): readonly Offer[] {
  const stated = draft.runbook.meta.frontMatter['inputs'];
  const known = typeof stated === 'object' && stated !== null ? Object.keys(stated) : [];
  return draft.runbook.inputs
    .filter(({ name }) => !known.includes(name))
    .map(({ name, line }) => ({
      label: name,
      kind: 'value',
      insert: `${name}:\n    `,
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
  const hasLanguage = /(?:`{3,}|~{3,})\s*\S+\s/.test(before);
  return hasLanguage && info !== ''
    ? attributes(fenceAttributes, before)
    : languages.map(([label, about]) => ({ label, kind: 'language', insert: label, about }));
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
