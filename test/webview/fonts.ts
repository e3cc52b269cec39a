import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

// Pictures are compared dot by dot, so they bring their letters along instead of taking what a machine has.

const packages = join(import.meta.dirname, '../../node_modules/@fontsource');
const faces = [
  { family: 'Picture Sans', weight: 400, file: 'inter/files/inter-latin-400-normal.woff2' },
  { family: 'Picture Sans', weight: 600, file: 'inter/files/inter-latin-600-normal.woff2' },
  { family: 'Picture Mono', weight: 400, file: 'jetbrains-mono/files/jetbrains-mono-latin-400-normal.woff2' },
  { family: 'Picture Mono', weight: 600, file: 'jetbrains-mono/files/jetbrains-mono-latin-600-normal.woff2' },
] as const;

const pathOf = ({ family, weight }: (typeof faces)[number]): string =>
  `/${family.replace(' ', '-').toLowerCase()}-${weight}.woff2`;

/** A style sheet that gives a page these letters in place of the editor's. */
export const fontSheet = [
  ...faces.map(
    face =>
      `@font-face { font-family: '${face.family}'; font-weight: ${face.weight}; src: url(${pathOf(face)}) format('woff2'); }`,
  ),
  // Behind the theme's own of the same names.
  ":root { --vscode-font-family: 'Picture Sans'; --vscode-editor-font-family: 'Picture Mono'; }",
].join('\n');

/** The letters themselves, by the path under which the sheet asks for them. */
export const fontFiles: ReadonlyMap<string, () => Promise<Buffer>> = new Map(
  faces.map(face => [pathOf(face), () => readFile(join(packages, face.file))]),
);
