/** One channel in every tab: reloads, second tabs, commands and limits, in a real browser. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inChromium, isMissing, openBrowser } from './chromium.js';
import { type RunningService, startService } from './service.js';
import { openTab, paintingMs, type Tab } from './tab.js';

describe.skipIf(isMissing)(inChromium('the channel'), () => {
  let service: RunningService;
  let browser: Browser;
  let tab: Tab;
  beforeAll(async () => {
    const settings = { 'max-size': '96', 'default-steps': '4', 'preview-interval': '1' };
    [service, browser] = await Promise.all([startService(settings), openBrowser()]);
    tab = await openTab(browser, service.origin);
  });
  afterAll(async () => {
    await tab?.close();
    await Promise.all([browser?.close(), service?.close()]);
  });

  it(
    'is the same after a reload and in a second tab, while a job runs',
    async () => {
      await tab.say('/stylize coffee cafe-terrace steps:500');
      const job = await (await tab.seen('running')).getAttribute('data-job');
      await tab.page.reload();
      const second = await openTab(browser, service.origin);
      for (const { message } of [tab, second]) {
        await expect.poll(() => message('running').getAttribute('data-job')).toBe(job);
      }
      await second.message('running').getByRole('button', { name: 'Cancel' }).click();
      await Promise.all([tab.seen('cancelled'), second.seen('cancelled')]);
      await second.say('/help');
      await expect.poll(() => second.page.locator('#channel > li.answer').count()).toBe(1);
      expect(await tab.page.locator('#channel > li.answer').count()).toBe(0);
      await second.close();
    },
    paintingMs,
  );

  it('deletes for every tab, once the person has said yes', async () => {
    const second = await openTab(browser, service.origin);
    const message = tab.message('cancelled');
    await message.getByRole('button', { name: 'Delete' }).click();
    await tab.page.getByRole('button', { name: 'Keep it' }).click();
    expect(await message.count()).toBe(1);
    await message.getByRole('button', { name: 'Delete' }).click();
    await tab.page.locator('dialog').getByRole('button', { name: 'Delete' }).click();
    for (const { page } of [tab, second]) {
      await expect.poll(() => page.locator('#channel > li[data-job]').count()).toBe(0);
    }
    await second.close();
  });

  it(
    'corrects what is beyond a limit that was set here, and says so',
    async () => {
      await tab.say('/settings set max-steps 5');
      await expect
        .poll(() => tab.page.locator('#channel > li.answer').last().innerText())
        .toContain('max-steps');
      await tab.say('/stylize coffee harvest steps:20');
      const done = await tab.seen('done');
      const text = await done.innerText();
      expect(text).toContain('20 -> 5');
      expect(text).toContain('5 steps');
    },
    paintingMs,
  );

  it.each([
    ['/styles', '.gallery .card', 10],
    ['/recipes', 'td, dt, .text', 3],
    ['/queue', '.title', 1],
    ['/status', '.title', 1],
    ['/history', '.title', 1],
    ['/settings', 'td, dt', 10],
    ['/privacy', '.title', 1],
    ['/help', '.title', 1],
  ])('answers %s', async (line, part, atLeast) => {
    const before = await tab.page.locator('#channel > li.answer').count();
    await tab.say(line);
    await expect.poll(() => tab.page.locator('#channel > li.answer').count()).toBe(before + 1);
    const answer = tab.page.locator('#channel > li.answer').last();
    expect(await answer.getAttribute('data-kind')).not.toBe('refusal');
    expect(await answer.locator(part).count()).toBeGreaterThanOrEqual(atLeast);
  });

  it('says what is wrong with a line before it is sent', async () => {
    const problem = async (line: string) => {
      await tab.say(line);
      return tab.page.locator('#problem').innerText();
    };
    expect(await problem('hello')).toContain('Commands begin with a slash');
    expect(await problem('/paint')).toContain('There is no /paint');
    expect(await problem('/stylize coffee harvest strength:170')).toContain(
      'a number from 0 to 100, got "170"',
    );
    expect(await problem('/stylize coffee')).toContain('"style" is missing');
  });

  it(
    'makes pictures of pictures: stronger, in another style, with all that is known of it',
    async () => {
      const done = await tab.seen('done');
      const first = await done.getAttribute('data-job');
      const here = tab.page.locator(`#channel > li[data-job="${first}"]`);
      await here.getByRole('button', { name: 'Stronger' }).click();
      await expect
        .poll(() => tab.message('done').innerText(), { timeout: paintingMs })
        .toContain('strength 65');
      await here.getByRole('button', { name: 'Another style' }).click();
      await tab.page.locator('dialog .card[data-id=stained-glass]').click();
      await expect
        .poll(() => tab.message('done').innerText(), { timeout: paintingMs })
        .toContain('Stained glass rose');
      await here.getByRole('button', { name: 'Info' }).click();
      const info = tab.page.locator('#channel > li.answer').filter({ has: tab.page.locator('.plot svg') });
      await expect.poll(() => info.count()).toBe(1);
      expect(await info.locator('svg desc').textContent()).toMatch(/^From .+ at step \d+ to .+ at step \d+/);
      await info.getByRole('button', { name: 'Dismiss' }).click();
      expect(
        await here.getByRole('button', { name: 'Info' }).evaluate((it) => it === document.activeElement),
      ).toBe(true);
    },
    2 * paintingMs,
  );

  it('says when the connection is lost, and comes back by itself', async () => {
    const { page } = tab;
    await page.context().setOffline(true);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => page.locator('#connection').innerText()).toContain('Connection lost');
    await page.context().setOffline(false);
    await expect.poll(() => page.locator('#connection').innerText(), { timeout: 20_000 }).toBe('');
  }, 30_000);
});
