import type { Statement, Wait } from '../../shell/statement.ts';
import { durationIn, fold, withDigits } from './durations.ts';

// "Wait 30 s", "monitor for 15 minutes", "15-minute observation": letters without accents, as all tables of words.
const PAUSE =
  /\b(?:check(?: back)? for(?=\s+\d)|wait(?:ing)?|pause|sleep|hold|bekle\w*|warte[nt]?|abwarten|esper[ae]\w*|pausa)\b(?!-)([^.;]{0,45})/g;
// "Monitor for 10 minutes", "soak …", "izleyin …".
const WATCH =
  /\b(?:monitor(?:ing)?|observe|observing|watch(?:ing)?|keep an eye|soak|bake|run it|stick around|stay (?:around|on|online|available|on the call)|izle\w*|gozle\w*|beobachten?|uberwachen?|observ[ae]\w*|monitor[ei][ae]?\w*|vigil[ae]\w*)\b[^.;]{0,80}?(?:\b(?:for|over|during|at least|fur|wahrend|durante|por|mindestens|al menos)\b|[(:,-])([^.;]{0,25})/g;
// The verb stands behind the time in Turkish and German, the noun in English.
const BEHIND =
  /^[\s-]*(?:boyunca\s+(?:\S+\s+){0,4}?(?:izle|gozle|bekle|takip)\w*|lang\s+(?:\S+\s+){0,4}?(?:beobacht|uberwach)\w*)\b|^[\s-]*(?:period\s+)?(?:long\s+)?(?:of\s+)?(?:boyunca\s+|sureyle\s+|kadar\s+|lang\s+|de\s+)?(?:observation|monitoring|soak\w*|bake\w*|wait(?:ing)?|watch|stabili[sz]ation|stability|cool-?down|burn-?in|bekle\w*|izle\w*|gozle\w*|takip|beobacht\w*|wart\w*|uberwach\w*|observa\w*|espera\w*|monitore\w*)\b/;
const UP_TO = /\b(?:maximum|max\.?|hasta|como maximo)\s*$/;
// Cheap test for any word about waiting or watching.
const FAST =
  /check|wait|paus|sleep|hold|stick|stay|monitor|observ|watch|eye|soak|bake|stab|cool|burn|bekle|izle|g[öo]zle|takip|wart|beobacht|[üu]berwach|esper|vigil/i;
const MAX_WORDS = 160;

/** How long a text says to wait or to watch; undefined where it says nothing of the kind. */
export function waitIn(text: string): Wait | undefined {
  if (!FAST.test(text)) return undefined;
  for (const sentence of text.slice(0, 2000).split(/(?<=[.!?])\s+(?=\p{Lu})|\n/u)) {
    const wait = waitOf(sentence);
    if (wait !== undefined) {
      return wait;
    }
  }
  return undefined;
}

// What is done while one waits, or waits by itself, comes before the time is over.
const MEANWHILE =
  /\b(?:while|until|up to|at most|watch|monitor|observ|surece|kadar|izle|gozle|wahrend|bis|beobacht|uberwach|mientras|hasta|vigil)/;
// "Wait 5 minutes, then …", "5 dakika bekleyin".
const WAITS_FIRST =
  /^\W*(?:(?:please )?(?:wait|pause|hold)|(?:bitte )?warte[nt]?|espere?|esperar|pausa)\b|^\W*\d+ ?\w+ (?:boyunca )?bekle\w*\W*$|^\W*\d+ ?\w+ (?:ab)?warten\W*$/;

/** Whether a task asks to wait before what it holds is done, as "Wait 5 minutes, then check:" does. */
export function asksToWaitFirst(title: string): boolean {
  const words = fold(title);
  return WAITS_FIRST.test(words) && !MEANWHILE.test(words);
}

function waitOf(sentence: string): Wait | undefined {
  const words = withDigits(fold(sentence)).replace(/(\d)m\b/g, '$1 min');
  const ahead = [...words.matchAll(PAUSE), ...words.matchAll(WATCH)].map(match => timeAhead(match[1] ?? ''));
  const found = ahead.find(time => time !== undefined) ?? timeBefore(words);
  if (found === undefined) {
    return undefined;
  }
  const shown = sentence.replace(/[*_`]+/g, '').trim();
  return { ...found, text: shown.length > MAX_WORDS ? `${shown.slice(0, MAX_WORDS - 1)}…` : shown };
}

type Time = Pick<Wait, 'minSeconds' | 'maxSeconds'>;

function timeAhead(words: string): Time | undefined {
  const found = durationIn(words);
  return found === undefined ? undefined : toTime(found, UP_TO.test(words.slice(0, found.start)));
}

// "(after 7-day soak)" says how long the soak lasts, and not when something is.
function timeBefore(said: string): Time | undefined {
  const words = said.replace(/\b(?:after|nach|tras)(?: an?| the)? (?=\d)/g, ' ');
  const found = durationIn(words);
  return found !== undefined && BEHIND.test(words.slice(found.end)) ? toTime(found, false) : undefined;
}

function toTime(
  { minMinutes, maxMinutes }: { minMinutes: number; maxMinutes: number },
  isLimit: boolean,
): Time {
  return { minSeconds: isLimit ? 0 : Math.round(minMinutes * 60), maxSeconds: Math.round(maxMinutes * 60) };
}

const SLEEP = /(?:^|[;&|]\s*)sleep[ \t]+(\d+(?:\.\d+)?)([smhd]?)[ \t]*(?:#.*)?$/;
const SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** How long a statement waits: by its own words, by its comment, or because it sleeps. */
export function waitOfStatement({ text, title }: Statement): Wait | undefined {
  const sleep = text.includes('sleep') && !/\b(?:do|then)\b/.test(text) ? SLEEP.exec(text.trim()) : null;
  if (sleep === null) {
    return title === undefined ? undefined : waitIn(title);
  }
  const seconds = Math.round(Number(sleep[1]) * (SECONDS[sleep[2] ?? ''] ?? 1));
  return { minSeconds: seconds, maxSeconds: seconds, text: sleep[0].replace(/^[;&|\s]+/, '').trim() };
}
