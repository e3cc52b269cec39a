import type { Risk, RiskKind } from '../shell/statement.ts';
import { say, type Sentence } from './sentence.ts';

const verbs: Readonly<Record<RiskKind, (words: string) => Sentence>> = {
  delete: words => say('deletes: `{0}`', words),
  'scale-to-zero': words => say('scales to zero: `{0}`', words),
  drain: words => say('drains: `{0}`', words),
  drop: words => say('drops data: `{0}`', words),
  restore: words => say('restores over what is there: `{0}`', words),
  prune: words => say('prunes: `{0}`', words),
  force: words => say('forces: `{0}`', words),
  restart: words => say('restarts: `{0}`', words),
  rollback: words => say('rolls back: `{0}`', words),
  'clean-tree': words => say('cleans the working tree: `{0}`', words),
  production: words => say('names production: `{0}`', words),
  apply: words => say('changes: `{0}`', words),
  overwrite: words => say('overwrites: `{0}`', words),
  privilege: words => say('as another user: `{0}`', words),
};

/** A risk as a sentence, with the words that raised it. */
export function riskSentence({ kind, words }: Risk): Sentence {
  return verbs[kind](words);
}
