import { fold } from '../../runbook/words/durations.ts';
import { tellsToDo } from '../../runbook/words/instructions.ts';
import { isTurkishCondition } from '../../runbook/words/turkish.ts';
import type { Condition } from '../statement.ts';

// English, German, Spanish, without accents; Turkish says it by an ending. `if [ -f x ]` is shell.
const OPENS =
  /^(?:only |but |and |also |optionally,? )*(?:if(?! (?:\[|!|test |\(|\$))|in case(?: of)?|unless|(?:up)?on (?:an? |any )?(?:failures?|errors?)(?= $)|should (?:the|this|that|it|a|an|any)|falls(?! (?:back|behind|over|through)\b)|wenn|sollten? (?:der|die|das|dies\w*|es|ein\w*)|nur (?:wenn|falls|bei)|bei (?:eine[mr] )?(?:fehler(?:n|meldung(?:en)?)?|fehlschlag|problemen|ausfall|storung\w*|abbruch)|im fehlerfall|(?:tritt|treten|kommt es|bleibt|bleiben|besteht|bestehen|schlagt|schlagen|scheitert|startet|antwortet|funktioniert)(?= .*\b(?:auf|zu \w+|bestehen|weiter(?:hin)?|fehl|nicht) ?$)|si(?! units?\b)|en caso de|ante (?:un )?(?:error|fallo)|solo si|eger)(?: |$)/;
const WHEN = /^(?:only )?(?:when|wann immer|sobald|cuando) /;
// "Otherwise:", "If not,", "Aksi halde".
const ELSE =
  /^(?:otherwise|or else|else(?: if\b|(?=[,:]|$))|if not(?=[,:]|$)|andernfalls|ansonsten|sonst|(?:wenn|falls) nicht(?=[,:]|$)|de lo contrario|en caso contrario|si no(?=[,:]|$)|aksi (?:halde|takdirde)|(?:degilse|yoksa)(?=[,:]|$))[,:]?\s*/;
// What tells of a failure by itself.
const FAILS = new RegExp(
  [
    String.raw`\b(?:fail(?:s|ed|ing|ures?)?|errors?|broken|breaks?|broke|crash\w*|hangs?|hanging|hung|stuck|unhealthy|unavailable|unreachable|degraded|corrupt\w*|lost|banned|times? out|timed out|timing out|dies|died|(?:goes|went|gone) wrong|problems?|issues|(?:an?|any) issue|outage|emergency|disaster)\b`,
    String.raw`\b(?:is|are|be|goes|went) (?:still |completely )?(?:down|full|dead)\b|\bgone for good\b|\b(?:primary|leader|broker|master|data|node|host|server|cluster|region|site) (?:is|are|be|has) (?:been )?gone\b`,
    String.raw`\brollback is (?:needed|required|necessary)\b|\bin case of (?:a )?rollback\b|\b(?:need|have|want|decide)s? to (?:roll ?back|revert)\b|\b(?:(?:issue|alert|alarm|symptom|behaviou?r)s? (?:still )?(?:persists?|continues?|remains?|recurs?|reappears?|comes? back)|(?:it|this|that) (?:still )?persists)$|\b(?:keeps|still) (?:firing|failing|crashing)\b`,
    String.raw`\b(?:fehler\w*|fehlschl\w*|fehlgeschl\w*|fehl|scheiter\w*|gescheitert|hangt|ausgefallen|ausfall\w*|abgesturzt|absturzt|abbricht|abbruch|abgebrochen|storung\w*|kaputt|problemen?)\b`,
    String.raw`\b(?:falla(?:n|do|ron|ndo)?|(?:sale|va|salio) mal|falle[ns]?|fallos?|fallid[oa]s?|error\w*|problemas?|caid[oa]s?|roto|cuelga\w*)\b`,
    String.raw`\b(?:hata\w*|basarisiz\w*|sorun\w*|ariza\w*|coker\w*|coktu\w*|takil\w*|bozul\w*|dolarsa|doluysa)\b`,
  ].join('|'),
);
// "If there are no errors", "Hata yoksa", "if the error rate is below 1 %", "if the failed node is back": it is over, or never was.
const DENIES = new RegExp(
  [
    String.raw`\b(?:not|no|none|never|cannot|nothing|nobody|without|unless|free of|nicht|kein\w*|nie|nichts|ohne|sin|nunca|ningun\w*|nada|yok\w*|degil\w*|hic)\b|n['’]t\b|\berror-free\b|\b(?:wish|would like|want) to (?!roll|revert|undo)|\b(?:errors?|problems?|issues?|alerts?|alarms?|failures?)(?: \w+){0,4} gone\b`,
    String.raw`(?:ma|me)z?(?:d[iu]ys|m[iu]ss|s)[ae]\w*\b|m[iu]yors[ae]\w*\b|\b(?:hata|sorun|ariza)s[iu]z\w*`,
    String.raw`\b(?:is|are|was|were|be|been|has|have|it|now) (?:now |all |been )*(?:resolved|fixed|cleared|solved|over|acceptable|expected|known|harmless|back|recovered|zero|0)\b`,
    String.raw`[<≤]|(?:= ?|\bif |\bis |\bare )0\b|\b(?:(?:is|are|stays?|remains?) (?:still |very )?(?:low|lower|empty|ok|okay|fine|normal|healthy|within|stable)|budget|allows|rejoin(?:s|ed)|completed|completes|finished|finishes|sifir\w*|fehlerfrei\w*|desaparec\w*)\b`,
    String.raw`\b(?:below|(?:is|are|stays|goes) under|less|fewer|drop\w*|zero|disappear\w*|recover\w*|clears|stops|stopped|succe\w+|worked|passe[sd]|behoben|weg|vorbei|unter|weniger|resuelto|menos|duzel\w*|gectiyse|cozul\w*|giderild\w*|altind\w*)\b`,
    String.raw`\b(?:beendet|verschwunden|bestatigt|solucionad\w*|resolvi\w*|ces[aeo]\w*|kalk\w*|fail(?:s|ed|ing)? over|for maintenance|ayikla\w*|kayd[iu]\w* acil\w*)\b`,
  ].join('|'),
);
// What fails where it is denied: "did not pass", "nicht starten", "hazır değilse". What is merely not there yet is no failure.
const NOT_WELL = new RegExp(
  [
    String.raw`(?:\b(?:not|never|cannot|nothing|none)|n['’]t)(?: [\w'’-]+){0,4}? (?:pass|passed|ok|okay|succeed|succeeded|successful|healthy|ready|work|works|working|start|come up|up|respond|responding|reachable|match|valid|approved|correct|recover|recovered|green|help|helped|resolve|resolved|solve|solved|fix)\b(?! to\b)`,
    String.raw`\bnicht(?: \w+){0,4}? (?:starte[nt]|hochkomm\w*|funktionier\w*|klappt|erreichbar|bereit|gesund|erfolgreich|bestanden|antworte[nt]|passt|stimmt)\b|^(?:startet|antwortet|funktioniert)(?: \w+){0,4} nicht$`,
    String.raw`\bno(?: \w+){0,3}? (?:funciona\w*|arranca\w*|responde\w*|inicia\w*|pasa\w*|coincide\w*|list[oa]s?)\b`,
    String.raw`\b(?:basarili|hazir|saglikli|gecerli|ayakta|calisir|dogru) (?:degilse|olmaz\w*)|\b(?:calis|acil|basla|gec|gel|ver|duzel|toparlan|tut|onaylan)m[aei]*(?:z|di?y|yor|u?yor)\w*s[ae]\w*`,
  ].join('|'),
);
const NOT_DONE_YET = /\b(?:yet|already|you|we|noch|schon|bereits|aun|todavia|henuz)\b/;
// One of several ways to be set up: "If you use Istio", "Wenn Sie Docker nutzen", "Si usas Docker", "Istio kullanıyorsanız".
const VARIANT =
  /^(?:only )?if (?:you(?: are|['’]re)? (?:use|using|on(?! call\b)|deploy(?:ing)? (?:it )?(?:to|on|with)|run(?:ning)? (?:it |this )?(?:on|in|as|with))|using) |^(?:wenn|falls) (?:du|sie|ihr|man) .*(?:nutz\w+|verwende\w*|einsetz\w+|betreib\w+)$|^si (?:usas|usa|utilizas|utiliza|despliegas en) |kullaniyorsan(?:iz)?$/;
// What is said about the command below, or to be done elsewhere, and no reason to leave it out.
const NOTE =
  /^(?:please )?(?:see|read|refer|contact|ask|call|page|escalate|ignore|adjust|substitute|note|expect|answer|enter|type|choose|select|append|do not|don['’]t|wait|go (?:to|on|ahead)|continue|proceed|make sure|ensure|(?:stop|abort)(?: here| now| and .*)?$|skip (?:this|it|to|the (?:rest|next|following))|siehe|ersetz\w*|reemplac\w*|bakin|degistir\w*)(?!\w)/;
// Behind what is no failure these speak about the command too: "If you have another domain, replace example.com".
const ADVICE = /^(?:please )?(?:abort|stop|change|replace|add|use|press|edit|skip|go)\b/;
// "If needed", "when applicable": the command is for whoever needs it.
const NEED =
  /^(?:only |optionally,? )?(?:if|when|falls|wenn|sofern|si|en caso)(?: it is| this is| es)? (?:needed|required|necessary|applicable|possible|desired|notig|erforderlich|notwendig|zutreffend|moglich|(?:es )?necesario|procede|aplica)\b|^(?:gerekirse|gerekiyorsa|mumkunse)\b/;
// "Clear the cache if needed", "Enable maintenance mode (if required)", "Promote if tests pass".
const TRAILING =
  /\b(?:if|when|falls|wenn|sofern|si|en caso)(?: it is| es)? (?:needed|required|necessary|applicable|possible|desired|successful|notig|erforderlich|notwendig|zutreffend|moglich|(?:es )?necesario|procede|aplica|(?:\w+ ){1,4}(?:pass|passed|succeeded))\)?$|\((?:only )?(?:if|falls|wenn|sofern|si) [^()]{2,60}\)$|\b(?:gerekirse|gerekiyorsa|varsa)\)?$/;

/** What condition a comment above a command states; undefined where it states none. In doubt a command is walked. */
export function conditionOf(title: string): Condition | undefined {
  const shown = title
    .slice(0, LONGEST)
    .trim()
    .replace(/[:：]$/, '');
  const words = fold(shown);
  const opened = openedBy(shown, words);
  if (opened === undefined) {
    return TRAILING.test(words) ? 'next' : undefined;
  }
  const { clause, rest } = opened;
  const told = fold(rest);
  if ((rest !== '' && !isOrder(rest)) || NOTE.test(told) || /\b(?:prompted|asked)\b/.test(clause)) {
    return undefined;
  }
  if (NEED.test(clause)) {
    return 'next';
  }
  if (tellsOfFailure(clause)) {
    return 'rarely';
  }
  if (ADVICE.test(told)) {
    return undefined;
  }
  return VARIANT.test(clause) ? 'rarely' : 'next';
}

/** Whether a folded clause plainly tells of a failure, and does not deny it. */
function tellsOfFailure(clause: string): boolean {
  if (clause === '') {
    return true;
  }
  if (FAILS.test(clause) && !DENIES.test(clause)) {
    return true;
  }
  return !FAILS.test(clause) && NOT_WELL.test(clause) && !NOT_DONE_YET.test(clause);
}

// "unban your IP" is an order although nobody lists the verb; "the index is missing" and "you can skip it" say something.
function isOrder(rest: string): boolean {
  return tellsToDo(rest) || (/^\p{Ll}[\p{L}-]+(?:\s|$)/u.test(rest) && !SAYS.test(fold(rest.slice(0, 60))));
}

// Words that continue a statement rather than an order: "the pods are …".
const SAYS =
  /^(?:then )?(?:the|this|that|these|those|it|its|you|your|there|here|an?|no|not|we|they|all|some|only|because|since|as|and|or|nothing|something|der|die|das|es|sie|man|ein|eine|el|la|los|las|hay|se|bu|su)\b|\b(?:is|are|was|were|will|would|has|have|means?|might|may|should|can|could|ist|sind|wird|werden|hat|kann|esta|son|sera|puede)\b/;

interface Opened {
  /** Folded; empty for "Otherwise", which is what failed before. */
  readonly clause: string;
  /** What is told to do where it holds; empty where the words are the condition alone. */
  readonly rest: string;
}

function openedBy(shown: string, words: string): Opened | undefined {
  const parts = /^([^,:：]{2,160})[,:：]\s*(.*)$/u.exec(shown);
  const clause = (parts?.[1] ?? shown).split(/[.!]\s/, 1)[0] ?? '';
  const rest = parts?.[2] ?? '';
  const folded = fold(clause);
  const otherwise = ELSE.exec(words)?.[0];
  if (otherwise !== undefined) {
    const more = shown.slice(otherwise.length).trim();
    // "Else if the pod hangs, delete it" has a condition of its own.
    return /if $/.test(otherwise) ? openedBy(`if ${more}`, `if ${fold(more)}`) : { clause: '', rest: more };
  }
  const isOpened = OPENS.test(`${folded} `) || VARIANT.test(folded) || isTurkishCondition(clause);
  return isOpened || (WHEN.test(folded) && FAILS.test(folded)) ? { clause: folded, rest } : undefined;
}

const LONGEST = 300;
