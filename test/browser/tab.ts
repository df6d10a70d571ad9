/** A tab on the page, and what people do in it, in their words. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Tab {
  readonly page: Page;
  /** Everything that the browser complained about; an empty list at the end of a good test. */
  readonly complaints: readonly string[];
  /** Types a line and sends it. */
  say(line: string): Promise<void>;
  /** The newest message of a job in a state, when there is one. */
  message(state: string): Locator;
  /** Waits for it. */
  seen(state: string, timeout?: number): Promise<Locator>;
  /** The private answer with this title. */
  answer(title: string | RegExp): Locator;
  close(): Promise<void>;
}

/** Milliseconds that a small picture may take, where other tests use the same cores. */
export const paintingMs = 60_000;

export async function openTab(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // Why not all errors: a refusal is an answer with status 4xx, which the browser lists as one.
    if (/Content Security Policy|Uncaught/i.test(message.text())) complaints.push(message.text());
  });
  await page.goto(origin);
  await page.locator('#line').waitFor();
  const message = (state: string) => page.locator(`#channel > li[data-job][data-kind=${state}]`).last();
  return {
    ...{ page, complaints, message },
    async say(line) {
      await page.locator('#line').fill(line);
      await page.locator('#line').press('Enter');
    },
    async seen(state, timeout = paintingMs) {
      await message(state).waitFor({ timeout });
      return message(state);
    },
    answer: (title) => page.locator('#channel > li.answer').filter({ hasText: title }).last(),
    async close() {
      await context.close();
      expect(complaints).toEqual([]);
    },
  };
}
