import { fc } from '../../seeded.ts';
import { describe, expect, test } from 'vitest';
import { isSafeLink, pieceRenderer, renderMarkdown } from '../../../src/core/runbook/markdown/render.ts';

interface Case {
  readonly markdown: string;
  readonly html: string;
}

const shown: readonly Case[] = [
  {
    markdown: '**bold** `code` ~~gone~~',
    html: '<p><strong>bold</strong> <code>code</code> <s>gone</s></p>\n',
  },
  { markdown: 'one<br>two<br/>', html: '<p>one<br>two<br></p>\n' },
  { markdown: 'Press <kbd>Ctrl</kbd>', html: '<p>Press <kbd>Ctrl</kbd></p>\n' },
  { markdown: 'Press <kbd>Ctrl', html: '<p>Press <kbd>Ctrl</p>\n</kbd>' },
  { markdown: 'a</kbd>', html: '<p>a</p>\n' },
  {
    markdown: '<details open>\n<summary>More **here**</summary>\n\ntext\n\n</details>',
    html: '<details>\n<summary>More <strong>here</strong></summary>\n<p>text</p>\n</details>\n',
  },
  { markdown: '<details><summary>x</summary>', html: '<details><summary>x</summary>\n</details>' },
  { markdown: '<script>alert(1)</script>', html: '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n' },
  { markdown: '<br onload=x>', html: '<p>&lt;br onload=x&gt;</p>\n' },
  { markdown: '<!-- handrail: timeout=30s -->\n\ntext', html: '<p>text</p>\n' },
  { markdown: '<!-- handrail-ignore HR203 -- known -->', html: '' },
  { markdown: '<!-- handrails are checked -->', html: '<p class="comment">handrails are checked</p>\n' },
  { markdown: '<!-- note\nmore -->\ntext', html: '<p class="comment">note\nmore</p>\n<p>text</p>\n' },
  {
    markdown: '![alt <b>](https://example.com/x.png)',
    html: '<p><span class="image">alt &lt;b&gt;</span></p>\n',
  },
  { markdown: '[a](https://example.com)', html: '<p><a href="https://example.com">a</a></p>\n' },
  { markdown: '[a](./b.md#c)', html: '<p><a href="./b.md#c">a</a></p>\n' },
  { markdown: '[a](javascript:alert(1))', html: '<p>[a](javascript:alert(1))</p>\n' },
  {
    markdown: '| a | b |\n|:-:|--:|\n| 1 | 2 |',
    html:
      '<table>\n<thead>\n<tr>\n<th class="align-center">a</th>\n<th class="align-right">b</th>\n</tr>\n</thead>\n' +
      '<tbody>\n<tr>\n<td class="align-center" data-h="a">1</td>\n<td class="align-right" data-h="b">2</td>\n</tr>\n</tbody>\n</table>\n',
  },
  {
    markdown: '!!! warning "Stop <b>"\n    inside',
    html: '<div class="admonition admonition--warning">\n<p class="directive">Warning: Stop &lt;b&gt;</p>\n<p>inside</p>\n</div>\n',
  },
  {
    markdown: '> [!CAUTION]\n> Data is lost.',
    html: '<div class="admonition admonition--danger">\n<p class="directive">Caution</p>\n<p>Data is lost.</p>\n</div>\n',
  },
  {
    markdown: '??? note\n    folded',
    html: '<div class="admonition">\n<p class="directive">Note</p>\n<p>folded</p>\n</div>\n',
  },
  {
    markdown: '=== "Linux"\n    tab',
    html: '<div class="admonition">\n<p class="directive">Linux</p>\n<p>tab</p>\n</div>\n',
  },
  { markdown: ':::tip[Faster]\ntext\n:::', html: '<p class="directive">Tip: Faster</p>\n<p>text</p>\n' },
  { markdown: ':::info Your call', html: '<p class="directive">Info: Your call</p>\n' },
  {
    markdown: '> [!WARNING]\n> Stop *here*.',
    html: '<div class="admonition admonition--warning">\n<p class="directive">Warning</p>\n<p>Stop <em>here</em>.</p>\n</div>\n',
  },
  { markdown: '> [!WARN] no kind', html: '<blockquote>\n<p>[!WARN] no kind</p>\n</blockquote>\n' },
  { markdown: ':::note\ntext\n:::', html: '<p class="directive">Note</p>\n<p>text</p>\n' },
  { markdown: '3. three', html: '<ol start="3">\n<li>three</li>\n</ol>\n' },
  {
    markdown: '```"><script>\nx\n```',
    html: '<pre><code class="language-&quot;&gt;&lt;script&gt;">x\n</code></pre>\n',
  },
];

