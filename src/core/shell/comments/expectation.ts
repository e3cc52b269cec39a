import { tellsToDo } from '../../runbook/words/instructions.ts';

// The words that open a note about what the output should be, by language; the rest of the line is the expectation.
const labels: readonly string[] = [
  String.raw`(?:you should |it should |this should )?expect(?:ed)?(?: (?:output|result|response|value|status|answer))?s?`,
  String.raw`(?:(?:sample|example) )?outputs?`,
  String.raw`(?:(?:sample|example) )?responses?`,
  String.raw`results?`,
  String.raw`beklenen(?: (?:çıktı|sonuç|değer|yanıt))?`,
  String.raw`çıktı`,
  String.raw`erwartete?[rns]?(?: (?:ausgabe|ergebnis|wert|antwort))?`,
  String.raw`(?:ausgabe|ergebnis)`,
  String.raw`(?:salida |resultado |valor |respuesta )?esperad[oa]`,
  String.raw`salida`,
  String.raw`(?:yanıt|antwort|respuesta|resposta|réponse)`,
  String.raw`(?:sortie |résultat )?attendue?`,
  String.raw`saída esperada`,
];
const labelled = new RegExp(
  String.raw`^(?:${labels.join('|')})(?:[ \t]*\([^()]{1,60}\))?[ \t]*(?:[:：=]|[-–—]>?(?=\s))[ \t]*(.*)$`,
  'iu',
);
// "200 dönmeli" comes back; "eski sürüme dönmeli" goes back.
const unlabelled =
  /^(?:expect(?:ed)?\s+(?!downtime|duration|time\b)(.*)|((?:(?:this|it|you|output|response|result)\s+)?(?:should|must)\s+(?:now\s+)?(?:show|see|print|output|display|return|be(?!\s+(?:an?|the|used|set|done|run)\b)|say|list|contain|read)\b.*|(?:returns|prints|shows)\s.*|sollte\s(?!(?:der|die|das|dies\w*|es|ein\w*)\s[^:]*[,:]).*|(?:debería|devrait)\s.*|\S.*\s(?:görünmeli|görmeli(?:sin(?:iz)?)?|döndürmeli|göstermeli|yazmalı|basmalı)(?:dir|dır)?\.?|(?:\S.*\s)?(?:\S*[\d"'“”`]\S*|ok|true|false)\s+dönmeli(?:dir)?\.?)|(?:=>|->|→|⇒|➜)\s*(.+))$/iu;

const RESPONSE = /^(?:responses?|yanıt|antwort|respuesta|resposta|réponse)(?!\p{L})/iu;

/** What a comment's text says the output should be; undefined for any other comment, empty where the lines below say it. */
export function expectationOf(comment: string): string | undefined {
  const match = labelled.exec(comment) ?? unlabelled.exec(comment);
  if (match === null) {
    return undefined;
  }
  const said = (match[1] ?? match[2] ?? match[3] ?? '').trim();
  // "Response: restart the deployment" is how to respond, not what comes back.
  if (RESPONSE.test(comment) && /\s/.test(said) && tellsToDo(said)) {
    return undefined;
  }
  // "Expected settings:" announces the lines below.
  return /^expect/i.test(comment) && /^[^:：]{1,60}[:：]$/.test(said) ? '' : said;
}
