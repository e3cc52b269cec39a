import type { Block } from './blocks.ts';
import { fold } from './durations.ts';
import type { Page } from './page.ts';
import { sentencesOf, type Sentence } from './sentences.ts';

const PART =
  '(?:this|the following) (?:(?:whole |entire )?(?:section|procedure|part|chapter|process|method|path|route|variant|scenario)s? )?';
const ONLY = 'applies|apply|is needed|is required|is necessary|is relevant|is applicable|is for|is meant for';
const TEIL = 'diese[rs]? (?:abschnitt|teil|kapitel|verfahren|vorgehen|schritte?)';
const PARTE =
  '(?:esta seccion|este (?:apartado|procedimiento|capitulo|paso)|este metodo|esta parte|estos pasos)';
const BOLUM = 'bu (?:bolum|kisim|prosedur|yontem|adimlar)';

// What says that a part is for one occasion, and not for every walk: English, Turkish, German, Spanish, without accents.
const SAYS = new RegExp(
  [
    `^${PART}(?:only (?:${ONLY}|is|are)|(?:${ONLY}) only|is only (?:needed|required|necessary|relevant|applicable|for|used|done)|are only (?:needed|required|necessary|relevant|applicable|for)) ?(?:if|when|where|for|to|in|after|on|during)\\b`,
    `^(?:use|follow|do|perform|run|execute|apply) ${PART}only (?:if|when|where|for|in|after|on)\\b`,
    `^only (?:use|follow|do|perform|run|execute|apply) ${PART}(?:if|when|where|for|in|after|on)\\b`,
    `^skip (?:this|the following) (?:(?:section|procedure|part|chapter)s? )?unless\\b`,
    `^${TEIL} (?:gilt|gelten|ist|sind|wird|betrifft) nur (?:notig|notwendig|erforderlich|relevant|gebraucht|benotigt|fur|wenn|falls|bei)\\b`,
    `^${PARTE} solo (?:se aplica|aplica|es necesari[oa]|es relevante|hace falta|se usa)\\b`,
    `^${BOLUM}\\b[^.]{0,120}\\b(?:yalnizca|sadece)\\b`,
  ].join('|'),
);
// The same without the part's name, which only counts as the very first words.
const BEGINS = new RegExp(
  [
    '^(?:only )?(?:needed|required|necessary|applicable|relevant) only (?:if|when|where|for|in|after|on)\\b',
    '^only (?:needed|required|necessary|applicable|relevant) (?:if|when|where|for|in|after|on)\\b',
    '^only (?:if|when) [^.]{3,160}[:.]$',
    '^nur (?:(?:notig|notwendig|erforderlich|relevant),? )?(?:wenn|falls|bei|fur)\\b',
    '^solo (?:si|cuando|es necesari[oa])\\b',
    '^(?:yalnizca|sadece) [^.]{3,160}(?:ise|durumunda|oldugunda|gerektiginde|icin) (?:gerek|uygulan|kullanil|gecerli)',
  ].join('|'),
);
const SIGN = /only|unless|nur|s[oó]lo|yaln|sadece/i;
const LEAD =
  /^(?:\W*(?:note|important|warning|caution|info|hinweis|wichtig|achtung|nota|importante|not|onemli)\s*[:!]\s*)?\W*/;

/** The words in the first sentences of a part that say for which occasion alone it is; undefined where it is for every walk. */
export function occasionOf(page: Page, blocks: readonly Block[]): Sentence | undefined {
  const first = blocks.find(({ kind }) => kind !== 'html' && kind !== 'rule');
  if (first === undefined || !/^(?:paragraph|quote|admonition)$/.test(first.kind)) {
    return undefined;
  }
  return [...sentencesOf(page, [first], SIGN)].slice(0, MOST).find(({ text }, at) => {
    const words = fold(text.slice(0, LONGEST)).replace(LEAD, '');
    return SAYS.test(words) || (at === 0 && BEGINS.test(words));
  });
}

const MOST = 3;
const LONGEST = 400;
