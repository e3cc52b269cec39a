import * as z from 'zod';
import { readSpan } from '../shell/span.ts';

// What a team asks of every run, in the `policy:` part of `.handrail/config.yaml`: the words of front matter, and stricter, since a key
// that is passed over is a rule that nobody keeps.

const name = z.union([z.string(), z.number()]);
const some = { error: 'is an empty list' };
const names = z.union([name, z.array(name).min(1, some)], { error: 'is not a name or a list of names' });

const context = z.strictObject({
  kube: z
    .union(
      [name, z.array(name).min(1, some), z.strictObject({ context: names, namespace: names }).partial()],
      {
        error: 'is not a name or a list of names',
      },
    )
    .optional()
    .describe('The kube context.'),
  namespace: names.optional().describe('The namespace of the kube context.'),
  host: names.optional().describe('The name of the machine.'),
  user: names.optional().describe('The user who runs the commands.'),
  branch: names.optional().describe('The git branch of the folder.'),
  aws: names.optional().describe('The AWS profile.'),
  gcp: names.optional().describe('The Google Cloud project.'),
  azure: names.optional().describe('The Azure subscription.'),
});

const rules = {
  context: z
    .union([z.string(), context], { error: 'is not a kube context, nor names and what each must be' })
    .optional()
    .describe('Where commands may act: names, or patterns with `*`. Elsewhere none is run.'),
  timeout: z
    .union([z.string(), z.number()])
    .refine(text => readSpan(String(text)) !== undefined, { error: 'is no time such as 90s, 10m or 1h30m' })
    .optional()
    .describe('The longest time for each command whose author says nothing, as 90s, 10m or 1h30m.'),
};

/** The `policy:` part of `.handrail/config.yaml`. */
export const policySettings = z.strictObject({
  ...rules,
  for: z
    .array(
      z.strictObject({
        runbooks: z
          .union([z.string(), z.array(z.string()).min(1, some)], {
            error: 'is not a glob or a list of globs',
          })
          .describe('Globs of the runbooks it holds for, relative to the folder that holds .handrail.'),
        ...rules,
      }),
    )
    .optional()
    .describe('What holds for some runbooks only, beside what holds for all.'),
});

export type PolicySettings = z.infer<typeof policySettings>;
export type PolicyRules = Omit<PolicySettings, 'for'>;

/** One file that says something about a runbook. */
export interface PolicyFile {
  /** As people call it: from the root of the work tree. */
  readonly path: string;
  readonly sha256: string;
}

/** What a team asks of a run, and which files say so. */
export interface Policy {
  /** Those nearest to the runbook first. */
  readonly files: readonly PolicyFile[];
  /** Where commands may act, each in the words of front matter's `context`. */
  readonly context: readonly PolicyContext[];
  /** How long a command may take whose author says nothing, in ms. */
  readonly timeoutMs?: number;
  /** Why nobody knows what it asks: one sentence; nothing may be run then. */
  readonly problem?: string;
}

export interface PolicyContext {
  readonly file: string;
  /** `kube`, `namespace`, `host`… */
  readonly name: string;
  readonly allowed: readonly string[];
}

/** A file with what it asks of one runbook, the general before the special. */
export interface ReadPolicyFile extends PolicyFile {
  readonly rules: readonly PolicyRules[];
}

/** What several files ask together: every place has to be met, of times the nearest counts. */
export function policyOf(files: readonly ReadPolicyFile[]): Policy {
  const times = files.flatMap(file => file.rules.toReversed().map(({ timeout }) => timeout));
  const nearest = times.find(timeout => timeout !== undefined);
  const timeoutMs = nearest === undefined ? undefined : readSpan(String(nearest));
  return {
    files: files.map(({ path, sha256 }) => ({ path, sha256 })),
    context: files.flatMap(({ path, rules: all }) =>
      all.flatMap(({ context: wanted }) => contextOf(wanted).map(one => ({ file: path, ...one }))),
    ),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}

/** What `context` declares, here or in front matter: a kube context, or names and what each must be. */
export function contextOf(declared: unknown): readonly Omit<PolicyContext, 'file'>[] {
  if (typeof declared === 'string') return wantedOf('kube', declared);
  if (!isMap(declared)) return [];
  return Object.entries(declared).flatMap(([key, wanted]) => {
    if (key !== 'kube' || !isMap(wanted)) return wantedOf(key, wanted);
    return [...wantedOf('kube', wanted['context']), ...wantedOf('namespace', wanted['namespace'])];
  });
}

function wantedOf(key: string, wanted: unknown): readonly Omit<PolicyContext, 'file'>[] {
  const allowed = (Array.isArray(wanted) ? wanted : [wanted]).flatMap((each: unknown) =>
    typeof each === 'string' || typeof each === 'number' ? [String(each)] : [],
  );
  return allowed.length === 0 ? [] : [{ name: key, allowed }];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
