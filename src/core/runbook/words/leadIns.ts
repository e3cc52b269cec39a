import { fold, isAscii } from './durations.ts';
import type { Place } from '../markdown/page.ts';

// What words of a document mean for its steps: English, Turkish, German, Spanish, without accents.
const OPTIONAL =
  /\((?:optional|opsiyonel|istege bagli|fakultativ|opcional)\b[^)]*\)|^\W*(?:optional(?:ly)?|opsiyonel|istege bagli|opcional)\b\W/;
const REQUIRED =
  /\((?:required|mandatory|zorunlu|erforderlich|pflicht|obligatorio)\b[^)]*\)|^\W*(?:required|mandatory)\s*[:—-]/;
const TEMPLATE =
  /\b(?:templates?|notifications?|announcements?|e-?mails?|sablon\w*|duyuru\w*|bildirim\w*|vorlagen?|benachrichtigung\w*|ankundigung\w*|plantillas?|avisos?|comunicad\w*)\b/;
const LEAD_IN =
  /\b(?:outputs?|results?|response|expected|expecting|should (?:see|return|show|output|look|print|be)|will (?:see|look|return|print|show)|returns?|looks? (?:like|similar)|something like|similar to|prints?|sonuc|sonuclar|cikti\w*|beklenen|ausgabe|ergebnis|erwartet\w*|salida|resultados?|esperad[oa]|vysledky|wyniki|risultati|hasil|resultaten)\b/;
// Words that announce commands: "run the following command:".
const COMMAND_LEAD =
  /\b(?:run|execute|type|enter|use|using|issue|try)\b|\b(?:following|next|these|with|by) commands?\b|\b(?:calistir\w*|ausfuhren|ejecut\w*)\b/;
// "Expected output", "Beklenen sonuç", "Erwartete Ausgabe".
const EXPECTED =
  /^\W*(?:expected(?: (?:outputs?|results?|responses?|values?|outcomes?|behaviou?r|status|state|versions?|exit code))?|beklenen(?: (?:cikti|sonuc|durum|deger|yanit|surum))?|erwartung(?:en)?|erwartet(?:e[nrs]?)?(?: (?:ausgaben?|ergebnis|output|wert|antwort|status|zustand|version))?|(?:(?:resultado|salida|estado|valor|respuesta|version|comportamiento) )?esperad[oa])(?:\W*?[:：]|\W*$)/;
// "Step 3", "Adım 2", "3. Schritt".
const STEP =
  /^\W*(?:step|adim|schritt|paso)[\s-]*#?(?:\d[\d.]*[a-z]?|one|two|three|four|five|six|seven|eight|nine|ten)\b|^\W*\d{1,2}\.\s*(?:adim|schritt)\b/;

// "Steps for launching the snapshot:", "Perform the following steps:", "Aşağıdaki adımları izleyin:".
const STEPS =
  /^(?:the )?(?:steps|adimlar|schritte|pasos)\b(?! (?:above|below|are|were|taken))|(?<!\b(?:one|any|either|some) of the )\b(?:following|these|necessary) (?:steps|actions|tasks)\b|\b(?:do|perform|complete) the following\b|\b(?:asagidaki|su|bu|sirayla) (?:\w+ )?adimlar\w*|\b(?:folgenden?|diese) schritte\b|\b(?:siguientes|estos) pasos\b/;

/** True where the line above a list says that its items are steps, although they are not numbered. */
export function announcesSteps(intro: string): boolean {
  return STEPS.test(fold(intro));
}

// "Here are the steps to take …:", "There are three steps:".
const SAID_STEPS =
  /^(?:here are|these are|below are|there are|in|with|follow|take|perform|asagida|hier sind|aqui estan|estos son)\b[^.:]{0,80}?\b(?:steps|actions to take|adimlar\w*|schritte|pasos)\b(?! (?:above|were|taken))[^.]*[:：]\W*$/;

/** The same for the last sentence of a paragraph of any length. */
export function saysSteps(paragraph: string): boolean {
  return SAID_STEPS.test(fold(lastSentence(paragraph)));
}

function lastSentence(paragraph: string): string {
  return (
    paragraph
      .replaceAll('\n', ' ')
      .split(/[.!?]\s+(?=\p{Lu})/u)
      .at(-1) ?? ''
  ).slice(0, MAX_LAST);
}

const MAX_LAST = 400;

/** Whether a text or the headings above it say that a step must or need not be done. */
export function requirementOf(text: string, place: Place): boolean | undefined {
  const words = maySay(text) ? fold(text) : '';
  if (REQUIRED.test(words)) {
    return true;
  }
  const optional = OPTIONAL.test(words) || place.path.some(isOptional);
  return optional ? false : undefined;
}

/** True for a title such as "Triggers" or "When to use this": of the tasks below it that tell nobody to do anything one is enough. */
export function isOccasion(title: string): boolean {
  return OCCASION.test(fold(title.slice(0, 120)));
}

// "Triggers", "When to use this", "Symptoms".
const OCCASION =
  /^[^\p{L}]*(?:[\d.]+\s+)?(?:triggers?(?: conditions| events)?|when (?:to|should \w+) (?:use|run|apply)\b.*|symptoms?(?: for \w+)?|ausloser|wann (?:brauche|verwende\w*|nutze\w*|wende\w*)\b.*|symptome(?: fur .+)?|tetikleyici(?:ler)?|ne zaman (?:kullan|uygula)\w*|belirti(?:ler)?|desencadenantes?|cuando (?:usar|utilizar|ejecutar|aplicar)\b.*|sintomas)\W*(?:\([^()]*\)\W*)?$/u;

