/** Why a text cannot be gone on with. */
export type Unfit =
  | { readonly kind: 'no-steps' | 'same' }
  | { readonly kind: 'front-matter'; readonly line: number }
  /** A value that was given is none that the new text takes. */
  | { readonly kind: 'value'; readonly name: string };
