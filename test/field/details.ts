import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { Runbook, Section, Step } from '../../src/core/runbook/runbook.ts';
import { sectionsOf, stepsOf } from '../core/runbook/read.ts';

const line = z.number().int().positive();
const range = z.tuple([z.number(), z.number()]);
const byLine = z.record(z.string().regex(/^\d+$/), range).default({});
const told = ['owner', 'version', 'updated', 'reviewBy', 'service', 'severity', 'duration'] as const;

const schema = z.strictObject({
  corpus: z.string(),
  sha256: z.string(),
  notes: z.array(z.string()).default([]),
  planned: byLine,
  waits: byLine,
  records: z.array(line).default([]),
  templates: z.array(line).default([]),
  approvals: z.array(line).default([]),
  meta: z.partialRecord(z.enum(told), z.string()).default({}),
});

/** What a person saw in one runbook beside its steps; `test/cases/labels/README.md` says what each field means. */
export type Details = z.infer<typeof schema> & { readonly name: string };

/** What can be compared, in the order of the table. */
export const details = ['planned', 'waits', 'records', 'templates', 'approvals', 'meta'] as const;
export type Detail = (typeof details)[number];
type Seen = Readonly<Record<Detail, ReadonlySet<string>>>;

/** The labels of `test/cases/labels/details`, by name. */
export function readDetails(): Details[] {
  const path = join(import.meta.dirname, '../cases/labels/details');
  return readdirSync(path)
    .sort()
    .map(file => {
      const read: unknown = parse(readFileSync(join(path, file), 'utf8'));
      return { ...schema.parse(read), name: file.replace(/\.yaml$/, '') };
    });
}

/** What the labels say, one short text for each thing. */
export function labelledDetails(labels: Details): Seen {
  return {
    planned: new Set(rangesOf(labels.planned)),
    waits: new Set(rangesOf(labels.waits)),
    records: new Set(labels.records.map(String)),
    templates: new Set(labels.templates.map(String)),
    approvals: new Set(labels.approvals.map(String)),
    meta: new Set(Object.entries(labels.meta).map(([key, value]) => `${key} ${value}`)),
  };
}

/** What the parser says, in the same words. */
export function parsedDetails(runbook: Runbook): Seen {
  const steps = [...stepsOf(runbook)];
  const placed = [...sectionsOf(runbook.sections), ...steps];
  // A step says again how long one of its statements waits.
  const waiting = [...placed.filter(isFirstToSay), ...steps.flatMap(statementsOf)];
  return {
    planned: new Set(placed.flatMap(plannedAt)),
    waits: new Set(waiting.flatMap(waitAt)),
    records: new Set(steps.flatMap(step => (step.kind === 'record' ? step.fields.map(at) : []))),
    templates: new Set(steps.filter(({ kind }) => kind === 'template').map(at)),
    approvals: new Set(runbook.approvals.map(at)),
    meta: new Set(told.flatMap(key => metaOf(runbook, key))),
  };
}

function rangesOf(ranges: Readonly<Record<string, readonly [number, number]>>): string[] {
  return Object.entries(ranges).map(([at, [least, most]]) => `${at} ${least}-${most}`);
}

function plannedAt({ line, planned }: Section | Step): string[] {
  return planned === undefined ? [] : [`${line} ${planned.minMinutes}-${planned.maxMinutes}`];
}

interface Waiting {
  readonly line: number;
  readonly wait?: { readonly minSeconds: number; readonly maxSeconds: number };
}

function waitAt({ line, wait }: Waiting): string[] {
  return wait === undefined ? [] : [`${line} ${wait.minSeconds}-${wait.maxSeconds}`];
}

function isFirstToSay(placed: Section | Step): boolean {
  return !('kind' in placed) || !statementsOf(placed).some(({ wait }) => wait !== undefined);
}

function statementsOf(step: Step): readonly Waiting[] {
  return step.kind === 'commands' ? step.statements : [];
}

function at({ line }: { readonly line: number }): string {
  return String(line);
}

function metaOf(runbook: Runbook, key: (typeof told)[number]): string[] {
  const value = runbook.meta[key];
  return value === undefined ? [] : [`${key} ${value}`];
}
