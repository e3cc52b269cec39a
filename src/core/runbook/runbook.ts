import type { Placeholder, Problem, Risk, Statement, Wait } from '../shell/statement.ts';

/** What `handrail parse FILE --json` prints; lines are 1-based source lines, ranges UTF-16 offsets. */
export interface Runbook {
  readonly format: 'handrail-runbook/1';
  /** As it was given. */
  readonly path: string;
  /** `sha256:` and 64 hex digits, of the file's bytes. */
  readonly digest: string;
  readonly title: string;
  readonly meta: Meta;
  readonly inputs: readonly Input[];
  readonly sections: readonly Section[];
  /** Who has to agree, as front matter or the document's own words say. */
  readonly approvals: readonly Approval[];
  readonly problems: readonly Problem[];
}

/** Somebody's agreement that the runbook asks for. */
export interface Approval {
  /** The author's words. */
  readonly text: string;
  readonly line: number;
  /** Who agrees, such as `CTO`. */
  readonly by?: string;
  /** How many people; one where nothing is said. */
  readonly count?: number;
  /** What it is needed for, such as `Hotfix`; absent where it is needed always. */
  readonly forWhat?: string;
  /** Where it holds, as front matter says: a step, a section, or `risky` for commands that could do harm; absent for the whole run. */
  readonly at?: string;
  /** Id of the section it stands in; absent for front matter. */
  readonly section?: string;
  /** True where front matter states it, so that it is no guess. */
  readonly confirmed: boolean;
}

/** A condition that decides whether a branch is entered. */
export interface Criterion {
  readonly text: string;
  readonly line: number;
  /** Id of the section to enter where it is met. */
  readonly leadsTo: string;
}

/** A link that leads an operator to another runbook, or to another part of this one. */
export interface RunbookLink {
  readonly text: string;
  readonly href: string;
  readonly line: number;
  readonly kind: 'runbook' | 'section';
  /** Id of the section it leads to; only for `section`. */
  readonly section?: string;
}

/** What front matter and the document's own "Owner: …" lines say. */
export interface Meta {
  readonly owner?: string;
  readonly version?: string;
  readonly updated?: string;
  readonly reviewBy?: string;
  /** What it is about, how bad that is and how long it takes, in the author's words. */
  readonly service?: string;
  readonly severity?: string;
  readonly duration?: string;
  /** Where the session starts, relative to its default directory. */
  readonly cwd?: string;
  /** How long each command may take, in ms, where nothing nearer says so. */
  readonly timeoutMs?: number;
  /** Front matter as it was read; empty where there is none. */
  readonly frontMatter: Readonly<Record<string, unknown>>;
}

/** A value the operator supplies, one for the whole run. */
export interface Input {
  /** Unique in the runbook; the K of `--var K=V`. */
  readonly name: string;
  readonly kind: 'placeholder' | 'variable';
  /** The hole as written (`<pod-name>`), or the variable's name. */
  readonly text: string;
  readonly prompt: string;
  readonly secret: boolean;
  /** 1-based source line of its first use. */
  readonly line: number;
  /** Shown as help, never pre-filled. */
  readonly example?: string;
  /** From front matter only. */
  readonly default?: string;
  readonly choices?: readonly string[];
  readonly pattern?: string;
  /** What front matter says that it is; a choice and a secret are known by their own members. */
  readonly type?: 'number';
  /** Ids of the steps that need it. */
  readonly steps: readonly string[];
}

export type Role =
  'path' | 'rollback' | 'troubleshooting' | 'option' | 'emergency' | 'reference' | 'cleanup' | 'example';

export interface Planned {
  readonly minMinutes: number;
  readonly maxMinutes: number;
}

