// The runbook of the model: one step that anybody may run, and one that waits for others to agree.

export interface Book {
  /** How many people have to agree. */
  readonly quorum: 1 | 2;
  /** Whether the team's policy lets an operator go on without. */
  readonly breakGlass: boolean;
  /** Whether all operators work as one user of one machine: what was asked there is asked for all of them. */
  readonly shared: boolean;
}

export const lastsMs = 3_600_000;
export const valueName = 'table';

export const markdownOf = ({ quorum }: Book): string => `---
approvals:
  - by: dba
    at: Migrate
    count: ${quorum}
---
# Release

## Prepare

\`\`\`bash
./act prepare
\`\`\`

## Migrate

\`\`\`bash
./act drain

./act migrate <${valueName}>
\`\`\`
`;

/** The commands of a step as they run, with its value or without. */
export const commandsOf = (step: 'prepare' | 'migrate', value?: string): readonly string[] =>
  step === 'prepare' ? ['./act prepare'] : ['./act drain', `./act migrate ${value ?? `<${valueName}>`}`];
