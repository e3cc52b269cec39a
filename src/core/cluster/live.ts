// What the walker shows of the cluster while a run goes on. It is looked at and never recorded: no evidence of anything.

/** Why there is no fresh reading. */
export type LiveTrouble =
  /** Nobody answers at that address. */
  | 'unreachable'
  | 'timeout'
  | 'certificate'
  /** The account is not known there, or not any more. */
  | 'unauthorized'
  | 'forbidden'
  /** The server answers something else than a list. */
  | 'server'
  /** The kubeconfig cannot be read, or lacks the context. */
  | 'config'
  /** The context signs in by a way that only its own tools can go. */
  | 'sign-in-way'
  /** The program that signs in did not. */
  | 'sign-in'
  /** The reader itself ended. */
  | 'reader';

export interface Trouble {
  readonly code: LiveTrouble;
  /** A name, an address or somebody else's words; never a secret. */
  readonly detail?: string;
}

/** What a context's own settings start to sign in; nobody has agreed to that yet. */
export interface SignIn {
  readonly program: string;
  /** Of the program with its arguments and what is set for it: consent is to this and nothing else. */
  readonly digest: string;
}

export type PodMark = 'on' | 'half' | 'off';

/** One workload as it is shown. */
export interface LiveRow {
  readonly name: string;
  /** Where it is not the run's own. */
  readonly namespace?: string;
  /** Of its newest pods' image; empty if it is not there. */
  readonly tag: string;
  /** `missing` is named by the runbook and not there; `moving` is on its way. */
  readonly state: 'ready' | 'moving' | 'waiting' | 'missing';
  readonly ready: number;
  readonly desired: number;
  /** One a pod; empty if there are too many to be looked at. */
  readonly pods: readonly PodMark[];
  /** While a rollout goes on: how many pods run the newest image. */
  readonly updated?: number;
  /** What stands in the way, and on how many pods; 0 where the controller says so. */
  readonly waiting?: { readonly reason: string; readonly pods: number };
}

/** The rows of one reading, and how much of the namespace is not among them. */
export interface LiveTable {
  readonly rows: readonly LiveRow[];
  readonly more: number;
  /** Of those, how many are not ready. */
  readonly moreUnready: number;
  /** True if the server did not say how many there are. */
  readonly moreAtLeast?: true;
  /** Kinds that this account may not list. */
  readonly refused: readonly string[];
}

export interface LiveView {
  /** As the run's own facts name them. */
  readonly context: string;
  readonly namespace: string;
  /** The last one that came; absent before the first. */
  readonly table?: LiveTable;
  /** ms since the epoch, of the last reading that came. */
  readonly readAt?: number;
  /** Since when the table is as it is. */
  readonly sameSince?: number;
  /** Why nothing newer came; absent while readings come. */
  readonly trouble?: Trouble;
  /** Set where a program has to be started to sign in, and nobody has agreed to that. */
  readonly signIn?: SignIn;
}

/** What a cluster answered, or why it did not. */
export type ClusterAnswer =
  | { readonly kind: 'table'; readonly table: LiveTable }
  /** The kubeconfig points somewhere else than was asked for; nobody was asked anything. */
  | { readonly kind: 'moved'; readonly context: string; readonly namespace: string }
  | { readonly kind: 'sign-in'; readonly signIn: SignIn }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

/** A view after an answer: what was read stays in view, and what went wrong stands beside it. */
export function liveAfter(before: LiveView, answer: ClusterAnswer, now: number): LiveView {
  const { context, namespace, table, readAt, sameSince } = before;
  switch (answer.kind) {
    case 'table': {
      const isSame = JSON.stringify(table) === JSON.stringify(answer.table);
      const since = isSame ? (sameSince ?? now) : now;
      return { context, namespace, table: answer.table, readAt: now, sameSince: since };
    }
    case 'sign-in':
      // What went wrong with it stays, where it is asked for once more.
      return { ...before, signIn: answer.signIn };
    case 'trouble': {
      const read =
        table === undefined || readAt === undefined ? {} : { table, readAt, sameSince: sameSince ?? readAt };
      return { context, namespace, ...read, trouble: answer.trouble };
    }
    case 'moved':
      return before;
  }
}
