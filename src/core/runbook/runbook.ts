import type { Placeholder, Problem, Risk, Statement, Wait } from '../shell/statement.ts';

/** What `handrail parse FILE --json` prints; lines are 1-based source lines, ranges UTF-16 offsets. */
export interface Runbook {
  readonly format: 'handrail-runbook/1';
  /** The path as it was given. */
  readonly path: string;
  /** `sha256:` and 64 hex digits, of the file's bytes. */
  readonly digest: string;
  readonly title: string;
  readonly meta: Meta;
  readonly inputs: readonly Input[];
  readonly sections: readonly Section[];
  /** The approvals that front matter or the text asks for. */
  readonly approvals: readonly Approval[];
  readonly problems: readonly Problem[];
}

/** An approval that the runbook asks for. */
export interface Approval {
  /** The author's words. */
  readonly text: string;
  readonly line: number;
  /** Who approves, such as `CTO`. */
  readonly by?: string;
  /** How many people; absent means one. */
  readonly count?: number;
  /** What it is needed for, such as `Hotfix`; absent if it is always needed. */
  readonly forWhat?: string;
  /** What it gates, from front matter: a step, a section, or `risky` for risky commands; absent for the whole run. */
  readonly at?: string;
  /** Id of the section whose text asks for it; absent for front matter. */
  readonly section?: string;
  /** True if front matter states it, so that it is not a guess. */
  readonly confirmed: boolean;
}

/** A condition that decides whether a branch is entered. */
export interface Criterion {
  readonly text: string;
  readonly line: number;
  /** Id of the section to enter if it is met. */
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

/** Metadata from front matter and from lines such as "Owner: …". */
export interface Meta {
  readonly owner?: string;
  readonly version?: string;
  readonly updated?: string;
  readonly reviewBy?: string;
  /** Service, severity and duration in the author's words. */
  readonly service?: string;
  readonly severity?: string;
  readonly duration?: string;
  /** Directory in which the session starts, relative to its default one. */
  readonly cwd?: string;
  /** How long each command may take, in ms, where nothing nearer says so. */
  readonly timeoutMs?: number;
  /** The parsed front matter; empty if there is none. */
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
  /** Shown as a hint, never pre-filled. */
  readonly example?: string;
  /** From front matter only. */
  readonly default?: string;
  readonly choices?: readonly string[];
  readonly pattern?: string;
  /** The type from front matter; choices and secrets have members of their own. */
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

/** A heading with its content; text before the first heading is a section of level 0 with an empty title. */
export interface Section {
  readonly id: string;
  readonly level: number;
  readonly title: string;
  readonly line: number;
  readonly endLine: number;
  readonly role: Role;
  readonly planned?: Planned;
  /** Time limit in ms of each command in it, unless something nearer sets one. */
  readonly timeoutMs?: number;
  /** The wait that its title asks for. */
  readonly wait?: Wait;
  /** When to enter a branch; on the section whose text says so, and on the branch itself. */
  readonly criteria?: readonly Criterion[];
  readonly links?: readonly RunbookLink[];
  readonly steps: readonly Step[];
  /** The text between the steps, in the file's order; steps and prose together cover the whole file. */
  readonly prose: readonly Prose[];
  readonly sections: readonly Section[];
}

/** Markdown that is only shown. */
export interface Prose {
  readonly line: number;
  readonly endLine: number;
  /** The source lines, with mis-encoded letters repaired. */
  readonly text: string;
}

interface StepBase {
  /** Survives edits elsewhere in the file. */
  readonly id: string;
  /** `line` to `endLine` spans the whole construct, fence markers included. */
  readonly line: number;
  readonly endLine: number;
  readonly required: boolean;
  /** Plain text without Markdown marks. */
  readonly title: string;
  readonly planned?: Planned;
  /** The wait that its text asks for. */
  readonly wait?: Wait;
  /** Id of the sibling step that this one is an alternative to; a walk passes it over unless it is chosen. */
  readonly alternativeTo?: string;
  /** Owned steps: nested tasks, a task's fence, an item's fences. */
  readonly steps?: readonly Step[];
}

export interface CheckStep extends StepBase {
  readonly kind: 'check';
  /** The item's Markdown without its marker. */
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
  /** The name to be typed before it runs, from the author's `guard=NAME`. */
  readonly guard?: string;
  /** Marked as optional by its author, so that a walk passes it over. The word "(optional)" alone is not such a mark. */
  readonly optional?: true;
  /** Time limit of each of its commands, in ms. */
  readonly timeoutMs?: number;
  /** The block's whole text, of which the statements are parts. */
  readonly text: string;
  readonly statements: readonly Statement[];
}

export interface ScriptStep extends StepBase {
  readonly kind: 'script';
  readonly text: string;
  /** Variables it reads from its environment. */
  readonly reads: readonly string[];
  /** Placeholders in its text, which are filled before it runs. */
  readonly placeholders: readonly Placeholder[];
  readonly risks: readonly Risk[];
  readonly interpreter: string;
  readonly guard?: string;
  readonly optional?: true;
  readonly timeoutMs?: number;
  /** The path that its own comment names for it. */
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
  /** The limit or unit beside the blank. */
  readonly hint?: string;
  /** The hint is a threshold for acting ("Alarm threshold"), not what a reading should be. */
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
  /** What its last command should print, according to the text around it. */
  readonly expected?: string;
}

export type Step =
  CheckStep | CommandsStep | ScriptStep | ManualStep | TemplateStep | RecordStep | FileStep | SuggestedStep;

export type StepKind = Step['kind'];
