import { fold } from './durations.ts';
import type { Role } from '../runbook.ts';

interface Rule {
  readonly role: Role;
  /** Matched against a title in lower case without accents, numbers and emoji. */
  readonly words: RegExp;
}

// The table of words: English, Turkish, German, Spanish. The first that matches decides, so the order matters.
const RULES: readonly Rule[] = [
  {
    role: 'option',
    words:
      /^(?:(?:option|variant|variante|method|methode|approach|path|secenek|yontem|opcion|metodo)(?:\s*#?\d+|\s+#?[a-z])\b|(?:alternative|alternativa|alternatif)\b|(?:option|secenek|opcion)\s*[:(–—-])/,
  },
  {
    role: 'option',
    words:
      /^(?:special (?:situations?|cases?|circumstances)|edge cases?|ozel durumlar|(?:sonder|spezial)falle|casos especiales)\b/,
  },
  { role: 'option', words: /\((?:alternative|alternatif|alternativa|option|alternativ)\)/ },
  {
    role: 'reference',
    words:
      /\b(?:contacts|contact (?:information|info|list|details|persons?)|quick reference|cheat ?sheet|table of contents|toc|appendix|related (?:\w+ )?(?:documents?|documentation|docs|links|runbooks|resources|reading)|see also|further read(?:ing)?|glossary|changelog|change log|(?:version|revision|document) history|document (?:information|control|owner)|useful links|escalation (?:matrix|path|contacts|policy)|faq|next steps|communication templates?|message templates?|notification templates?|anti-?patterns?|automation opportunities|future improvements|usage guidelines|(?:testing|review|rotation|on-?call|release) schedule|(?:runbook|playbook|document) (?:maintenance|upkeep))\b|^(?:maintenance of|maintaining|keeping) (?:this|the) (?:runbook|playbook|document)\b/,
  },
  {
    role: 'reference',
    words:
      /^(?:contents?$|(?:related|calendar|severit(?:y|ies)|definitions?|recent changes|alert behaviou?r|escalation|support|getting help|need help|ilgili|takvim|tanimlar|eskalasyon|destek|kalender|definitionen|begriffe|eskalation|hilfe|calendario|definiciones|escalacion|soporte)[?:]?$|references?\b|links|resources|history|ressourcen|verweise|recursos|kaynaklar|baglantilar|ek [a-z0-9])\b/,
  },
  {
    role: 'reference',
    words:
      /\b(?:contatos|glossaire|annexe|voir aussi|veja tambem|documents? (?:lies|associes)|documentos relacionados|iletisim|kisiler|hizli basvuru|basvuru|referans|icindekiler|ilgili (?:dokumanlar|belgeler|kaynaklar)|sozluk|surum gecmisi|sonraki adimlar|ansprechpartner|kontakte|kurzreferenz|referenz|anhang|inhaltsverzeichnis|siehe auch|weiterfuhrende|glossar|versionshistorie|nachste schritte|contactos?|referencia(?: rapida)?|apendice|anexo|indice|vease tambien|ver tambien|enlaces|documentos relacionados|glosario|proximos pasos|tabla de contenidos?|mantenimiento del? (?:este )?(?:runbook|documento|playbook)|runbook[ -]?pflege|pflege (?:dieses|des) (?:runbooks|dokuments)|(?:runbook|dokuman) bakimi)\b/,
  },
  {
    role: 'rollback',
    words:
      /\b(?:roll ?back|rolling back|roll-back|back ?out|back-out|fall ?back|revert(?:ing)?|undo(?!\W*redo)|geri alma|geri donus|geri al|rucknahme|zuruckrollen|(?:ruckfall|rollback|rucknahme|rucksetz|zurucksetz|zuruckroll)\w*|zurucksetzen|ruckgangig|reversion|revertir|vuelta atras|marcha atras|deshacer|reversao|reverter|retour (?:en )?arriere)\b|^(?:abort|halt)(?:ing)?(?: (?:the|a|this) (?:[\w-]+ ){0,2}(?:deployment|release|rollout|upgrade|migration|failover|cut-?over|change)| (?:procedure|plan|steps|process))?$|^(?:iptal|durdurma)(?: proseduru| adimlari)?$|^abbruch$/,
  },
  {
    role: 'troubleshooting',
    words:
      /(?<!\b(?:used|useful|how|needed) (?:to|for) )\btroubleshoot(?:ing)?\b|\b(?:common (?:\w+ )?(?:issues|problems|errors|failures)|known (?:issues|problems)|failure (?:paths|modes|scenarios|cases)|debugging|(?:if|when) (?:something|things|it|anything) (?:go(?:es)?|fails?)|depannage|(?:solucao|resolucao) de problemas|resolution des problemes|sorun giderme|sik karsilasilan|bilinen sorunlar|hata ayiklama|haufige (?:fehler|probleme)|fehler(?:behebung|suche|behandlung|diagnose|analyse)|problem(?:behebung|losung(?:en)?)|storungsbehebung|bekannte probleme|solucion de problemas|resolucion de problemas|problemas (?:comunes|conocidos))\b/,
  },
  {
    role: 'emergency',
    words:
      /\b(?:emergency|emergencies|disaster recovery|break ?glass|acil(?: durum)?|felaket|notfall\w*|katastrophe\w*|emergencias?|urgence|recuperacao (?:de|apos) desastres?|recuperacion (?:ante|de) desastres)\b/,
  },
  {
    role: 'emergency',
    words:
      /^(?:(?:security )?incident (?:response|handling)(?: procedures?| process| steps| playbook)?|olay(?:a|lara)? mudahale(?: \w+)?|(?:reaktion auf (?:vorfalle|storungen)|storfallbehandlung)|respuesta a incidentes?(?: de \w+)?)$/,
  },
  {
    role: 'cleanup',
    words:
      /^(?:clean(?:ing)?[ -]?up|teardown|tear(?:ing)? down|(?:delete|remove) (?:the |your |all )?resource(?:s| groups?)|temizlik|temizleme|kaynaklari (?:temizle|sil)\w*|aufraum\w+|bereinig\w+|ressourcen (?:bereinigen|loschen)|limpieza|limpiar|eliminar (?:los )?recursos)\b/,
  },
  {
    role: 'reference',
    words:
      /^(?:useful (?:commands|queries)|best practices|usage guidelines|license$|contribut(?:ing|ors)\b(?! factors?)|acknowledg|invariants$|en iyi uygulamalar|yararli komutlar|nutzliche befehle|buenas practicas|comandos utiles)/,
  },
  {
    role: 'reference',
    words:
      /^(?:guidelines\b|(?:[\w-]+ ){0,3}guidance$|prevention$|preventi(?:ve|on) measures$|onleme\w*$|onleyici (?:tedbirler|onlemler)|vorbeugung$|vorbeugende massnahmen|prevencion$|medidas preventivas|key (?:facts|points|takeaways|concepts)\b|(?:configuration|command[- ]line|cli) (?:flags|parameters|reference)$|flags$|yonergeler\b|richtlinien\b|directrices\b)/,
  },
  {
    role: 'option',
    words:
      /^(?:disabl(?:e|ing)|silenc(?:e|ing)|mut(?:e|ing)) (?:this|the|these) (?:alerts?|rules?|checks?)\b|^bu (?:uyariyi|alarmi) (?:kapat|sustur)|^(?:diesen alarm|diese meldung) (?:abschalten|stummschalten)/,
  },
  { role: 'example', words: /^(?:examples?|sample|ornek\w*|beispiele?|ejemplos?)\b/ },
  { role: 'example', words: /\b(?:examples?|ornegi|ornekler|beispiele?|ejemplos?)$/ },
];

// "Rollback plan reviewed", "Prepare the rollback", "Deploy & roll back": work on the straight path that names a branch.
const ABOUT =
  /^(?:prepare|review|verify|test|check|confirm|plan|document|validate|create|define|update|configure|set up|deploy\w*)\b.*\b(?:roll ?back|back ?out|fall ?back|emergency|contacts?)\b|\b(?:preparation|preparing|planning|testing|vorbereitung|planung|preparacion|planificacion|pruebas?) (?:(?:of|for|the|a|an|der|des|fur|von|de|del|la|el|para) )*(?:roll ?back|back ?out|fall ?back|reversion|zuruckrollen|ruckfall)|\b(?:reviewed|prepared|readiness|preparedness|preparation|hazirligi|notification|announcement|template|message|email)s?$|^[^(]*\w(?:\s*[&/]\s*|\s+(?:and|und|ve|y)\s+)(?:roll ?backs?|troubleshooting|debugging|cleanup)\b/;
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
