import type { Card, Criterion, Phase } from './view.ts';

// When the runbook says to leave the path, it mostly speaks of something: of the error rate, of the migration. After a failure
// only what speaks of the failed step is quoted first. Nothing is understood here; words are compared, in any language.

/** The phases of a page, each criterion with the steps that it speaks of. */
export function withAbout(phases: readonly Phase[], runbook: string): readonly Phase[] {
  if (phases.every(({ criteria }) => criteria === undefined)) return phases;
  const places = phases.map(phase => ({ phase, cards: cardsOf(phase) }));
  return phases.map(phase => {
    if (phase.criteria === undefined) return phase;
    const others = places.filter(place => place.phase !== phase).flatMap(({ cards }) => cards);
    const known = wordsOf(`${runbook} ${phase.title}`);
    return { ...phase, criteria: phase.criteria.map(one => ({ ...one, ...aboutOf(one, others, known) })) };
  });
}

interface Place {
  readonly id: string;
  readonly words: readonly string[];
}

/** Empty for what speaks of no thing in particular: "any step fails" may be said of each. */
function aboutOf(
  { text }: Criterion,
  places: readonly Place[],
  known: readonly string[],
): Pick<Criterion, 'about'> {
  const said = wordsOf(text).filter(word => !known.some(other => isSame(word, other)));
  if (said.length === 0) return {};
  const shared = places.map(({ words }) => said.filter(word => words.some(other => isSame(word, other))));
  const times = (word: string): number => shared.filter(found => found.includes(word)).length;
  // A word that stands everywhere tells no step from another; two of them may.
  const rare = new Set(said.filter(word => times(word) <= Math.max(2, places.length / 5)));
  const fits = (found: readonly string[]): boolean => found.length > 1 || found.some(word => rare.has(word));
  return { about: places.flatMap(({ id }, at) => (fits(shared[at] ?? []) ? [id] : [])) };
}

function cardsOf({ title: phase, blocks }: Phase): readonly Place[] {
  const above: { readonly level: number; readonly title: string }[] = [];
  return blocks.flatMap(block => {
    if (block.type === 'heading') {
      while ((above.at(-1)?.level ?? 0) >= block.level) above.pop();
      above.push(block);
    }
    if (block.type !== 'card') return [];
    const text = [phase, ...above.map(({ title }) => title), ...textsOf(block.card)].join(' ');
    return [{ id: block.card.id, words: wordsOf(text) }];
  });
}

function textsOf({ title, tasks = [], commands = [], fields = [] }: Card): readonly string[] {
  return [
    title,
    ...tasks.map(task => task.title),
    ...commands.map(command => `${command.title ?? ''} ${command.text} ${command.expected ?? ''}`),
    ...fields.map(({ name }) => name),
  ];
}

// Words that any criterion may hold: that something fails, when, and for how long.
const small = new Set(
  'any all and are but not the for from has have into that than then this with when while within after before during above below \
over under more most less only once there should must cannot needed user users stays \
bir ve veya ise için daha fazla sonra önce kadar olan olursa olur varsa yoksa herhangi hemen geri'.split(
    /\s+/u,
  ),
);
// Stems that occur in every criterion, so that they say nothing about which step it means.
const common =
  /^(?:step|command|phase|fail|broken|detect|introduc|immediat|evaluat|decision|rollback|consecutiv|minut|hour|second|deployment|production|critical|issue|problem|adım|komut|aşama|başarısız|dakika|saat|saniye|tespit)/u;

function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return [...new Set(words)].filter(word => /\p{L}/u.test(word) && !small.has(word) && !common.test(word));
}

const shortest = 4;
const longestEnding = 4;

/** "order" and "orders", "replay" and "replayed", "gecikme" and "gecikmesi". */
function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= shortest && long.length - short.length <= longestEnding && long.startsWith(short);
}