function isOptional(title: string): boolean {
  return maySay(title) && OPTIONAL.test(fold(title));
}

// Most words say nothing of the kind, and are not folded for it.
function maySay(text: string): boolean {
  return /opti|opsi|istege|fakul|opcio|requi|manda|zorun|erford|pflich|obliga/i.test(text) || !isAscii(text);
}

/** True where headings or the line above call a block a text to send. */
export function isTemplatePlace(place: Place, intro: string | undefined): boolean {
  const named =
    /\btemplates?\b|\bannounce|(?:\b(?:slack|teams|customer|stakeholder)|\b(?:send|post|announce)\b[^.\n]{0,60}\b(?:success|completion))\s(?:\w+\s){0,2}(?:message|e-?mail|update|notification)\b/i.test(
      intro ?? '',
    );
  return named || place.path.slice(-2).some(text => TEMPLATE.test(fold(text)));
}

// Not "Apply the stack's template".
const CALLED_TEMPLATE =
  /(?:^\W*|\b(?:announcements?|messages?|e-?mails?|slack|status|incident|notification|communication|customer|update|duyuru|mesaj) )(?:templates?|sablon\w*)(?: \([^()]{0,80}\))?\W*$|\b(?:announcements?|duyuru(?:su)?|ankundigung|anuncio)(?: \([^()]{0,80}\))?\W*$/;

/** True for words that call what stands below them a text to fill in or to announce. */
export function namesTemplate(words: string): boolean {
  return CALLED_TEMPLATE.test(fold(words));
}

/** True for a line such as "Output:" or "You should see:", which announces what a command prints. */
export function announcesOutput(text: string): boolean {
  const line = fold(text.trimEnd().split('\n').at(-1) ?? '');
  return /[:：]\W*$/.test(line) && LEAD_IN.test(line) && !COMMAND_LEAD.test(line);
}

/** The same for words that speak of an output by name; "it looks like this" may also be a file. */
export function namesOutput(text: string): boolean {
  return OUTPUT_NAME.test(fold(text.trimEnd().split('\n').at(-1) ?? ''));
}

// Words that speak of an output: "result", "you should see", "prints".
const OUTPUT_NAME =
  /\b(?:outputs?|results?|response|expected|expecting|should (?:see|return|show|output|print)|will (?:see|return|print|show)|returns?|prints?|sonuc|sonuclar|cikti\w*|beklenen|ausgabe|ergebnis|erwartet\w*|salida|resultados?|esperad[oa]|vysledky|wyniki|risultati|hasil|resultaten)\b/;

/** The words after "Expected:" and its like; empty where only the label stands, undefined without it. */
export function expectationIn(plain: string): string | undefined {
  const label = EXPECTED.exec(fold(plain.normalize('NFC')));
  if (label === null) {
    return undefined;
  }
  // Folding keeps no offsets, so the colon is looked for again in the text itself.
  const colon = plain.search(/[:：]/);
  if (colon < 0) {
    return '';
  }
  return plain
    .slice(colon + 1)
    .replace(/^[\s*_]+/, '')
    .trim();
}

/** True for headings such as "Step 3: Switch traffic". */
export function isStepTitle(title: string): boolean {
  return STEP.test(fold(title));
}

// "And then:", "After that", "Or", "Son olarak".
const CONNECTS =
  /^\W*(?:(?:and|or|ve|veya|und|oder|y|o)[, ]+)?(?:and|or|then|next|now|also|again|else|otherwise|first(?:ly)?|second(?:ly)?|third(?:ly)?|last(?:ly)?|finally|afterwards?|after (?:that|this|which)|once done|when done|alternatively|instead|likewise|similarly|ve|veya|ya da|once|sonra|daha sonra|ardindan|bundan sonra|son olarak|ayrica|alternatif olarak|simdi|und|oder|dann|danach|anschliessend|zuerst|zunachst|zuletzt|zum schluss|schliesslich|alternativ|ausserdem|jetzt|nun|y|o|o bien|luego|despues|a continuacion|finalmente|por ultimo|primero|segundo|alternativamente|tambien|ahora)\W*$/;

/** True for words that only join what follows to what stands before, such as "After that:" and "Or"; they name nothing. */
export function onlyConnects(words: string): boolean {
  return words.length <= LONGEST_CONNECTIVE && CONNECTS.test(fold(words));
}

// "Commands:", "Run this:", "For example".
const ONLY_COMMANDS =
  /^\W*(?:(?:the |following )*(?:commands?|steps?)|run(?: this| it)?|execute(?: this)?|do this|for example|e\.g|komut(?:lar)?|adim(?:lar)?|calistir(?:in)?|ornegin|befehle?|schritte?|ausfuhren|zum beispiel|z\. ?b|comandos?|pasos?|ejecut(?:e|ar)|por ejemplo)\W*$/;

/** True for "Commands:", "Steps:" and their like above a block: its section says more. */
export function namesOnlyCommands(words: string): boolean {
  return words.length <= LONGEST_CONNECTIVE && ONLY_COMMANDS.test(fold(words));
}

const LONGEST_CONNECTIVE = 40;

// "Command", "How to check", "kubectl command", "Befehle", "File/Command".
const COMMANDS =
  /^(?:commands?|run|cli|shell|how to (?:check|run)|komut\w*|befehle?|kommandos?|comandos?)\b|^\w+ (?:commands?|komutu|cli)$|^\p{Lu}\p{Ll}+befehle?$|\/\s*(?:commands?|komut|befehle?|comandos?)$/iu;

/** True for the head of a table's column that says what to type. */
export function isCommandColumn(title: string): boolean {
  return COMMANDS.test(title);
}
