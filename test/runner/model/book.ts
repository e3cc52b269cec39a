// Runbooks made up for the model: what each holds is known from here, and not from what the product reads in it.
import { fc } from '../../seeded.ts';

/** How a command is written decides what it takes for it to have passed. */
export type Kind =
  /** Passes where it exits with 0. */
  | 'plain'
  /** The author expects something in words that only a person can judge. */
  | 'asks'
  /** The author expects `fine` to be printed. */
  | 'expects'
  /** Asks how the one before it ended, which may therefore fail. */
  | 'status'
  /** Has a hole for the value `target`. */
  | 'hole'
  /** Reads the secret variable `API_TOKEN`. */
  | 'secret'
  /** Takes something away, so that its name has to be typed. */
  | 'takes'
  /** Ends only when it is stopped. */
  | 'endless';

export interface Command {
  readonly name: string;
  readonly kind: Kind;
  /** Whether another way stands behind it, which the walk must never run. */
  readonly otherWay: boolean;
}

export type Role = 'path' | 'rollback' | 'troubleshooting';

export interface Doing {
  readonly kind: 'task' | 'commands';
  readonly role: Role;
  readonly commands: readonly Command[];
  /** The name that has to be typed. */
  readonly guarded: boolean;
  /** The block cannot be read as bash. */
  readonly broken: boolean;
  /** The index of the step that this one is another way for. */
  readonly insteadOf?: number;
}

export interface Book {
  readonly steps: readonly Doing[];
  readonly trusted: boolean;
}

/** What a person types where a name is asked for. */
export const guardName = 'prod-eu';
/** What commands take away. */
export const takenName = 'old-orders';
export const secretName = 'API_TOKEN';
export const holeName = 'target';

interface Rough {
  readonly kind: 'task' | 'commands';
  readonly commands: readonly { readonly kind: Kind; readonly otherWay: boolean }[];
  readonly mark: 'none' | 'guarded' | 'broken' | 'instead';
}

/** Runbooks with commands of these kinds. */
export function books(kinds: readonly Kind[]): fc.Arbitrary<Book> {
  const command = fc.record({
    kind: fc.constantFrom('plain' as const, ...kinds),
    otherWay: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
  });
  const rough: fc.Arbitrary<Rough> = fc.record({
    kind: fc.constantFrom('task', 'commands', 'commands', 'commands'),
    commands: fc.array(command, { minLength: 1, maxLength: 4 }),
    mark: fc.constantFrom('none', 'none', 'none', 'none', 'guarded', 'broken', 'instead', 'instead'),
  });
  const part = (minLength: number): fc.Arbitrary<readonly Rough[]> =>
    fc.array(rough, { minLength, maxLength: 4 });
  return fc
    .record({
      path: part(1),
      rollback: part(0),
      troubleshooting: part(0),
      trusted: fc.constantFrom(true, true, true, true, true, false),
    })
    .map(({ trusted, ...parts }) => ({ trusted, steps: stepsOf(parts) }));
}

function stepsOf(parts: Readonly<Record<Role, readonly Rough[]>>): readonly Doing[] {
  const steps: Doing[] = [];
  for (const role of ['path', 'troubleshooting', 'rollback'] as const) {
    let before: number | undefined;
    for (const { kind, commands, mark } of parts[role]) {
      const at = steps.length;
      const broken = kind === 'commands' && mark === 'broken';
      const main = mark === 'instead' && kind === 'commands' ? before : undefined;
      steps.push({
        kind,
        role,
        commands: kind === 'task' ? [] : named(commands, { at, broken }),
        guarded: kind === 'commands' && mark === 'guarded',
        broken,
        ...(main === undefined ? {} : { insteadOf: main }),
      });
      before = kind === 'task' ? undefined : (main ?? at);
    }
  }
  return steps;
}

/** What a block that cannot be read asks for is nobody's concern. */
function named(
  commands: Rough['commands'],
  { at, broken }: { readonly at: number; readonly broken: boolean },
): readonly Command[] {
  return commands.map(({ kind, otherWay }, index) => ({
    name: `c${at}x${index}`,
    kind: broken ? 'plain' : kind,
    otherWay,
  }));
}

const headings: Readonly<Record<Role, string>> = {
  path: '## Work',
  troubleshooting: '## Troubleshooting',
  rollback: '## Rollback',
};

/** The runbook as an author would have written it. */
export function markdownOf({ steps }: Book): string {
  const lines = ['# Made up', ''];
  let role: Role | undefined;
  for (const [at, step] of steps.entries()) {
    if (step.role !== role) lines.push(headings[step.role], '');
    role = step.role;
    if (step.kind === 'task') lines.push(`- [ ] Task ${at}`, '');
    else {
      const words = step.insteadOf === undefined ? `Part ${at}, which is needed.` : 'Or, with another tool:';
      lines.push(words, '', ...fenceOf(step), '');
    }
  }
  return `${lines.join('\n')}\n`;
}

function fenceOf({ commands, guarded, broken }: Doing): readonly string[] {
  return [
    `\`\`\`bash${guarded ? ` guard=${guardName}` : ''}`,
    ...commands.flatMap(command => [...textOf(command), '']),
    ...(broken ? ['./act never "unclosed'] : []),
    '```',
  ];
}

function textOf({ name, kind, otherWay }: Command): readonly string[] {
  const other = otherWay ? ['# Or with another tool', `./act never-${name}`] : [];
  switch (kind) {
    case 'plain':
      return [`./act ${name}`, ...other];
    case 'asks':
      return [`./act ${name}`, '# Expected: the service looks healthy', ...other];
    case 'expects':
      return [`./act ${name}`, '# Expected: "fine"', ...other];
    case 'status':
      return [`./act ${name} "$?"`, ...other];
    case 'hole':
      return [`./act ${name} <${holeName}>`, ...other];
    case 'secret':
      return [`./act ${name} "\${#${secretName}}"`, ...other];
    case 'takes':
      return [`./act ${name} $(rm -f ${takenName})`, ...other];
    case 'endless':
      return [`./act ${name}; tail -f /dev/null`, ...other];
  }
}
