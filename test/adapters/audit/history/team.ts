import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { newSessionKey } from '../../../../src/adapters/audit/keys/sessionKey.ts';
import { read, resign, write } from '../forge.ts';
import { Machine, attempt, done, linesOf, segmentPath } from '../kit.ts';

/** A repository whose main branch holds a sealed run and, after it, an open one. */
export class Team {
  readonly machine = new Machine();
  readonly work = join(this.machine.home, 'work');
  sealed = '';
  open = '';

  async begin(): Promise<this> {
    this.git('init', '-q', '-b', 'main');
    this.commit('nothing yet');
    this.sealed = await this.run('sealed');
    this.open = await this.run('open');
    this.commit('logs');
    this.git('checkout', '-q', '-b', 'change');
    return this;
  }

  async run(how: 'sealed' | 'open'): Promise<string> {
    const journal = await this.machine.create();
    await attempt(journal, 'a1', 'hello\n');
    journal.checkpoint('step');
    if (how === 'sealed') await journal.seal(done);
    journal.close();
    return journal.folder;
  }

  async goOn(): Promise<void> {
    const { journal } = await resumeRun(this.open, this.machine.options());
    await journal.seal(done);
    journal.close();
  }

  async rewritten(folder: string): Promise<void> {
    const path = segmentPath(folder);
    const lines = linesOf(path).map(read);
    const changed = lines.map(line => (line['type'] === 'attempt.finished' ? { ...line, durMs: 7 } : line));
    fs.writeFileSync(
      path,
      write(await resign(changed, { user: this.machine.signer, session: newSessionKey() })),
    );
  }

  /** Leaves the first lines of a run's log. */
  cut(folder: string, lines: number): void {
    const path = segmentPath(folder);
    fs.writeFileSync(
      path,
      linesOf(path)
        .slice(0, lines)
        .map(line => `${line}\n`)
        .join(''),
    );
  }

  commit(words: string): void {
    this.git('add', '-A');
    this.git('commit', '-qm', words, '--allow-empty');
  }

  /** What git calls a run's folder. */
  name(folder: string): string {
    return basename(folder);
  }

  /** Runs a line in the repository. */
  shell(line: string): void {
    execFileSync('bash', ['-c', line], { cwd: this.work });
  }

  git(...args: readonly string[]): string {
    return this.gitIn(this.work, ...args);
  }

  gitIn(cwd: string, ...args: readonly string[]): string {
    const own = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'protocol.file.allow=always'];
    const env = { ...process.env, HOME: this.machine.home, GIT_CONFIG_NOSYSTEM: '1' };
    return execFileSync('git', [...own, ...args], { cwd, encoding: 'utf8', env, stdio: 'pipe' });
  }
}
