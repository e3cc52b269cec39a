import type { Draft } from '../markdown/page.ts';
import { firstWalked, firstWords } from './shellStep.ts';

/** Gives steps that are only named after their section a title of their own, where several are, or another step owns them. */
export function withTitles(drafts: readonly Draft[], section: string): Draft[] {
  const same = drafts.filter(draft => draft.body.title === section).length;
  return drafts.map(draft => {
    const title = draft.body.title === section && same > 1 ? ownTitle(draft) : draft.body.title;
    return renamed(draft, title, section);
  });
}

function owned(draft: Draft, section: string, owner: string): Draft {
  const { title } = draft.body;
  if (title === section) return renamed(draft, ownTitle(draft), section);
  // What an item owns is announced by the item's own words; notes in a block of shell begin with words of theirs.
  const own = title === owner && draft.body.kind === 'manual' ? firstWords(draft.body.text) : '';
  return renamed(draft, own.replace(/[:：]$/u, '') || title, section);
}

function renamed(draft: Draft, title: string, section: string): Draft {
  const body = title === draft.body.title ? draft.body : { ...draft.body, title };
  const steps =
    draft.steps.length === 0 ? draft.steps : draft.steps.map(step => owned(step, section, draft.body.title));
  return { ...draft, body, steps };
}

function ownTitle({ body }: Draft): string {
  switch (body.kind) {
    case 'commands': {
      const first = firstWalked(body.statements);
      return first?.title ?? firstWords(first?.text ?? body.text);
    }
    case 'record':
      return body.fields[0]?.name ?? body.title;
    case 'script':
      return firstWords(body.text.replace(/^#!.*\n/, '')) || body.title;
    case 'file':
    case 'template':
      return firstWords(body.text) || body.title;
    default:
      return body.title;
  }
}
