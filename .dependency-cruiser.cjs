// The layers of src/: webview -> protocol -> core <- adapters; runner, cli and extension compose; nothing imports them.
const layer = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: `^src/(${[from, ...allowed].join('|')})/` },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
    layer('core-is-pure', 'core', []),
    layer('protocol-knows-core', 'protocol', ['core']),
    layer('webview-speaks-protocol', 'webview', ['protocol', 'core']),
    layer('adapters-serve-core', 'adapters', ['core', 'protocol']),
    layer('runner-composes', 'runner', ['core', 'protocol', 'adapters']),
    layer('cli-composes', 'cli', ['core', 'protocol', 'adapters', 'runner']),
    layer('extension-composes', 'extension', ['core', 'protocol', 'adapters']),
    {
      name: 'core-has-no-host',
      severity: 'error',
      from: { path: '^src/(core|protocol|webview)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-extension-knows-vscode',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/extension/' },
      to: { path: '^vscode$' },
    },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|scripts)/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json', '.d.ts'] },
  },
};
