import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Why no session can be had in a place, as one sentence; undefined where it can. */
export function lacksShell(
  platform: NodeJS.Platform,
  { PATH }: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (platform === 'win32')
    return "Commands need bash, which Windows has only in WSL: install WSL, and open this folder there with VS Code's WSL extension.";
  if (PATH === undefined || PATH.split(delimiter).some(folder => isProgram(join(folder, 'bash'))))
    return undefined;
  return `Commands need bash, and no folder of PATH holds it: ${PATH === '' ? 'it is empty' : PATH}.`;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