/** A heading and what it holds; the text before the first heading is a section of level 0 with an empty title. */
export interface Section {
  readonly id: string;
  readonly level: number;
  readonly title: string;
  readonly line: number;
  readonly endLine: number;
  readonly role: Role;
  readonly planned?: Planned;
  /** How long each command in it may take, in ms, where nothing nearer says so. */
  readonly timeoutMs?: number;
  /** How long its title says to wait or to watch. */
  readonly wait?: Wait;
  /** When to enter a branch: on the section whose text says so, and on the branch itself. */
  readonly criteria?: readonly Criterion[];
  readonly links?: readonly RunbookLink[];
  readonly steps: readonly Step[];
  /** What is shown as text, in the file's order; steps and prose together hold the whole file. */
  readonly prose: readonly Prose[];
  readonly sections: readonly Section[];
}

/** Markdown that is shown and not done. */
export interface Prose {
  readonly line: number;
  readonly endLine: number;
  /** The source lines, mis-encoded letters repaired. */
  readonly text: string;
}

interface StepBase {
  /** Survives edits elsewhere in the file. */
  readonly id: string;
  /** `line` to `endLine` spans the whole construct, fence markers included. */
  readonly line: number;
  readonly endLine: number;
  readonly required: boolean;
  /** What a row shows; plain text without Markdown marks. */
  readonly title: string;
  readonly planned?: Planned;
  /** How long its words say to wait or to watch. */
  readonly wait?: Wait;
  /** Id of the sibling step that this one may stand in for; a walk passes it over unless it is chosen. */
  readonly alternativeTo?: string;
  /** Steps that this one owns: nested tasks, a task's fence, an item's fences. */
  readonly steps?: readonly Step[];
}

export interface CheckStep extends StepBase {
  readonly kind: 'check';
  /** The item's own Markdown, without its marker. */
  readonly text: string;
  readonly checked: boolean;
}

export interface CommandsStep extends StepBase {
  readonly kind: 'commands';
  /** The shell the fence names, as bash runs it. */
  readonly shell: 'bash' | 'sh';
  readonly language: string;
  /** `block` runs the whole block in a fresh bash. */
  readonly run: 'statements' | 'block';
  /** The name of what changes, to be typed before it runs; from the author's `guard=NAME`. */
  readonly guard?: string;
  /** Its author's mark says that it need not be done: a walk passes it over. Words such as "(optional)" alone are no such mark. */
  readonly optional?: true;
  /** How long each of its commands may take, in ms. */
  readonly timeoutMs?: number;
  /** The block's text, from which the statements are cut. */
  readonly text: string;
  readonly statements: readonly Statement[];
}

export interface ScriptStep extends StepBase {
  readonly kind: 'script';
  readonly text: string;
  /** Variables that it takes from its environment. */
  readonly reads: readonly string[];
  /** Holes in its text, which are filled before it runs. */
  readonly placeholders: readonly Placeholder[];
  readonly risks: readonly Risk[];
  readonly interpreter: string;
  readonly guard?: string;
  readonly optional?: true;
  readonly timeoutMs?: number;
  /** Where its own comment says it is kept. */
  readonly savedAs?: string;
}

export interface ManualStep extends StepBase {
  readonly kind: 'manual';
  readonly text: string;
}

export interface TemplateStep extends StepBase {
  readonly kind: 'template';
  readonly text: string;
  readonly placeholders: readonly string[];
}

export interface RecordStep extends StepBase {
  readonly kind: 'record';
  /** The Markdown source. */
  readonly text: string;
  readonly fields: readonly RecordField[];
}

export interface RecordField {
  /** Unique in the step. */
  readonly name: string;
  readonly line: number;
  /** A limit or unit that stands beside the blank. */
  readonly hint?: string;
  /** The hint says past what something is done ("Alarm threshold"), and not what a reading should be. */
  readonly threshold?: true;
}

export interface FileStep extends StepBase {
  readonly kind: 'file';
  readonly language: string;
  readonly text: string;
}

export interface SuggestedStep extends StepBase {
  readonly kind: 'suggested';
  readonly text: string;
  /** What its last command prints, as the text around it says. */
  readonly expected?: string;
}

export type Step =
  CheckStep | CommandsStep | ScriptStep | ManualStep | TemplateStep | RecordStep | FileStep | SuggestedStep;

export type StepKind = Step['kind'];
