import type { Block } from '../markdown/blocks.ts';
import { isLead } from '../words/criteria.ts';
import { fold } from '../words/durations.ts';
import { isAboutTheWork } from './headingSteps.ts';
import { maybeTellsToDo, tellsToDo } from '../words/instructions.ts';
import { taskOf } from './items.ts';
import type { Page, Place } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import { isExplanation } from '../words/roles.ts';

// Bullets tell people what to do as often as they list facts: a list counts as steps where most of its items begin with an order.

/** Which items of a bullet list tell somebody to do something; empty where the list, its title or the line above says it is about something else. */
export function toldItems(
  page: Page,
  place: Place,
  { list, intro }: { list: Block; intro: string },
): ReadonlySet<Block> {
  const items = list.children.filter(item => taskOf(item) === undefined);
  const said = lastLine(intro);
  const isRead = [place.title, said].some(
    words => words !== '' && ((isAboutTheWork(words) && !CASE.test(fold(words))) || isExplanation(words)),
  );
  if (place.isInside === true || isRead || items.length < 2 || LISTS.test(fold(said))) {
    return NONE;
  }
  const told = items.filter(item => isTold(page, item));
  if (told.length * 3 < items.length * 2) return NONE;
  // Among orders, what holds the commands for it is one too, and so is "Review information", which elsewhere names a thing.
  return new Set(
    items.filter(
      item =>
        told.includes(item) ||
        item.children.some(({ kind }) => kind === 'fence') ||
        maybeTellsToDo(wordsOf(page, item)),
    ),
  );
}

/** True for a numbered list of reasons, causes or parts: announced as such, and no item tells anybody to do anything. */
export function listsFacts(
  page: Page,
  place: Place,
  { list, intro }: { list: Block; intro: string },
): boolean {
  const said = lastLine(intro);
  const announced = /[:：]\W*$/.test(said)
    ? (FACTS.test(fold(said)) && !IS_WORK.test(fold(said))) || isMachine(page, list, said) || isLead(said)
    : said === '' &&
      (isAboutTheWork(place.title) || NAMES_FACTS.test(fold(place.title)) || listsFiles(page, place, list));
  const bare =
    announced && list.children.length > 1 && list.children.every(({ children }) => children.every(isText));
  return bare && !list.children.some(item => taskOf(item) !== undefined || isTold(page, item));
}

function isMachine(page: Page, list: Block, said: string): boolean {
  const does = MACHINE.exec(fold(said))?.[1];
  return does === '' ? list.children.every(item => saysWhatItDoes(wordsOf(page, item))) : does !== undefined;
}

function isText({ kind, children }: Block): boolean {
  return kind === 'paragraph' || (kind === 'list' && children.every(item => item.children.every(isText)));
}

// Words above a list of facts: "Common causes:", "This includes:".
const FACTS =
  /\b(?:reasons|causes|benefits|advantages|drawbacks|principles|components|limitations|includes?|including|consists? of|comprises?|provides?|offers?|(?:issues|problems|errors|cases|factors)\b[^:]{0,40}\b(?:are|include)|icerir|saglar|bietet|enthalt|ofrece|incluye|differences|need (?:to be able )?to (?:access|know|have)|(?:looks?|search(?:es|ed)?|discovers?|finds?|reads?|loads?|lives?|stored|located|documented) (?:\w+ ){0,3}(?:at|in|from|under|for)|sebep\w*|neden(?:i|ler)\w*|yarar\w*|grunde|ursachen|vorteile|bestandteile|razones|causas|ventajas|componentes)\b[^:]{0,25}[:：]\W*$/;

// "The pipeline automatically:", and "The restart playbook:" where each item says what it does; "The release workflow:" alone
// may name what somebody works off.
const MACHINE =
  /^\W*(?:the|this|our|it|der|die|das|dieses?|el|la|este|esta|bu)\b[^.:]{0,60}\b(?:playbook|scripts?|job|pipeline|workflow|automation|controller|tool|betik|is akisi|skript|werkzeug|flujo)\b((?: (?:will|does|performs?|then|automatically|otomatik olarak|automatisch|automaticamente|hace|yapar|macht))*)\s*[:：]\W*$/;
const DOES = /^\p{Lu}\p{Ll}+s (?:the|an?|all|any|each|every|its?|them|if|when|whether|until|that)\b/u;

// "Reads `disks.json` for the list" is an order with an ending; "Alerts silenced" and "Pods drained" may be work.
function saysWhatItDoes(words: string): boolean {
  return (
    DOES.test(words) ||
    (/^\p{Lu}\p{Ll}+(?<!s)s\s/u.test(words) &&
      tellsToDo(words.replace(/ies\s/, 'y ').replace(/(?<=^\p{L}+(?:sh|ch|x|ss))es\s|(?<=^\p{L}+)s\s/u, ' ')))
  );
}

