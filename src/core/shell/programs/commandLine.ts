import { knownPrograms } from './commandNames.ts';

/** Whether one line reads as a command rather than as a sentence, by its words alone; says no where in doubt. */
export function looksLikeCommandLine(line: string): boolean {
  const remark = line.indexOf(' # ');
  const text = (remark > 0 ? line.slice(0, remark) : line)
    .trim()
    .replace(/^(?:or|oder|veya|o|ou):?\s+(?=\S+\s+\S)/i, '');
  const words = text.split(/\s+/, 40);
  let first = words[0] ?? '';
  let rest = words.slice(1);
  let asRoot = false;
  while ((first === 'sudo' || /^[A-Za-z_]\w*=\S*$/.test(first)) && rest.length > 0) {
    asRoot ||= first === 'sudo';
    first = rest[0] ?? '';
    rest = rest.slice(1);
  }
  // A program right below the root has an ending; `/chatops` is said to a chat.
  if (/^(?:\.{1,2}\/|~\/)[\w./-]+$|^\/[\w.-]+(?:\/[\w./-]*|\.\w+)$/.test(first)) {
    return true;
  }
  if (first === 'k' && KUBECTL_VERBS.test(rest[0] ?? '')) {
    return true;
  }
  if (!knownPrograms.has(first)) {
    return (
      (asRoot && rest.some(isShellish)) ||
      (/^[A-Za-z_]\w*=(?:\$|["'\w/<])/.test(words[0] ?? '') && words.length === 1)
    );
  }
  if (first === 'make' && makeTargets.test(rest.join(' '))) {
    return true;
  }
  return rest.length === 0 ? !ambiguousAlone.has(first) : rest.some(isShellish) || isTerse(first, rest);
}

/** Whether one line calls a program that nobody knows: plain words and at least one flag, and no sentence. */
export function looksLikeCall(line: string): boolean {
  return line.split(/\s\|\s+/, 10).every(isCall);
}

function isCall(line: string): boolean {
  const [first = '', ...rest] = line.trim().split(/\s+/, 40);
  return (
    /^[a-z][a-z\d]*(?:[-_.][a-z\d]+)*$/.test(first) &&
    rest.some(word => /^--?[A-Za-z][\w-]*(?:=.*)?$/.test(word)) &&
    rest.every(word => /^["']?[\w@%+=:,./$[\]{}-]+["']?$/.test(word)) &&
    !rest.some(word => sentenceWords.test(word)) &&
    !/[.:,]$/.test(line.trim())
  );
}

/** The program that a command names, by its own name: many houses call kubectl `k`. */
export function knownAs(program: string, args: readonly string[]): string {
  return program === 'k' && args.some(arg => KUBECTL_VERBS.test(arg)) ? 'kubectl' : program;
}

const KUBECTL_VERBS =
  /^(?:get|describe|logs|exec|apply|delete|rollout|scale|edit|patch|port-forward|cp|top|drain|cordon|uncordon|create|replace|set|label|annotate|taint|config|run|attach|debug|expose|autoscale|wait)$/;

const sentenceWords = /^(?:the|a|an|to|is|are|and|or|for|with|that|this|your|if|from|of)$/i;

// Usual targets of make: `build`, `docker-push`.
const makeTargets =
  /^(?:all|build|check|clean|deploy|dev|dist|down|install|lint|migrate|package|push|release|run|setup|start|stop|test|up|[a-z]+[-_:/][\w:/-]+)$/;

const ambiguousAlone = new Set(
  'at file find free go head host install jobs just kill less make man more mount node patch read route screen service set sort source step test time top touch watch who which install locate fly kind at date age'.split(
    ' ',
  ),
);

function isShellish(word: string): boolean {
  return /^--?[A-Za-z]|[$|<>=*{}"']|&&|\/\w|\w\/|\.\w{1,5}$|^\d+$|^\\$/.test(word);
}

// `git pull origin main` has no flag, but no sentence begins with a program that is no English word either; `cd ..` is no end of one.
function isTerse(first: string, rest: readonly string[]): boolean {
  return (
    !ambiguousAlone.has(first) &&
    rest.length <= 5 &&
    rest.every(word => /^[\w@%+=:,./<>[\]-]+$/.test(word)) &&
    !rest.some(word => sentenceWords.test(word)) &&
    !/(?<!(?:^|\/)\.)\.$|:$/.test(rest.at(-1) ?? '')
  );
}
