import { expect, test } from 'vitest';
import { layOut } from '../../../src/core/run/view/page.ts';
import { renderMarkdown } from '../../../src/core/runbook/markdown/render.ts';
import { read } from '../../core/runbook/read.ts';
import { open, unfold } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { startOf } from '../fixtures/start.ts';

// A runbook in Arabic or Hebrew reads from the right; its commands do not.

const arabic = `# نشر الخدمة

اقرأ الملاحظات أولاً.

## العمل

- [ ] الفريق يعرف

### تثبيت

\`\`\`bash
# ثبّت النسخة
helm upgrade orders ./chart
# Expected: تم التثبيت
\`\`\`
`;
const hebrew = arabic
  .replace('نشر الخدمة', 'פריסת השירות')
  .replace('اقرأ الملاحظات أولاً.', 'קראו קודם את ההערות.')
  .replace('العمل', 'עבודה')
  .replace('الفريق يعرف', 'הצוות יודע')
  .replace('تثبيت', 'התקנה')
  .replace('ثبّت النسخة', 'התקינו')
  .replace('تم التثبيت', 'הותקן');

inBrowser('the direction of a runbook', browser => {
  test.each([
    { language: 'Arabic', text: arabic, direction: 'rtl' },
    { language: 'Hebrew', text: hebrew, direction: 'rtl' },
    {
      language: 'English',
      text: '# A\n\nRead.\n\n## W\n\n- [ ] T\n\n### I\n\n```bash\n# Say\nls\n# Expected: a\n```\n',
      direction: 'ltr',
    },
  ])('$language reads $direction, its commands from the left', async ({ text, direction }) => {
    const stage = await open(browser(), { width: 600 });
    const page = layOut(read(text), renderMarkdown);
    await stage.show(page, startOf(page));
    await unfold(stage);
    const found = await stage.tab.evaluate(() => {
      const of = (selector: string): readonly string[] => [
        ...new Set([...document.querySelectorAll(selector)].map(one => getComputedStyle(one).direction)),
      ];
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const turned: string[] = [];
      let foreign = 0;
      for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
        const parent = node.parentElement;
        if (parent === null || !/[\u0590-\u06ff]/.test(node.nodeValue ?? '')) continue;
        if (parent.closest('pre, script') !== null) continue;
        foreign += 1;
        if (getComputedStyle(parent).direction !== 'rtl') turned.push(parent.outerHTML.slice(0, 120));
      }
      return {
        foreign: foreign > 0,
        turned,
        title: of('h1[dir]'),
        prose: of('.hr-md'),
        // A number, a title and a count, from the page's own side.
        phases: of('.hr-phases a > span'),
        expected: of('.hr-expect'),
        commands: of('pre code'),
        sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      };
    });
    expect(found).toEqual({
      foreign: direction === 'rtl',
      turned: [],
      title: [direction],
      prose: [direction],
      phases: ['ltr'],
      expected: [direction],
      commands: ['ltr'],
      sideways: 0,
    });
    await stage.close();
  });
});
