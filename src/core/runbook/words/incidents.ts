import { fold } from './durations.ts';
import type { Page } from '../markdown/page.ts';
import type { Node, Part } from '../markdown/parts.ts';
import { plainText } from '../markdown/plain.ts';
import { tellsToDo } from './instructions.ts';
import { isStepTitle } from './leadIns.ts';

// English, Turkish, German, Spanish, French and Portuguese; letters without accents.
// A label says nothing else: `Signs of health` and `Recovery point` also stand in a procedure.
const SIGNS =
  /^(?:(?:common |typical |possible )?(?:symptoms?|signs)(?: and (?:causes?|impact))?|belirti(?:ler)?|symptome?s?|anzeichen|sintomas?)$/;
const CURE =
  /^(?:(?:(?:immediate|quick|possible) )?(?:resolutions?|solutions?|fix(?:es)?|mitigations?|remediation|remedy|recovery|actions?|response|investigation|diagnos(?:is|e|tics?)|diagnostic|debugging)(?: (?:steps?|actions?|plan|procedures?|commands?))?|steps(?: to (?:take|resolve|fix|diagnose|investigate|mitigate))?|what to do|cozum|mudahale|losung|behebung|massnahmen|diagnostico|solucion|solucao|resolucion|resolucao|acciones?|acoes)$/;

/**
 * The parts that stand beside each other and each tell of one trouble: what it looks like and what to do. A reader comes for one
 * of them. None where nothing else in the document is done, since they are what it is for.
 */
export function incidentsAmong(
  page: Page,
  nodes: readonly Node[],
  holdsSteps: (part: Part) => boolean,
): ReadonlySet<Node> {
  const found = new Set(incidentsIn(page, nodes));
  const isElsewhere = (node: Node): boolean =>
    !found.has(node) && (holdsSteps(node.part) || node.children.some(isElsewhere));
  return nodes.some(isElsewhere) ? found : new Set();
}

function incidentsIn(page: Page, nodes: readonly Node[]): readonly Node[] {
  const told = nodes.filter(({ part }) => isStepTitle(part.title) || isOrder(unnumbered(part.title)));
  const alike = nodes.filter(node => !told.includes(node) && isIncident(page, node));
  // Of a row of numbers all are incidents or none: a procedure may say of one of its steps how it goes wrong.
  const isRow = nodes.every(node => !isNumbered(node) || alike.includes(node));
  const here = isRow ? alike : alike.filter(node => !isNumbered(node));
  const below = nodes.flatMap(({ children }) => incidentsIn(page, children));
  return here.length > 1 ? [...here, ...below] : below;
}

// "Connect timeouts" and "Lock contention" begin with a verb, and tell of trouble.
function isOrder(title: string): boolean {
  return tellsToDo(title) && !TROUBLE.test(title);
}

const TROUBLE =
  /\b(?:fail\w*|errors?|timeouts?|stuck|contention|conflicts?|hangs?|hanging|slow|drift|lag|leaks?|loss|issues?|problems?|exhaust\w*|unavailable|missing|broken|crash\w*|degraded|spikes?|brain|storms?)\b/i;
const LONGEST = 80;

function isNumbered({ part }: Node): boolean {
  return unnumbered(part.title) !== part.title;
}

function unnumbered(title: string): string {
  return title.replace(/^\W*(?:\d{1,2}(?:\.\d{1,2})*\s?[.):–—-]|\d{1,2}(?:\.\d{1,2})+)\s+/, '');
}

function isIncident(page: Page, { part, children }: Node): boolean {
  const labels = [
    ...children.map(child => child.part.title),
    ...part.blocks.flatMap(({ kind, text }) => (kind === 'paragraph' ? labelOf(text) : [])),
  ].map(label =>
    fold(plainText(page.repair(label), page.references).slice(0, LONGEST)).replace(
      /^[^\p{L}]+|(?:\s*\([^()]*\))?[^\p{L}]*$/gu,
      '',
    ),
  );
  const sign = labels.findIndex(label => SIGNS.test(label));
  return sign >= 0 && labels.some((label, at) => at > sign && CURE.test(label));
}

function labelOf(text: string): string[] {
  const label =
    /^(\*\*|__)([^*_\n]{2,60})\1/.exec(text)?.[2] ?? /^([\p{L} ]{4,40}):(?:\s|$)/u.exec(text)?.[1];
  return label === undefined ? [] : [label];
}