describe('prose is rendered', () => {
  test.each(shown)('$markdown', ({ markdown, html }) => {
    expect(renderMarkdown(markdown)).toBe(html);
  });
});

describe('links', () => {
  const safe = [
    'https://a',
    'HTTP://a',
    'mailto:a@b',
    '#x',
    'a/b.md',
    '../a',
    '/a',
    '?q=a:b',
    'a.md#x:y',
    '',
  ];
  const unsafe = [
    'javascript:x',
    'JaVa\tScript:x',
    ' javascript:x',
    'java\u0000script:x',
    'data:text/html,x',
    'vbscript:x',
  ];
  const foreign = [
    'file:///etc/passwd',
    'command:x',
    'vscode://x',
    '//host/x',
    '\\\\host\\x',
    'java\u200Bscript:x',
    'x y:z',
  ];
  test.each(safe)('%s is followed', url => {
    expect(isSafeLink(url)).toBe(true);
  });
  test.each([...unsafe, ...foreign])('%j is not', url => {
    expect(isSafeLink(url)).toBe(false);
  });
});

// Every tag of the result is one of a closed list with a closed list of attributes, whatever went in.
const TAG =
  /<(?:\/?(?:p|strong|em|s|code|pre|kbd|br|hr|ul|li|ol|a|blockquote|table|thead|tbody|tr|th|td|h[1-6]|details|summary|div|span)|(?:p|div|span) class="(?:comment|directive|admonition|image)"|code class="language-[^"<>]*"|t[hd] class="align-\w+"|ol start="\d+"|a href="[^"<>]*"(?: title="[^"<>]*")?)>/g;

const piece = fc.constantFrom(
  ...[
    '<',
    '>',
    '"',
    "'",
    '`',
    '```',
    '\n',
    '\n\n',
    '<br>',
    '<kbd>',
    '</kbd>',
    '<details>',
    '</details>',
    '<summary>',
    '</summary>',
  ],
  ...[
    '<script>',
    '<img src=x onerror=y>',
    '<!--',
    '-->',
    '[a](',
    ')',
    'javascript:',
    'data:',
    'https://x',
    '![',
    ']',
    '|',
    '|--|',
    '&#106;',
  ],
  ...[
    '!!! ',
    ':::',
    '    ',
    '- ',
    '> ',
    '# ',
    ' style="x"',
    ' class="x"',
    'onclick=',
    '\\',
    '\u0000',
    '&lt;',
    '<a href=x>',
    '[r]: javascript:x',
  ],
);

test('nothing but known tags comes out', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 30 }), pieces => {
      const html = renderMarkdown(pieces.join(''));
      expect(html.replace(TAG, '')).not.toMatch(/[<>]/);
      for (const [, href] of html.matchAll(/href="([^"]*)"/g)) {
        expect(isSafeLink(href?.replaceAll('&amp;', '&') ?? '')).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

const whole =
  'See [the plan][plan], [logs] and [nothing][none].\n\n[plan]: https://example.com/plan "Plan"\n[LOGS]: ./logs.md\n[bad]: javascript:alert(1)\n';

const pieces: readonly Case[] = [
  {
    markdown: 'See [the plan][plan] first.',
    html: '<p>See <a href="https://example.com/plan" title="Plan">the plan</a> first.</p>\n',
  },
  { markdown: 'Read [logs]', html: '<p>Read <a href="./logs.md">logs</a></p>\n' },
  { markdown: 'Read [nothing][none]', html: '<p>Read [nothing][none]</p>\n' },
  { markdown: 'Read [it][bad]', html: '<p>Read [it][bad]</p>\n' },
  { markdown: '[own]: ./own.md\n\n[own]', html: '<p><a href="./own.md">own</a></p>\n' },
];

test.each(pieces)('in a piece of a text: $markdown', ({ markdown, html }) => {
  expect(pieceRenderer(whole)(markdown)).toBe(html);
});

test('a text without definitions is rendered as it is', () => {
  expect(pieceRenderer('[a]')('[a]')).toBe('<p>[a]</p>\n');
});
