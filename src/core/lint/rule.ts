import type { Outline } from '../runbook/markdown/blocks.ts';
import type { Told } from '../message/message.ts';
import type { Runbook } from '../runbook/runbook.ts';
import type { Grammar } from '../shell/grammar.ts';
import type { Problem } from '../shell/statement.ts';
import type { Fix, Severity, TextRange } from './finding.ts';

/** The document that a rule checks. */
export interface Document {
  /** The file's text as it is on disk, its BOM and line ends included. */
  readonly text: string;
  /** Its lines without their ends and without a BOM; line 1 is `lines[0]`. */
  readonly lines: readonly string[];
  /** The UTF-16 offset in `text` at which a 1-based line begins. */
  readonly starts: readonly number[];
  readonly runbook: Runbook;
  /** The Markdown's blocks, front matter left out. */
  readonly outline: Outline;
  /** What reading the file found, by slug; each sentence once for a line. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** What the runbook was parsed with; rules about commands ask it for their words. */
  readonly grammar: Grammar;
  readonly surroundings: Surroundings;
}

/** Answers about the machine that the core cannot find itself. A rule without the answer it needs reports nothing. */
export interface Surroundings {
  /** `YYYY-MM-DD`. */
  readonly today?: string;
  /** Whether this machine has a command of this name. */
  readonly hasCommand?: (name: string) => boolean;
  /** The text of a Markdown file, `''` for any other file or folder that exists, undefined if there is none. The path is relative to the runbook's folder. */
  readonly readFile?: (path: string) => string | undefined;
  /** The names of what lies in a folder, seen from the runbook's; its own is `''`. */
  readonly filesIn?: (folder: string) => readonly string[];
}

/** A finding before the rule's code, name and severity are added; the range is its lines where a rule does not say. */
export interface Report extends Told {
  readonly line: number;
  readonly endLine?: number;
  readonly range?: TextRange;
  readonly fixes?: readonly Fix[];
}

/** One thing that is looked for; pure, and linear in the document. */
export interface Rule {
  /** `HR` and three digits. */
  readonly code: `HR${number}`;
  /** Lower case with hyphens; what `handrail-ignore` comments and the configuration may also say. */
  readonly name: string;
  readonly severity: Severity;
  /** Slugs of the core's problems that this rule shows; every slug has its rule. */
  readonly problems?: readonly string[];
  /** Set where the same text can have other findings elsewhere: an ignore comment for it is then never unused. */
  readonly depends?: keyof Surroundings;
  readonly check: (document: Document) => readonly Report[];
}
