import type { Card } from './view.ts';

// Words by which a step asks about what was printed before it, in English, Turkish, German and Spanish.
const printed =
  '(?:outputs?|results?|logs?|responses?|listing|values?|numbers?|counts?|lines?|commands?|çıktı\\p{L}*|sonuç\\p{L}*|sonuc\\p{L}*|yanıt\\p{L}*|komut\\p{L}*|ausgaben?|ergebnis\\p{L}*|befehl\\p{L}*|salidas?|resultados?|respuestas?|comandos?)';
const before =
  '(?:above|previous|preceding|earlier|last|yukarıdaki|yukarda\\p{L}*|önceki|bir önceki|obigen?|oben|vorherigen?|vorigen?|letzten?|anterior(?:es)?|previ[ao]s?|arriba)';
const asks = new RegExp(
  `(?<!\\p{L})(?:${before}(?:\\s+\\p{L}+){0,3}\\s+${printed}|${printed}(?:\\s+\\p{L}+){0,4}\\s+${before})(?!\\p{L})`,
  'iu',
);

/** Whether a step asks about the output of one before it: `Does the output above show three pods?`. */
export function looksBack({ title, tasks = [], html = '', fields = [], commands = [] }: Card): boolean {
  const texts = [
    title,
    html.replace(/<[^>]*>/gu, ' '),
    ...tasks.map(task => task.title),
    ...fields.flatMap(({ name, hint = '' }) => [name, hint]),
    ...commands.map(({ expected = '' }) => expected),
  ];
  return texts.some(text => asks.test(text));
}

/** The step with commands that each step looks back to, by the id of the one that does. */
export function lookedBackTo(cards: readonly Card[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  // A branch is walked instead of the path, so neither asks about the other.
  const lasts = new Map<string, string>();
  for (const card of cards) {
    const last = lasts.get(card.role);
    if (last !== undefined && looksBack(card)) found.set(card.id, last);
    if (card.kind === 'commands' || card.kind === 'script') lasts.set(card.role, card.id);
  }
  return found;
}
