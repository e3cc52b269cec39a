import { plannedOfStep } from './durations.ts';
import type { Draft } from '../markdown/page.ts';
import { waitIn } from './waits.ts';
import { isStepTitle } from './leadIns.ts';

/** Says for each step how long its own words say it takes and waits; a section's title speaks for the section. */
export function withTimes(drafts: readonly Draft[], section: string): readonly Draft[] {
  return drafts.map(draft => withTime(draft, section));
}

function withTime(draft: Draft, section: string): Draft {
  const { body } = draft;
  const steps = draft.steps.length === 0 ? draft.steps : draft.steps.map(step => withTime(step, section));
  const byHand = body.kind === 'check' || body.kind === 'manual';
  // What is only called like its section waits as the section does, which is said there.
  const title = !byHand && body.title === section ? '' : body.title;
  const own = byHand ? `${title}\n${body.text}` : title;
  const wait =
    body.kind === 'record' || body.kind === 'file' ? undefined : (waitIn(own) ?? waitInside(draft));
  const isOffered = body.kind === 'suggested' && !isStepTitle(body.title);
  const isCopied = body.kind === 'file' || body.kind === 'template' || isOffered;
  const planned =
    body.title === section || isCopied || wait !== undefined ? undefined : plannedOfStep(body.title);
  if (wait === undefined && planned === undefined) {
    return { ...draft, steps };
  }
  const times = { ...(planned === undefined ? {} : { planned }), ...(wait === undefined ? {} : { wait }) };
  return { ...draft, body: { ...body, ...times }, steps };
}

function waitInside({ body }: Draft): ReturnType<typeof waitIn> {
  // What sleeps waits by itself; what a comment says is for a person.
  const said = body.kind === 'commands' ? body.statements.find(({ wait }) => wait !== undefined) : undefined;
  return said?.wait?.text.startsWith('sleep ') === true ? undefined : said?.wait;
}
