import { expecting, type Source } from './answering.ts';
import type { Block } from '../markdown/blocks.ts';
import { isPlain, isShell, readFenceInfo } from '../markdown/fenceInfo.ts';
import type { Draft, Page } from '../markdown/page.ts';
import { asksToFill, findHoles } from '../holes.ts';
import { plainText } from '../markdown/plain.ts';
import { codeOf } from '../steps/shellStep.ts';
import { looksLikeCall, looksLikeCommandLine } from '../../shell/programs/commandLine.ts';
import { looksLikeShell } from '../../shell/transcripts/looksLikeShell.ts';
import { expectedIn } from './expectedWords.ts';
import { announcesOutput, expectationIn, isCommandColumn, namesOutput } from './leadIns.ts';

const OUTPUT = /^(?:output|console-output|result|results|stdout|expected)/i;

const EXPECTED = /expect|beklenen|erwart|esperad/i;

// "… looks like this in the operator's logs:", "You should see in the console:".
const ELSEWHERE =
  /\b(?:in|from|on) (?:the |its |your |their )?(?:[\w'/-]+ ){0,4}(?:logs?|log file|dashboard|console|browser|web (?:page|ui)|grafana|kibana|slack)\b[^.:]{0,40}[:：]\W*$/i;

const MAY_SAY =
  /expect|should|must|will|soll|muss|müss|deb[ei]|mal[ıi]|meli|gerekir|verif|valida|do[gğ]rulama|pr[uü]fung|comprobaci/i;

function mayAnnounce(text: string): boolean {
  return /[:：][\s*_]*$/.test(text.slice(-12));
}

/** Watches the blocks behind a command for what its author says it prints. */
export class Expectation {
  readonly #page: Page;
  /** Where the last commands stand among the steps, while nothing came between. */
  #commands: Draft | undefined;
  #announced = false;
  /** True where the announcement speaks of an output by name. */
  #named = false;
  #adjacent = false;
  /** True where what is announced is not what the commands print. */
  #elsewhere = false;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Notes which block a step came from; anything but commands ends the wait. */
  follows(block: Block, draft: Draft | undefined): void {
    const mine = draft !== undefined && draft.body.endLine >= block.endLine && isRun(draft, block);
    this.#commands = mine ? draft : this.#commands;
    if (mine) {
      this.#announced = false;
      this.#adjacent = true;
    } else if (block.kind !== 'html' && block.kind !== 'paragraph') {
      this.#commands = undefined;
      this.#announced = false;
    }
  }

  /** True for a block that is output and so no step; binds it to the last statement of the commands before. */
  takes(block: Block, drafts: Draft[]): boolean {
    switch (block.kind) {
      case 'paragraph':
        this.#adjacent = false;
        this.#readParagraph(block, drafts);
        return false;
      case 'list':
        this.#readList(block, drafts);
        return false;
      case 'table':
        this.#readTable(block, drafts);
        return false;
      case 'fence':
        return this.#readFence(block, drafts);
      case 'code':
        return this.#readCode(block, drafts);
      case 'html':
        this.#readComment(block);
        return false;
      default:
        this.#end();
        return false;
    }
  }

  #end(): void {
    this.#commands = undefined;
    this.#announced = false;
    this.#adjacent = false;
  }

  #readParagraph(block: Block, drafts: Draft[]): void {
    // Most paragraphs are neither; reading their marks would cost more than all the rest.
    const behind = this.#commands !== undefined;
    if (!mayAnnounce(block.text) && !(behind && (EXPECTED.test(block.text) || MAY_SAY.test(block.text)))) {
      this.#commands = undefined;
      this.#announced = false;
      return;
    }
    const { expected, shown } = expectedIn(this.#page, block.text);
    if (expected !== undefined && expected !== '') {
      this.#bind(expected, drafts);
    }
    this.#announced = expected === '' || announcesOutput(shown);
    this.#named = expected === '' || namesOutput(shown);
    this.#elsewhere = ELSEWHERE.test(shown) && !this.#readsLogs();
    if (!this.#announced && expected === undefined) {
      this.#commands = undefined;
    }
  }

  // `<!-- expected_similarity=0.3 -->` is how Azure's executable documents announce an output.
  #readComment({ text }: Block): void {
    if (this.#commands !== undefined && /^<!--\s*expected/i.test(text)) {
      this.#announced = true;
      this.#named = true;
    }
  }

  #readList(block: Block, drafts: Draft[]): void {
    if (this.#commands === undefined) {
      this.#end();
      return;
    }
    const items = block.children.map(item => plainText(this.#page.repair(item.children[0]?.text ?? '')));
    const expected = items.map(expectationIn).find(text => text !== undefined && text !== '');
    if (expected !== undefined) {
      this.#bind(expected, drafts);
    } else if (this.#announced && !block.ordered) {
      this.#bind(items.join('\n'), drafts, 'output');
    }
    this.#end();
  }

  #readTable(block: Block, drafts: Draft[]): void {
    if (this.#commands === undefined) {
      this.#end();
      return;
    }
    const [head, ...rows] = block.children;
    const titles = (head?.children ?? []).map(cell => plainText(cell.text));
    const at = titles.findIndex(isExpectedColumn);
    // A table with commands of its own says what those print.
    if (at >= 0 && !titles.some(isCommandColumn)) {
      const texts = rows.map(row => row.children.map(cell => plainText(this.#page.repair(cell.text))));
      const lines = texts.map(cells =>
        at === 0 ? (cells[0] ?? '') : `${cells[0] ?? ''}: ${cells[at] ?? ''}`,
      );
      this.#bind(lines.join('\n'), drafts);
    }
    this.#end();
  }

  #readFence(block: Block, drafts: Draft[]): boolean {
    const { language } = readFenceInfo(block.info);
    const output = isShell(language)
      ? this.#announced && isOnlyPrinted(codeOf(block)) && this.#isUnanswered(drafts)
      : OUTPUT.test(language) ||
        (this.#announced && this.#mayPrint(language)) ||
        (this.#adjacent && this.#commands !== undefined && this.#isBare(block, language));
    if (!output || (language === '' && hasPrompt(codeOf(block)))) {
      this.#end();
      return false;
    }
    this.#bind(this.#page.repair(codeOf(block)), drafts, 'output');
    this.#end();
    return true;
  }

  // A fence that somebody tagged as shell is output only where something waits for one.
  #isUnanswered(drafts: readonly Draft[]): boolean {
    const draft = this.#commands;
    return draft !== undefined && drafts.includes(draft) && expecting(draft.body, '', 'output') !== undefined;
  }

  // Behind no command, "a file looks like this:" shows a file.
  #mayPrint(language: string): boolean {
    return this.#commands !== undefined || this.#named || language === '' || isPlain(language);
  }

  #isBare(block: Block, language: string): boolean {
    const text = codeOf(block);
    // Behind an editor stands what is written into the file.
    if (this.#commands !== undefined && opensEditor(this.#commands)) {
      return false;
    }
    if (asksToFill(findHoles(this.#page.repair(text)))) {
      return false;
    }
    return language === '' ? !looksLikeShell(text, this.#page.tools.grammar) : isPlain(language);
  }

  #readCode(block: Block, drafts: Draft[]): boolean {
    const output = this.#announced;
    if (output) {
      this.#bind(this.#page.repair(codeOf(block)), drafts, 'output');
    }
    this.#end();
    return output;
  }

  #readsLogs(): boolean {
    const body = this.#commands?.body;
    return body?.kind === 'commands' && body.statements.some(({ text }) => /log|tail|journal/i.test(text));
  }

  #bind(expected: string, drafts: Draft[], from: Source = 'words'): void {
    const draft = this.#elsewhere ? undefined : this.#commands;
    this.#elsewhere = false;
    const at = draft === undefined ? -1 : drafts.lastIndexOf(draft);
    const body = draft === undefined ? undefined : expecting(draft.body, expected, from);
    if (draft === undefined || body === undefined || at < 0) {
      return;
    }
    drafts[at] = { ...draft, body };
    this.#commands = undefined;
  }
}

// "Or, for formatted output:" above another command with its prompt.
function hasPrompt(text: string): boolean {
  return /^\s*\$ [a-z][\w-]*(?: -| \S+ |$| \S+$)/m.test(
    text.split('\n').find(row => row.trim() !== '') ?? '',
  );
}

function opensEditor({ body }: Draft): boolean {
  const text = body.kind === 'commands' ? (body.statements.at(-1)?.text ?? '') : '';
  return /^\s*(?:sudo (?:-\S+ \S+ )*)?(?:\$\{?(?:EDITOR|VISUAL)\b|(?:vi|vim|nvim|nano|emacs|pico|visudo|kubectl edit|oc edit)\b)/.test(
    text,
  );
}

// "The output should look like this:" above a fence that its author tagged as shell for its colours.
function isOnlyPrinted(text: string): boolean {
  const rows = text.split('\n').filter(row => row.trim() !== '');
  // A path alone is what was installed, not what is run.
  const mayRun = (row: string): boolean =>
    (/\S\s+\S/.test(row) && looksLikeCommandLine(row)) ||
    looksLikeCall(row) ||
    /^\s*(?:[$#%>]\s|[A-Za-z_]\w*=|[\w.-]+@[\w.-]+[:~])/.test(row);
  return rows.length > 0 && !rows.some(mayRun) && rows.some(row => /\s/.test(row.trim()));
}

// What looks like shell prints something too; it is compared once somebody says that it is shell.
function isRun({ body }: Draft, block: Block): boolean {
  return body.kind === 'commands' || (body.kind === 'suggested' && body.line === block.line);
}

/** True for a column that says what the commands beside it print. */
export function isExpectedColumn(title: string): boolean {
  return /^\W*(?:expected|beklenen|erwartet|esperado)/i.test(title);
}
