import * as z from 'zod';
import { english } from '../message/english.ts';
import { tell, type Told } from '../message/message.ts';
import { nearest } from './nearest.ts';
import type { Severity } from './finding.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

const level = z.union(
  [
    z.enum(['off', 'error', 'warning', 'info', 'hint']),
    // What YAML 1.1 readers make of a bare `off`.
    z.literal(false).transform(() => 'off' as const),
  ],
  { error: english['config.is.level'] },
);

/** The `lint:` part of `.handrail/config.yaml`. */
export const lintSettings = z.strictObject({
  /** By code (`HR203`) or name (`undefined-variable`). */
  rules: z
    .record(z.string(), level)
    .default({})
    .superRefine((given, context) => {
      for (const name of Object.keys(given)) {
        if (findRule(name) === undefined) {
          const { message, says } = unknownRule(name);
          context.addIssue({ code: 'custom', path: [name], message, params: { says } });
        }
      }
    }),
  /** Globs of files that are not looked at, relative to the folder that holds `.handrail`. */
  ignore: z.array(z.string()).default([]),
});

export type LintSettings = z.infer<typeof lintSettings>;

/** Every rule as it comes, no file left out. */
export const defaultSettings: LintSettings = { rules: {}, ignore: [] };

/** What a rule's findings weigh under these settings; a code counts before a name. */
export function severityOf(rule: Rule, settings: LintSettings): Severity | 'off' {
  return settings.rules[rule.code] ?? settings.rules[rule.name] ?? rule.severity;
}

/** The rule of a code or name. */
export function findRule(name: string): Rule | undefined {
  return rules.find(rule => rule.code === name || rule.name === name);
}

/** Says that there is no such rule, and which one may be meant. */
export function unknownRule(name: string): Told {
  const meant = nearest(
    name,
    rules.flatMap(rule => [rule.code, rule.name]),
  );
  return meant === undefined
    ? tell('ignore.unknown', { name })
    : tell('ignore.unknownMeant', { name, meant });
}
