import { fold } from './durations.ts';
import type { Page } from '../markdown/page.ts';
import type { Node, Part } from '../markdown/parts.ts';
import { plainText } from '../markdown/plain.ts';
import { isStepTitle } from './words.ts';

// English, Turkish, German, Spanish, French and Portuguese; letters without accents.
const SIGNS = /^(?:symptoms?|signs|belirti(?:ler)?|symptome?s?|anzeichen|sintomas?)\b/;
const CURE =
  /^(?:resolutions?|solutions?|fix(?:es)?|mitigations?|remediation|remedy|recovery|actions?|immediate actions?|response|steps|what to do|investigation|diagnos(?:is|e|tics?)|debugging|cozum|mudahale|losung|behebung|massnahmen|diagnostico|diagnostic|solucion|solucao|resolucion|resolucao|acciones?|acoes)\b/;

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
  const here = nodes.filter(node => !isStepTitle(node.part.title) && isIncident(page, node));
  const below = nodes.flatMap(({ children }) => incidentsIn(page, children));
  return here.length > 1 ? [...here, ...below] : below;
}

function isIncident(page: Page, { part, children }: Node): boolean {
  const labels = [
    ...children.map(child => child.part.title),
    ...part.blocks.flatMap(({ kind, text }) => (kind === 'paragraph' ? labelOf(text) : [])),
  ].map(label => fold(plainText(page.repair(label), page.references)).replace(/^[^\p{L}]+/u, ''));
  const sign = labels.findIndex(label => SIGNS.test(label));
  return sign >= 0 && labels.some((label, at) => at > sign && CURE.test(label));
}

function labelOf(text: string): string[] {
  const label =
    /^(\*\*|__)([^*_\n]{2,60})\1/.exec(text)?.[2] ?? /^([\p{L} ]{4,40}):(?:\s|$)/u.exec(text)?.[1];
  return label === undefined ? [] : [label];
}
