import type { Block } from '../markdown/blocks.ts';
import { fold } from './durations.ts';
import { beginsWithCondition, statesItsUse } from './occasions.ts';
import type { Page } from '../markdown/page.ts';
import type { Node, Part } from '../markdown/parts.ts';
import { plainText } from '../markdown/plain.ts';
import { roleOfTitle } from './roles.ts';
import { isStepTitle } from './leadIns.ts';

const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  'two iki zwei dos,three uc drei tres,four dort vier cuatro,five bes funf cinco,six alti sechs seis'
    .split(',')
    .flatMap((words, index) => words.split(' ').map(word => [word, index + 2])),
);
// "There are three ways to …", "several methods".
const SAID =
  /\b(two|three|four|five|six|iki|uc|dort|bes|alti|zwei|drei|vier|funf|sechs|dos|tres|cuatro|cinco|seis|[2-6]|several|various|different|multiple|mehrere|verschiedene|farkli|cesitli|varias|diferentes)\b(?: [\w-]+){0,3}? (?:ways|methods|options|approaches|alternatives|possibilities|yol|yontem|secenek|wege|methoden|moglichkeiten|optionen|formas|maneras|metodos|opciones|alternativas)\b/;

/** Whether a part's own text says that the sections below it are several ways to one end: "There are three ways to …". */
export function holdsWays(page: Page, part: Part, children: readonly Node[]): boolean {
  if (children.length < 2) {
    return false;
  }
  if (isOfWays(part.title) && !children.some(child => isInOrder(child.part.title))) {
    return true;
  }
  const stands = ({ part: { blocks } }: Node): boolean =>
    beginsWithCondition(page, blocks) || statesItsUse(page, blocks);
  if (children.every(child => !isInOrder(child.part.title) && stands(child))) {
    return true;
  }
  const said = SAID.exec(textOf(page, part.blocks));
  if (said === null) {
    return false;
  }
  const titles = children.map(child => child.part.title).filter(title => roleOfTitle(title) !== 'reference');
  const number = NUMBERS[said[1] ?? ''] ?? Number(said[1]);
  return number === titles.length || beginAlike(titles);
}

/** The one of several ways that its author says is the usual one: "Blue-green (recommended)"; a walk takes it. */
export function usualOf(nodes: readonly Node[]): Node | undefined {
  const [usual, ...others] = nodes.filter(({ part }) => USUAL.test(fold(part.title)));
  return others.length === 0 ? usual : undefined;
}

/**
 * Of sections that are options by their titles, the one that its author recommends, wherever they stand. One that is only
 * preferred is taken where it can be, which nobody but a person can see.
 */
export function* usualOptions(nodes: readonly Node[]): Generator<Node> {
  const options = nodes.filter(({ part }) => roleOfTitle(part.title) === 'option');
  const usual = options.length < 2 ? undefined : usualOf(options);
  if (usual !== undefined && !PREFERRED.test(fold(usual.part.title))) yield usual;
  for (const { children } of nodes) yield* usualOptions(children);
}

const PREFERRED = /\((?:preferred|tercih edilen|bevorzugt|preferid[oa])\b/;

// "(recommended)", "(varsayılan)" in a title.
const USUAL =
  /\((?:recommended|preferred|default|standard|usual|onerilen|tercih edilen|varsayilan|empfohlen|bevorzugt|recomendad[oa]|preferid[oa]|por defecto)\b[^)]*\)/;

// "Deployment Strategies", "Installation Methods", "Rollback Options": the sections below are several of one kind.
function isOfWays(title: string): boolean {
  return OF_WAYS.test(fold(title).replace(/\s*\([^()]*\)\s*$/, ''));
}

// A title above several ways to one end: "Deployment strategies", "Rollback options".
const OF_WAYS =
  /\b(?:deploy\w*|release|roll-?out|roll-?back|upgrade|update|migration|install\w*|recovery|restore|mitigation|failover|dagitim|yayin|geri alma|kurulum|yukseltme|bereitstellungs?|rollback|installations?|wiederherstellungs?)[ -]?(?:strategies|options|methods|approaches|alternatives|variations|variants|stratejileri|secenekleri|yontemleri|strategien|optionen|methoden|varianten)$|\b(?:estrategias|opciones|metodos|alternativas) de (?:despliegue|implementacion|instalacion|reversion|migracion|recuperacion|actualizacion)$/;

/** True for a title that is numbered or called a step: such parts are done one after the other. */
export function isInOrder(title: string): boolean {
  return (
    /^\W*\d/.test(title) ||
    isStepTitle(title) ||
    /^\W*(?:phase|stage|asama|faz|fase|etapa)\b/.test(fold(title))
  );
}

// "Delete it with the pipeline" and "Delete it manually" do one thing.
function beginAlike(titles: readonly string[]): boolean {
  const first = new Set(titles.map(title => fold(title).replace(/^\W+/, '').split(/\s/, 1)[0] ?? ''));
  return titles.length > 1 && first.size === 1 && !first.has('') && !first.has('step');
}

const LONGEST = 600;

function textOf(page: Page, blocks: readonly Block[]): string {
  return blocks
    .filter(({ kind, text }) => kind === 'paragraph' && text.length <= LONGEST)
    .map(({ text }) => fold(plainText(page.repair(text), page.references)))
    .join('\n');
}

/** True for a document that sets something up. */
export function isSetup(title: string): boolean {
  return /\b(?:set-?up|setting up|install(?:ation|ing)?|quick ?start|getting started|einrichtung|einrichten|installieren|kurulum\w*|instalacion|configuracion inicial)\b/.test(
    fold(title),
  );
}

/** True for what is done later and again: "Updates & Maintenance". */
export function isUpkeep(title: string): boolean {
  return /^\W*(?:updates?|updating|upgrades?|upgrading|maintenance|uninstall\w*|aktualisier\w*|wartung|deinstall\w*|guncelle\w*|bakim\w*|kaldirma|actualiza\w*|mantenimiento|desinstala\w*)\b/.test(
    fold(title),
  );
}
