import { statSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { root } from '../../scripts/project.ts';
import type { Vscode } from './vscode.ts';

// A small runbook, and two runs of it that somebody else made, to be reviewed.

export const release = `# Small release

## 1 Work (1 min)

\`\`\`bash
# Say it
echo hello-one
# Expected: hello-one
\`\`\`

### Count

\`\`\`bash
# Write many lines
seq 1 200000
\`\`\`

## 2 Tell

- [ ] The team knows
`;

/** Two runs, the second of a text that has changed since; their folders, oldest first. */
export async function walkTwice(vscode: Vscode): Promise<readonly string[]> {
  await walk(vscode);
  await writeFile(join(vscode.workspace, 'release.md'), release.replace('hello-one', 'hello-two'));
  await walk(vscode);
  const [year = ''] = await readdir(join(vscode.workspace, '.handrail/runs'));
  const runs = join(vscode.workspace, '.handrail/runs', year);
  const born = (folder: string): number => statSync(folder).birthtimeMs;
  return (await readdir(runs)).map(name => join(runs, name)).sort((a, b) => born(a) - born(b));
}

/** Walks the runbook to its end without anybody, and seals the log. */
async function walk(vscode: Vscode): Promise<void> {
  await execa(process.execPath, [join(root, 'dist/cli.cjs'), 'run', 'release.md', '--yes'], {
    cwd: vscode.workspace,
    env: { HOME: vscode.home, XDG_STATE_HOME: join(vscode.home, '.local/state') },
    reject: false,
  });
}

/** The only file of a run's log. */
export async function logOf(folder: string): Promise<string> {
  const name = (await readdir(folder)).find(file => file.endsWith('.jsonl')) ?? '';
  return join(folder, name);
}
