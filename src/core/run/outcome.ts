/** How one execution of one statement ended; `lost` means that nobody knows. */
export type Outcome =
  | { readonly kind: 'exited'; readonly exit: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'notStarted'; readonly reason: string };
