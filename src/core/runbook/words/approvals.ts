import type { Block } from '../markdown/blocks.ts';
import { scalarOf } from '../declared.ts';
import { fold } from './durations.ts';
import { hasBlank } from '../holes.ts';
import { isRecord } from '../markdown/frontMatter.ts';
import type { Page } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import type { Approval } from '../runbook.ts';
import { sentencesOf } from './sentences.ts';
import { isSignOff, signersOf } from './signOffs.ts';

type Found = Omit<Approval, 'section'>;

// Cheap test for any word about approval.
const ABOUT =
  /approv|sign[ -]?off|authori[sz]|onay|imza|genehmig|freigabe|freigegeben|zustimm|aproba|aprueb|autoriza|visto bueno|👍|:\+1:|thumbs[- ]up|go-ahead|green light|\bok(?:ay)? from\b/iu;
// Bounded and without nesting, so that no text makes them slow.
const WHO = String.raw`([\p{L}\d][^.;:()!]{1,80}?)`;
const NAME = String.raw`((?:[\p{L}\d/&+-]{1,30} ){0,3}[\p{L}\d/&+-]{1,30})`;
const END = String.raw`(?=\s*(?:[.,;:()!–—]|$|\s(?:before|prior|is|are|for|if|when|and then|erforderlich|notwendig|antes|vor)(?![\p{L}])))`;

// Who agrees is the first group; the sentence itself is what is shown.
const SAID: readonly RegExp[] = [
  String.raw`\b(?:requires?|needs?|obtain|get|wait for|with|without)\s+(?:an? |the )?(?:👍|:\+1:|thumbs[- ]up|ok|okay|go-ahead|green light)\s+(?:from|by|of)\s+${WHO}${END}`,
  String.raw`\b(?:requires?|needs?|obtain|get|seek|request|await|waiting for|with|without|pending)\s+(?:an? |the )?(?:\w+ ){0,2}?(?:approval|sign[ -]?off|authori[sz]ation)s?\s*(?:from|by|of|\()\s*${WHO}${END}`,
  String.raw`\b(?:approval|sign[ -]?off|authori[sz]ation)s?\s+(?:from|by|of)\s+${WHO}\s+(?:is|are)\s+(?:required|needed|mandatory|necessary)\b`,
  String.raw`\b(?:must|needs? to|has to|have to|should|shall)\s+be\s+(?:approved|signed off|authori[sz]ed)\s+by\s+${WHO}${END}`,
  String.raw`\b(?:approved|signed off|authori[sz]ed)\s+by:?\s+${WHO}${END}`,
  String.raw`^\W*${NAME}\s+(?:approval|sign[ -]?off)\s+(?:is\s+)?(?:required|needed|mandatory|obtained|received|given|granted|in place)\b`,
  String.raw`^\W*(?:manual |final )?((?:[\p{L}/&-]{1,20} ){0,3}(?:engineer|architect|team|leads?|manager|owner|director|officer|board|head|sponsor|CTO|CEO|CIO|CISO|DBA|QA|SRE|CAB|security|legal|compliance|business|operations|product))\s+(?:approval|sign[ -]?off)(?=\s*(?:[-–—:,.;()]|$|\s(?:on|in|for|en|para)\s))`,
  String.raw`\b(?:requires?|needs?)\s+${NAME}\s+(?:approval|sign[ -]?off|authori[sz]ation)\b`,
  String.raw`^\W*${NAME}\s+(?:must|has to|have to|needs? to|should)\s+(?:approve|sign off|authori[sz]e)\b`,
  String.raw`(?<![\p{L}])${NAME}\s+onay[ıi]\s+(?:gerek\w*|zorunlu\w*|şart\w*|al[ıi]n\w*|olmadan|bekle\w*|verildi)`,
  String.raw`(?<![\p{L}])${NAME}\s+taraf[ıi]ndan\s+onaylan\w*`,
  String.raw`(?:Genehmigung|Freigabe|Zustimmung)\s+(?:durch|von|vom|des|der)\s+(?:den |die |das |dem |der )?${WHO}(?=\s+(?:erforderlich|notwendig|nötig|einholen|liegt)|\s*[.,;:()!]|\s*$)`,
  String.raw`\b(?:muss|müssen)\s+(?:von|vom|durch)\s+(?:den |die |das |dem |der )?${WHO}\s+(?:genehmigt|freigegeben)`,
  String.raw`\b(?:requiere|necesita|obtener|solicitar|con|sin)\s+(?:la\s+)?(?:aprobaci[oó]n|autorizaci[oó]n|visto bueno)\s+(?:de|del|por)\s+(?:la |el |los )?${WHO}(?=\s*(?:[.,;:()!]|$|\s(?:antes|para)))`,
  String.raw`\b(?:debe|deben)\s+ser\s+(?:aprobad[oa]s?|autorizad[oa]s?)\s+por\s+(?:la |el |los )?${WHO}(?=\s*(?:[.,;:()!]|$|\s(?:antes|para)))`,
  // "(Onay: Operasyon Müdürü)" behind the words of an item
  String.raw`\((?:approvals?|approvers?|approved by|sign[ -]?off|onay(?:layan)?|freigabe|genehmigung|aprobaci[oó]n)\s*:\s*(?![_.…⬜☐\s\[])([^():;]{2,80})\)`,
].map(source => new RegExp(source, 'iu'));
// "… after 48h in staging and CAB approval.": a name by its capitals alone.
const CAPITALS =
  /(?:^|\s)(?:after|until|without|with|and|nach|ohne|mit) (?:the )?(\p{Lu}[\p{L}\d&/-]*(?: \p{Lu}[\p{L}\d&/-]*){0,2}) (?:approval|sign-?off)(?=\s*(?:[.,;:()!]|$))/u;
