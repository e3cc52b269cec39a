import { badMark } from './rules/badMark.ts';
import { brokenAnchor } from './rules/brokenAnchor.ts';
import { brokenLink } from './rules/brokenLink.ts';
import { commandNotFound } from './rules/commandNotFound.ts';
import { differsFromPasting } from './rules/differsFromPasting.ts';
import { duplicateTitle } from './rules/duplicateTitle.ts';
import { encoding } from './rules/encoding.ts';
import { fenceInFence } from './rules/fenceInFence.ts';
import { fenceOutsideItem } from './rules/fenceOutsideItem.ts';
import { frontMatter } from './rules/frontMatter.ts';
import { hiddenCharacters } from './rules/hiddenCharacters.ts';
import { leftRunning } from './rules/leftRunning.ts';
import { longChecklist } from './rules/longChecklist.ts';
import { malformedTask } from './rules/malformedTask.ts';
import { markdownInHtml } from './rules/markdownInHtml.ts';
import { mojibake } from './rules/mojibake.ts';
import { noExpectedResult } from './rules/noExpectedResult.ts';
import { notACommand } from './rules/notACommand.ts';
import { otherShell } from './rules/otherShell.ts';
import { overindentedFence } from './rules/overindentedFence.ts';
import { promptInBlock } from './rules/promptInBlock.ts';
import { reviewDatePassed } from './rules/reviewDatePassed.ts';
import { riskWithoutWayBack } from './rules/riskWithoutWayBack.ts';
import { secretInText } from './rules/secretInText.ts';
import { secretOnCommandLine } from './rules/secretOnCommandLine.ts';
import { suspiciousPlaceholder } from './rules/suspiciousPlaceholder.ts';
import { syntaxError } from './rules/syntaxError.ts';
import { unclosedFence } from './rules/unclosedFence.ts';
import { unfilledPlaceholder } from './rules/unfilledPlaceholder.ts';
import { undefinedVariable } from './rules/undefinedVariable.ts';
import { untaggedShell } from './rules/untaggedShell.ts';
import { unguardedProduction } from './rules/unguardedProduction.ts';
import { unusedIgnore } from './rules/unusedIgnore.ts';
import { variableSetLater } from './rules/variableSetLater.ts';
import { endlessInBlock, interactiveInBlock } from './rules/waiting.ts';
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
  syntaxError,
  untaggedShell,
  promptInBlock,
  interactiveInBlock,
  endlessInBlock,
  commandNotFound,
  otherShell,
  differsFromPasting,
  riskWithoutWayBack,
  noExpectedResult,
  notACommand,
  leftRunning,
  unguardedProduction,
  undefinedVariable,
  variableSetLater,
  suspiciousPlaceholder,
  secretInText,
  secretOnCommandLine,
  unfilledPlaceholder,
  brokenLink,
  brokenAnchor,
  reviewDatePassed,
  duplicateTitle,
  longChecklist,
];
