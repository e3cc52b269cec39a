import type { Step } from '../../runbook/runbook.ts';
import { firstLimit } from './reading.ts';

// A limit that is read wrongly has a person doubt a reading that is well, or trust one that is not: of a sentence that may
// mean something else, none is taken.

// A negation anywhere: "not above", "cannot exceed", "aşmamalı".
const nots =
  /(?<!\p{L})(?:no|not|never|nor|none|without|cannot|\p{L}+n['’]t|nicht|nie|niemals|kein\p{L}*|ohne|nunca|sin|ning[uú]n\p{L}*|değil\p{L}*|yok|hiç\p{L}*|\p{L}+m[ae]mal[ıi]\p{L}*)(?!\p{L})/iu;
// "must not be above", "never goes below", "no longer over": what may stand between the two without changing what is denied.
const denied =
  /(?<!\p{L})(?:no|not|never|cannot|\p{L}+n['’]t|nicht|nie|niemals|nunca)(?:\s+(?:be|go|goes|rise|rises|climb|climbs|drop|drops|fall|falls|dip|dips|get|gets|stay|longer|ever|to))*$/iu;
// Past it something is done, or it speaks of a release: so that no reading lies outside of it.
const other =
  /(?<!\p{L})(?:if|when|whenever|unless|in case|then|escalat\p{L}*|abort\p{L}*|alert\p{L}*|alarm\p{L}*|trigger\p{L}*|threshold\p{L}*|warn\p{L}*|roll(?:ed|ing)?[\s-]?back|versions?|releases?|wenn|sobald|(?<=^|[,(]\s*)falls|eskal\p{L}*|abbr\p{L}*|schwell\p{L}*|si|cuando|en caso|escal\p{L}*|umbral\p{L}*|versión|eğer|ise|(?:aşar|geçer|düşer|çıkar|artar|olur|kalır|(?:altında|üstünde|üzerinde)y)s[ae]|durumunda|eşi[kğ]\p{L}*|uyar\p{L}*|sürüm\p{L}*)(?!\p{L})|→|->|=>|⇒|➜|➡/iu;
// "Error rate < 1%, otherwise roll back": what is done else says that the limit is what should be.
const orElse =
  /(?<!\p{L})(?:otherwise|or else|if not|sonst|andernfalls|aksi|si no|de lo contrario)(?!\p{L}).*$/iu;
// What is to be filled in, and no sign: `<8 digits>`.
const hole = /<[^\s<>](?:[^<>]*[^\s<>])?>/gu;
const sentences = /(?<=[.!?;])\s+/u;
const clauses = /[,:;]\s+|[()]|\s[–—-]\s|\s+(?:and|or|but|und|oder|aber|ve|veya|ama|y|o|pero)\s+/iu;

const opposite: Readonly<Record<string, string>> = { '<': '≥', '≤': '>', '>': '≤', '≥': '<' };
const signs: Readonly<Record<string, string>> = {
  '<': '<',
  'less than': '<',
  'lower than': '<',
  'fewer than': '<',
  under: '<',
  below: '<',
  'weniger als': '<',
  unter: '<',
  'menos de': '<',
  '<=': '≤',
  '≤': '≤',
  '>': '>',
  'more than': '>',
  'greater than': '>',
  'higher than': '>',
  over: '>',
  above: '>',
  'mehr als': '>',
  über: '>',
  'más de': '>',
  '>=': '≥',
  '≥': '≥',
};
// What denying one of these would mean is nobody's to guess.
const firm = [
  'at least',
  'at most',
  'en az',
  'en fazla',
  'mindestens',
  'höchstens',
  'al menos',
  'como máximo',
];
const words = [...Object.keys(signs), ...firm].sort((a, b) => b.length - a.length).join('|');
// `v > 5.1.2`, `10:30`, `1/2`, `5-10` and `5.log` are no numbers.
const bounds = new RegExp(
  String.raw`(?<![\p{L}\p{N}<=>-])(?<word>${words})\s*(?<edge>-?\d+(?:[.,]\d+)?)(?!\d|[.,:/-]\d|\.\p{L})(?<unit>\s*%|\s?\p{L}+)?`,
  'giu',
);

// "Roll over 2 nodes" and "see section above 3" say where: such a word bounds what is, or what can be measured.
const place = /^(?:over|under|above|below)$/iu;
// A verb right before a limit: "latency stays well" before "below 5 ms".
const isOrStays =
  /(?<!\p{L})(?:is|are|be|been|stays?|remains?|keeps?|kept|drops?|falls?)(?:\s+(?:well|still|now|always|constantly|back))*$/iu;
// Ends with something that is measured: "error rate", "p99".
const measured =
  /(?<!\p{L})(?:rate|ratio|latency|lag|delay|usage|utili[sz]ation|load|cpu|memory|ram|swap|heap|disk|space|temperature|depth|length|backlog|errors|failures|time|age|jitter|loss|throughput|availability|uptime|p\d{2,3})$/iu;

// A known unit: `%`, `ms`, `Gi`, `rps`.
const known =
  /^(?:%|[mµun]?s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|[kmgt]i?b|[kmgt]i|[kmg]?bps|rps|qps|tps|iops|sn|saniye|dk|dakika|saat|sek|sekunden|minuten|stunden|segundos|minutos|horas)$/iu;
const multiple = /^(?:k|thousand|million|billion|dozen|bin|milyon|milyar|tausend|millionen|mil|millones)$/iu;

// Characters; what is longer is a text, and looking at each of its clauses would take a while.
const longest = 500;

/** What a task says that a reading should be; undefined where it names no limit, or one of time, which is waited for and read off no dial. */
export function taskLimit({
  step,
  wait,
}: {
  readonly step: Pick<Step, 'kind' | 'title'>;
  readonly wait?: unknown;
}): string | undefined {
  return step.kind === 'check' && wait === undefined ? limitIn(step.title) : undefined;
}

/** The first limit that a sentence names for certain ("Error rate < 1% on all pods"), turned around where it is denied; undefined where it names none. */
export function limitIn(text: string): string | undefined {
  if (text.length > longest || !/\d/u.test(text)) return undefined;
  return text
    .replaceAll(hole, ' ')
    .split(sentences)
    .map(sentence => sentence.replace(orElse, ''))
    .filter(sentence => !other.test(sentence))
    .flatMap(sentence => clauseLimits(sentence.split(clauses)))
    .find(limit => firstLimit(limit) !== undefined);
}

function clauseLimits(parts: readonly string[]): readonly string[] {
  return parts.flatMap((part, index) =>
    [...part.matchAll(bounds)].flatMap(found => {
      const own = part.slice(0, found.index).trim();
      // "P95 latency (below 200 ms)", "must not be idle or above 80%": what is spoken of stands in front.
      const lead = own === '' ? (parts[index - 1] ?? '').trim() : own;
      return limitAt(found, lead, part.slice(found.index + found[0].length));
    }),
  );
}

/** The limit of a bound with what stands before and behind it in its clause; empty where it is not sure. */
function limitAt(found: RegExpExecArray, lead: string, behind: string): readonly string[] {
  const { word = '', edge = '', unit = '' } = found.groups ?? {};
  const counted = unitOf(unit, behind);
  if (counted === undefined || nots.test(unit + behind)) return [];
  if (nots.test(lead)) {
    const turned = opposite[signs[word.toLowerCase()] ?? ''];
    return turned === undefined || !denied.test(lead) ? [] : [`${turned} ${edge}${counted}`];
  }
  if (place.test(word) && !isOrStays.test(lead) && (/^over$/iu.test(word) || !measured.test(lead))) return [];
  return [found[0].slice(0, found[0].length - unit.length) + counted];
}

/** What is counted: a known unit, or a word that ends its clause; `3 of 5` counts nothing by name, and `10k` is no 10. */
function unitOf(unit: string, behind: string): string | undefined {
  const name = unit.trim();
  if (multiple.test(name)) return undefined;
  if (known.test(name)) return /^[\p{L}\p{N}/-]/u.test(behind) ? '' : unit;
  if (name !== '' && unit === name) return undefined;
  return /^[a-z]+$/iu.test(name) && /^[\s.!?"'”»]*$/u.test(behind) ? unit : '';
}
