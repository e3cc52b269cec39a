// usage: npm run bench [-- NAME...]
//
// Runs the benchmarks of bench/ one after the other, so that none disturbs another.
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { main, Refusal, root } from './project.ts';

async function bench(): Promise<void> {
  const folder = join(root, 'bench');
  const all = (await readdir(folder)).filter(file => file.endsWith('.ts')).map(file => basename(file, '.ts'));
  const chosen = process.argv.slice(2);
  const unknown = chosen.filter(name => !all.includes(name));
  if (unknown.length > 0) {
    throw new Refusal(`There is no benchmark ${unknown.join(', ')}; there are ${all.join(', ')}.`);
  }
  for (const name of all.filter(each => chosen.length === 0 || chosen.includes(each))) {
    console.log(`\n${name}`);
    await execa(process.execPath, ['--expose-gc', join(folder, `${name}.ts`)], {
      cwd: root,
      stdio: 'inherit',
    });
  }
}

await main(bench);
