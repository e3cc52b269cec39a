import { looksLikeShell } from '../../shell/transcripts/looksLikeShell.ts';
import type { Block } from '../markdown/blocks.ts';
import { readSuggested } from '../markdown/fences.ts';
import { fold } from '../words/durations.ts';
import type { Draft, Page } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import { expecting } from '../words/answering.ts';
import { expectationIn } from '../words/leadIns.ts';

/** The commands that an item's own sentences name in backticks, in its first lines and in bullets below; what `nested` holds already is left out. */
export function inlineCommands(page: Page, item: Block, nested: readonly Draft[]): Draft[] {
  // A form of the bullets holds the commands of its first one no more than those of the others.
  const taken = new Set(nested.filter(({ body }) => body.kind !== 'record').map(({ body }) => body.line));
  const found: Draft[] = [];
  for (const block of textsOf(item)) {
    const isOwn = block === item.children[0];
    const known = nested.some(({ body }) => body.kind === 'suggested' && body.line === block.line);
    const commands = known || (!isOwn && taken.has(block.line)) ? [] : commandsIn(page, block);
    if (commands.length === 0 && !isOwn) {
      answerLast(page, block, found);
    }
    found.push(...commands);
  }
  return found;
}

// "- Command: `…`" and "- Expected: …" below it.
function answerLast(page: Page, { text }: Block, found: Draft[]): void {
  const last = found.at(-1);
  const said =
    last === undefined || !MAY_ANSWER.test(text) ? undefined : expectationIn(plainText(page.repair(text)));
  const body =
    last === undefined || said === undefined || said === '' ? undefined : expecting(last.body, said);
  if (last !== undefined && body !== undefined) {
    found[found.length - 1] = { ...last, body };
  }
}

const MAY_ANSWER = /expect|beklenen|erwart|esperad/i;

/** What an item owns with the commands of its own sentences, in the file's order. */
export function withInline(nested: readonly Draft[], inline: readonly Draft[]): readonly Draft[] {
  return inline.length === 0 ? nested : [...inline, ...nested].sort((a, b) => a.body.line - b.body.line);
}

/** The commands that the sentences and bullets below a heading name in backticks. */
export function commandsBelow(page: Page, blocks: readonly Block[]): Draft[] {
  return blocks.flatMap(block => {
    const texts = block.kind === 'list' ? bulletsOf(block) : block.kind === 'paragraph' ? [block] : [];
    return texts.flatMap(text => commandsIn(page, text));
  });
}

/** The commands of bullets that each say what is typed in one case: "If yes: `…`", "If no: `…`". */
export function commandsOfWays(page: Page, { children }: Block): Draft[] {
  const firsts = children.map(item => item.children[0]);
  const isChoice =
    firsts.length > 1 && firsts.every(first => first?.kind === 'paragraph' && CASE.test(fold(first.text)));
  return isChoice ? firsts.flatMap(first => (first === undefined ? [] : answerIn(page, first))) : [];
}

// One command a line, since a line that no step holds is shown once.
function answerIn(page: Page, first: Block): readonly Draft[] {
  const lines = new Set<number>();
  return commandsIn(page, first, ({ before }) => ANSWERS.test(before)).filter(
    ({ body }) => !lines.has(body.line) && lines.add(body.line).has(body.line),
  );
}

const ANSWERS = /(?:[:：,→⇒➜➡]|[-=]>|\b(?:then|run|execute|dann|luego))\s*$/i;
// An item that is one of several cases: "If it is red, …", "No: …".
const CASE =
  /^[^\p{L}]*(?:if|when|in case|otherwise|else|yes|no|eger|evet|hayir|aksi|falls|wenn|sonst|ja|nein|si|en caso|de lo contrario)\b/u;

// Tasks and numbered items below speak for themselves.
function textsOf({ children }: Block): readonly Block[] {
  const [first] = children;
  const bullets = children.filter(({ kind, ordered }) => kind === 'list' && !ordered);
  return [...(first?.kind === 'paragraph' ? [first] : []), ...bullets.flatMap(bulletsOf)];
}

function bulletsOf({ children }: Block): readonly Block[] {
  return children.flatMap(item => (isTask(item) ? [] : textsOf(item)));
}

function isTask({ children }: Block): boolean {
  return /^\[[ xX]\]\s/.test(children[0]?.text ?? '');
}

/** What stands around a command in its paragraph. */
export interface Around {
  readonly before: string;
  readonly command: string;
  readonly after: string;
}

/** The commands of one paragraph, all or those that `counts` says are meant to be typed. */
export function commandsIn(page: Page, block: Block, counts?: (around: Around) => boolean): Draft[] {
  if (!block.text.includes('`') || block.text.length > LONGEST) {
    return [];
  }
  const spans = [...block.text.matchAll(/(?<!`)(`{1,2})(?!`)([^`\n]+)\1(?!`)/g)];
  return spans.flatMap(({ 0: span, 2: code = '', index }) => {
    const text = code.trim();
    const before = block.text.slice(0, index);
    const after = block.text.slice(index + span.length);
    const asked = (counts?.({ before, command: text, after }) ?? true) && !isNamed(text, after);
    if (!asked || !isCommand(page, text) || REFUSED.test(before)) {
      return [];
    }
    const line = block.line + block.text.slice(0, index).split('\n').length - 1;
    const draft = readSuggested(page, { ...block, line, endLine: line }, { text });
    // A fence with the same command keeps the id that it would have without these words.
    return [{ ...draft, words: `${text} (inline)` }];
  });
}

function isCommand(page: Page, text: string): boolean {
  return (
    /\S\s+\S/.test(text) &&
    !NAME.test(text) &&
    !UNFINISHED.test(text) &&
    looksLikeShell(text, page.tools.grammar)
  );
}

// "Use the `helm rollback` command with …": the words of a tool, and not what is typed.
function isNamed(text: string, after: string): boolean {
  return /^\s+(?:sub)?command\b(?!\s*[.,;:)]|\s*$)/i.test(after) && /^[\w-]+(?: [a-z-]+){1,2}$/.test(text);
}

const LONGEST = 4000;
// "`docker compose`", "`node 20`" and "`helm chart`" name a thing; nobody types them alone.
const NAME =
  /^[\w.-]+\s+(?:v?\d[\w.]*|compose|charts?|modules?|images?|clusters?|scripts?|pods?|jobs?|commands?|services?|files?)$/;
// "`kubectl apply`" and "`git rebase -i`" say which command is meant, and not on what.
const UNFINISHED =
  /^(?:sudo )?(?:kubectl|oc|helm|az|aws|gcloud|etcdctl|etcdutl|velero|terraform|docker|podman|brew|pip3?|apt|apt-get|yum|dnf|systemctl|service|git)(?: [a-z-]+){0,3} (?:add|annotate|apply|checkout|cherry-pick|cordon|cp|create|delete|describe|drain|edit|exec|get|get-credentials|install|label|patch|remove|restart|restore|rm|rollback|rollout|run|save|scale|set|start|stop|uncordon|uninstall|update-ref|-i)$/;
// "Never run `…`", "… instead of `…`": what somebody is told to leave alone is not offered.
const REFUSED =
  /(?:\b(?:do not|don['’]t|must not|should not|never|instead of|rather than|yerine|nicht|niemals|statt|nunca|en vez de)\b)[^.;:!?`]*$/i;
