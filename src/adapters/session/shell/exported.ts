import { variablesOf } from './snapshot.ts';

/** The exported variables among what `declare -p` prints, in latin1; one whose value is no plain text is left out. */
export function exportedIn(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { name, text: line } of variablesOf(text)) {
    const quoted = /^declare -[a-z]*x[a-z]* \w+="((?:[^"\\]|\\[\s\S])*)"$/.exec(line)?.[1];
    if (quoted !== undefined)
      found[name] = Buffer.from(quoted.replaceAll(/\\(["\\$`])/g, '$1'), 'latin1').toString('utf8');
  }
  return found;
}
