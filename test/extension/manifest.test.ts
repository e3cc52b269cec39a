// What package.json promises is what the code does, and nothing else. `vscode` cannot be loaded outside of VS Code, so the
// sources are read as text; the end-to-end tests run the commands themselves.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configuration as settings } from '../../src/core/message/configuration.ts';
import { english } from '../../src/core/message/english.ts';
import { remarks } from '../../src/core/message/remarks.ts';
import { yaml } from '../../src/core/message/yaml.ts';
import { walkerCommands } from '../../src/protocol/commands.ts';
import { trRemarks } from '../../src/webview/l10n/tr/remarks.ts';
import { trSettings } from '../../src/webview/l10n/tr/settings.ts';
import { root } from '../../scripts/project.ts';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly when: string;
    }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when: string }[]>>;
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly media: unknown; readonly completionEvents: readonly string[] }[];
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const json = (path: string): unknown => JSON.parse(read(path));
const manifest = json('package.json') as Manifest;
const sourcesIn = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => read(`${folder}/${name}`))
    .join('\n');
const sources = sourcesIn('src/extension');

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort();
const found = (pattern: RegExp, text = sources): readonly string[] =>
  sorted([...text.matchAll(pattern)].map(match => match[1] ?? ''));

const { commands, keybindings, menus, configuration } = manifest.contributes;
const declared = sorted(commands.map(({ command }) => command));

test('every command of the manifest is implemented, and every implemented one is declared', () => {
  const tables = [...sources.matchAll(/^export function commandTable[\s\S]*?^}/gm)].map(match => match[0]);
  const own = found(/'(handrail\.[A-Za-z]+)':/g, tables.join('\n'));
  expect(own.length).toBeGreaterThan(2);
  expect(sorted([...own, ...walkerCommands.map(name => `handrail.walker.${name}`)])).toEqual(declared);
});

test('keys and menus name declared commands only, and every key says when', () => {
  const used = [...keybindings, ...Object.values(menus).flat()];
  expect(sorted(used.map(({ command }) => command)).filter(command => !declared.includes(command))).toEqual(
    [],
  );
  expect(keybindings.filter(({ when }) => when === '')).toEqual([]);
});

test.each(['package.nls.json', 'package.nls.tr.json'])('the walkthrough of %s shows what is there', file => {
  const texts = json(file) as Readonly<Record<string, string>>;
  const steps = manifest.contributes.walkthroughs.flatMap(walkthrough => walkthrough.steps);
  expect(steps.length).toBeGreaterThan(3);
  // VS Code's own commands are its own to keep.
  const offered = found(/\(command:(?!workbench\.)([\w.]+)\)/g, Object.values(texts).join('\n'));
  const awaited = steps.flatMap(step => step.completionEvents.map(event => event.replace('onCommand:', '')));
  expect([...offered, ...awaited].filter(command => !declared.includes(command))).toEqual([]);
  const media = Object.entries(texts).filter(([key]) => /^walkthrough\.\w+\.media$/.test(key));
  expect(media).toHaveLength(steps.length);
  for (const [, path] of media) expect(read(path).length, path).toBeGreaterThan(100);
});

test('every setting of the manifest is read, and every one that is read is declared', () => {
  const used = found(/\.get(?:<[^>]+>)?\('([\w.]+)'/g).map(name => `handrail.${name}`);
  expect(sorted(used)).toEqual(sorted(Object.keys(configuration.properties)));
});

test('every setting is told of, with what it is as it comes', () => {
  const rows = [...read('docs/settings.md').matchAll(/^\| `(handrail\.[\w.]+)` \| ([^|]+) \|/gm)];
  expect(sorted(rows.map(row => row[1] ?? ''))).toEqual(sorted(Object.keys(configuration.properties)));
  for (const [, name = '', told = ''] of rows) {
    const { default: value } = configuration.properties[name] as { readonly default: unknown };
    if (value !== '' && !Array.isArray(value))
      expect({ name, told: told.replaceAll('`', '') }).toEqual({ name, told: String(value) });
  }
});

test('every text of the manifest stands in English and Turkish', () => {
  const keys = found(/"%([\w.]+)%"/g, read('package.json'));
  expect(keys.length).toBeGreaterThan(10);
  for (const file of ['package.nls.json', 'package.nls.tr.json']) {
    expect(sorted(Object.keys(json(file) as object)), file).toEqual(keys);
  }
});

test('every sentence of the extension has its Turkish one, with the same places for values', () => {
  // The core says its own in English, and the extension translates them as it shows them.
  const said = found(/(?:\bsay|\.describe)\(\s*'((?:[^'\\]|\\.)*)'/g, sourcesIn('src/core/authoring'));
  const sentences = sorted([
    ...said,
    ...found(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g),
    ...Object.values<string>(english),
  ]);
  const turkish = json('l10n/bundle.l10n.tr.json') as Record<string, string>;
  expect(sorted(Object.keys(turkish))).toEqual(sentences);
  const places = (text: string): readonly string[] => found(/(\{\w+\})/g, text);
  for (const [english, text] of Object.entries(turkish))
    expect(places(text), english).toEqual(places(english));
});

test('every message about a text is its own, and the page says it as the editor does', () => {
  const turkish = json('l10n/bundle.l10n.tr.json') as Record<string, string>;
  expect(new Set(Object.values(english)).size).toBe(Object.keys(english).length);
  const texts: Readonly<Record<string, string>> = { ...remarks, ...settings, ...yaml };
  const page: Readonly<Record<string, string>> = { ...trRemarks, ...trSettings };
  expect(Object.keys(page).sort()).toEqual(Object.keys(texts).sort());
  for (const [key, text] of Object.entries(texts))
    expect({ key, text: page[key] }).toEqual({ key, text: turkish[text] });
});

test('the panel that comes back after a reload wakes the extension', () => {
  const type = /walkerType = '([\w.]+)'/.exec(sources)?.[1] ?? '';
  expect(manifest.activationEvents).toContain(`onWebviewPanel:${type}`);
});
