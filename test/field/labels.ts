import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

const line = z.number().int().positive();
const holes = z.array(z.tuple([line, z.string()]));
const byLine = <T extends z.ZodType>(value: T) =>
  z.record(z.string().regex(/^\d+$/).transform(Number).or(line), value);

const schema = z.strictObject({
  corpus: z.string(),
  sha256: z.string(),
  notes: z.array(z.string()).default([]),
  kinds: z.record(z.string(), z.array(line)),
  roles: byLine(z.string()),
  placeholders: holes,
  lookalikes: holes.default([]),
  risks: byLine(z.array(z.string())),
  expected: byLine(z.string()),
});

/** What a person saw in one runbook; `test/cases/labels/README.md` says what each field means. */
export type Labels = z.infer<typeof schema> & { readonly name: string };

/** The labels of a sample, by name. */
export function readLabels(sample: string): Labels[] {
  const path = join(import.meta.dirname, '../cases/labels', sample);
  const files = readdirSync(path).filter(file => file.endsWith('.yaml'));
  return files.sort().map(file => {
    const read: unknown = parse(readFileSync(join(path, file), 'utf8'));
    return { ...schema.parse(read), name: file.replace(/\.yaml$/, '') };
  });
}
