import type { Block } from '../markdown/blocks.ts';
import { badTimeout } from '../../shell/comments/attributes.ts';
import { readSpan } from '../../shell/span.ts';
import { scalarOf } from '../declared.ts';
import type { FrontMatter } from '../markdown/frontMatter.ts';
import { fold } from './durations.ts';
import { report, type Page } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import type { Meta } from '../runbook.ts';

type Field = 'owner' | 'service' | 'severity' | 'duration' | 'version' | 'updated' | 'reviewBy';

// The author's words for each field: English, Turkish, German, Spanish, without accents.
const FIELDS: ReadonlyArray<readonly [field: Field, words: RegExp]> = [
  [
    'reviewBy',
    /^(?:next review(?: date)?|review again(?: by)?|to be reviewed(?: by)?|review[ -]by|review (?:due|date)(?: date)?|sonraki (?:inceleme|gozden gecirme).*|nachste (?:prufung|uberprufung)|proxima revisao|proxima revision|prochaine revision)$/,
  ],
  [
    'owner',
    /^(?:owners?|(?:document|doc|runbook|service|page) owner|owner slack|owning team|owned by|team|maintainers?|maintained by|dokuman sahibi|sahibi|sahip|sorumlu(?: (?:takim|ekip|birim|kisi))?|responsible(?: (?:team|person|party))?|verantwortlich(?:er?|es team)?|zustandig(?:es team)?|eigentumer|responsable|equipo responsable|responsavel|proprietario|proprietaire|propietario)$/,
  ],
  [
    'service',
    /^(?:(?:affected )?(?:services?|system|component)|hizmet|servis|sistem|dienst|systeme?|servicio|sistema)$/,
  ],
  [
    'severity',
    /^(?:severity|priority|sev|alert severity|onem(?: derecesi)?|oncelik|schweregrad|prioritat|severidad|prioridad)$/,
  ],
  [
    'duration',
    /^(?:(?:estimated |expected |total |approximate )*(?:duration|time(?: required| needed)?)|time (?:estimate|required|needed)|(?:tahmini |toplam )*sure|(?:geschatzte |voraussichtliche )?dauer|duracion(?: estimada)?|tiempo estimado)$/,
  ],
  [
    'version',
    /^(?:(?:document |runbook )?version|(?:dokuman |belge )?(?:surum|versiyon|surumu|versiyonu)|versao)$/,
  ],
  [
    'updated',
    /^(?:reviewed|last (?:updated?|modified|edited|changed|reviewed?|revised|tested|verified)(?: on| at| time)?|updated(?: on| at)?|lastmod|ms\.date|date updated|son (?:guncelleme|gozden gecirme|inceleme)(?: tarihi)?|letzte[rs]? (?:update|anderung|prufung|uberprufung|revision)|zuletzt (?:gepruft|uberpruft)|ultima (?:revision|modificacion)|guncellenme(?: tarihi)?|zuletzt aktualisiert|letzte aktualisierung|stand|ultima actualizacion|actualizado|ultima atualizacao|atualizado(?: em)?|derniere (?:mise a jour|revision)|mis a jour(?: le)?)$/,
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
  for (const block of aboutItself(page, blocks)) {
    for (const [key, value] of pairsOf(page, block)) {
      addField(stated, key, value);
    }
    if (stated.size === FIELDS.length) break;
  }
  const reviewBy = stated.has('reviewBy') ? undefined : reviewAfter(stated.get('updated'), data['review_in']);
  const cwd = scalarOf(data['cwd']);
  const timeout = scalarOf(data['timeout']);
  const timeoutMs = timeout === undefined ? undefined : readSpan(timeout);
  if (timeout !== undefined && timeoutMs === undefined) {
    const line = page.lines.findIndex(text => /^["']?timeout["']?\s*:/.test(text)) + 1;
    report(page, { line, endLine: line }, { code: 'bad-mark', severity: 'warning', ...badTimeout(timeout) });
  }
  return {
    ...Object.fromEntries(stated),
    ...(reviewBy === undefined ? {} : { reviewBy }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    frontMatter: data,
  };
}

// What a document says of itself stands above its first part, at its end, or in a part that is called so; elsewhere a line such as
// "Version: 3" speaks of something else.
function aboutItself(page: Page, blocks: readonly Block[]): readonly Block[] {
  const headings = blocks.flatMap(({ kind }, at) => (kind === 'heading' ? [at] : []));
  const [first = blocks.length] = headings;
  const isTitled = blocks.slice(0, first).every(({ kind }) => kind === 'html' || kind === 'rule');
  // A title may have a second one right below it, where labels follow.
  const below = headings.find((at, index) => index > 0 && !(at === first + 1 && isLabelled(blocks[at + 1])));
  const code = blocks.findIndex(({ kind }) => kind === 'fence' || kind === 'code');
  const top = Math.min(isTitled ? (below ?? blocks.length) : first, code < 0 ? blocks.length : code);
  const lastRule = blocks.findLastIndex(({ kind }) => kind === 'rule');
  const closes = blocks.at(-1)?.kind === 'paragraph' ? blocks.length - 1 : blocks.length;
  const end = Math.max(top, lastRule > (headings.at(-1) ?? 0) ? lastRule : closes);
  const named = headings.flatMap((at, index) =>
    ABOUT.test(fold(shown(page, blocks[at]?.text ?? ''))) ? blocks.slice(at, headings[index + 1]) : [],
  );
  return [...blocks.slice(0, top), ...named, ...blocks.slice(end)];
}

function isLabelled(block: Block | undefined): boolean {
  return (
    block?.kind === 'table' ||
    (block?.kind === 'paragraph' && /^(?:\*\*|__)[^\n]{2,40}?[:：]/.test(block.text))
  );
}

// Titles of a part with metadata: "Document information", "About this runbook".
const ABOUT =
  /\b(?:(?:document|runbook|page) (?:information|info|control|details|metadata|history)|metadata|about this (?:document|runbook)|dokuman bilgi\w*|belge bilgi\w*|dokument(?:en)?information\w*|informacion del documento)\b/;

// `review_in: 6 months`, counted from the day of the last review.
function reviewAfter(day: string | undefined, span: unknown): string | undefined {
  const [, count = '', unit = ''] = /^(\d{1,3}) (day|week|month|year)s?$/.exec(scalarOf(span) ?? '') ?? [];
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? '') ?? [];
  if (count === '' || year === undefined) {
    return undefined;
  }
  const more = (name: string, times = 1): number => (unit === name ? Number(count) * times : 0);
  const [years, months] = [Number(year) + more('year'), Number(month) - 1 + more('month')];
  // The 31st of a shorter month is its last day.
  const last = new Date(Date.UTC(years, months + 1, 0)).getUTCDate();
  const days = Math.min(Number(date), last) + more('day') + more('week', 7);
  const end = new Date(Date.UTC(years, months, days));
  return end.toISOString().slice(0, 10);
}

/** The field of `meta` that a key or label speaks of, in any of the languages known. */
export function metaFieldOf(key: string): Field | undefined {
  const words = fold(key.replace(/[-_]+/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2')).trim();
  return FIELDS.find(([, pattern]) => pattern.test(words))?.[0];
}

function addField(stated: Map<Field, string>, key: string, value: string | undefined): void {
  const field = metaFieldOf(key);
  if (field !== undefined && value !== undefined && !isBlank(value) && !stated.has(field)) {
    stated.set(field, value);
  }
}

// A blank to be filled in and a site's own template say nothing yet.
function isBlank(value: string): boolean {
  return (
    !/[\p{L}\d]/u.test(value) ||
    /\{[{%]|^\[[^\]]*\]$|^(?:tb[adc]|todo|n\/?a|pending|unknown|not set|belirlenecek|belirtilmedi|offen|folgt|pendiente|por definir)\.?$/i.test(
      value,
    )
  );
}

function listOf(value: unknown): string | undefined {
  const parts = Array.isArray(value) ? value.flatMap((item: unknown) => scalarOf(item) ?? []) : [];
  return parts.length > 0 ? parts.join(', ') : undefined;
}

function pairsOf(page: Page, block: Block): Array<readonly [string, string]> {
  switch (block.kind) {
    case 'paragraph':
      return block.text
        .split(/\n|\s[|·•]\s(?=[*_]{0,2}\p{L})|[ \t]{2,}(?=[*_]{0,2}\p{L}[\p{L} -]{1,30}[*_]{0,2}[:：])/u)
        .flatMap(line => pairOf(page, line));
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
  const dated = line.length > 120 ? null : DATED.exec(line);
  if (dated !== null) {
    return pairFor(page, dated[1] ?? '', dated[2] ?? '');
  }
  if (!line.includes(':') && !/[\u0080-\uFFFF]/.test(line)) {
    return [];
  }
  const match = /^[*_\s]*([\p{L}][\p{L} -]{2,40}?)[*_\s]*[:：][*_\s]*(\S.*)$/u.exec(page.repair(line));
  return match === null ? [] : pairFor(page, match[1] ?? '', withoutEnd(match[0], match[2] ?? ''));
}

// "reviewed 2025-11-30", one of several on a line.
const DATED = /^[*_\s]*(\p{L}[\p{L} ]{2,30})\s(\d{4}[-/.]\d\d[-/.]\d\d)[*_\s]*$/u;

// The mark that ends what is set in italics as a whole is nobody's word.
function withoutEnd(line: string, value: string): string {
  const mark = /^\s*([*_])(?!\1)/.exec(line)?.[1];
  return mark !== undefined && value.endsWith(mark) && value.indexOf(mark) === value.length - 1
    ? value.slice(0, -1)
    : value;
}

function shown(page: Page, text: string): string {
  return plainText(page.repair(text), page.references);
}
