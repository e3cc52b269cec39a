import { html, nothing, type TemplateResult } from 'lit-html';

import type { Scene } from '../scene.ts';

const most = 3;

/** When the runbook itself says to leave the path, in its words and with their lines: it stands above what can be chosen. */
export function rules({ layout, words, act }: Scene): TemplateResult | typeof nothing {
  const said = layout.branches.flatMap(({ number, criteria = [] }) =>
    criteria.slice(0, most).map(criterion => ({ ...criterion, number })),
  );
  if (said.length === 0) return nothing;
  return html`${said.map(
    ({ text, line, number }) =>
      html`<blockquote class="hr-rule">
        <span dir="auto">“${text}”</span>
        <footer>
          ${words.t('rule.leadsTo', { number })}
          <button class="hr-linkbtn" type="button" @click=${() => act.host({ action: 'openMarkdown', line })}>
            ${words.t('line', { n: String(line) })}
          </button>
        </footer>
      </blockquote>`,
  )}`;
}
