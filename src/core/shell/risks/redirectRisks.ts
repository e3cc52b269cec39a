import { literalOf } from '../content.ts';
import type { Risk } from '../statement.ts';
import { textOf, type Placed } from '../tree.ts';

const SYSTEM = /^\/(?:etc|boot|usr|lib|lib64|sbin|bin|root\/\.ssh)\//;

/** What a redirection writes over: a file of the system is another thing than one of the run's own. */
export function redirectRisks(source: string, nodes: readonly Placed[]): readonly Risk[] {
  return nodes.flatMap(({ node }) => {
    if (node.type !== 'file_redirect') {
      return [];
    }
    const written = textOf(source, node);
    const [, operator] = /^\d*(>>|>\||>)(?!&)/.exec(written) ?? [];
    const target = node.children.at(-1);
    const file = target === undefined ? '' : (literalOf(source, target) ?? textOf(source, target));
    if (operator === undefined || !SYSTEM.test(file)) {
      return [];
    }
    return [
      {
        kind: operator === '>>' ? 'apply' : 'overwrite',
        words: `${operator} ${file}`,
        targets: [{ names: [file] }],
      },
    ];
  });
}
