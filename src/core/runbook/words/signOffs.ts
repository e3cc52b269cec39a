import type { Block } from '../markdown/blocks.ts';
import { fold } from './durations.ts';
import type { Page } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import type { Approval } from '../runbook.ts';

// "Sign-off", "Required Approvals", "Before launch, obtain sign-off from:"
const TITLE =
  /^[^\p{L}]*(?:(?:final |required |launch |release |deployment |management )?(?:sign[ -]?offs?|approvals?)(?: required| needed| sheet)?|.{0,40}\b(?:obtain|get|collect) (?:sign[ -]?offs?|approvals?) from|approvers|onaylar|onay verenler|imzalar|freigaben?|genehmigungen|aprobaciones|firmas)\s*[:：]?$/u;
const NAME = /^(?:\[[ xX]\]\s*)?([\p{Lu}][\p{L}\d&/' -]{1,40}?)\s*[:：](?:\s|$)/u;
const NO_NAME =
  /^(?:operator|executor|deployer|performed by|executed by|dates?|times?|notes?|comments?|remarks?|signatures?|signed|status|names?|decision|version|launch date|launch time|approved by|sign[ -]?off|tarih|not|imza|datum|unterschrift|bemerkung|fecha|firma|nombre)\b/i;

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
          return by === undefined || NO_NAME.test(by)
            ? []
            : [{ text, line: item.line, by, confirmed: false }];
        })
      : [],
  );
}
