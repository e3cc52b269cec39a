import type { Invocation } from './invocation.ts';

/** The programs of a text without a syntax tree: words are cut at blanks and quotes only, enough to recognise programs and options. */
export function readRoughly(script: string): readonly Invocation[] {
  return script.split(/[\n;|&]+|\$\(|[()`]/).flatMap(part => {
    const words = part.replaceAll(/["']/g, '').trim().split(/\s+/);
    const at = words.findIndex(
      word =>
        !/^(?:sudo|doas|env|nohup|time|exec|command|do|then|else|elif|if|while|until|!|\{|\w+=.*|-\w+)$/.test(
          word,
        ),
    );
    const word = words[at] ?? '';
    const program = word.replace(/^.*\//, '');
    const passed = words.slice(0, Math.max(at, 0)).filter(word => word === 'sudo' || word === 'doas');
    const call = { args: words.slice(at + 1), wrappers: passed, hasInput: true, inBackground: false };
    return at < 0 || program === '' ? [] : [{ program, word, ...call, isNested: true, input: '' }];
  });
}

/** A database's client somewhere in a text, given all of it: what it is told may stand in a here-document. */
export function clientsIn(text: string): readonly Invocation[] {
  const program = /(?:^|[\s;|&(])(psql|mysql|mariadb|sqlite3|sqlcmd|sqlplus|cqlsh|mongo|mongosh)(?=\s)/m.exec(
    text,
  )?.[1];
  const call = { args: [], wrappers: [], hasInput: true, inBackground: false, isNested: true };
  return program === undefined ? [] : [{ program, word: program, ...call, input: text }];
}
