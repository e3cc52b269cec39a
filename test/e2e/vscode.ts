// A real VS Code with the packaged extension, in a real browser, with a home folder of its own.
import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type Frame, type Locator, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { chromiumArguments } from '../../scripts/chromium.ts';
import { endMarked, markedProcesses, type MarkedProcess } from '../../scripts/processes.ts';
import { output } from '../../scripts/project.ts';
import { quietSettings, startServer, type Server } from '../../scripts/server.ts';

const mark = 'HANDRAIL_E2E';

/** Milliseconds that a busy machine may take for what is waited for. */
const patience = 60_000;

export interface VscodeOptions {
  /** Copied to a fresh folder that is then opened; without it the folder is empty. */
  readonly workspace?: string;
  /** Opened with the window; relative to the workspace. */
  readonly file?: string;
  /** `ask`: workspace trust is on, and the folder is not trusted yet. Default `off`. */
  readonly trust?: 'ask' | 'off';
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly viewport?: { readonly width: number; readonly height: number };
}

export class Vscode {
  readonly page: Page;
  /** Absolute path of the open folder. */
  readonly workspace: string;
  /** HOME of the server and of all that it starts: no SSH key, no git configuration. */
  readonly home: string;
  readonly #scratch: string;
  readonly #id: string;
  readonly #browser: Browser;
  readonly #server: Server;

  private constructor(parts: { page: Page; folders: Folders; id: string; browser: Browser; server: Server }) {
    this.page = parts.page;
    this.workspace = parts.folders.workspace;
    this.home = parts.folders.home;
    this.#scratch = parts.folders.scratch;
    this.#id = parts.id;
    this.#browser = parts.browser;
    this.#server = parts.server;
  }

