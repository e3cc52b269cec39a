import type { Policy } from './policy.ts';

// Where a run acts, and what it finds there.

export interface Facts {
  readonly host: string;
  readonly user: string;
  readonly cwd: string;
  readonly git?: { readonly branch: string; readonly head: string; readonly dirty: boolean };
  readonly kube?: { readonly context: string; readonly namespace: string };
  /** AWS profile, Google Cloud project, Azure subscription, as their tools' settings name them. */
  readonly cloud?: { readonly aws?: string; readonly gcp?: string; readonly azure?: string };
  /** What the team asks of every run; absent where it asks for nothing. */
  readonly policy?: Policy;
}

export interface Preflight {
  /** The programs that the commands call. */
  readonly tools: readonly {
    readonly name: string;
    readonly steps: readonly string[];
    readonly found: boolean;
    readonly version?: string;
  }[];
  readonly lastRun?: {
    /** ms since the epoch. */
    readonly at: number;
    readonly result: 'done' | 'aborted' | 'open';
    readonly operator: string;
    /** Nothing in it failed, was skipped, done by hand or edited. */
    readonly clean?: true;
  };
}