// "Approved by: CTO", "Sign-off from: DBA", "Onaylayan: Ayşe".
const LABEL =
  /^\W*(?:(?:[\p{L}]+ )?approver(?:s|\(s\))?|(?:required )?approvals?(?: required)?(?: from| by)?|approved by|sign[ -]?off(?: by| from)?|onaylayan(?:lar)?|onay(?: makam[ıi])?|freigabe(?: durch)?|genehmigung(?: durch)?|(?:genehmigt|freigegeben) (?:von|durch)|aprobador(?:es)?|aprobado por|aprobaci[oó]n)\s*[:：]\s*(.+)$/iu;
// An approval without a name: "requires approval", "manual approval".
const ANYBODY =
  /\b(?:requires?|needs?|must have|await)\s+(?:\w+ ){0,2}?(?:approval|sign[ -]?off|authori[sz]ation)\b|\b(?:approval|sign[ -]?off)\s+(?:is\s+)?(?:required|needed|mandatory)\b|\bmanual approval\b|onay[ıi]?\s+(?:gerek|zorunlu|şart)|(?:genehmigung|freigabe)\s+(?:ist\s+)?(?:erforderlich|notwendig)|requiere\s+(?:aprobaci|autorizaci)/iu;
// Cells that ask for none: "N/A", "none", "auto".
const NOBODY =
  /^(?:-+|—|–|no|none|n\/?a|not (?:required|needed)|auto\w*|yok|hay[ıi]r|gerekmez|nein|keine?|nicht erforderlich|ningun[ao]?)?\.?$/i;
const ANY =
  /^(?:yes|required|mandatory|needed|evet|gerekli|zorunlu|ja|erforderlich|s[ií]|requerid[ao]|[✓✔✅x])$/i;
const BLANK = /^(?:[\s_.…⬜☐□◻]|\[[^\]]*\])*$/u;

/** What front matter says about approvals: a list, a map by what they are for, or one name. */
export function approvalsIn(stated: unknown, line: number): Found[] {
  const scalar = scalarOf(stated);
  if (scalar !== undefined) {
    return [{ text: scalar, line, by: scalar, confirmed: true }];
  }
  if (Array.isArray(stated)) {
    return stated.flatMap((item: unknown) => approvalsIn(item, line));
  }
  if (!isRecord(stated)) {
    return [];
  }
  const by = scalarOf(stated['by'] ?? stated['role'] ?? stated['from'] ?? stated['name']);
  if (by === undefined) {
    return Object.entries(stated).flatMap(([forWhat, value]) =>
      approvalsIn(value, line).map(found => ({ ...found, text: `${forWhat}: ${found.text}`, forWhat })),
    );
  }
  const forWhat = scalarOf(stated['for'] ?? stated['forWhat'] ?? stated['what']);
  const at = scalarOf(stated['at']);
  const words = [at, forWhat, by].filter(part => part !== undefined);
  const text = scalarOf(stated['text']) ?? words.join(': ');
  return [
    {
      text,
      line,
      by,
      ...countIn(stated['count']),
      ...(forWhat === undefined ? {} : { forWhat }),
      ...(at === undefined ? {} : { at }),
      confirmed: true,
    },
  ];
}

