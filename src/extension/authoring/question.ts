import type { Completion } from '../../core/authoring/completion.ts';
import type { Glance } from '../../core/authoring/glance.ts';
import type { Hover } from '../../core/authoring/hover.ts';
import type { Opening } from '../../core/authoring/place.ts';
import type { Fold, Symbol } from '../../core/authoring/outline.ts';
import type { Answer, Renaming } from '../../core/authoring/rename.ts';
import type { Edit, Finding, TextRange } from '../../core/lint/finding.ts';
import type { Moved, Rehearsed } from '../../core/run/rehearsal.ts';
import type { Page, Phase } from '../../core/run/view/view.ts';
import type { Told } from '../../core/message/message.ts';

/** The questions of the editor to the authoring worker, with their answers; all of it passes through `postMessage`. */
export interface Questions {
  readonly findings: { readonly with: undefined; readonly answer: readonly Finding[] };
  /** What keeps the team's configuration for the file from being read; undefined if it has none. */
  readonly configuration: { readonly with: undefined; readonly answer: Configuration | undefined };
  /** The edit that mends what can safely be mended. */
  readonly mended: { readonly with: undefined; readonly answer: Edit | undefined };
  readonly ignoring: { readonly with: Pick<Finding, 'code' | 'line'>; readonly answer: Edit };
  /** The text of `.handrail/config.yaml` with a rule switched off. */
  readonly withRuleOff: {
    readonly with: { readonly config: string; readonly code: string };
    readonly answer: string | undefined;
  };
  readonly completions: { readonly with: number; readonly answer: readonly Completion[] };
  readonly hover: { readonly with: number; readonly answer: Hover | undefined };
  readonly outline: { readonly with: undefined; readonly answer: readonly Symbol[] };
  readonly folds: { readonly with: undefined; readonly answer: readonly Fold[] };
  readonly glances: { readonly with: undefined; readonly answer: readonly Glance[] };
  /** The block that a line, 1-based, belongs to. */
  readonly block: { readonly with: number; readonly answer: { readonly opening: Opening | undefined } };
  /** Where the numbered phases of the text begin; `line` is 1-based. */
  readonly phases: { readonly with: undefined; readonly answer: readonly PhaseLine[] };
  readonly renamable: { readonly with: number; readonly answer: Answer<TextRange> };
  /** What a walk of the text shows after these moves; the page where it is wanted too. */
  readonly rehearsal: {
    readonly with: { readonly moves: readonly Moved[]; readonly revision: number; readonly page: boolean };
    readonly answer: Rehearsed & { readonly page?: Page };
  };
  readonly rename: { readonly with: Renaming; readonly answer: Answer<readonly Edit[]> };
}

export type PhaseLine = Pick<Phase, 'id' | 'number' | 'line'>;

/** A team's configuration file, and why it cannot be read; no problems where it can. */
export interface Configuration {
  readonly path: string;
  readonly problems: readonly (Told & { readonly line: number; readonly column: number })[];
}

export type Kind = keyof Questions;

/** The text of one version of a document; without it, the worker has that version already. */
export interface Sent {
  readonly key: string;
  /** Absolute path of the file, empty if the document is no file. */
  readonly path: string;
  readonly version: number;
  readonly text?: string;
}

export type ToWorker =
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly of: Sent;
      readonly kind: Kind;
      readonly with: unknown;
    }
  | { readonly type: 'forget'; readonly key: string };

/** `failed` is a bug of ours; the worker goes on. */
export type FromWorker =
  { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly failed: string };
