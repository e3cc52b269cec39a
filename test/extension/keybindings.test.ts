// Handrail's chords against VS Code's own: none of them takes a key that means something else where it holds.
// keybindings.json is what scripts/keybindings.ts found in the VS Code of the end-to-end tests, on each platform.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { holds, type Facts } from './when.ts';

interface Contributed {
  readonly command: string;
  readonly key: string;
  readonly mac?: string;
  readonly when: string;
}

type Binding = readonly [key: string, command: string, when: string];

interface Defaults {
  /** The keys that were looked for. */
  readonly keys: readonly string[];
  /** Of how many default bindings. */
  readonly of: number;
  readonly bindings: readonly Binding[];
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
const { contributes } = read('package.json') as {
  readonly contributes: { readonly keybindings: readonly Contributed[] };
};
const defaults = read('test/extension/keybindings.json') as Readonly<Record<string, Defaults>>;
const platforms = ['linux', 'win', 'mac'];

const keyOn = (platform: string, { key, mac }: Contributed): string =>
  platform === 'mac' ? (mac ?? key) : key;

/** Whether both would answer the same press: the same chord, or one that begins the other. */
const meets = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);

// Where a part of the workbench has the focus, these say which; with the focus in an editor none of them holds.
const elsewhere: Facts = Object.fromEntries(
  `accessibleViewIsShown accessibleViewInCodeBlock agentSessionsViewerFocused auxiliaryBarFocus breadcrumbsActive
  breakpointsFocused chatAttachmentResource chatEdits.hasEditorModifications codeActionMenuVisible commentEditorFocused
  dropWidgetVisible editorHoverFocused editorPartModal explorerViewletFocus fileMatchOrMatchFocus
  historyNavigationWidgetFocus inChat inChatInput inQuickInput inlineChatVisible isMergeEditor listFocus markdownEditorFocus
  notebookCellFocused notebookCellListFocused notebookEditorFocused panelFocus pasteWidgetVisible problemFocus
  scmRepository searchViewletFocus sideBarFocus terminalChatFocus terminalChatResponseContainsCodeBlock
  terminalChatResponseContainsMultipleCodeBlocks terminalFocus`
    .split(/\s+/u)
    .map(name => [name, false]),
);

const inWalker: Facts = {
  ...elsewhere,
  activeWebviewPanelId: 'handrail.walker',
  activeEditor: 'WebviewEditor',
  editorFocus: false,
  editorLangId: '',
  editorTextFocus: false,
  focusedView: '',
  inputFocus: false,
  textInputFocus: false,
};

const inMarkdown: Facts = {
  ...elsewhere,
  editorFocus: true,
  editorTextFocus: true,
  textInputFocus: true,
  inputFocus: true,
  editorLangId: 'markdown',
  activeWebviewPanelId: '',
  activeEditor: 'workbench.editors.files.textFileEditor',
};

const placeOf = ({ when }: Contributed): Facts =>
  when.includes('activeWebviewPanelId') ? inWalker : inMarkdown;

/** VS Code's own bindings that could answer the same press in the same place. */
function rivals(platform: string, own: Contributed): readonly Binding[] {
  return (defaults[platform]?.bindings ?? []).filter(
    ([key, , when]) => meets(key, keyOn(platform, own)) && holds(when, placeOf(own)) !== false,
  );
}

test.each<[clause: string, expected: boolean | undefined]>([
  ['', true],
  ['editorFocus', true],
  ['!editorFocus', false],
  ['elsewhere', undefined],
  ['elsewhere && !editorFocus', false],
  ['elsewhere || editorFocus', true],
  ["editorLangId == 'markdown'", true],
  ['editorLangId != markdown', false],
  ['editorLangId =~ /^(mark|less)/', true],
  ["(elsewhere || editorLangId == 'css') && editorFocus", undefined],
  ['resourceExtname in supported && terminalFocus', false],
  ['resourceExtname not in supported', undefined],
  ['count > 1', undefined],
])('the clause %j holds: %j', (clause, expected) => {
  expect(holds(clause, inMarkdown)).toBe(expected);
});

test.each(platforms)('on %s every key of the manifest was looked for in the defaults', platform => {
  const { keys = [], of = 0 } = defaults[platform] ?? {};
  // A window that was not ready has a handful of them.
  expect(of).toBeGreaterThan(700);
  expect(contributes.keybindings.map(own => keyOn(platform, own)).filter(key => !keys.includes(key))).toEqual(
    [],
  );
});

test.each(platforms)('on %s no default answers a key of Handrail where it holds', platform => {
  const found = contributes.keybindings.flatMap(own =>
    rivals(platform, own).map(rival => [keyOn(platform, own), own.command, ...rival].join(' | ')),
  );
  expect(found).toEqual([]);
});

// The walker stays the active editor while somebody writes a commit message beside it.
test.each<[where: string, facts: Facts]>([
  ['the box of a commit message', { sideBarFocus: true, inputFocus: true, scmRepository: true }],
  ['the explorer', { sideBarFocus: true, listFocus: true, explorerViewletFocus: true }],
  ['a terminal', { panelFocus: true, terminalFocus: true }],
  ['the chat', { auxiliaryBarFocus: true, inputFocus: true, inChatInput: true }],
  ['the palette', { inQuickInput: true, inputFocus: true }],
])('from %s no key reaches the walker that is open beside it', (_, facts) => {
  const place = { ...inWalker, ...facts };
  expect(contributes.keybindings.filter(({ when }) => holds(when, place) !== false)).toEqual([]);
  expect(contributes.keybindings.filter(({ when }) => holds(when, inWalker) === true)).toHaveLength(7);
});
