// What a killed runner leaves in the temporary folder is removed by the next one; nothing else is.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';

test('the session folder of a killed runner is swept, another process keeps its own', async () => {
  const place = new Place(`# S\n\n${fence('# One\ntrue')}\n\n${fence('# Two\ntrue')}\n`);
  const temporary = join(place.home, 'tmp');
  const folders = () => fs.readdirSync(temporary).filter(name => name.startsWith('hr-s-'));
  const keep = (name: string, owner?: object): void => {
    fs.mkdirSync(join(temporary, name));
    if (owner !== undefined) fs.writeFileSync(join(temporary, name, 'owner.json'), JSON.stringify(owner));
  };
  const first = await place.open();
  await first.runTo('One', 'passed');
  const [left = ''] = folders();
  expect(left).not.toBe('');
  await place.killRunner();
  first.close();
  const stat = fs.readFileSync(`/proc/${process.pid}/stat`, 'utf8');
  keep('hr-s-living', { pid: process.pid, started: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] });
  keep('hr-s-wordless');
  keep('hr-s-recycled', { pid: process.pid, started: 'long ago' });
  const second = await place.open();
  await second.runTo('Two', 'passed');
  const names = folders();
  expect(names).toContain('hr-s-living');
  expect(names).toContain('hr-s-wordless');
  expect(names).not.toContain('hr-s-recycled');
  expect(names).not.toContain(left);
  expect(names).toHaveLength(3);
});
