import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fontFiles } from './fonts.ts';

// Where the pages under test come from: a server of this process, so that the browser keeps what pages share. What a test answers in
// the browser's stead is sent and read anew for each page, which was a sixth of the work of most tests.

export type File = readonly [type: string, body: string | Buffer];

/** A page of a site: whoever asks with these headers gets it as the setting says. */
export interface Place<Setting> {
  readonly headers: Readonly<Record<string, string>>;
  /** Without one there is nothing yet. */
  setting?: Setting;
}

export interface Site<Setting> {
  readonly origin: string;
  place(): Place<Setting>;
}

const root = join(import.meta.dirname, '../..');
const icons = join(root, 'node_modules/@vscode/codicons/dist');
const shared: Readonly<Record<string, () => Promise<File>>> = {
  '/walker.css': async () => ['text/css', await readFile(join(root, 'media/walker.css'))],
  '/review.css': async () => ['text/css', await readFile(join(root, 'media/review.css'))],
  '/codicon.css': async () => ['text/css', await readFile(join(icons, 'codicon.css'))],
  '/codicon.ttf': async () => ['font/ttf', await readFile(join(icons, 'codicon.ttf'))],
};

type Answer = (path: string) => Promise<File | undefined>;

const answers = new Map<string, Answer>();

/**
 * A site by its name, which ends in `.test`. A browser asks for the page itself each time, and keeps every other file: what depends on
 * the setting is asked for with a query that names it.
 */
export function siteOf<Setting>(
  host: string,
  files: Readonly<Record<string, (setting: Setting) => File | Promise<File>>>,
): Site<Setting> {
  return {
    origin: `http://${host}`,
    place: () => {
      const id = String(answers.size);
      const place: Place<Setting> = { headers: { place: id } };
      answers.set(id, async path => {
        const letters = fontFiles.get(path);
        if (letters !== undefined) return ['font/woff2', await letters()];
        return (place.setting && files[path]?.(place.setting)) ?? shared[path]?.();
      });
      return place;
    },
  };
}

let server: Promise<number> | undefined;

/** How a browser finds these sites, and no other host. */
export async function hostRules(): Promise<string> {
  server ??= serve();
  return `--host-resolver-rules=MAP *.test 127.0.0.1:${await server},MAP * ~NOTFOUND`;
}

function serve(): Promise<number> {
  return new Promise((resolve, reject) => {
    const listening = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://any.test');
      void Promise.resolve(answers.get(String(request.headers['place']))?.(pathname)).then(
        file => {
          answer(response, pathname, file);
        },
        (error: unknown) => {
          response.writeHead(500).end(String(error));
        },
      );
    });
    listening.once('error', reject).listen(0, '127.0.0.1', () => {
      listening.unref();
      resolve((listening.address() as AddressInfo).port);
    });
  });
}

function answer(response: ServerResponse, path: string, file: File | undefined): void {
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  const [type, body] = file;
  const kept = path === '/' ? 'no-store' : 'max-age=86400';
  response.writeHead(200, { 'content-type': type, 'cache-control': kept }).end(body);
}
