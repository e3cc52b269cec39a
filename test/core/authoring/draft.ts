import { draftOf, type Draft } from '../../../src/core/authoring/draft.ts';
import { inEnglish, type Sentence } from '../../../src/core/authoring/sentence.ts';
import { read } from '../runbook/read.ts';

export { grammar } from '../runbook/read.ts';

export function draft(text: string): Draft {
  return draftOf(text, read(text));
}

/** A text with a `¦` where the cursor stands. */
export function cursorIn(marked: string): { readonly draft: Draft; readonly offset: number } {
  const offset = marked.indexOf('¦');
  if (offset < 0) {
    throw new Error(`no cursor in ${marked}`);
  }
  return { draft: draft(marked.replace('¦', '')), offset };
}

export function english(sentences: readonly Sentence[]): readonly string[] {
  return sentences.map(inEnglish);
}

/** A fence of bash around commands. */
export function bash(...commands: readonly string[]): string {
  return ['```bash', ...commands, '```', ''].join('\n');
}
