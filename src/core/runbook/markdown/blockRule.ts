import type { StateBlock } from 'markdown-it';

/** What markdown-it hands to a block rule; silent asks only whether the rule would match. */
export type RuleArguments = [state: StateBlock, start: number, end: number, silent: boolean];
