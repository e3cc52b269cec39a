import * as z from 'zod';
import { english } from '../message/english.ts';
import type { Told } from '../message/message.ts';
import { readSpan } from '../shell/span.ts';
import { riskKinds, type RiskKind } from '../shell/statement.ts';
import { guardedKinds } from './guardedKinds.ts';

// What a team asks of every run, in the `policy:` part of `.handrail/config.yaml`: the words of front matter, and stricter, since a key
// that is passed over is a rule that nobody keeps.

const name = z.union([z.string(), z.number()]);
const some = { error: english['config.is.emptyList'] };
const names = z.union([name, z.array(name).min(1, some)], { error: english['config.is.notNames'] });

const context = z.strictObject({
  kube: z
    .union(
      [name, z.array(name).min(1, some), z.strictObject({ context: names, namespace: names }).partial()],
      {
        error: english['config.is.notNames'],
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
    .union([z.string(), context], { error: english['config.is.notContext'] })
    .optional()
    .describe('Where commands may act: names, or patterns with `*`. Elsewhere none is run.'),
  timeout: z
    .union([z.string(), z.number()])
    .refine(text => readSpan(String(text)) !== undefined, { error: english['config.is.noTime'] })
    .optional()
    .describe('The longest time for each command whose author says nothing, as 90s, 10m or 1h30m.'),
  guard: z
    .array(z.enum(riskKinds))
    .optional()
    .describe(
      'The kinds of risk that ask for the name of what they act on, in place of those that take something away; [] for none.',
    ),
  approvals: z
    .array(
      z.strictObject({
        role: z.string().describe('Whose agreement it is: a role of the roster, such as `dba`.'),
        at: z
          .union([z.literal('run'), z.literal('risky')], { error: english['config.is.notWhen'] })
          .optional()
          .describe('Where it holds: `run`, or `risky` for steps with commands that could do harm.'),
        count: z.int().min(1).max(20).optional().describe('How many people.'),
      }),
    )
    .optional()
    .describe('Who has to agree before commands run.'),
  approvalLasts: z
    .union([z.string(), z.number()])
    .refine(text => readSpan(String(text)) !== undefined, { error: english['config.is.noTime'] })
    .optional()
    .describe('How long an approval lasts, as 30m; an hour where nothing is said.'),
  breakGlass: z
    .boolean()
    .optional()
    .describe(
      'Whether an operator may go on without an approval, with a reason that the review shows first.',
    ),
  openRunDays: z
    .int()
    .min(1)
    .max(3650)
    .optional()
    .describe('How many days a run may stay open before that is a finding.'),
};

/** The `policy:` part of `.handrail/config.yaml`. */
export const policySettings = z.strictObject({
  ...rules,
  for: z
    .array(
      z.strictObject({
        runbooks: z
          .union([z.string(), z.array(z.string()).min(1, some)], {
            error: english['config.is.notGlobs'],
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
  /** The kinds of risk that ask for a name; absent where no file says so. */
  readonly guard?: readonly RiskKind[];
  /** Who has to agree before commands run. */
  readonly approvals?: readonly PolicyApproval[];
  /** How long an approval lasts, in ms. */
  readonly approvalMs?: number;
  /** Whether an operator may go on without an approval: only where every file that says something of it says so. */
  readonly breakGlass?: boolean;
  /** How many days a run may stay open. */
  readonly openRunDays?: number;
  /** Why nobody knows what it asks; nothing may be run then. */
  readonly problem?: Told;
}

export interface PolicyApproval {
  readonly role: string;
  readonly at: 'run' | 'risky';
  readonly count: number;
  readonly file: string;
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
  const timeoutMs = nearestTime(files, 'timeout');
  const openRunDays = nearest(files, 'openRunDays');
  return {
    files: files.map(({ path, sha256 }) => ({ path, sha256 })),
    context: files.flatMap(({ path, rules: all }) =>
      all.flatMap(({ context: wanted }) => contextOf(wanted).map(one => ({ file: path, ...one }))),
    ),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(openRunDays === undefined ? {} : { openRunDays }),
    ...guardOf(files),
    ...approvalsOf(files),
  };
}

/** The nearest to the runbook counts. */
function nearest<K extends keyof PolicyRules>(
  files: readonly ReadPolicyFile[],
  name: K,
): PolicyRules[K] | undefined {
  const said = files.flatMap(file => file.rules.toReversed().map(rule => rule[name]));
  return said.find(one => one !== undefined);
}

function nearestTime(
  files: readonly ReadPolicyFile[],
  name: 'timeout' | 'approvalLasts',
): number | undefined {
  const time = nearest(files, name);
  return time === undefined ? undefined : readSpan(String(time));
}

/**
 * What any of them guards, beside what the outermost file guards in all its runbooks, or the usual kinds where it says nothing of that: a nearer
 * file, and what holds for some runbooks, can ask for more, never for less.
 */
function guardOf(files: readonly ReadPolicyFile[]): Pick<Policy, 'guard'> {
  const lists = files.flatMap(({ rules: all }) =>
    all.flatMap(({ guard }) => (guard === undefined ? [] : [guard])),
  );
  if (lists.length === 0) return {};
  const outermost = files.at(-1)?.rules.find(rule => !('runbooks' in rule))?.guard;
  return { guard: [...new Set([...(outermost ?? guardedKinds), ...lists.flat()])].sort() };
}

/** All who are asked for, whoever asks; a way round is one only where nobody closes it. */
function approvalsOf(
  files: readonly ReadPolicyFile[],
): Pick<Policy, 'approvals' | 'approvalMs' | 'breakGlass'> {
  const approvals = files.flatMap(({ path, rules: all }) =>
    all.flatMap(({ approvals: wanted = [] }) =>
      wanted.map(({ role, at = 'run', count = 1 }) => ({ role, at, count, file: path })),
    ),
  );
  const ways = files.flatMap(({ rules: all }) => all.flatMap(({ breakGlass }) => breakGlass ?? []));
  const approvalMs = nearestTime(files, 'approvalLasts');
  return {
    ...(approvals.length === 0 ? {} : { approvals }),
    ...(approvalMs === undefined ? {} : { approvalMs }),
    ...(ways.length > 0 && ways.every(Boolean) ? { breakGlass: true } : {}),
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
