// usage: node scripts/run.cjs NAME [ARGUMENT...]
//
// Runs scripts/NAME.ts with the Node 24 that npm installed beside the other tools, since the machine's own may be too old for
// TypeScript. Plain CommonJS, so that any Node can start it. npm's link node_modules/.bin/node will not do: npm 10 loses it
// when it drops the Nodes of the other platforms.
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { constants } = require('node:os');
const { delimiter, dirname, join } = require('node:path');

const [name, ...rest] = process.argv.slice(2);
const platform = `${process.platform}-${process.arch}`;
const installed = [`node-${platform}`, `node-bin-${platform}`]
  .map(folder => join(__dirname, '../node_modules', folder, 'bin/node'))
  .find(existsSync);

if (installed === undefined && Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `This needs Node 24. npm offers none for ${platform}, and yours is ${process.versions.node}.`,
  );
  process.exit(1);
}

const node = installed ?? process.execPath;
const child = spawn(node, [join(__dirname, `${name}.ts`), ...rest], {
  stdio: 'inherit',
  env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` },
});
// A terminal sends its Ctrl-C to both; whoever kills only this process means the child.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    child.kill(signal);
  });
}
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal];
});
