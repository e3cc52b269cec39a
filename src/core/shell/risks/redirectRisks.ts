import { literalOf } from '../content.ts';
import type { Risk } from '../statement.ts';
import { textOf, type Placed } from '../tree.ts';
import { isTemporary } from './target.ts';

const SYSTEM = /^\/(?:etc|boot|usr|lib|lib64|sbin|bin|root\/\.ssh)\//;

/** What writes nothing: `: > FILE` only empties it. */
const NOTHING = /^(?::|true|cat \/dev\/null|(?:echo(?: -n)?|printf)(?: (?:''|""))?)$/;

/** What a redirection writes over or empties: a file of the system is another thing than one of the run's own. */
export function redirectRisks(source: string, nodes: readonly Placed[]): readonly Risk[] {
  return nodes.flatMap(placed => {
    const { node } = placed;
    if (node.type !== 'file_redirect') {
      return [];
    }
    const written = textOf(source, node);
    const [, stream = '', operator] = /^(\d*)(>>|>\||>)(?!&)/.exec(written) ?? [];
    const target = node.children.at(-1);
    const file = target === undefined ? '' : (literalOf(source, target) ?? textOf(source, target));
    if (
      operator === undefined ||
      !(SYSTEM.test(file) || empties(source, placed, { stream, operator, file }))
    ) {
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

/** `> /var/log/app.log`: where the place is not written whole, it may be a file that the step itself begins. */
function empties(
  source: string,
  { parent }: Placed,
  { stream, operator, file }: { readonly stream: string; readonly operator: string; readonly file: string },
): boolean {
  // `true 2> FILE` keeps what goes wrong; nobody empties a file like that.
  if (!/^1?$/.test(stream)) return false;
  if (operator === '>>' || !/^\/(?!dev\/|proc\/|sys\/)[^$*?`]+$/.test(file) || isTemporary(file))
    return false;
  const command = parent?.node.children.find(({ type }) => type !== 'file_redirect');
  return command === undefined || NOTHING.test(textOf(source, command).trim());
}
