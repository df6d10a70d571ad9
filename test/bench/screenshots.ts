/** `npm run screenshots`: the page with real pictures, on a desktop and a phone, in the light and in the dark, to docs/. */
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { assetFolders } from '../../src/assets.js';
import { decodeImage } from '../../src/image/decode.js';
import { encodeImage } from '../../src/image/encode.js';
import { openBrowser } from '../browser/chromium.js';
import { startService } from '../browser/service.js';

const docs = join(assetFolders().root, 'docs');
const desktop = { viewport: { width: 1200, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };
/** Milliseconds that a picture may take. */
const patience = 240_000;

interface Shot {
  readonly name: string;
  readonly options: BrowserContextOptions;
  /** Brings the page to what is shown. */
  readonly act: (page: Page) => Promise<void>;
}

const say = async (page: Page, line: string) => {
  await page.locator('#line').fill(line);
  await page.locator('#line').press('Enter');
};
const message = (page: Page, state: string) => page.locator(`#channel > li[data-kind=${state}]`).last();
const isDone = (page: Page) => message(page, 'done').locator('.comparison').waitFor({ timeout: patience });
/** Until a preview is there and nothing moves any more. */
const settle = (page: Page) => page.waitForTimeout(1200);

const shots: readonly Shot[] = [
  { name: 'page-welcome-light', options: { ...desktop, colorScheme: 'light' }, act: settle },
  { name: 'page-welcome-phone-dark', options: { ...phone, colorScheme: 'dark' }, act: settle },
  {
    name: 'page-done-light',
    options: { ...desktop, colorScheme: 'light' },
    async act(page) {
      await say(page, '/stylize coffee cafe-terrace size:384');
      await isDone(page);
      await settle(page);
    },
  },
  {
    name: 'page-done-phone-light',
    options: { ...phone, colorScheme: 'light' },
    async act(page) {
      await isDone(page);
      await settle(page);
    },
  },
  {
    name: 'page-running-dark',
    options: { ...desktop, colorScheme: 'dark' },
    async act(page) {
      await say(page, '/stylize chelsea-cat stained-glass size:384 steps:60');
      const running = message(page, 'running');
      await running.locator('.bar[aria-valuenow]:not([aria-valuenow="0"])').waitFor({ timeout: patience });
      await running.locator('.picture img[src*=preview]').last().waitFor({ timeout: patience });
      await page.locator('#line').fill('/stylize raccoon str');
      await settle(page);
    },
  },
  {
    name: 'page-running-phone-dark',
    options: { ...phone, colorScheme: 'dark' },
    async act(page) {
      await message(page, 'running').locator('.picture img').waitFor();
      await settle(page);
    },
  },
  {
    name: 'page-gallery-dark',
    options: { ...desktop, colorScheme: 'dark' },
    async act(page) {
      await page.locator('[data-slot=style] button').last().click();
      await page.locator('dialog .card img').last().waitFor();
      await settle(page);
    },
  },
];

async function take(browser: Browser, origin: string, { name, options, act }: Shot): Promise<void> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(origin);
  await page.locator('#line').waitFor();
  await act(page);
  const picture = await decodeImage(await page.screenshot(), { name });
  const file = join(docs, `${name}.webp`);
  await writeFile(file, await encodeImage(picture, { format: 'webp', quality: 88 }));
  console.log(
    `${file}: ${picture.width}x${picture.height}, ${Math.ceil((await stat(file)).size / 1024)} KiB`,
  );
  await context.close();
}

const service = await startService({ 'preview-interval': '1' });
const browser = await openBrowser();
try {
  for (const shot of shots) await take(browser, service.origin, shot);
} finally {
  await browser.close();
  await service.close();
}
