import type { Risk } from '../statement.ts';
import type { Words } from './rule.ts';
import { isTemporary, typable } from './target.ts';

/** `tar -xzf /backup/files.tar.gz -C /` writes over what is there; into a folder for temporary files it is a look. */
export function findUnpacked({ program, args }: Words): readonly Risk[] {
  if (program !== 'tar') return [];
  const options = optionsOf(args);
  const letters = options.map(({ letter }) => letter);
  const archive = valueOf(options, 'f') ?? '';
  if (!letters.includes('x') || letters.some(letter => letter === 'c' || letter === 'O')) return [];
  if (!/backup|yedek|sicherung|respaldo/i.test(archive)) return [];
  const place = valueOf(options, 'C') ?? '';
  if (isThrownAway(place)) return [];
  const [named] = typable([place]);
  const target =
    named === undefined
      ? { names: typable([archive]) }
      : { names: typable([named, archive]), files: true as const };
  return [{ kind: 'restore', words: `tar ${archive}`, targets: [target] }];
}

function valueOf(options: readonly Option[], wanted: string): string | undefined {
  return options.findLast(({ letter }) => letter === wanted)?.value;
}

function isThrownAway(place: string): boolean {
  return isTemporary(place) || /^\/(?:var\/)?tmp\/?$|^"?\$\(mktemp\b/.test(place);
}

/** An option of `tar` by its letter. */
interface Option {
  readonly letter: string;
  readonly value?: string;
}

function optionsOf(args: readonly string[]): readonly Option[] {
  const options: Option[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    // The first word is letters without a dash too, `xzf`: their values follow it one by one.
    const isOld = at === 0 && !word.startsWith('-');
    const [, name = word, joined] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? [];
    let rest = name.startsWith('--') ? (letterOf.get(name) ?? '') : isOld ? word : cluster(word);
    while (rest !== '') {
      const letter = rest.charAt(0);
      rest = rest.slice(1);
      if (!valued.includes(letter)) {
        options.push({ letter });
        continue;
      }
      const value = joined ?? (isOld || rest === '' ? args[(at += 1)] : rest);
      if (!isOld) rest = '';
      options.push(value === undefined ? { letter } : { letter, value });
    }
  }
  return options;
}

function cluster(word: string): string {
  return word.startsWith('-') ? word.slice(1) : '';
}

/** Letters whose value is what is joined to them, or the next word. */
const valued = 'bCfFgHIKLNTVX';

const letterOf: ReadonlyMap<string, string> = new Map([
  ['--extract', 'x'],
  ['--get', 'x'],
  ['--create', 'c'],
  ['--file', 'f'],
  ['--directory', 'C'],
  ['--to-stdout', 'O'],
  ['--to-command', 'O'],
]);
