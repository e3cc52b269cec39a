import { looksLikeCommandLine } from '../../shell/programs/commandLine.ts';
import type { Page } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import { fold } from './durations.ts';
import { tellsToDo } from './instructions.ts';
import { expectationIn } from './leadIns.ts';

/** What a paragraph behind commands says of their output, and what its last part shows. */
export interface ExpectedWords {
  /** Empty where only a label stands, undefined where nothing is said. */
  readonly expected: string | undefined;
  readonly shown: string;
}

/** Reads a paragraph part by part, since "**Verification:** …", "**Time:** …" and "**If it fails:** …" often share one. */
export function expectedIn(page: Page, paragraph: string): ExpectedWords {
  const parts = page
    .repair(paragraph)
    .split(PART)
    // What the next line says is done otherwise is no output.
    .map(part => plainText(part.replace(OTHERWISE, ''), page.references));
  const found = parts.map(part => expectationIn(part) ?? verifiedIn(part) ?? sentenceIn(part));
  const said = found.find(expected => expected !== undefined && expected !== '');
  return { expected: said ?? found.at(-1), shown: parts.at(-1) ?? '' };
}

const PART = /\n(?=[ \t]*(?:\*\*|__)[^*_\n]{2,40}(?:[:：](?:\*\*|__)|(?:\*\*|__)[ \t]*[:：]))/;

const OTHERWISE =
  /\n[^\p{L}\d\n]*(?:if|otherwise|else|in case|aksi|değilse|degilse|eğer|falls|sonst|wenn|andernfalls|si no|si)\b[^]*$/iu;

const VERIFIED =
  /^\W*(?:verification|validation|success criteri(?:a|on)|dogrulama|verifikation|(?:uber)?prufung|verificacion|validacion|comprobacion)\s*[:：]\s*\S/;

// "Verification: None", "Validation: PASS", "Success criteria: by the DBA" fill in a form.
const FILLED_IN =
  /^\W*(?:(?:none|n\/?a|not (?:applicable|needed|required|necessary)|nothing|no|yes|pass(?:ed)?|ok(?:ay)?|done|tbd|todo|pending|manual(?:ly)?|automat(?:ic|ed)|required|optional|-+|keine?|nicht (?:notig|erforderlich)|entfallt|ja|nein|manuell|yok|gerekmez|gerekli degil|var|evet|hayir|tamam|elle|ningun[oa]?|nada|no (?:aplica|es necesari[oa])|si|manual)|(?:by|von|durch|por)\s[^.]{1,80}|[^.]{1,80}\starafindan)(?:\s*\([^()]{0,80}\))?\W*$/;

// "Verification: all jobs are green"; what tells to look somewhere is another thing to do. Such a label speaks of what
// holds and seldom of what is printed: it stays before the words, so that no rule takes them for a literal and a person answers.
function verifiedIn(shown: string): string | undefined {
  const said = VERIFIED.test(fold(shown)) ? shown.slice(shown.search(/[:：]/) + 1).trim() : '';
  if (said === '') return undefined;
  const isOther = /[:：]$/.test(said) || tellsToDo(said) || looksLikeCommandLine(said);
  return isOther || FILLED_IN.test(fold(said)) ? undefined : shown;
}

// "You should see …", "The output should …", "All pods should be Running.": English, Turkish, German, Spanish.
const SAYS =
  /^expect (?!(?:some|a few|brief|short|downtime|delays?|interruptions?|(?:it|this|that) to take)\b)\S|^(?:(?:after|once|when|upon) [^,.:]{3,100}, )?(?:(?:the |this |its )?(?:command'?s? )?(?:outputs?|results?|response)(?: of \S+(?: \S+){0,3})? (?:should|must|will)\b|you (?:should|will|must) (?:now |then |also )?(?:see|get|receive)\b|(?:this|it|(?:the|this) command|that) (?:should|must|will) (?:return|print|show|output|display|list|say|report|give)\b|(?:all|both|every|each) (?:[\w-]+ ){1,5}(?:should|must) (?:be|have|show|say|report)\b|(?!this\b|that\b|it\b|you\b|we\b|they\b|there\b|if\b)(?:[^\s.:]+ ){1,9}(?:should|must) (?:now |all )?(?:show|return|report|contain|list|print|output|read|match|equal|display|be (?:less|more|greater|lower|higher|equal|zero|one|empty|up|down|healthy|running|ready|active|available|green|at|between|listed|shown|visible|gone|back|around|ok|\d))\b|(?:die ausgabe|das ergebnis) (?:sollte|muss)\b|sie sollten? .{3,160}\bsehen\b|alle \w+ (?:sollten|mussen)\b|(?:la salida|el resultado|el comando) (?:deberia|debe)\b|(?:deberia|debe)(?:s|n)? (?:ver|mostrar|aparecer|devolver)\b)|^(?:cikti|sonuc|tum|butun|ekran)\w*\b.{3,160}\b\w*(?:olmali|gormelisiniz|gormeniz gerekir|gorunmeli)\w*/;

// The sentence right behind a command that tells what it shows; one that ends in a colon announces what is below.
function sentenceIn(shown: string): string | undefined {
  const first =
    /^.{3,400}?(?<!\b(?:i\.e|e\.g|z\.B|d\.h|vs|approx))[.!](?=\s|$)/.exec(shown)?.[0] ??
    (shown.length <= 200 ? shown : '');
  return /[:：]$/.test(shown) || POINTS.test(first) || !SAYS.test(fold(first)) ? undefined : first;
}

// What only points to a picture or to what is below says nothing of the output.
const POINTS =
  /\b(?:similar to|like|as) (?:th(?:is|ese)|the (?:one|image|picture|screenshot|following|example)|below)\b|\b(?:image|screenshot|picture)\b/i;
