import type { Grammar } from './grammar.ts';
import type { Placeholder, Problem, Risk, Statement } from './statement.ts';

/** A fence's or indented block's content, cut out of its Markdown. */
export interface BlockSource {
  /** LF line ends, indent removed, one text line for each source line. */
  readonly text: string;
  /** 1-based source line of the first text line. */
  readonly line: number;
  /** The fence's tag as written, e.g. `bash`; empty where there is none. */
  readonly language: string;
  /** What follows the tag, e.g. `run=block`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The words above: "run one of the following commands" makes each a way of its own. */
  readonly intro?: string;
  /** Under what alone any of it is run: "Apply one of the following fixes". */
  readonly condition?: string;
}

export interface CommandsBlock {
  readonly kind: 'commands';
  /** `block` runs the whole text in a fresh bash; it then is the one statement. */
  readonly run: 'statements' | 'block';
  readonly shell: 'bash' | 'sh';
  /** True where all of it is for a condition that only a person sees: "# If the login failed:". */
  readonly isConditional?: true;
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
}

/** What a script needs of its operator, and what it may do. */
export interface ScriptUse {
  /** Variables that it takes from its environment. */
  readonly reads: readonly string[];
  readonly placeholders: readonly Placeholder[];
  readonly risks: readonly Risk[];
}

/** A block that is a file: shebang first. */
export interface ScriptBlock extends ScriptUse {
  readonly kind: 'script';
  /** What stands behind `#!`. */
  readonly interpreter: string;
  /** Where the script's own comment says it is kept. */
  readonly savedAs?: string;
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** A shell block without a command: only comments, or prose such as `- Stop all writes`. */
export interface ManualBlock {
  readonly kind: 'manual';
  readonly problems: readonly Problem[];
}

export type ReadBlock = CommandsBlock | ScriptBlock | ManualBlock;

/** What reading needs from outside: the grammar, and bash's own word where the grammar alone complains. */
export interface BlockTools {
  readonly grammar: Grammar;
  /** True where `bash -n` accepts the text in silence. Without it, what the grammar refuses is not run. */
  readonly bashAccepts?: (text: string) => boolean;
  /** Words that the document says are the reader's to replace, so that they are holes whatever their spelling. */
  readonly told?: readonly string[];
}
