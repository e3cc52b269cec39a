import { chooseSigner } from '../adapters/audit/chooseSigner.ts';
import { stateFolderOf } from '../adapters/audit/layout.ts';
import type { WriterOptions } from '../adapters/audit/run.ts';
import { treeSignersFiles } from '../adapters/audit/signingKey.ts';
import { operatorName } from '../adapters/operator.ts';
import { maskRules } from '../runner/maskRules.ts';
import { version } from './version.ts';

/** Who writes behind a run from here, and with which key. */
export async function writerHere(folder: string): Promise<WriterOptions> {
  const environment = process.env;
  const state = stateFolderOf(folder);
  const [{ signer }, operator] = await Promise.all([
    chooseSigner({
      environment,
      folder: process.cwd(),
      signersFiles: treeSignersFiles(state),
      interactive: process.stdin.isTTY,
    }),
    operatorName(process.cwd(), environment),
  ]);
  const env = { os: process.platform, arch: process.arch, vscode: '', ext: version };
  return { operator, signer, facts: { repo: null, env, maskRules, unattended: false } };
}
