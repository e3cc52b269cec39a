// One person's copy of what the team shares, and how copies meet: by whole files, as git moves them.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { treeSigners } from '../../../src/adapters/audit/keys/firstUse.ts';
import { readRosterFile, treeRoster } from '../../../src/adapters/audit/roster/rosterFile.ts';

/** Which files go with an exchange: each by its number among the files that are there. */
export interface Parcel {
  /** A bit for each; 31 of them are all. */
  readonly files: number;
  /** Whether outputs are brought too, which git leaves out. */
  readonly outputs: boolean;
}

export const everything: Parcel = { files: 31, outputs: true };

export class Clone {
  readonly home: string;
  readonly state: string;

  constructor(home: string) {
    this.home = home;
    this.state = join(home, 'work', '.handrail');
    fs.mkdirSync(join(this.state, 'trust'), { recursive: true });
  }

  get private(): string {
    return join(this.home, 'private');
  }

  /** The lists as this copy has them. */
  get lists(): { readonly signers: string; readonly roster: string } {
    return { signers: join(this.state, treeSigners), roster: join(this.state, treeRoster) };
  }

  get rosterVersion(): number {
    return readRosterFile(this.lists.roster)?.versions.length ?? 0;
  }

  folder(run: string): string {
    return join(this.state, 'runs', run.slice(0, 4), run);
  }

  /** Takes a run and the team's lists from another copy. */
  take(from: Clone, run: string, { files, outputs }: Parcel): void {
    const there = from.folder(run);
    if (fs.existsSync(there)) {
      const here = this.folder(run);
      const logs = fs.readdirSync(there).filter(name => name.endsWith('.jsonl'));
      for (const [at, name] of logs.sort().entries())
        if ((files & (1 << (at % 5))) !== 0) takeLonger(join(there, name), join(here, name));
      takeTree(join(there, 'plans'), join(here, 'plans'));
      if (outputs) takeTree(join(there, 'objects'), join(here, 'objects'));
    }
    if (from.rosterVersion <= this.rosterVersion) return;
    for (const name of [treeRoster, treeSigners])
      fs.copyFileSync(join(from.state, name), join(this.state, name));
  }
}

/** Logs only grow: of two copies the longer is the newer. */
function takeLonger(from: string, to: string): void {
  if (fs.existsSync(to) && fs.statSync(to).size >= fs.statSync(from).size) return;
  fs.mkdirSync(join(to, '..'), { recursive: true });
  fs.copyFileSync(from, to);
}

/** Contents are named by what they are, so what is there is not another. */
function takeTree(from: string, to: string): void {
  if (!fs.existsSync(from)) return;
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [there, here] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) takeTree(there, here);
    else if (!fs.existsSync(here)) {
      fs.mkdirSync(to, { recursive: true });
      fs.copyFileSync(there, here);
    }
  }
}
