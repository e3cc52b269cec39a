// A second extension beside the packaged one, through which a test asks VS Code's own interface.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as api from 'vscode';

/** Code that runs in the extension host; it sees nothing of what stands around it. */
export type Inside<Given, Answer> = (vscode: typeof api, given: Given) => Promise<Answer>;

const name = 'test.probe-0.0.1';

const program = `
const vscode = require('vscode');
const { createServer } = require('node:http');
exports.activate = () => {
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const { code, given } = JSON.parse(Buffer.concat(parts).toString());
    try {
      const answer = await (0, eval)('(' + code + ')')(vscode, given);
      response.end(JSON.stringify({ answer }));
    } catch (error) {
      response.end(JSON.stringify({ failed: String(error.stack) }));
    }
  });
  server.listen(process.env.HANDRAIL_PROBE);
};
`;

/** A folder of extensions with those of another one, and the probe. */
export async function withProbe(extensions: string, folder: string): Promise<string> {
  await cp(extensions, folder, { recursive: true });
  const own = join(folder, name);
  await mkdir(own);
  await writeFile(join(own, 'main.cjs'), program);
  await writeFile(
    join(own, 'package.json'),
    JSON.stringify({
      ...{ publisher: 'test', name: 'probe', version: '0.0.1', engines: { vscode: '^1.100.0' } },
      ...{ main: './main.cjs', activationEvents: ['*'], extensionKind: ['workspace'] },
    }),
  );
  const list = join(folder, 'extensions.json');
  const known = JSON.parse(await readFile(list, 'utf8')) as readonly unknown[];
  const entry = {
    identifier: { id: 'test.probe' },
    version: '0.0.1',
    location: { $mid: 1, path: own, scheme: 'file' },
    relativeLocation: name,
  };
  await writeFile(list, JSON.stringify([...known, entry]));
  return folder;
}

/** Runs a function in the extension host and gives its answer; what it needs is handed to it as JSON. */
export async function inHost<Given, Answer>(
  { socket, patience }: { readonly socket: string; readonly patience: number },
  given: Given,
  inside: Inside<Given, Answer>,
): Promise<Answer> {
  const asked = JSON.stringify({ code: inside.toString(), given });
  // A window that has just been opened has no extension host yet.
  for (const end = Date.now() + patience; ;) {
    try {
      const { answer, failed } = JSON.parse(await post(socket, asked)) as Reply<Answer>;
      if (failed !== undefined) throw new Error(failed);
      return answer;
    } catch (error) {
      if (!isAbsent(error) || Date.now() > end) throw error;
      await sleep(100);
    }
  }
}

interface Reply<Answer> {
  readonly answer: Answer;
  readonly failed?: string;
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'ECONNREFUSED'].includes(String(error.code));
}

async function post(socketPath: string, body: string): Promise<string> {
  return await new Promise<string>((resolve, reject) => {
    const call = request({ socketPath, method: 'POST' }, response => {
      void text(response).then(resolve, reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}
