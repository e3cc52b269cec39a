import type { Block } from './blocks.ts';
import { badTimeout } from '../shell/attributes.ts';
import { readSpan } from '../shell/span.ts';
import { scalarOf } from './declared.ts';
import type { FrontMatter } from './frontMatter.ts';
import { fold } from './durations.ts';
import { report, type Page } from './page.ts';
import { plainText } from './plain.ts';
import type { Meta } from './runbook.ts';

type Field = 'owner' | 'version' | 'updated' | 'reviewBy';

// The author's words for each field: English, Turkish, German, Spanish, without accents.
const FIELDS: ReadonlyArray<readonly [field: Field, words: RegExp]> = [
  [
    'reviewBy',
    /^(?:next review(?: date)?|review[ -]by|review due|sonraki (?:inceleme|gozden gecirme).*|nachste (?:prufung|uberprufung)|proxima revision)$/,
  ],
  [
    'owner',
    /^(?:owners?|document owner|runbook owner|maintainers?|maintained by|dokuman sahibi|sahibi|sorumlu|verantwortlich(?:er)?|eigentumer|responsable|propietario)$/,
  ],
  ['version', /^(?:(?:document |runbook )?version|surum|versiyon)$/],
  [
    'updated',
    /^(?:last (?:updated?|modified|reviewed?|revised)|updated|son guncelleme|guncellenme(?: tarihi)?|zuletzt aktualisiert|letzte aktualisierung|stand|ultima actualizacion|actualizado)$/,
  ],
];

/** Reads owner, version and dates from front matter, else from the document's own "Owner: …" lines and tables. */
export function readMeta(page: Page, { data, written }: FrontMatter, blocks: readonly Block[]): Meta {
  const stated = new Map<Field, string>();
  for (const [key, value] of Object.entries(data)) {
    addField(
      stated,
      key,
      scalarOf(value) === undefined ? listOf(value) : (written.get(key) ?? scalarOf(value)),
    );
  }
  for (const block of blocks) {
    for (const [key, value] of pairsOf(page, block)) {
      addField(stated, key, value);
    }
    if (stated.size === FIELDS.length) break;
  }
  const cwd = scalarOf(data['cwd']);
  const timeout = scalarOf(data['timeout']);
  const timeoutMs = timeout === undefined ? undefined : readSpan(timeout);
  if (timeout !== undefined && timeoutMs === undefined) {
    const line = page.lines.findIndex(text => /^["']?timeout["']?\s*:/.test(text)) + 1;
    report(page, { line, endLine: line }, { code: 'bad-mark', severity: 'warning', ...badTimeout(timeout) });
  }
  return {
    ...Object.fromEntries(stated),
    ...(cwd === undefined ? {} : { cwd }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    frontMatter: data,
  };
}

/** The field of `meta` that a key or label speaks of, in any of the languages known. */
export function metaFieldOf(key: string): Field | undefined {
  const words = fold(key.replace(/[-_]+/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2')).trim();
  return FIELDS.find(([, pattern]) => pattern.test(words))?.[0];
}

function addField(stated: Map<Field, string>, key: string, value: string | undefined): void {
  const field = metaFieldOf(key);
  if (field !== undefined && value !== undefined && value !== '' && !stated.has(field)) {
    stated.set(field, value);
  }
}

function listOf(value: unknown): string | undefined {
  const parts = Array.isArray(value) ? value.flatMap((item: unknown) => scalarOf(item) ?? []) : [];
  return parts.length > 0 ? parts.join(', ') : undefined;
}

function pairsOf(page: Page, block: Block): Array<readonly [string, string]> {
  switch (block.kind) {
    case 'paragraph':
      return block.text.split('\n').flatMap(line => pairOf(page, line));
    case 'list':
      return block.children.flatMap(item => pairOf(page, item.children[0]?.text.split('\n', 1)[0] ?? ''));
    case 'table':
      return block.children.flatMap(row => {
        const [key, value, more] = row.children;
        const isPair = key !== undefined && value !== undefined && more === undefined;
        return isPair ? pairFor(page, shown(page, key.text), value.text) : [];
      });
    case 'quote':
      return block.children.flatMap(child => pairsOf(page, child));
    default:
      return [];
  }
}

// Most pairs are about something else: the marks of their values need not be read.
function pairFor(page: Page, key: string, value: string): Array<readonly [string, string]> {
  return metaFieldOf(key) === undefined ? [] : [[key, shown(page, value)]];
}

function pairOf(page: Page, line: string): Array<readonly [string, string]> {
  if (!line.includes(':') && !/[\u0080-\uFFFF]/.test(line)) {
    return [];
  }
  const match = /^[*_\s]*([\p{L}][\p{L} -]{2,40}?)[*_\s]*[:：][*_\s]*(\S.*)$/u.exec(page.repair(line));
  return match === null ? [] : pairFor(page, match[1] ?? '', match[2] ?? '');
}

function shown(page: Page, text: string): string {
  return plainText(page.repair(text), page.references);
}
