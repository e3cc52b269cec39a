import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal, root } from './project.ts';

/** The licence texts of npm packages that are shipped inside the bundles; refuses a package without one. */
export async function notices(packages: readonly string[]): Promise<string> {
  const texts = await Promise.all(packages.map(notice));
  return `Handrail contains the following third-party software.\n\n${texts.join('\n')}`;
}

async function notice(name: string): Promise<string> {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    license?: string;
  };
  const file = (await readdir(folder)).find(entry => /^(?:un)?licen[cs]e/i.test(entry));
  const text = file === undefined ? withoutFile[name] : await readFile(join(folder, file), 'utf8');
  if (text === undefined) {
    throw new Refusal(`${name} is bundled but has no licence file to ship.`);
  }
  return `--- ${name} ${version} (${license ?? 'see below'})\n\n${text.trim()}\n`;
}

const mit = (holders: string): string => `${holders}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR
IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

// Published without the file that their repository holds.
const withoutFile: Readonly<Record<string, string>> = {
  '@xterm/headless': mit(
    'Copyright (c) 2017-2019, The xterm.js authors\nCopyright (c) 2014-2016, SourceLair Private Company\nCopyright (c) 2012-2013, Christopher Jeffrey',
  ),
};
