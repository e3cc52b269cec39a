import { badMark } from './rules/badMark.ts';
import { brokenLink } from './rules/brokenLink.ts';
import { brokenAnchor } from './rules/brokenAnchor.ts';
import { reviewDatePassed } from './rules/reviewDatePassed.ts';
import { duplicateTitle } from './rules/duplicateTitle.ts';
import { longChecklist } from './rules/longChecklist.ts';
import { encoding } from './rules/encoding.ts';
import { fenceInFence } from './rules/fenceInFence.ts';
import { fenceOutsideItem } from './rules/fenceOutsideItem.ts';
import { frontMatter } from './rules/frontMatter.ts';
import { hiddenCharacters } from './rules/hiddenCharacters.ts';
import { malformedTask } from './rules/malformedTask.ts';
import { markdownInHtml } from './rules/markdownInHtml.ts';
import { mojibake } from './rules/mojibake.ts';
import { overindentedFence } from './rules/overindentedFence.ts';
import { unclosedFence } from './rules/unclosedFence.ts';
import { unusedIgnore } from './rules/unusedIgnore.ts';
import type { Rule } from './rule.ts';

/** Every rule, by code. */
export const rules: readonly Rule[] = [
  unusedIgnore,
  unclosedFence,
  overindentedFence,
  fenceOutsideItem,
  mojibake,
  hiddenCharacters,
  malformedTask,
  markdownInHtml,
  fenceInFence,
  frontMatter,
  encoding,
  badMark,
  brokenLink,
  brokenAnchor,
  reviewDatePassed,
  duplicateTitle,
  longChecklist,
];
