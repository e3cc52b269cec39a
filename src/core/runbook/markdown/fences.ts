import { looksLikeShell } from '../../shell/transcripts/looksLikeShell.ts';
import type { Block } from './blocks.ts';
import { isMarkdown, isPlain, isShell, readFenceInfo } from './fenceInfo.ts';
import { asksToFill, findHoles } from '../holes.ts';
import type { Draft, Page, Place } from './page.ts';
import { fold } from '../words/durations.ts';
import { codeOf, firstWords, readShellFence } from '../steps/shellStep.ts';
import { isRefusedInside } from '../steps/refused.ts';
import { isStepTitle, isTemplatePlace, namesTemplate, requirementOf } from '../words/leadIns.ts';

/** Words that stand right before a block and name it. */
export type Intro = string | undefined;

/** Reads a fence as the step it is; undefined where it is only shown, such as a drawing. */
export function readFence(
  page: Page,
  place: Place,
  { block, intro }: { block: Block; intro: Intro },
): Draft | undefined {
  const info = readFenceInfo(block.info);
  const { language } = info;
  const text = codeOf(block);
  if (text.trim() === '') {
    return undefined;
  }
  if (isShell(language) && holdsSettings(text) && namesSettings(place, intro)) {
    return readFile(place, { block, intro });
  }
  if (isShell(language)) {
    const draft = readShellFence(page, place, { block, info, intro });
    return isRefusedInside(draft) ? readFile(place, { block, intro }) : draft;
  }
  if (language === '') {
    return looksLikeShell(text, page.tools.grammar)
      ? readSuggested(page, block, { text, intro })
      : readText(page, place, { block, intro });
  }
  if (isPlain(language) || isMarkdown(language)) {
    // Lines that only assign are what a program printed.
    const isCommands =
      isPlain(language) &&
      !isCalledTemplate(place, intro) &&
      !isListing(text) &&
      /^(?!\s*(?:#|$|\w+=))/m.test(text) &&
      looksLikeShell(text, page.tools.grammar);
    return isCommands
      ? readSuggested(page, block, { text, intro })
      : (readText(page, place, { block, intro }) ?? readFile(place, { block, intro }));
  }
  return readFile(place, { block, intro });
}

/** A fence that its author says is not to be run: shown as what it is, and undefined where nothing says what that is. */
export function readRefused(
  page: Page,
  place: Place,
  { block, intro }: { block: Block; intro: Intro },
): Draft | undefined {
  const { language } = readFenceInfo(block.info);
  const isShown = isShell(language) || language === '' || isPlain(language);
  if (!isShown) {
    return readFence(page, place, { block, intro });
  }
  return language === '' || codeOf(block).trim() === '' ? undefined : readFile(place, { block, intro });
}

// Lines that only assign. `NAME=value ./migrate` and `NAME=value; ./migrate` run something.
function holdsSettings(text: string): boolean {
  return (
    text.includes('=') && text.split('\n').every(row => SETTING.test(row)) && !/\$\(|`|[<>]\(/.test(text)
  );
}

const SETTING =
  /^\s*(?:#.*|[A-Za-z_]\w*=(?:"(?:[^"\\]|\\.)*"|'[^']*'|(?:[^\s;|&"']|&(?=\w+=))*)\s*(?:(?<=\s)#.*)?)?$/;

// "Create `.env`:" above them: what a file holds, though its author wanted the colours of shell. Words that tell to load or to use
// it mean the lines for the shell, and a title has to say that what it names is written.
function namesSettings({ title }: Place, intro: Intro): boolean {
  const called = intro ?? title;
  if (!ENV_FILE.test(called)) {
    return false;
  }
  const words = fold(called);
  return !USES.test(words) && (WRITES.test(words) || (intro !== undefined && ONLY_NAME.test(words)));
}

// "`.env` contents", "the environment file".
const ENV_FILE =
  /(?:^|[\s`"'/])[\w-]*\.env\b|\b(?:environment|env) file\b|\bortam dosyas|\bumgebungsdatei\b|\bfichero de entorno\b/i;
// The settings below are written to the file: "Create", "Contents of".
const WRITES =
  /\b(?:contents?|creat(?:e|es|ing)|examples?|write|save|edit|update|add|put|olustur\w*|icerig\w*|ornek|ornegi|ekle\w*|yaz\w*|anlegen|lege|erstell\w*|inhalte?|beispiel|contenido|cre(?:a|e|ar)|ejemplo|anad\w*)\b/;
// The commands below read the file: "Load", "then deploy with".
const USES =
  /\b(?:load\w*|sourc\w+|us(?:e|es|ing)|export\w*|deploy\w*|migrat\w+|restart\w*|start\w*|run\w*|execut\w+|appl(?:y|ies)|then|yukle\w*|kullan\w*|dagit\w*|tasi\w*|baslat\w*|calistir\w*|lad(?:e|en)|verwend\w*|nutz\w*|ausfuhr\w*|starte\w*|carg(?:a|ar|ue)|us(?:a|ar)|ejecut\w*|despleg\w*|migr\w+|reinici\w*)\b/;
// Nothing but the file's name: "In your `.env` file:".
const ONLY_NAME =
  /^\W*(?:in |en )?(?:(?:the|your|die|der|el|tu|su) )?[\w./`'"*-]*(?: (?:file|environment file|datei|dosyasi))?\W*$/;

// Below "Announcement template" even a line such as `update web` is what is sent.
function isCalledTemplate(place: Place, intro: Intro): boolean {
  return [intro ?? '', ...place.path.slice(-2)].some(words => namesTemplate(words));
}

// Names of files, and what a program logged: neither is run.
function isListing(text: string): boolean {
  const rows = text.split('\n').filter(row => row.trim() !== '');
  return (
    rows.every(row => PATH.test(row)) ||
    rows.some(row => LOGGED.test(row) || /\s->\s/.test(row.replaceAll(/"[^"]*"|'[^']*'/g, '')))
  );
}

const PATH = /^\s*(?!\.\/[\w/-]+(?:\.sh|\.py)?\s*$)(?:~|\.{1,2})?\/?[\w.@*-]+(?:\/[\w.@*-]*)+\s*$/;
// The beginning of a log line: `2026-11-21 03:12:07`, `[ERROR]`.
const LOGGED =
  /^\s*\[?(?:\d{4}-\d\d-\d\d[T ]\d\d:|\d\d:\d\d:\d\d\b|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:|(?:INFO|WARN|WARNING|ERROR|DEBUG|FATAL|NOTICE)\b)/;

/** A block that only looks like shell: shown with the offer to treat it so. */
export function readSuggested(
  page: Page,
  block: Block,
  { text, intro }: { text: string; intro?: Intro },
): Draft {
  const { line, endLine } = block;
  // "Check:" says less than the command itself, "Step 2: Stop the jobs" says more.
  const title = intro !== undefined && isStepTitle(intro) ? intro : page.repair(firstWords(text));
  return { body: { kind: 'suggested', line, endLine, required: false, title, text }, words: text, steps: [] };
}

// A checklist inside a fence is text to copy, and so is what has holes or stands under "Announcement".
function readText(
  page: Page,
  place: Place,
  { block, intro }: { block: Block; intro: Intro },
): Draft | undefined {
  const text = codeOf(block);
  const shown = page.repair(text);
  const placeholders = findHoles(shown);
  const asks = placeholders.length > 0 && asksToFill(placeholders) && !isDiff(text);
  const tasks = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]/m.test(text);
  if (!asks && !tasks && !(isTemplatePlace(place, intro) && isWritten(text.slice(0, 2000)))) {
    return undefined;
  }
  return templateOf(place, { block, intro, text, shown, placeholders });
}

// Lines with `+` or `-` before them are what some tool will show.
function isDiff(text: string): boolean {
  const rows = text.split('\n').filter(row => row.trim() !== '');
  return (
    rows.some(row => row.startsWith('+')) && rows.every(row => /^(?:[+-]|@@)(?!-?\s*\[[ xX]\])/.test(row))
  );
}

// Sentences or "Key: value" lines, not a drawing or a listing.
function isWritten(text: string): boolean {
  return !/[\u2500-\u257F]|[+][-=]{3,}/.test(text) && /\p{L}{2,}[^\n]*(?:[:.!?]|\p{L} \p{L})/u.test(text);
}

interface TemplateText {
  readonly block: Block;
  readonly intro: Intro;
  /** As written, for the id, and as shown. */
  readonly text: string;
  readonly shown: string;
  readonly placeholders: readonly string[];
}

/** A text that is filled and copied. */
export function templateOf(place: Place, { block, intro, text, shown, placeholders }: TemplateText): Draft {
  const { line, endLine } = block;
  const title = intro ?? (place.title || firstWords(shown));
  const required = requirementOf(title, place) ?? false;
  return {
    body: { kind: 'template', line, endLine, required, title, text: shown, placeholders },
    words: text,
    steps: [],
  };
}

function readFile(place: Place, { block, intro }: { block: Block; intro: Intro }): Draft {
  const { language, attributes } = readFenceInfo(block.info);
  const text = codeOf(block);
  const { line, endLine } = block;
  const title = attributes['title'] ?? fileName(text) ?? intro ?? (place.title || language);
  const body = { kind: 'file', line, endLine, required: false, title, language, text } as const;
  return { body, words: text, steps: [] };
}

// "# deploy/values.yaml" as the first line names the file.
function fileName(text: string): string | undefined {
  const first = text.split('\n', 1)[0] ?? '';
  return /^\s*(?:#|\/\/|--|;|<!--|\/\*)\s*([\w./-]*[\w-]+\.\w{1,10})\s*(?:-->|\*\/)?\s*$/.exec(first)?.[1];
}
