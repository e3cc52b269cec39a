import type { Block } from '../markdown/blocks.ts';
import { fold } from './durations.ts';
import type { Page } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import type { Approval } from '../runbook.ts';

// "Sign-off", "Required Approvals", "Before launch, obtain sign-off from:"
const TITLE =
  /^[^\p{L}]*(?:(?:final |required |launch |release |deployment |management )?(?:sign[ -]?offs?|approvals?)(?: required| needed| sheet)?|.{0,40}\b(?:obtain|get|collect) (?:sign[ -]?offs?|approvals?) from|approvers|onaylar|onay verenler|imzalar|freigaben?|genehmigungen|aprobaciones|firmas)\s*[:：]?$/u;
const NAME = /^(?:\[[ xX]\]\s*)?([\p{Lu}][\p{L}\d&/' -]{1,40}?)\s*[:：](?:\s|$)/u;
// Rows of a sign-off list that are not people: "Date", "Notes", "Status".
const NO_NAME =
  /^(?:operator|executor|deployer|performed by|executed by|dates?|times?|notes?|comments?|remarks?|signatures?|signed|status|names?|decision|version|launch date|launch time|approved by|sign[ -]?off|tarih|not|imza|datum|unterschrift|bemerkung|fecha|firma|nombre)\b/i;

// Nobody signs as "Slack" or "Monday"; a "Risk officer" does.
const NO_SIGNER =
  /^(?:slack|teams|chat|channel|e-?mail|phone|contacts?|tickets?|jira|links?|urls?|rollback|backup|deadline|due|when|where|how|why|window|duration|environment|reason|scope|summary|risks?|impact|steps?|procedure|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tomorrow|before|after)(?: (?:channel|plan|window|date|time|link|id|number|room))?$/i;
// A value that is a channel, an address or another place says where, not who.
const POINTS = /[:：]\s*(?:#[\p{L}]|https?:\/\/|see (?:above|below|section|the)\b)/iu;

/** True for the title of a part that lists who signs. */
export function isSignOff(title: string): boolean {
  return TITLE.test(fold(title));
}

/** Who signs, where a part's list names them one by one: "- [ ] **Engineering lead:** readiness". */
export function signersOf(page: Page, blocks: readonly Block[]): Omit<Approval, 'section'>[] {
  return blocks.flatMap(({ kind, children }) =>
    kind === 'list'
      ? children.flatMap(item => {
          const first = item.children[0];
          const text = plainText(page.repair(first?.kind === 'paragraph' ? first.text : ''), page.references);
          const by = NAME.exec(text)?.[1];
          return by === undefined || NO_NAME.test(by) || NO_SIGNER.test(by) || POINTS.test(text)
            ? []
            : [{ text, line: item.line, by, confirmed: false }];
        })
      : [],
  );
}