function countIn(stated: unknown): { count?: number } {
  const count = Number(scalarOf(stated));
  return Number.isSafeInteger(count) && count > 1 ? { count } : {};
}

/** What front matter says in place of a name where the document's own words are meant. */
const AS_WRITTEN = 'as written';

/** All of a document's approvals: what front matter states, and what the text says, which front matter can make certain. */
export function allApprovals(stated: readonly Found[], said: readonly Approval[]): readonly Approval[] {
  const certain = stated.some(({ by }) => by === AS_WRITTEN);
  return [
    ...stated.filter(({ by }) => by !== AS_WRITTEN),
    ...(certain ? said.map(one => ({ ...one, confirmed: true })) : said),
  ];
}

/** The approvals that a part of the document asks for in its own words. */
export function approvalsOf(page: Page, title: string, blocks: readonly Block[]): Found[] {
  const found = [...sentencesOf(page, blocks, ABOUT)].flatMap(({ text, line }) => {
    const approval = ABOUT.test(text) ? readSentence(text) : undefined;
    return approval === undefined ? [] : [{ text, line, ...approval, confirmed: false }];
  });
  const listed = isSignOff(title) ? signersOf(page, blocks) : [];
  const lines = new Set(found.map(({ line }) => line));
  return [
    ...found,
    ...listed.filter(({ line }) => !lines.has(line)),
    ...tablesOf(blocks).flatMap(table => readTable(page, table)),
  ].sort((a, b) => a.line - b.line);
}

function readSentence(text: string): Pick<Approval, 'by' | 'count' | 'forWhat'> | undefined {
  if (text.length > MAX_SENTENCE) {
    return undefined;
  }
  const label = LABEL.exec(text)?.[1];
  if (label !== undefined) {
    const isOpen = BLANK.test(label) || hasBlank(label);
    return isOpen || NOBODY.test(label) || ANY.test(label) ? {} : { by: clean(label) };
  }
  for (const pattern of [...SAID, CAPITALS]) {
    const by = clean(pattern.exec(text)?.[1] ?? '');
    if (
      by !== '' &&
      !/^(?:an?|the|no|any|human|manual|explicit|prior|further|additional|all|this|it)$/i.test(by)
    ) {
      // "Change approval obtained" says of what, and not who.
      return /^(?:change|final|formal|written)$/i.test(by) ? {} : { ...whoOf(by), ...forWhatOf(text) };
    }
  }
  return ANYBODY.test(text) ? forWhatOf(text) : undefined;
}

// "two payments leads" are two people.
function whoOf(by: string): Pick<Approval, 'by' | 'count'> {
  const [said = '', number = ''] = COUNTED.exec(by) ?? [];
  const count = Number(number) || COUNTS.findIndex(words => words.includes(number.toLowerCase())) + 2;
  return said === '' ? { by } : { by: by.slice(said.length), count };
}

const COUNTS = [
  ['two', 'iki', 'zwei', 'dos', 'both'],
  ['three', 'uc', 'üç', 'drei', 'tres'],
];
const COUNTED = new RegExp(
  `^(?:at least |mindestens |en az |al menos )?([23]|${COUNTS.flat().join('|')}) (?=\\p{L})`,
  'iu',
);

const MAX_SENTENCE = 600;

function clean(words: string): string {
  return words
    .replace(/^(?:the|an?|den|die|der|das|el|la|los)\s+/i, '')
    .replace(/[\s.,;:!]+$/, '')
    .trim();
}

