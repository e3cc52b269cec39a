import { changeOf, type Change } from '../../core/run/change/adoption.ts';
import type { Plan } from '../../core/run/plan.ts';
import type { Laid } from '../../core/run/view/project.ts';
import type { Page } from '../../core/run/view/view.ts';
import type { ReadRunbook, RunbookText } from '../../adapters/runbookFile.ts';

/** A runbook's text, read and laid out. */
export interface ReadText {
  readonly laid: Laid;
  readonly text: RunbookText;
}

/** The Markdown file of a run. */
export interface RunbookFile {
  read(): Promise<ReadRunbook>;
  /** `shell` holds ids of suggested steps that somebody says are shell. */
  lay(text: RunbookText, shell: ReadonlySet<string>): ReadText;
}

/** Another text than the run's, as the file holds it today. */
export interface Today {
  readonly sha256: string;
  readonly change: Change;
}

/** The text that a run goes on with, and what the file holds meanwhile. */
export class RunText {
  #own: ReadText;
  #today: Today | undefined;
  #isGone = false;

  constructor(own: ReadText) {
    this.#own = own;
  }

  get laid(): Laid {
    return this.#own.laid;
  }

  get plan(): Plan {
    return this.#own.laid.plan;
  }

  get page(): Page {
    return this.#own.laid.page;
  }

  get text(): RunbookText {
    return this.#own.text;
  }

  get sha256(): string {
    return this.#own.text.sha256;
  }

  get source(): string {
    return sourceOf(this.#own.text);
  }

  /** What the file holds where that is another text. */
  get today(): Today | undefined {
    return this.#today;
  }

  /** Whether the file was renamed, moved or deleted. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Whether a text is the one that the file is known to hold. */
  knows(sha256: string): boolean {
    return !this.#isGone && sha256 === (this.#today?.sha256 ?? this.sha256);
  }

  /** Takes note of what the file holds. */
  compare(read: ReadText): void {
    const { sha256 } = read.text;
    this.#isGone = false;
    this.#today = sha256 === this.sha256 ? undefined : { sha256, change: this.#changeTo(read) };
  }

  /** Takes note that there is no file; answers whether that is news. */
  lose(): boolean {
    const isNews = !this.#isGone;
    this.#isGone = true;
    this.#today = undefined;
    return isNews;
  }

  /** Goes on with another text. */
  adopt(read: ReadText): void {
    this.#own = read;
    this.#today = undefined;
    this.#isGone = false;
  }

  /** The same text, some of it understood in another way. */
  understand(read: ReadText): void {
    this.#own = read;
  }

  #changeTo({ laid, text }: ReadText): Change {
    return changeOf({ plan: this.plan, source: this.source }, { plan: laid.plan, source: sourceOf(text) });
  }
}

/** A runbook's text as people read it. */
export function sourceOf({ bytes }: RunbookText): string {
  return Buffer.from(bytes).toString('utf8');
}
