import * as z from 'zod';

// What an author may tell Handrail, with the words that the editor shows for it. Completion, hover and the published JSON
// schemas are made from here. Other keys are allowed everywhere, since front matter belongs to other tools as well.

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** What a command, a fence and a comment before it may ask alike. */
const asked = {
  timeout: z.string().optional().describe('The longest time for each command, as 90s, 10m or 1h30m.'),
  expect: z
    .string()
    .optional()
    .describe('A regular expression between slashes that the output of the last command must match.'),
  'expect-json': z
    .string()
    .optional()
    .describe('A place in JSON output and what must stand there, as `$.status.phase == Running`.'),
};

const input = z.looseObject({
  prompt: z.string().optional().describe('What the operator is asked.'),
  type: z
    .enum(['text', 'number', 'choice', 'secret'])
    .optional()
    .describe('What is taken: a text, a number, one of `choices`, or a secret.'),
  secret: z
    .boolean()
    .optional()
    .describe('Hidden while it is typed, masked in outputs and never written to the log.'),
  default: scalar.optional().describe('The value that is offered first.'),
  choices: z.array(scalar).optional().describe('The values to choose from.'),
  pattern: z.string().optional().describe('A regular expression that the whole value has to match.'),
  example: scalar.optional().describe('Shown as help, never filled in.'),
});

const listedInput = z.looseObject({
  name: z.string().describe('The placeholder or the variable that it is for.'),
  ...input.shape,
});

const names = z.union([scalar, z.array(scalar)]).optional();

const kube = z.looseObject({
  context: names.describe('The kube context.'),
  namespace: names.describe('The namespace of the kube context.'),
});

const context = z.looseObject({
  kube: z
    .union([scalar, z.array(scalar), kube])
    .optional()
    .describe('The kube context.'),
  namespace: names.describe('The namespace of the kube context.'),
  host: names.describe('The name of the machine.'),
  user: names.describe('The user who runs the commands.'),
  branch: names.describe('The git branch of the folder.'),
  aws: names.describe('The AWS profile.'),
  gcp: names.describe('The Google Cloud project.'),
  azure: names.describe('The Azure subscription.'),
});

const approval = z.looseObject({
  by: scalar.optional().describe('Whose agreement it is: a role of the roster, such as `dba`.'),
  at: scalar
    .optional()
    .describe(
      'Where it holds: a step or a section by its title or id, or `risky`; the whole run where nothing is said.',
    ),
  count: z.number().optional().describe('How many people.'),
  for: scalar
    .optional()
    .describe('What it is for, which only a person can know; commands are not held back by it.'),
});

/** What front matter may say. */
export const frontMatter = z.looseObject({
  title: z.string().optional().describe('The name of the runbook where the text has no first heading.'),
  owner: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe('Who keeps this runbook right.'),
  version: scalar.optional().describe('The version of this text.'),
  updated: scalar.optional().describe('When the text was last changed.'),
  'review-by': scalar
    .optional()
    .describe('The date, as YYYY-MM-DD, from which the text should not be trusted unread.'),
  cwd: z.string().optional().describe('Where the shell starts, from the workspace folder.'),
  timeout: asked.timeout,
  context: z
    .union([z.string(), context])
    .optional()
    .describe('Where commands may act: names, or patterns with `*`. Elsewhere none is run.'),
  approvals: z
    .union([scalar, z.array(z.union([scalar, approval])), z.record(z.string(), z.unknown())])
    .optional()
    .describe(
      'Who has to agree: roles, with the place where they are asked, or `as written` for what the text says.',
    ),
  inputs: z
    .union([
      z.record(z.string(), z.union([input, scalar, z.null()])),
      z.array(z.union([z.string(), listedInput])),
    ])
    .optional()
    .describe('The values that the operator is asked for, by placeholder or variable.'),
});

/** What `# handrail: …` above a command may say about it. */
export const commandMark = z.looseObject(asked);

/** What follows the language of a shell fence. */
export const fenceAttributes = z.looseObject({
  run: z
    .enum(['statements', 'block'])
    .optional()
    .describe(
      '`statements` runs the commands one by one in the session; `block` runs the whole in a fresh bash.',
    ),
  guard: z.string().optional().describe('The name of what changes; it has to be typed before the step runs.'),
  ...asked,
  title: z.string().optional().describe('The name of the step.'),
});

/** What `<!-- handrail: … -->` before a block may say about it. */
export const annotation = z.looseObject({
  title: z.string().optional().describe('The name of the step.'),
  optional: z.literal(true).optional().describe('The step need not be done.'),
  required: z.literal(true).optional().describe('The step has to be done.'),
  guard: z.string().optional().describe('The name of what changes; it has to be typed before the step runs.'),
  ...asked,
  id: z.string().optional().describe('Keeps the id of the step the same when its words change.'),
  role: z
    .enum(['path', 'rollback', 'troubleshooting', 'option', 'emergency', 'reference', 'cleanup', 'example'])
    .optional()
    .describe(
      'Right below a heading: what the section is for. All but `path` are walked only when somebody enters them.',
    ),
  planned: z
    .string()
    .optional()
    .describe('Right below a heading: how long the section takes, such as `15 min`.'),
});

/** One key that an author may write. */
export interface Key {
  readonly name: string;
  readonly about: string;
  /** What it can be; empty if any text will do. */
  readonly values: readonly string[];
  /** True if it is a list or a map of further keys. */
  readonly nested: boolean;
}

const placed: readonly (readonly [path: RegExp, keys: readonly Key[]])[] = [
  [/^$/, keysOf(frontMatter)],
  [/^context$/, keysOf(context)],
  [/^context\/kube$/, keysOf(kube)],
  [/^approvals\/-$/, keysOf(approval)],
  [/^inputs\/-$/, keysOf(listedInput)],
  [/^inputs\/[^/]+$/, keysOf(input)],
];

/** The keys below a path of front matter: none at the top, `['inputs', 'pod']` for one of its values, `-` for an item of a list. */
export function keysAt(path: readonly string[]): readonly Key[] {
  const written = path.map(key => key.replaceAll('/', '')).join('/');
  return placed.find(([at]) => at.test(written))?.[1] ?? [];
}

/** The keys of a schema, in its order. */
export function keysOf(schema: z.ZodObject): readonly Key[] {
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    about: (field as z.ZodType).description ?? '',
    values: valuesOf(field as z.ZodType),
    nested: isNested(field as z.ZodType),
  }));
}

function valuesOf(field: z.ZodType): readonly string[] {
  const inner = unwrapped(field);
  if (inner instanceof z.ZodEnum) {
    return inner.options.map(String);
  }
  if (inner instanceof z.ZodLiteral) {
    return [...inner.values].map(String);
  }
  return inner instanceof z.ZodBoolean ? ['true', 'false'] : [];
}

function isNested(field: z.ZodType): boolean {
  const inner = unwrapped(field);
  const options = inner instanceof z.ZodUnion ? inner.options : [inner];
  return options.every(option => option instanceof z.ZodRecord || option instanceof z.ZodArray);
}

function unwrapped(field: z.ZodType): z.ZodType {
  return field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType) : field;
}