// "Major releases require …", "… is required for production".
function forWhatOf(text: string): { forWhat?: string } {
  const subject =
    /^(?:all |every |each |any )?([\p{L}\d][\p{L}\d '/-]{2,50}?[\p{L}\d])\s+(?:requires?|needs?|must|erfordern?|requieren?)\b/iu.exec(
      text,
    )?.[1];
  const purpose =
    /\b(?:approval|sign[ -]?off)s?\s+(?:\w+\s+){0,6}?for\s+(?:the |an? )?([\p{L}\d][\p{L}\d '/-]{2,40}?)(?=\s*(?:[.,;:()!]|$))/iu.exec(
      text,
    )?.[1];
  const found =
    subject !== undefined &&
    !/^(?:this|it|that|which|you|we|these|step|approval|dies\w*|est[eao])\b/i.test(subject)
      ? subject
      : purpose;
  return found === undefined ? {} : { forWhat: found.replace(/^(?:the|an?)\s+/i, '') };
}

function* tablesIn(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    if (block.kind === 'table') {
      yield block;
    } else {
      yield* tablesIn(block.children);
    }
  }
}

function tablesOf(blocks: readonly Block[]): Block[] {
  return [...tablesIn(blocks)];
}

// Headings of a column of approvals: "Approver", "Sign-off required".
const COLUMN =
  /^(?:required )?(?:approvals?(?: required| needed| by| from)?|approvers?|approved by|authori[sz]ation|sign[ -]?offs?(?: by| required)?|approved|onay(?:lar[ıi]?|layan(?:lar)?|lad[ıi]|\b.*)?|genehmigung(?: durch)?|freigabe(?: durch)?|freigegeben|aprobaci[oó]n|aprobador(?:es)?|aprobado(?: por)?|autorizaci[oó]n)$/iu;
const SIGNED = /^(?:signature|sign[ -]?off|signed|imza|unterschrift|firma)$/i;
// Headings of a column that says who: "Role", "Team", "Ekip".
const ROLE =
  /^(?:roles?|title|position|approver|stakeholder|team|function|name|responsible|rol|unvan|görev|ekip|rolle|funktion|cargo|puesto|equipo|nombre)\b/i;

function readTable(page: Page, table: Block): Found[] {
  const [head, ...rows] = table.children;
  const titles = (head?.children ?? []).map(cell => plainText(page.repair(cell.text), page.references));
  const at = titles.findIndex(title => COLUMN.test(title) || SIGNED.test(fold(title)));
  if (at < 0 || table.children.some(row => isNamed(page, row))) {
    return table.children.flatMap(row => readPair(page, row));
  }
  const role = titles.findIndex((title, index) => index !== at && ROLE.test(title));
  return rows.flatMap(row => readRow(page, row, { at, role }));
}

// "| Approver(s) | Head of IT |", among the other things that a table says of its document.
function isNamed(page: Page, row: Block): boolean {
  return readPair(page, row).some(({ by }) => by !== undefined);
}

function readPair(page: Page, row: Block): Found[] {
  const [key = '', value = '', ...more] = row.children.map(cell =>
    plainText(page.repair(cell.text), page.references),
  );
  const text = `${key.replace(/[:：]$/, '')}: ${value}`;
  const isOpen =
    more.length > 0 || value === '' || BLANK.test(value) || NOBODY.test(value) || ANY.test(value);
  const by = isOpen || !LABEL.test(text) ? undefined : readSentence(text)?.by;
  return by === undefined ? [] : [{ text, line: row.line, by, confirmed: false }];
}

// A filled cell says who agrees to what the row is; an empty one waits for the role the row names.
function readRow(page: Page, row: Block, { at, role }: { at: number; role: number }): Found[] {
  const raw = page.repair(row.children[at]?.text ?? '').trim();
  const cells = row.children.map(cell => plainText(page.repair(cell.text), page.references));
  const cell = cells[at] ?? '';
  if (BLANK.test(raw) || hasBlank(raw)) {
    const by = cells[role] ?? '';
    return role < 0 || by === '' || BLANK.test(by)
      ? []
      : [{ text: by, line: row.line, by, confirmed: false }];
  }
  const forWhat = cells.find((other, index) => index !== at && other !== '' && !/^[\d.#]+$/.test(other));
  if (NOBODY.test(cell) || forWhat === undefined) {
    return [];
  }
  const by = ANY.test(cell)
    ? ''
    : fold(cell).length === 0
      ? ''
      : cell.replace(/\s+(?:approval|sign[ -]?off|onay[ıi])$/i, '');
  return [
    { text: `${forWhat}: ${cell}`, line: row.line, ...(by === '' ? {} : { by }), forWhat, confirmed: false },
  ];
}
