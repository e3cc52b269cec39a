// Writes the JSON schemas of what an author may tell Handrail, from the zod schemas that the product reads it with.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { annotation, commandMark, fenceAttributes, frontMatter } from '../src/core/authoring/schema.ts';
import { lintSettings } from '../src/core/lint/settings.ts';
import { policySettings } from '../src/core/run/policy.ts';
import { main, root } from './project.ts';

const published: Readonly<Record<string, { readonly title: string; readonly schema: z.ZodType }>> = {
  'config.schema.json': {
    title: 'Handrail: .handrail/config.yaml',
    schema: z.strictObject({ lint: lintSettings.optional(), policy: policySettings.optional() }),
  },
  'front-matter.schema.json': { title: 'Handrail: front matter of a runbook', schema: frontMatter },
  'fence.schema.json': {
    title: 'Handrail: what follows the language of a shell fence',
    schema: fenceAttributes,
  },
  'command.schema.json': { title: 'Handrail: # handrail: … above a command', schema: commandMark },
  'annotation.schema.json': { title: 'Handrail: <!-- handrail: … --> before a block', schema: annotation },
};

/** The text of each published schema, by file name. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(published).map(([name, { title, schema }]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
      return [name, `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`];
    }),
  );
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    for (const [name, text] of schemaFiles()) {
      await writeFile(join(root, 'schemas', name), text);
    }
  });
}
