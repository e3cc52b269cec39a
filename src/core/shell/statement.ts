import type { Said } from '../message/messageKey.ts';

/** Something about a text that its author or operator should know; data, never an exception. */
export interface Problem {
  /** Stable code, `HRnnn` or a lower-case slug for what only the core sees. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  /** One plain sentence, with what to do next if there is something to do. */
  readonly message: string;
  /** The same as data, for other languages; not part of the JSON contract. */
  readonly says: readonly Said[];
  /** 1-based source lines, both inclusive. */
  readonly line: number;
  readonly endLine: number;
}

/** A hole in a statement's text that a person fills: `<x>`, `[X]`, `{{x}}`, `YOUR_X`, `xxx`, `...`. */
export interface Placeholder {
  /** The hole as written, e.g. `<service-endpoint>`. */
  readonly text: string;
  /** The input that fills it. */
  readonly name: string;
  /** UTF-16 offsets into the statement's `text`, end exclusive. */
  readonly range: readonly [start: number, end: number];
}

export const riskKinds = [
  'delete',
  'scale-to-zero',
  'drain',
  'drop',
  'restore',
  'prune',
  'force',
  'restart',
  'rollback',
  'clean-tree',
  'production',
  'apply',
  'overwrite',
  'privilege',
] as const;

export type RiskKind = (typeof riskKinds)[number];

/** A reason why a statement is dangerous, with the words of its text that raised it. */
export interface Risk {
  readonly kind: RiskKind;
  readonly words: string;
  /** The target of each call that raised it; not part of the JSON contract. */
  readonly targets?: readonly Target[];
}

/** What one call acts on. */
export interface Target {
  /** As the command names it, nearest first: the thing, then where it is. Empty if the command does not say. */
  readonly names: readonly string[];
  /** It removes files, all of which the first name holds. */
  readonly files?: true;
}

/** An exit code that is not by itself a failure, and the words of the command that may return it. */
export interface NormalExit {
  readonly exit: number;
  readonly words: string;
}

/** An alternative that the author commented out: shown, never run. */
export interface Alternative {
  readonly text: string;
  /** 1-based source lines, both inclusive. */
  readonly line: number;
  readonly endLine: number;
  /** What the author says about it, such as "Or, to a specific revision". */
  readonly title?: string;
  /** What the words above it make it depend on; no part of the contract. */
  readonly condition?: StatedCondition;
}

/**
 * A condition on a command that only a person can check. A walk passes over `rarely`, which is for a failure ("If the login failed:") or a
 * variant ("If you use Istio:"). `next` is everything else: it follows success ("If validation passed, …") or need ("… (if required)").
 */
export type Condition = 'rarely' | 'next';

/** A condition with the words that state it. */
export interface StatedCondition {
  /** `refused` if the words forbid to run it: "# Don't do this". */
  readonly kind: Condition | 'refused';
  readonly words: string;
}

/** How long the author says to wait or to watch. */
export interface Wait {
  readonly minSeconds: number;
  readonly maxSeconds: number;
  /** The author's words. */
  readonly text: string;
}

/** The smallest part of a shell step that runs by itself; `text` is exactly what the shell is given. */
export interface Statement {
  /** LF line ends, list indent and prompts removed, nothing else changed. */
  readonly text: string;
  /** 1-based source lines, both inclusive. */
  readonly line: number;
  readonly endLine: number;
  readonly title?: string;
  /** What the author says the output should be; a person or a rule decides. */
  readonly expected?: string;
  /** `/pattern/flags` that the output must match; beside or instead of `expected`. */
  readonly matches?: string;
  /** A place in JSON output and what must stand there. */
  readonly json?: string;
  /** The client with a language of its own that it is typed into, such as `psql`; absent for what a shell reads. */
  readonly typedInto?: string;
  /** How long it may take, in ms. */
  readonly timeoutMs?: number;
  /** Line of the first statement that this one may stand in for; a walk passes it over unless it is chosen. */
  readonly alternativeTo?: number;
  /** What a comment above it makes it depend on; no part of the contract. */
  readonly condition?: StatedCondition;
  readonly alternatives?: readonly Alternative[];
  readonly wait?: Wait;
  /** Variables read before this statement sets them. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly placeholders: readonly Placeholder[];
  readonly risks: readonly Risk[];
  readonly needsTerminal: boolean;
  readonly endless: boolean;
  /** True where the statement leaves the session for another shell: `ssh host`, `kubectl exec -it … -- bash`. */
  readonly entersShell: boolean;
  /** An exit code by which it says something, as `grep` does that finds nothing: a person is asked what it means. */
  readonly normalExit?: NormalExit | undefined;
  /** A statement with a problem of severity `error` is never run. */
  readonly problems: readonly Problem[];
}
