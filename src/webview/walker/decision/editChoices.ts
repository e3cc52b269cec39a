import type { Choice } from './choiceList.ts';
import { editForm, nextCommand } from './edit.ts';
import { canRun, type CardScene } from '../scene.ts';
import { unlock } from './unlock.ts';

const titles = {
  retry: { edit: 'choice.edit', again: 'choice.editAgain' },
  run: { edit: 'choice.editRun', again: 'choice.editRunAgain' },
} as const;

/** Another text in the place of the command that comes next, and the one that was confirmed for it before. */
export function editChoices(at: CardScene, when: 'retry' | 'run'): readonly Choice[] {
  const next = nextCommand(at);
  if (next === undefined) return [];
  const { words } = at.scene;
  const edit: Choice = {
    icon: 'edit',
    title: words.t(titles[when].edit),
    text: words.t('choice.edit.text', { n: String(next.at + 1) }),
    form: 'edit',
    does: 'edit',
    body: () => editForm(at),
  };
  const { edited } = next.command;
  return edited === undefined ? [edit] : [againChoice(at, { when, statement: next.at, edited }), edit];
}

type Edited = NonNullable<NonNullable<ReturnType<typeof nextCommand>>['command']['edited']>;

interface Again {
  readonly when: 'retry' | 'run';
  readonly statement: number;
  readonly edited: Edited;
}

function againChoice(at: CardScene, { when, statement, edited }: Again): Choice {
  const { scene, card } = at;
  const { words, act } = scene;
  const { digest, guard, text } = edited;
  const send = (confirm?: string): void => {
    if (!canRun(scene)) return;
    const { revision } = scene.view;
    const named = confirm === undefined ? {} : { confirm };
    act.ask(card.id, { type: 'edit.retry', step: card.id, statement, revision, digest, ...named });
  };
  const first = text.split('\n')[0] ?? '';
  return {
    icon: 'debug-rerun',
    title: words.t(titles[when].again),
    text: text === first ? first : words.t('choice.editAgain.text'),
    ...(guard === undefined
      ? { run: () => send() }
      : { form: 'edit-again', body: () => unlock(at, guard, { label: words.t('edit.submit'), send }) }),
  };
}
