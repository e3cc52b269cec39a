import { fold } from './durations.ts';
import type { Role } from '../runbook.ts';
import { ROLE_WORDS } from './roleWords.ts';
import { patternOf } from './wordTable.ts';

interface Rule {
  readonly role: Role;
  readonly words: RegExp;
}

const RULES: readonly Rule[] = ROLE_WORDS.map(row => ({ role: row.role, words: patternOf(row) }));

// "Rollback plan reviewed", "Prepare the rollback", "Deploy & roll back": work on the straight path that names a branch.
const ABOUT =
  /^(?:prepare|review|verify|test|check|confirm|plan(?! de\b| del\b)|document|validate|create|define|update|configure|set up|deploy\w*)\b.*\b(?:roll ?back|back ?out|fall ?back|emergency|contacts?)\b|\b(?:preparation|preparing|planning|testing|vorbereitung|planung|preparacion|planificacion|pruebas?) (?:(?:of|for|the|a|an|der|des|fur|von|de|del|la|el|para) )*(?:roll ?back|back ?out|fall ?back|reversion|zuruckrollen|ruckfall)|\b(?:roll ?back|zuruckrollen|ruckfall|geri (?:alma|donus)|notfall)[\w-]*(?: (?:de[rsnm]|die|das|plan\w*|s[ck]ript\w*|pro[sz]edur\w*|prozess\w*|verfahren\w*|kontakt\w*|adim\w*|beti[gk]\w*)){0,3} (?:vorbereiten|testen|prufen|planen|dokumentieren|hazirla\w*|test et\w*|planla\w*)$|\b(?:reviewed|prepared|readiness|preparedness|preparation|hazirligi|notification|announcement|template|message|email)s?$|^[^(]*\w(?:\s*[&/]\s*|\s+(?:and|und|ve|y)\s+)(?:roll ?backs?|troubleshooting|debugging|cleanup)\b/;
const PLACE = 'step|phase|stage|part|day|adim|asama|faz|gun|schritt|teil|tag|paso|fase|etapa|dia';
const NUMBERED = new RegExp(`^(?:\\W*\\d+(?:\\.\\d+)*[.):]?\\s|\\W*(?:${PLACE})[\\s-]*\\d)`);

// "RB-002: Emergency rollback", "Procedure 3 - Rolling back": a number of the house says nothing of what is done.
const NAMED = new RegExp(
  `^(?:(?!(?:${PLACE})-)[a-z]{2,5}-\\d{1,4}|(?:runbook|procedure|playbook|sop|scenario|prosedur|senaryo|verfahren|szenario|procedimiento|escenario)\\s*#?\\d{1,3})\\s*[:.)–—-]\\s*`,
);

// "Phase 1: Emergency fixes" has its turn.
const STAGE = new RegExp(`^\\W*(?:${PLACE})[\\s-]*\\d`);

/** What a title says its section is; undefined where it says nothing, and the section above decides. */
export function roleOfTitle(title: string): Role | undefined {
  const folded = fold(title);
  const words = folded
    .replace(/^[^\p{L}(]+/u, '')
    .replace(NAMED, '')
    .trim();
  const rule = RULES.find(candidate => candidate.words.test(words));
  if (rule === undefined) {
    return undefined;
  }
  if (
    (rule.role === 'cleanup' && NUMBERED.test(folded)) ||
    (rule.role === 'emergency' && STAGE.test(folded))
  ) {
    return undefined;
  }
  return rule.role !== 'option' && rule.role !== 'reference' && ABOUT.test(words) ? undefined : rule.role;
}

/** True for titles that ask or explain, such as "Why this is opt-in"; below one with commands, a question is something to find out. */
export function isExplanation(title: string): boolean {
  return EXPLAINS.test(
    fold(title.slice(0, LONGEST_TITLE))
      .replace(/^[^\p{L}(]+/u, '')
      .trim(),
  );
}

// "Why this is opt-in", "What is a shard", "Lessons learned".
const EXPLAINS =
  /^(?:why\b|(?:known )?(?:gotchas|caveats|pitfalls)\b|lessons? learn|(?:page|further|more|additional) info|cikarilan dersler|erkenntnisse\b|stolperfallen|lecciones aprendidas|what\?$|what (?:is|are|does|did|do|happen(?:s|ed)|this \w+ (?:does|is|covers?))\b|how (?:soon|often|long|much|many)\b|who (?:is|are|does|should|owns|decides|can|may)\b|when (?:not )?(?:to|does|do|should)\b|(?:can|could|should|may|do|does|will) (?:i|we|my|our)\b[^?]{3,200}\?$|how \w+(?: \w+){0,3} works$|neden\b|ne zaman\b|warum\b|was (?:ist|sind)\b|wann\b|por que\b|que (?:es|son)\b|cuando\b)|\bnedir\W*$/;

/** True for titles such as "How to disable a worker" or "Via the console", which name a purpose or a way of their own. */
export function isHowTo(title: string): boolean {
  return /^\W*(?:how[ -]to\b|via (?:the|an?)\b|nasil\b|.+ nasil (?:yapilir|edilir)|wie man\b|so (?:wird|werden)\b|como (?:\w+r)\b)/.test(
    fold(title.slice(0, LONGEST_TITLE)),
  );
}

// A title's first line or two; in a hostile one the pattern above would try each sign with each word behind it.
const LONGEST_TITLE = 300;

/** Reads a role as an author writes it in an annotation. */
export function roleOfName(name: string | undefined): Role | undefined {
  return ROLES.find(role => role === name?.toLowerCase());
}

const ROLES: readonly Role[] = [
  'path',
  'rollback',
  'troubleshooting',
  'option',
  'emergency',
  'reference',
  'cleanup',
  'example',
];
