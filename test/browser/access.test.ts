/** For everyone: with a keyboard alone, on a phone, in the dark; judged by axe-core in a real browser. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetFolders } from '../../src/assets.js';
import { inChromium, isMissing, openBrowser } from './chromium.js';
import { type RunningService, startService } from './service.js';
import { openTab, paintingMs } from './tab.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All violations as lines: rule, how bad, where. */
async function violations(page: Page): Promise<readonly string[]> {
  // Why evaluated: the page's own policy lets no script of strangers in.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    interface AxeResults {
      readonly violations: readonly {
        readonly id: string;
        readonly impact: string;
        readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
      }[];
    }
    const found = await axe.run();
    return found.violations.map(
      ({ id, impact, nodes }) =>
        `${id} (${impact}): ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join(' | ')}`,
    );
  });
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['in the light', { colorScheme: 'light' }],
  ['in the dark', { colorScheme: 'dark' }],
  ['on a phone', { colorScheme: 'light', viewport: { width: 360, height: 740 }, hasTouch: true }],
  // 200 % on a screen of 1280 x 1000.
  ['zoomed to 200 %', { colorScheme: 'dark', viewport: { width: 640, height: 500 }, deviceScaleFactor: 2 }],
];

describe.skipIf(isMissing)(inChromium('for everyone'), () => {
  let service: RunningService;
  let browser: Browser;
  beforeAll(async () => {
    const settings = { 'max-size': '96', 'default-steps': '4', 'preview-interval': '1' };
    [service, browser] = await Promise.all([startService(settings), openBrowser()]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), service?.close()]);
  });

  it.each(looks)('the empty channel and the gallery are sound %s', async (_, options) => {
    const tab = await openTab(browser, service.origin, { ...options, reducedMotion: 'reduce' });
    expect(await violations(tab.page)).toEqual([]);
    await tab.page.getByRole('button', { name: 'Presets: choose a style' }).click();
    expect(await violations(tab.page)).toEqual([]);
    await tab.page.keyboard.press('Escape');
    await tab.page.locator('#line').fill('/');
    expect(await violations(tab.page)).toEqual([]);
    expect(await overflow(tab.page)).toBe(0);
    await tab.close();
  });

  it.each(looks)('every control is sound %s', async (_, options) => {
    const tab = await openTab(browser, service.origin, { ...options, reducedMotion: 'reduce' });
    const { page } = tab;
    await page.getByText('More controls').click();
    await page.getByRole('button', { name: 'Add a style' }).click();
    await page.locator('dialog .card').first().click();
    const { samples } = assetFolders();
    const second = page.getByRole('group', { name: 'Style 2' });
    await second.locator('input[type=file]').setInputFiles(join(samples, 'coffee.jpg'));
    await second.getByLabel('Weight').fill('none');
    await page.locator('[data-slot=content] input').setInputFiles(join(samples, 'coffee.jpg'));
    await page.locator('[data-slot=style] input').setInputFiles(join(samples, 'raccoon.jpg'));
    await page.getByRole('button', { name: 'Paint', exact: true }).click();
    await expect.poll(() => second.locator('.problem').innerText()).toContain('weight');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    const more = page.locator('.more');
    expect(await more.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
    await tab.close();
  });

  it('is as dark as the system, until the person says otherwise', async () => {
    const tab = await openTab(browser, service.origin, { colorScheme: 'dark' });
    const paper = () => tab.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await paper();
    await tab.page.getByRole('button', { name: 'Light' }).click();
    const light = await paper();
    expect(light).not.toBe(dark);
    await tab.page.reload();
    await tab.page.getByRole('button', { name: 'Dark' }).waitFor();
    expect(await paper()).toBe(light);
    await tab.close();
  });

  it(
    'a sample card paints at once',
    async () => {
      const tab = await openTab(browser, service.origin);
      await tab.page.getByRole('button', { name: /^coffee \+ cafe-terrace/ }).press('Enter');
      const done = await tab.seen('done');
      expect(await done.innerText()).toContain('/stylize coffee cafe-terrace');
      expect(await tab.page.evaluate(() => document.activeElement?.id)).toBe('main');
      await tab.close();
    },
    paintingMs,
  );

  it(
    'everything is done with a keyboard alone, and heard',
    async () => {
      const tab = await openTab(browser, service.origin);
      const { page } = tab;
      const { keyboard } = page;
      const focused = () =>
        page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);
      await keyboard.press('Tab');
      await keyboard.press('Enter');
      expect(await focused()).toBe('line');
      await keyboard.type('/sty');
      await keyboard.press('Tab');
      await keyboard.type('cof');
      await keyboard.press('ArrowDown');
      await keyboard.press('Enter');
      await keyboard.type('harv');
      await keyboard.press('Tab');
      expect(await page.locator('#line').inputValue()).toBe('/stylize coffee harvest ');
      await keyboard.press('Escape');
      await keyboard.press('Enter');
      const done = tab.message('done');
      await expect.poll(() => done.innerText(), { timeout: paintingMs }).toContain('/stylize coffee harvest');
      await expect.poll(() => page.locator('#announcer').innerText()).toContain('coffee in the style of');
      expect(await focused()).toBe('line');

      const zoom = done.getByRole('button', { name: /^Zoom/ });
      await zoom.focus();
      await keyboard.press('Enter');
      await keyboard.press('+');
      await keyboard.press('ArrowRight');
      expect(await page.locator('.stage img').getAttribute('style')).toContain('scale(1.25)');
      expect(await page.locator('.level').innerText()).toBe('125 %');
      await keyboard.press('Escape');
      await expect.poll(() => zoom.evaluate((it) => it === document.activeElement)).toBe(true);
      await tab.close();
    },
    paintingMs,
  );

  it.each(looks)(
    'messages, answers and zoom are sound %s',
    async (_, options) => {
      const tab = await openTab(browser, service.origin, { ...options, reducedMotion: 'reduce' });
      const { page } = tab;
      await tab.say('/stylize coffee harvest steps:500');
      const running = await tab.seen('running');
      await running.locator('.picture img').waitFor();
      expect(await violations(page)).toEqual([]);
      await running.getByRole('button', { name: 'Cancel' }).click();
      await tab.seen('cancelled');
      const done = await tab.seen('done');
      await done.getByRole('button', { name: 'Info' }).click();
      await page.locator('.plot svg').first().waitFor();
      for (const line of ['/recipes', '/settings', '/help', '/status nothing']) {
        const before = await page.locator('#channel > li.answer').count();
        await tab.say(line);
        await expect.poll(() => page.locator('#channel > li.answer').count()).toBe(before + 1);
      }
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await done.getByRole('button', { name: /^Zoom/ }).click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await done.getByRole('button', { name: /^Timelapse/ }).click();
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await tab.close();
    },
    paintingMs,
  );
});