  /** Starts a server, opens a window on a fresh copy of the workspace, and waits until the workbench is there. */
  static async open(options: VscodeOptions = {}): Promise<Vscode> {
    const id = randomUUID();
    const folders = await makeFolders(options);
    const server = await startServer({
      server: inject('server'),
      extension: { folder: inject('extensions') },
      scratch: join(folders.scratch, 'vscode'),
      settings: { ...quietSettings, ...options.settings },
      trust: options.trust ?? 'off',
      environment: { ...environmentIn(folders), ...options.environment, [mark]: id },
    });
    const browser = await chromium.launch({
      executablePath: inject('browser'),
      timeout: patience,
      // No name resolves, so whatever asks the network is refused at once, here as on a closed network.
      args: [...chromiumArguments, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    });
    const page = await browser.newPage({ viewport: options.viewport ?? { width: 1400, height: 900 } });
    page.setDefaultTimeout(patience);
    const vscode = new Vscode({ page, folders, id, browser, server });
    try {
      await vscode.#begin(options);
    } catch (error) {
      // Nobody else knows of it, so nobody else would end it.
      await vscode.close();
      throw error;
    }
    return vscode;
  }

  async #begin({ file }: VscodeOptions): Promise<void> {
    await this.page.goto(this.#server.url(this.workspace));
    await this.#ready();
    if (file !== undefined) await this.openFile(file);
  }

  /** Opens a file of the workspace in an editor. */
  async openFile(path: string): Promise<void> {
    const tab = this.page.locator(`.tab.active[data-resource-name="${path.split('/').at(-1) ?? path}"]`);
    for (let attempt = 1; ; attempt++) {
      await this.#pick('ControlOrMeta+P', path);
      try {
        await tab.waitFor({ timeout: attempt * 10_000 });
        return;
      } catch (error) {
        // A window that is still bringing its editors back may put another one in front.
        if (attempt === 5) throw error;
      }
    }
  }

  /** Runs a command by its title in the palette, with its category where it has one: `Handrail: Open as Checklist`. */
  async command(title: string): Promise<void> {
    await this.#pick('F1', `>${title}`);
  }

  /** Runs a command that asks which, and answers it by one of its rows; `title` may be in English where the editor is not. */
  async choose(title: string, row: string): Promise<void> {
    const [, name = title] = title.split(': ');
    await this.#quickly('F1', `>${title}`, async (widget, timeout) => {
      await widget.locator('.monaco-list-row', { hasText: name }).first().click({ timeout });
      await widget.locator('.monaco-list-row', { hasText: row }).first().click({ timeout });
    });
  }

  /** Puts the cursor at a 1-based line and column of the editor. */
  async goTo(line: number, column: number): Promise<void> {
    await this.#quickly('Control+G', `:${line}:${column}`, async (widget, timeout) => {
      await this.page.keyboard.press('Enter');
      await widget.waitFor({ state: 'hidden', timeout });
    });
  }

  /** Opens the file in front as a checklist; asked again where a window that still settled down swallowed the press. */
  async openChecklist(): Promise<void> {
    const tab = this.page.locator('.tab.active', { hasText: '(checklist)' });
    for (let attempt = 1; ; attempt++) {
      await this.command('Handrail: Open as Checklist');
      try {
        await tab.waitFor({ timeout: attempt * 15_000 });
        return;
      } catch (error) {
        await this.screenshot(`no-checklist-${attempt}`);
        if (attempt === 5) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** The innermost frame of the webview that holds an element for `selector`, as soon as there is one. */
  async webview(selector: string): Promise<Frame> {
    for (const end = Date.now() + patience; Date.now() < end;) {
      for (const frame of this.page.frames()) {
        const count = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (frame.parentFrame() !== null && count > 0) {
          return frame;
        }
      }
      await sleep(100);
    }
    await this.screenshot('no-webview');
    throw new Error(
      `No webview holds ${selector}; build/screenshots/e2e/no-webview.png shows what was there.`,
    );
  }

  /** Keeps a picture of the window as `build/screenshots/e2e/NAME.png`. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(output, 'screenshots/e2e', `${name}.png`) });
  }

  /** Not the browser's reload: only VS Code's own writes its state (which editors are open) before it goes. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.#quickly('F1', '>Developer: Reload Window', (widget, timeout) =>
      widget.locator('.monaco-list-row', { hasText: 'Reload Window' }).first().click({ timeout }),
    );
    await loaded;
    await this.#ready();
  }

  /** Opens a window on the workspace anew, as if the last one had been closed. */
  async reopen(): Promise<void> {
    await this.page.goto(this.#server.url(this.workspace));
    await this.#ready();
  }

  /** SIGKILL to the process in which extensions run. VS Code starts another by itself. */
  async killExtensionHost(): Promise<void> {
    const hosts = (await this.processes()).filter(({ command }) => command.includes('--type=extensionHost'));
    if (hosts.length === 0) {
      throw new Error('No extension host is running.');
    }
    for (const { pid } of hosts) {
      process.kill(pid, 'SIGKILL');
    }
  }

  /** Everything that descends from the server, whether or not it has detached itself. */
  async processes(): Promise<MarkedProcess[]> {
    return markedProcesses(mark, this.#id);
  }

  /** Ends everything that was started, and removes the folders; `keep` leaves those for a look. */
  async close(options: { readonly keep?: true } = {}): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    await endMarked(mark, this.#id);
    if (options.keep !== true) {
      await rm(this.#scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  }

  async #ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    // The remote indicator is drawn once the extension host's connection stands.
    await this.page.locator('#status\\.host').waitFor();
  }

  /** Opens the quick input and takes its entry. */
  async #pick(key: string, text: string): Promise<void> {
    const parts = text.replace(/^>/, '').split('/');
    const wanted = parts.at(-1) ?? text;
    // Another file of that name, opened before, is listed first.
    const folder = parts.at(-2) ?? '';
    await this.#quickly(key, text, async (widget, timeout) => {
      const rows = widget.locator('.monaco-list-row', { hasText: wanted }).filter({ hasText: folder });
      await rows.first().click({ timeout });
      // It hides, or is already another one's: a command may open a list of its own in it.
      await this.page.waitForFunction(isTaken, text, { timeout });
    });
  }

  /**
   * Opens the quick input, gives it a text and goes on from there; a window that still settles down may close it again, so it is
   * tried anew, each time with more patience for a slow machine.
   */
  async #quickly(
    key: string,
    text: string,
    goOn: (widget: Locator, timeout: number) => Promise<void>,
  ): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    for (let attempt = 1; ; attempt++) {
      const timeout = attempt * 5000;
      await this.page.keyboard.press(key);
      try {
        await widget.locator('input').fill(text, { timeout });
        await goOn(widget, timeout);
        return;
      } catch (error) {
        if (attempt === 6) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }
}

/** Run in the window: whether the quick input no longer shows this text. */
function isTaken(text: string): boolean {
  const input = document.querySelector<HTMLInputElement>('.quick-input-widget input[type="text"]');
  return input === null || input.offsetParent === null || input.value !== text;
}

interface Folders {
  readonly scratch: string;
  readonly workspace: string;
  readonly home: string;
}

async function makeFolders(options: VscodeOptions): Promise<Folders> {
  // A short name, since sockets lie below it; the real path, since macOS's temp folder is a link.
  const scratch = await realpath(await mkdtemp(join(tmpdir(), 'hre-')));
  const folders = { scratch, workspace: join(scratch, 'workspace'), home: join(scratch, 'home') };
  await mkdir(folders.home);
  await mkdir(join(scratch, 'run'), { mode: 0o700 });
  if (options.workspace === undefined) {
    await mkdir(folders.workspace);
  } else {
    await cp(options.workspace, folders.workspace, { recursive: true });
  }
  return folders;
}

function environmentIn({ scratch, home }: Folders): Record<string, string> {
  return {
    HOME: home,
    XDG_RUNTIME_DIR: join(scratch, 'run'),
    XDG_STATE_HOME: join(home, '.local/state'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_CACHE_HOME: join(home, '.cache'),
    LANG: 'C.UTF-8',
  };
}
