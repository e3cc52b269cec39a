import type { Said } from '../message/messageKey.ts';

/** How much a finding matters; `error` fails a check by default. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** UTF-16 offsets into the file's text as it is on disk (its BOM and line ends included), end exclusive. */
export type TextRange = readonly [start: number, end: number];

/** Text that replaces a range of the file. */
export interface Edit {
  readonly range: TextRange;
  readonly text: string;
  /** The part of `text` that only the author knows; an editor selects it. */
  readonly asks?: string;
}

/** A way to mend a finding. */
export interface Fix {
  /** Imperative, as a menu shows it: "Close the fence". */
  readonly title: string;
  /** The title as data, for whoever says it in another language. */
  readonly says: readonly Said[];
  /** True if it cannot change what the runbook means: `handrail lint --fix` applies these. */
  readonly safe: boolean;
  /** In the text's order, without overlaps. */
  readonly edits: readonly Edit[];
}

/** One thing in a runbook that its author should know. */
export interface Finding {
  /** `HR101`: stable, with a page in docs/rules/. */
  readonly code: string;
  /** The same in words: `unclosed-fence`. */
  readonly name: string;
  readonly severity: Severity;
  /** One plain sentence, with what to do next. */
  readonly message: string;
  /** The same as data, for whoever says it in another language; not part of the JSON contract. */
  readonly says: readonly Said[];
  /** 1-based source lines, both inclusive. */
  readonly line: number;
  readonly endLine: number;
  readonly range: TextRange;
  readonly fixes: readonly Fix[];
}
