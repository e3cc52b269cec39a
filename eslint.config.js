import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Which modules each folder of src/ may import besides the layers below it; .dependency-cruiser.cjs holds the layers.
const noNode = { group: ['node:*'], message: 'This layer runs without Node.' };
const noVscode = { group: ['vscode'], message: 'Only src/extension/ imports vscode.' };

export default defineConfig(
  globalIgnores([
    'dist/',
    'build/',
    'coverage/',
    'node_modules/',
    'test/cases/',
    'test/vectors/',
    'test/programs/',
    'runbooks/',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union.' },
        {
          selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier[imported.name='z']",
          message: "import * as z: bundles then leave out zod's languages, half a megabyte.",
        },
      ],
    },
  },
  {
    files: ['src/core/**', 'src/protocol/**', 'src/webview/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noNode, noVscode] }] },
  },
  {
    files: ['src/core/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The core has no clock; take it as an argument.' },
        {
          object: 'Math',
          property: 'random',
          message: 'The core has no randomness; take it as an argument.',
        },
      ],
      'no-restricted-globals': [
        'error',
        'process',
        'Buffer',
        'window',
        'document',
        'setTimeout',
        'setInterval',
      ],
    },
  },
  {
    files: ['src/adapters/**', 'src/runner/**', 'src/cli/**', 'bench/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noVscode] }] },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'fast-check', message: 'Take it from test/seeded.ts, which sets the seed.' }] },
      ],
    },
  },
  {
    files: ['*.config.ts', '*.config.js', '**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        module: 'readonly',
        require: 'readonly',
        __dirname: 'readonly',
        process: 'readonly',
        console: 'readonly',
      },
    },
    rules: { 'no-restricted-syntax': 'off' },
  },
);