// "The upgrade consists of:" and "Das Vorgehen enthält:" list what is done.
const IS_WORK =
  /\b(?:procedure|process|upgrade|rollout|deployment|migration|maintenance|failover|cut-?over|restore|recovery|rollback|runbook|plan|work|prosedur|surec|islem|yukseltme|gecis|bakim|vorgehen|verfahren|wartung|umstellung|procedimiento|proceso|actualizacion|migracion|mantenimiento|despliegue)\w* (?:\w+ )?(?:includes?|consists? of|comprises?|icerir|enthalt|incluye)\b|\b(?:prosedur|surec|islem|gecis|bakim)\w*\b[^:]{0,40}\bicerir/;

// "Failure modes", "Known limitations": below it stands what is so, unless somebody is told to do something.
const NAMES_FACTS =
  /^\W*(?:[\d.]+\s+)?(?:(?:possible|potential|common|known|likely|typical|main|key|root|other)\s+){0,2}(?:failure (?:modes|scenarios)|causes|reasons|risks|benefits|advantages|disadvantages|drawbacks|features|components|limitations|assumptions|concepts|symptoms|trade-?offs|(?:olasi )?nedenler|riskler|sinirlamalar|bilesenler|belirtiler|(?:mogliche )?ursachen|risiken|einschrankungen|komponenten|vorteile|symptome|(?:posibles )?causas|riesgos|limitaciones|componentes|ventajas|sintomas)\W*$/;

// "Files changed" lists files where each item begins with one; "Replicas raised" below it may be work.
function listsFiles(page: Page, { title }: Place, { children }: Block): boolean {
  return (
    NAMES_FILES.test(fold(title)) &&
    children.every(item => /^(?:[~.]?\/|[\w.-]+[/.:])[\w.-]/.test(wordsOf(page, item)))
  );
}

const NAMES_FILES =
  /^\W*(?:[\d.]+\s+)?(?:files (?:created|changed|modified|added)|(?:backup|storage|log) locations|(?:olusturulan|degistirilen) dosyalar)\W*$/;

// "For changes with a maintenance window:" says when, and not what a list is of.
const CASE = /^\W*(?:for|if|when|during|in case|fur|bei|wenn|para|si|cuando)\s/;

const NONE: ReadonlySet<Block> = new Set();

// "This guide shows you how to:", "The job will:", "It can:", "Examples:": bullets below say what something does or may be.
const LISTS =
  /\b(?:will|can|may|could|might|would|allows?|lets?|helps?|enables?|supports?|features?|benefits?|includes?|including|provides?|such as|e\.g|for example|examples?|responsib\w*|responsible|goals?|objectives?|purpose|causes?|reasons?|when|use cases?|best practices?|tips?|guidelines?|principles?|recommend\w*|covers?|learn\w*|contains?|consists?|capabilit\w*|automatically|does|do not|don't|avoid|never|future|options?|one of|either|ways?|rules?|limitations?|considerations?|criteria|conditions?|symptoms?|metrics|impact|how to|used to|in order to|means|happens|ability|able to|edebilir\w*|yapabilir\w*|saglar|icerir|ornek\w*|amac\w*|nedenler\w*|ozellik\w*|kann|konnen|wird|werden|ermoglicht|unterstutzt|beispiele?|ziele?|grunde|ursachen|moglichkeiten|puede[ns]?|permite[ns]?|incluye[ns]?|ejemplos?|objetivos?|causas|razones|opciones)\b/;

function lastLine(text: string): string {
  const line = text.split('\n').at(-1) ?? '';
  return (line.split(/[.!?]\s+(?=\p{Lu})/u).at(-1) ?? '').slice(0, LONGEST);
}

const LONGEST = 300;

function wordsOf(page: Page, { children: [first] }: Block): string {
  return first?.kind === 'paragraph' && first.text.length <= LONGEST * 4
    ? plainText(page.repair(first.text), page.references)
    : '';
}

function isTold(page: Page, item: Block): boolean {
  const [first] = item.children;
  if (
    first?.kind !== 'paragraph' ||
    first.text.length > LONGEST * 4 ||
    /^\[[^\]]*\]\([^)]*\)\W*$/.test(first.text)
  ) {
    return false;
  }
  const words = wordsOf(page, item);
  // "Old lead: brief the new one" says who does it.
  const said = /^[\p{Lu}][\p{L}\d -]{1,24}:\s+(?=\S)/u.exec(words)?.[0];
  return (
    tellsToDo(words) ||
    (said !== undefined &&
      !/^(?:note|example|output|tip|warning)/i.test(said) &&
      tellsToDo(words.slice(said.length)))
  );
}
