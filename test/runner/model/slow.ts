// The real walk in a runner of its own, with a real bash, reached as a window does it; a crash is a SIGKILL.
import * as fs from 'node:fs';
import { join } from 'node:path';
import type { RunRecord } from '../../../src/adapters/audit/runFolder.ts';
import type { RunView } from '../../../src/core/run/view/view.ts';
import type { Reply } from '../../../src/protocol/event.ts';
import type { Request } from '../../../src/protocol/request.ts';
import { laidOf } from '../../core/run/log.ts';
import { Place } from '../place.ts';
import { until, Viewer } from '../viewer.ts';
import type { Fate } from './model.ts';
import type { Walked } from './pair.ts';

// Each command takes the next fate from a file, and leaves its name in another.
const act = `#!/bin/bash
read -r fate <fates
sed -i 1d fates
echo "$*" >>ran
case $fate in
  fails) exit 3 ;;
  differs) echo else ;;
  signalled) kill -SEGV $$ ;;
  hangs) until [ -e go ]; do sleep 0.02; done; rm go; echo fine ;;
  *) echo fine ;;
esac
`;

export class Slow implements Walked {
  readonly #place: Place;
  readonly #trusted: boolean;
  readonly #sections: ReadonlyMap<string, string>;
  readonly steps: readonly string[];
  #viewer = new Viewer();

  constructor(book: { readonly markdown: string; readonly trusted: boolean }) {
    this.#place = new Place(book.markdown);
    this.#trusted = book.trusted;
    const { plan, ids } = laidOf(book.markdown);
    this.steps = ids;
    this.#sections = new Map([...plan.steps.values()].map(step => [step.role, step.sections.at(-1) ?? '']));
    fs.writeFileSync(this.#file('act'), act, { mode: 0o755 });
    for (const name of ['fates', 'ran']) fs.writeFileSync(this.#file(name), '');
  }

  async open(): Promise<void> {
    this.#viewer = await this.#place.open({ trusted: this.#trusted });
  }

  section(role: string): string | undefined {
    return this.#sections.get(role);
  }

  view(): RunView {
    return this.#viewer.view;
  }

  async ask(request: Request): Promise<Reply> {
    return await this.#viewer.ask(request);
  }

  meet(fates: readonly Fate[]): void {
    fs.writeFileSync(this.#file('fates'), fates.map(fate => `${fate}\n`).join(''));
  }

  ran(): readonly string[] {
    return fs.readFileSync(this.#file('ran'), 'utf8').split('\n').slice(0, -1);
  }

  async rest(looks: () => boolean): Promise<void> {
    await until('the page says what the model says', looks, () => this.view().steps);
  }

  release(): void {
    fs.writeFileSync(this.#file('go'), '');
  }

  trust(): void {
    this.#viewer.trust();
  }

  async crash(): Promise<void> {
    await this.#place.killRunner();
    this.#viewer.close();
    await this.open();
  }

  async end(): Promise<void> {
    this.#viewer.close();
    await this.#place.killRunner();
  }

  async record(): Promise<RunRecord> {
    return await this.#place.log();
  }

  async verified(): Promise<number | undefined> {
    return (await this.#place.handrail(['verify', this.#place.runFolder])).exit;
  }

  #file(name: string): string {
    return join(this.#place.workspace, name);
  }
}
