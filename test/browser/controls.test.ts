/** Every control in a real browser: several styles, masks, a start, fields that say what is wrong; timelapse and more steps. */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetFolders } from '../../src/assets.js';
import { encodeImage } from '../../src/image/encode.js';
import { inChromium, isMissing, openBrowser } from './chromium.js';
import { type RunningService, startService } from './service.js';
import { openTab, paintingMs, type Tab } from './tab.js';

const { samples, styles } = assetFolders();
const maskFile = join(tmpdir(), `impasto-mask-${process.pid}.png`);

describe.skipIf(isMissing)(inChromium('more controls'), () => {
  let service: RunningService;
  let browser: Browser;
  beforeAll(async () => {
    const [width, height] = [40, 30];
    const data = new Uint8Array(width * height * 3);
    for (let i = 0; i < width * height; i++) data.fill(i % width < width / 2 ? 0 : 255, 3 * i, 3 * i + 3);
    await writeFile(maskFile, await encodeImage({ width, height, data }, { format: 'png' }));
    const settings = { 'max-size': '96', 'default-steps': '6', 'preview-interval': '1' };
    [service, browser] = await Promise.all([startService(settings), openBrowser()]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), service?.close()]);
  });

  /** Photo and style in their places, and the controls open. */
  async function openForm(): Promise<Tab> {
    const tab = await openTab(browser, service.origin);
    const { page } = tab;
    await page.setInputFiles('[data-slot=content] input[type=file]', join(samples, 'coffee.jpg'));
    await page.setInputFiles('[data-slot=style] input[type=file]', join(styles, 'harvest.jpg'));
    await page.getByText('More controls').click();
    return tab;
  }

  it(
    'paints with two styles, a mask, a start and a layer of its own, and shows how it was painted',
    async () => {
      const tab = await openForm();
      const { page } = tab;
      await page.getByRole('button', { name: 'Add a style' }).click();
      await page.locator('dialog .card[data-id=ink-wash]').click();
      const second = page.getByRole('group', { name: 'Style 2' });
      await second.getByLabel('Weight').fill('2');
      await second.locator('input[type=file]').setInputFiles(maskFile);
      /** The left and the right of the mask as it is drawn. */
      const drawn = () =>
        second.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
          const { data } = canvas.getContext('2d')!.getImageData(0, canvas.height / 2, canvas.width, 1);
          return [data[0], data[data.length - 4]];
        });
      await expect.poll(drawn).toEqual([0, 255]);
      await page.getByLabel('Masks the other way round').selectOption('on');
      await expect.poll(drawn).toEqual([255, 0]);
      await page.locator('[data-option=init] input[type=file]').setInputFiles(join(samples, 'raccoon.jpg'));
      await page.getByLabel('coarseness').fill('80');
      await page.getByLabel('style layers').fill('conv1_1:2,relu2_1');
      await page.getByLabel('pooling').selectOption('average');
      await page.getByRole('button', { name: 'Paint', exact: true }).click();

      const done = await tab.seen('done');
      const text = await done.innerText();
      expect(text).toContain('/stylize coffee harvest ink-wash:2 mask:impasto-mask');
      expect(text).toContain('init:raccoon');
      expect(text).toContain('coarseness:80 style-layers:conv1_1:2,conv2_1 pooling:average');
      expect(await page.locator('.style-row').count()).toBe(1);
      expect(await page.locator('[data-option=init] img').count()).toBe(0);

      const film = done.getByRole('button', { name: /^Timelapse/ });
      await film.press('Enter');
      const image = page.locator('dialog .film');
      await expect.poll(() => image.getAttribute('src')).toContain('/timelapse');
      expect(await image.evaluate((it: HTMLImageElement) => it.decode().then(() => it.naturalWidth))).toBe(
        96,
      );
      await page.getByRole('button', { name: 'Stop' }).press('Enter');
      expect(await image.getAttribute('src')).toContain('/result');
      expect(await page.getByRole('button', { name: 'Play' }).count()).toBe(1);
      await page.keyboard.press('Escape');
      await expect.poll(() => film.evaluate((it) => it === document.activeElement)).toBe(true);

      const first = await done.getAttribute('data-job');
      await done.getByRole('button', { name: /^More steps/ }).click();
      const next = page.locator(`#channel > li[data-kind=done]:not([data-job="${first}"])`);
      await expect.poll(() => next.innerText(), { timeout: paintingMs }).toContain(`init:${first}`);
      await tab.close();
    },
    2 * paintingMs,
  );

  it('says at the field what is wrong, goes to the first, and sends nothing', async () => {
    const tab = await openForm();
    const { page } = tab;
    await page.getByRole('group', { name: 'Style 1' }).getByLabel('Weight').fill('0');
    await page.getByLabel('style layers').fill('conv9_1');
    await page.getByLabel('tv weight').fill('much');
    await page.keyboard.press('Escape');
    expect(await page.locator('details.more').getAttribute('open')).toBeNull();
    await page.getByRole('button', { name: 'Paint', exact: true }).click();
    const problems = page.locator('.more .problem:not(:empty)');
    expect(await problems.allInnerTexts()).toEqual([
      'weight: expected a number above 0, got "0".',
      expect.stringContaining('style-layers: expected layers from conv1_1 to conv5_4'),
      expect.stringContaining('tv-weight: expected a number from 0'),
    ]);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'));
    expect(await focused()).toBe('true');
    expect(await page.locator('#channel > li[data-kind=queued]').count()).toBe(0);
    await tab.close();
  });

  it('adds and removes styles with a keyboard, as many as there may be', async () => {
    const tab = await openForm();
    const { page } = tab;
    const add = page.getByRole('button', { name: 'Add a style' });
    for (let k = 0; k < 3; k++) {
      await add.press('Enter');
      await page.locator('dialog .card').nth(k).press('Enter');
    }
    expect(await page.locator('.style-row').count()).toBe(4);
    expect(await add.isHidden()).toBe(true);
    await page
      .getByRole('group', { name: 'Style 3' })
      .getByRole('button', { name: 'Remove this style' })
      .press('Enter');
    expect(await page.locator('.style-row').count()).toBe(3);
    await expect.poll(() => add.evaluate((it) => it === document.activeElement)).toBe(true);
    await tab.close();
  });

  it(
    'a calm page plays a timelapse only when it is told to',
    async () => {
      const tab = await openTab(browser, service.origin, { reducedMotion: 'reduce' });
      const { page } = tab;
      await tab.say('/stylize coffee harvest seed:7');
      const done = tab.message('done');
      await expect.poll(() => done.innerText(), { timeout: paintingMs }).toContain('seed:7');
      await done.getByRole('button', { name: /^Timelapse/ }).click();
      expect(await page.locator('dialog .film').getAttribute('src')).toContain('/result');
      await page.getByRole('button', { name: 'Play' }).click();
      expect(await page.locator('dialog .film').getAttribute('src')).toContain('/timelapse');
      const coming = page.waitForEvent('download');
      await page.locator('dialog').getByRole('link', { name: 'Download' }).click();
      expect((await coming).suggestedFilename()).toMatch(/^coffee-harvest-timelapse-.*\.webp$/);
      await tab.close();
    },
    paintingMs,
  );
});
