/** A newcomer's ways from the empty page to a picture, in a real browser with the real renderer. */
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetFolders } from '../../src/assets.js';
import { decodeImage } from '../../src/image/decode.js';
import { inChromium, isMissing, openBrowser } from './chromium.js';
import { type RunningService, startService } from './service.js';
import { openTab, paintingMs } from './tab.js';

const { samples, styles } = assetFolders();
const slot = (name: string) => `[data-slot=${name}] input[type=file]`;

describe.skipIf(isMissing)(inChromium('a newcomer'), () => {
  let service: RunningService;
  let browser: Browser;
  beforeAll(async () => {
    const settings = { 'max-size': '96', 'default-steps': '4', 'preview-interval': '1' };
    [service, browser] = await Promise.all([startService(settings), openBrowser()]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), service?.close()]);
  });

  it(
    'paints two pictures that were uploaded, and downloads the result',
    async () => {
      const tab = await openTab(browser, service.origin);
      const { page } = tab;
      await expect.poll(() => page.locator('.greeting').isVisible()).toBe(true);
      await page.setInputFiles(slot('content'), join(samples, 'coffee.jpg'));
      await page.setInputFiles(slot('style'), join(styles, 'harvest.jpg'));
      await page.getByRole('button', { name: 'Swap photo and style' }).click();
      expect(await page.locator('[data-slot=content]').innerText()).toContain('harvest.jpg');
      await page.getByRole('button', { name: 'Swap photo and style' }).click();
      await page.getByRole('button', { name: 'Paint', exact: true }).click();

      const done = await tab.seen('done');
      expect(await page.locator('.greeting').isVisible()).toBe(false);
      expect(await page.locator('[data-slot=content].filled').count()).toBe(0);
      const coming = page.waitForEvent('download');
      await done.getByRole('link', { name: 'Download' }).click();
      const download = await coming;
      expect(download.suggestedFilename()).toMatch(/coffee.*\.png$/);
      const bytes = await readFile(await download.path());
      const { width, height } = await decodeImage(bytes, { name: 'result' });
      expect([width, height]).toEqual([96, 64]);
      await tab.close();
    },
    paintingMs,
  );

  it(
    'paints what is typed, and compares before and after',
    async () => {
      const tab = await openTab(browser, service.origin);
      await tab.say('/stylize chelsea-cat swirl-strokes strength:80');
      const done = tab.message('done');
      await expect.poll(() => done.innerText(), { timeout: paintingMs }).toContain('strength 80');
      const slider = done.getByRole('slider', { name: 'Before and after' });
      const text = await slider.getAttribute('aria-valuetext');
      await slider.press('End');
      expect(await slider.getAttribute('aria-valuetext')).toBe('100 % photo, 0 % painting');
      const box = (await done.locator('.comparison').boundingBox())!;
      await tab.page.mouse.click(box.x + box.width / 4, box.y + box.height / 2);
      expect(await slider.getAttribute('aria-valuenow')).toBe('25');
      expect(text).not.toBe(await slider.getAttribute('aria-valuetext'));
      await tab.close();
    },
    paintingMs,
  );

  it(
    'chooses a preset and a sample from the galleries',
    async () => {
      const tab = await openTab(browser, service.origin);
      const { page } = tab;
      await page.getByRole('button', { name: 'Samples: choose a photo' }).click();
      await page.locator('dialog .card[data-id=raccoon]').click();
      await page.getByRole('button', { name: 'Presets: choose a style' }).click();
      await expect.poll(() => page.locator('dialog').innerText()).toContain('Vincent van Gogh');
      await page.locator('dialog .card[data-id=ink-wash]').click();
      await expect.poll(() => page.locator('dialog').count()).toBe(0);
      await page.getByRole('slider', { name: 'Strength' }).fill('30');
      const paint = page.getByRole('button', { name: 'Paint', exact: true });
      await paint.press('Enter');
      await expect
        .poll(() => tab.message('done').innerText(), { timeout: paintingMs })
        .toContain('strength 30');
      expect(await tab.message('done').innerText()).toContain('/stylize raccoon ink-wash');
      expect(await paint.evaluate((it) => it === document.activeElement)).toBe(true);
      await tab.close();
    },
    paintingMs,
  );

  it('takes pictures that are pasted and dropped', async () => {
    const tab = await openTab(browser, service.origin);
    const { page } = tab;
    const bring = (type: 'paste' | 'drop', names: readonly string[], onto: string) =>
      page.locator(onto).evaluate(
        (target, { type, names }) => {
          const data = new DataTransfer();
          for (const name of names) data.items.add(new File(['x'], name, { type: 'image/png' }));
          const common = { bubbles: true, cancelable: true };
          target.dispatchEvent(
            type === 'paste'
              ? new ClipboardEvent(type, { ...common, clipboardData: data })
              : new DragEvent(type, { ...common, dataTransfer: data }),
          );
        },
        { type, names },
      );
    const lies = () => page.locator('.slot > .slot-title').allTextContents();
    await bring('paste', ['sea.png'], '#line');
    expect(await lies()).toEqual(['Photo sea.png', 'Style']);
    await bring('drop', ['waves.png'], 'main');
    expect(await lies()).toEqual(['Photo sea.png', 'Style waves.png']);
    await bring('drop', ['sand.png'], '[data-slot=style] .thumb');
    expect(await lies()).toEqual(['Photo sea.png', 'Style sand.png']);
    await bring('drop', ['one.png', 'two.png', 'three.png'], 'main');
    expect(await lies()).toEqual(['Photo one.png', 'Style two.png']);
    expect(await page.locator('#problem').innerText()).toContain('first two');
    await page.getByRole('button', { name: 'Remove one.png' }).click();
    expect(await lies()).toEqual(['Photo', 'Style two.png']);
    await page.getByRole('button', { name: 'Paint', exact: true }).click();
    expect(await page.locator('#problem').innerText()).toContain('A photo is missing');
    await tab.close();
  });

  it(
    'shows how far it is, previews that change, and stops when it is cancelled',
    async () => {
      const tab = await openTab(browser, service.origin);
      await tab.say('/stylize astronaut contour-bands steps:500');
      const running = await tab.seen('running');
      const bar = running.getByRole('progressbar');
      const percent = async () => Number((await bar.getAttribute('aria-valuenow')) ?? 0);
      const preview = () => running.locator('.picture img').last().getAttribute('src');
      await expect.poll(preview, { timeout: paintingMs }).toContain('/preview-');
      const [before, first] = [await percent(), await preview()];
      const box = await running.locator('.picture').boundingBox();
      await expect.poll(percent, { timeout: paintingMs }).toBeGreaterThan(before);
      await expect.poll(preview, { timeout: paintingMs }).not.toBe(first);
      expect(await running.locator('.picture').boundingBox()).toEqual(box);
      await running.getByRole('button', { name: 'Cancel' }).click();
      const cancelled = await tab.seen('cancelled');
      await expect
        .poll(() => cancelled.locator('.picture img').last().getAttribute('src'))
        .toContain('/result');
      await tab.close();
    },
    paintingMs,
  );

  it('refuses what is no picture: by its name at once, by its content with the service', async () => {
    const tab = await openTab(browser, service.origin);
    const { page } = tab;
    const text = join(tmpdir(), `impasto-notes-${process.pid}.txt`);
    const lie = join(tmpdir(), `impasto-lie-${process.pid}.png`);
    await Promise.all([writeFile(text, 'no picture'), writeFile(lie, 'no picture either')]);
    await page.setInputFiles(slot('content'), text);
    await expect
      .poll(() => page.locator('#problem').innerText())
      .toContain('is not a picture that I can read');
    expect(await page.locator('[data-slot=content].filled').count()).toBe(0);
    await page.setInputFiles(slot('content'), lie);
    await page.setInputFiles(slot('style'), join(styles, 'harvest.jpg'));
    await page.getByRole('button', { name: 'Paint', exact: true }).click();
    const refusal = page.locator('#channel > li.answer[data-kind=refusal]').last();
    await expect.poll(() => refusal.innerText()).toContain('impasto-lie');
    await refusal.getByRole('button', { name: 'Dismiss' }).click();
    expect(await refusal.count()).toBe(0);
    await tab.close();
  });
});
