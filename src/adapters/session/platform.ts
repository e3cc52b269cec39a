/** Why no session can be had on a platform, as one sentence; undefined where it can. */
export function lacksShell(platform: NodeJS.Platform): string | undefined {
  return platform === 'win32'
    ? "Commands need bash, which Windows has only in WSL: install WSL, and open this folder there with VS Code's WSL extension."
    : undefined;
}
