import { operatorName } from '../../operator.ts';
import { chooseSigner } from '../keys/chooseSigner.ts';
import type { KeyAsker } from '../keys/keyAsker.ts';
import { stateFolderOf } from '../stateFolders.ts';
import { maskRules } from '../journal/maskRules.ts';
import type { WriterOptions } from '../journal/run.ts';
import { treeSignersFiles } from '../keys/signingKey.ts';

/** Who asks to write behind a run, and from where. */
export interface Writing {
  readonly environment: NodeJS.ProcessEnv;
  /** Where git is asked who that is. */
  readonly folder: string;
  /** Whether a passphrase or a touch can be asked for. */
  readonly interactive: boolean;
  /** Asks for it elsewhere than on a terminal. */
  readonly asker?: KeyAsker;
  readonly vscode: string;
  readonly version: string;
}

/** The key and the name with which something is written behind a run that others walked. */
export async function writerBehind(runFolder: string, writing: Writing): Promise<WriterOptions> {
  const { environment, folder, interactive, asker, vscode, version } = writing;
  const signersFiles = treeSignersFiles(stateFolderOf(runFolder));
  const [{ signer }, operator] = await Promise.all([
    chooseSigner({
      environment,
      folder,
      signersFiles,
      interactive,
      ...(asker === undefined ? {} : { asker }),
    }),
    operatorName(folder, environment),
  ]);
  const env = { os: process.platform, arch: process.arch, vscode, ext: version };
  return { operator, signer, facts: { repo: null, env, maskRules, unattended: false } };
}
