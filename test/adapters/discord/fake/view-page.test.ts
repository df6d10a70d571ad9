/** The view as a page: it stands alone, and a browser lays it out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inChromium, isMissing, openBrowser } from '../../../browser/chromium.js';
import { renderMessageHtml, renderModalHtml, renderPage } from '../../../fakes/discord/view/index.js';
import { writePng } from '../../../fakes/odd/png-bytes.js';
import {
  button,
  container,
  doneMessage,
  gallery,
  item,
  menu,
  picture,
  row,
  section,
  stylizeModal,
  times,
  words,
} from './checks-samples.js';

const [width, height] = [320, 200];
const png = writePng({ width, height, rows: new Uint8Array(width * height * 3).fill(120) });
const context = { now: 0, files: new Map([['result.jpg', new Uint8Array(png)]]) };

const message = (...components: readonly unknown[]) =>
  renderMessageHtml(
    {
      ...{ author: { name: 'Impasto', isApp: true }, attachments: [], isEphemeral: false, isLoading: false },
      components,
    },
    context,
  );
const pictures = (count: number, more = {}) =>
  gallery({ items: times(count, () => item({ media: picture(), ...more })) });
const long = words('word'.repeat(400));
const parts = [
  message(...doneMessage.components),
  ...times(10, (at) => message(pictures(at + 1))),
  message(
    container(pictures(1, { spoiler: true }), long, section({ components: [long], accessory: button() })),
  ),
  message(row(...times(5, (at) => button({ label: 'Keep the colours', custom_id: `${at}` }))), row(menu())),
  renderModalHtml(stylizeModal as never, 'Impasto', context),
];
const html = renderPage(parts, { theme: 'dark' });

it('a page has all that it shows in it', () => {
  expect(html).toContain('color-scheme: dark');
  for (const part of parts) expect(html).toContain(part);
  expect(html).not.toMatch(/<(script|link|iframe)\b|@import|src="(?!data:)|url\((?!"data:)/);
});

describe.skipIf(isMissing)(inChromium('a page in a browser'), () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('loads nothing, shows every picture, and lets nothing stick out', async () => {
    const page = await browser.newPage({ viewport: { width: 720, height: 600 } });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.setContent(html);
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([]);
    const sizes = await page.evaluate<number[]>('[...document.images].map((one) => one.naturalWidth)');
    expect(sizes).toEqual(times(57, () => width));
    const wide = `[...document.querySelectorAll('main *')].filter((one) => !one.closest('.spoiler, svg') && one.getBoundingClientRect().right > 720)`;
    expect(await page.evaluate<number>(`${wide}.length`)).toBe(0);
  });

  it('puts the pictures of a gallery beside each other as Discord does', async () => {
    const page = await browser.newPage({ viewport: { width: 720, height: 600 } });
    await page.setContent(html);
    const boxes = async (count: number) => {
      const all = await page.locator(`.gallery.of-${count}`).last().locator('.picture').all();
      return Promise.all(all.map(async (one) => (await one.boundingBox())!));
    };
    const rowsOf = async (count: number) => {
      const tops = (await boxes(count)).map(({ y }) => Math.round(y));
      return [...new Set(tops)].map((top) => tops.filter((one) => one === top).length);
    };
    const wanted = [[2], [2, 1], [2, 2], [2, 3], [3, 3], [1, 3, 3], [2, 3, 3], [3, 3, 3], [1, 3, 3, 3]];
    for (const [at, rows] of wanted.entries()) expect(await rowsOf(at + 2), `${at + 2}`).toEqual(rows);
    const [large, upper, lower] = await boxes(3);
    expect(large!.height).toBeGreaterThan(upper!.height + lower!.height - 1);
    expect(upper!.x).toBe(lower!.x);
  });
});
