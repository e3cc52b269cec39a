// The walker's page as a person uses it: by the numbers, names and words that stand on it.
import type { Frame, Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Vscode } from './vscode.ts';

export class WalkerPage {
  readonly vscode: Vscode;
  #frame: Frame;

  private constructor(vscode: Vscode, frame: Frame) {
    this.vscode = vscode;
    this.#frame = frame;
  }

  /** The walker that is open or will be in a moment; by its title where another may still stand there. */
  static async find(vscode: Vscode, title?: string): Promise<WalkerPage> {
    const selector = title === undefined ? '.hr-runbar, [data-preflight]' : `h1:has-text("${title}")`;
    const frame = await vscode.webview(selector);
    const walker = new WalkerPage(vscode, frame);
    // Before the first action the page says what the runbook is; its steps are one press away.
    if ((await walker.locate('[data-preflight]').count()) > 0) await walker.locate('[data-read]').click();
    await walker.locate('.hr-phase').first().waitFor();
    return walker;
  }

  /** After a reload the page is another one; `selector` tells it from the old one, where that may still stand. */
  async again(selector = '.hr-runbar'): Promise<void> {
    this.#frame = await this.vscode.webview(selector);
    await this.locate('.hr-phase').first().waitFor();
  }

  locate(selector: string): Locator {
    return this.#frame.locator(selector);
  }

  button(name: RegExp | string): Locator {
    return this.#frame.getByRole('button', { name });
  }

  /** The folded row or the open card of a step number. */
  step(number: string): Locator {
    const exactly = new RegExp(`^${number.replaceAll('.', '\\.')}$`);
    return this.locate('[data-card]').filter({
      has: this.#frame.locator('.hr-row__no, .hr-card__no', { hasText: exactly }),
    });
  }

  /** Unfolds a step unless it is open. */
  async open(number: string): Promise<Locator> {
    const row = this.step(number).locator('.hr-row__btn');
    if ((await row.count()) > 0) await row.click();
    const card = this.step(number).and(this.locate('.hr-card'));
    await card.waitFor();
    return card;
  }

  async state(number: string): Promise<string | null> {
    return await this.step(number).getAttribute('data-state');
  }

  async until(number: string, state: string, timeout = 60_000): Promise<void> {
    try {
      await expect
        .poll(() => this.state(number), { timeout, interval: 100, message: `state of ${number}` })
        .toBe(state);
    } catch (error) {
      await this.vscode.screenshot(`another-state-of-${number}`).catch(() => undefined);
      throw error;
    }
  }

  /** Runs a step and waits for where it comes to rest. */
  async run(number: string, state: string, timeout?: number): Promise<void> {
    const card = await this.open(number);
    await card.getByRole('button', { name: new RegExp(`^Run ${number.replaceAll('.', '\\.')}`) }).click();
    await this.until(number, state, timeout);
  }

  async tick(text: string): Promise<void> {
    const box = this.#frame.getByRole('checkbox', { name: text });
    // A tick shows once it is in the log, so the click alone does not set it.
    await box.click();
    // The last one of a step folds it.
    const isTaken = async (): Promise<boolean> =>
      (await box.count()) === 0 || (await box.isChecked({ timeout: 1000 }).catch(() => false));
    await expect.poll(isTaken).toBe(true);
  }

  /** Gives a value where the walker asks for it. */
  async fill(name: string, value: string): Promise<void> {
    const field = this.#frame.getByRole('textbox', { name: new RegExp(name) }).first();
    await field.fill(value);
    await field.press('Enter');
    // One value after the other, as a person gives them: the page is drawn anew when this one is in the log.
    await this.locate('.hr-vals').getByText(value).first().waitFor({ state: 'attached' });
  }
}
