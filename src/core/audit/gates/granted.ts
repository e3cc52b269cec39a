/** An approval that holds. */
export interface Granted {
  readonly principal: string;
  readonly key: string;
  readonly expires: number;
}

/** How many people that are: one person with two keys is one, and so is one key. */
export function distinct(answers: readonly Granted[]): number {
  const found: Granted[] = [];
  for (const one of answers) {
    if (!found.some(({ principal, key }) => principal === one.principal || key === one.key)) found.push(one);
  }
  return found.length;
}
