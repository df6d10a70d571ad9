/** What holds at every door, said once: the same commands, limits, words and buttons. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { commands } from '../../../commands/all.js';
import { StudioError } from '../../../src/errors.js';
import { describeError } from '../../../src/reply/errors.js';
import { type Driver, painting, photo, type Scenario, type Skips } from './driver.js';

/** The stand-in renderer takes its `strength` as milliseconds a step. */
const values = { steps: '3', strength: '1', size: '64' };
const timeout = 60_000;

/** What each command's answer has in it, whichever door it is read at. */
const answers: Readonly<Record<Exclude<keyof typeof commands, 'stylize'>, RegExp>> = {
  styles: /Harvest/,
  recipes: /gatys-2016/,
  queue: /Nobody waits|waiting/,
  status: /in the style of|No pictures yet/,
  cancel: /Nothing to cancel|None of|waits or is being painted/,
  history: /Your pictures|No pictures yet/,
  settings: /max-steps/,
  privacy: /stored/i,
  help: /stylize/,
};

export function runSuite(name: string, open: () => Promise<Driver>, skips: Skips = {}): void {
  const without = Object.entries(skips).map(([title, reason]) => `, without "${title}": ${reason}`);
  describe(`${name}: as at every door${without.join('')}`, () => {
    let driver: Driver;
    beforeAll(async () => {
      driver = await open();
    }, timeout);
    afterAll(() => driver?.close());

    const set = (setting: string, text: string | null) =>
      driver.service.studio.settings.change({ scope: driver.tenant, name: setting, text, by: 'test' });
    const scenario = (title: Scenario, run: () => Promise<void>) => {
      if (skips[title] === undefined) it(title, { timeout }, run);
    };

    it('paints a photo after a preset, and says how', { timeout }, async () => {
      const shown = await driver.member.stylize({ content: photo, preset: 'harvest', values });
      expect(shown.pictures).toBe(1);
      expect(shown.text).toContain('coffee in the style of The Harvest');
      expect(shown.text).toMatch(/recipe impasto · .* · 3 steps · strength 1 · seed 0/);
      expect(new Set(shown.buttons)).toEqual(
        new Set(['stronger', 'weaker', 'style', 'again', 'hd', 'colors', 'info', 'delete']),
      );
    });

    it('paints a photo after a picture', { timeout }, async () => {
      const shown = await driver.member.stylize({ content: photo, style: painting, values });
      expect(shown.pictures).toBe(1);
      expect(shown.text).toContain('waves');
    });

    it('takes weights, a mask, a picture to start from and controls, and keeps them', {
      timeout,
    }, async () => {
      const controls = { coarseness: '80', 'tv-weight': '0.5', 'style-layers': 'conv1_1:2,relu4_1' };
      const shown = await driver.member.stylize({
        ...{ content: photo, preset: 'harvest:2,night-cafe', init: painting },
        mask: { name: 'here.jpg', bytes: photo.bytes },
        values: { ...values, ...controls, 'invert-mask': 'true', colors: 'content' },
      });
      expect(shown.pictures).toBe(1);
      const [job] = await driver.service.studio.recent(driver.requester, 1);
      expect(job!.id).toBe(shown.job);
      expect(job!.order).toMatchObject({
        styles: [
          { preset: 'harvest', weight: 2, mask: { label: 'here' } },
          { preset: 'night-cafe', weight: 1 },
        ],
        ...{ initPicture: { label: 'waves' }, colors: 'content', coarseness: 80, 'tv-weight': 0.5 },
        'style-layers': [
          { layer: 'conv1_1', weight: 2 },
          { layer: 'conv4_1', weight: 1 },
        ],
      });
    });

    it('does less than is asked for where the server says so, and tells', { timeout }, async () => {
      await set('max-steps', '2');
      const shown = await driver.member.stylize({
        content: photo,
        preset: 'harvest',
        values: { ...values, steps: '900' },
      });
      await set('max-steps', null);
      expect(shown.text).toContain('2 steps');
      expect(shown.text).toMatch(/900 .*2, this server's maximum/);
    });

    it('refuses what is no picture, and options out of range, in the same words', { timeout }, async () => {
      const broken = { name: 'notes.png', bytes: Buffer.from('only words, and no picture at all') };
      const refused = await driver.member.stylize({ content: broken, preset: 'harvest', values });
      expect(refused).toMatchObject({ pictures: 0, job: null });
      expect(refused.text).toContain(
        describeError(new StudioError('image-unsupported', { name: 'notes.png', format: 'text' }), 'chat'),
      );
      const unknown = await driver.member.stylize({ content: photo, preset: 'no such style', values });
      // Why either: in Slack a word may be a command as well.
      expect(unknown.text).toMatch(/"no such style" is no (?:preset and no sample|command and no style)/);
    });

    it('takes no more than people may have waiting', { timeout }, async () => {
      await set('user-waiting', '1');
      const slow = { ...values, steps: '400', strength: '50' };
      const first = await driver.member.begin({ content: photo, preset: 'harvest', values: slow });
      const second = await driver.member.begin({ content: photo, preset: 'harvest', values: slow });
      const third = await driver.member.stylize({ content: photo, preset: 'harvest', values });
      await set('user-waiting', null);
      expect(third.text).toContain('You have 1 waiting already');
      for (const shown of [second, first]) {
        const stopped = await driver.member.press(shown, 'cancel');
        expect(stopped.text).toContain('Stopped');
      }
    });

    it.each(Object.entries(answers))('/%s answers', { timeout }, async (command, answer) => {
      expect(await driver.moderator.command(command)).toMatch(answer);
    });

    it('every button does what it says', { timeout }, async () => {
      const shown = await driver.member.stylize({
        content: photo,
        preset: 'harvest',
        values: { ...values, strength: '20' },
      });
      expect((await driver.member.press(shown, 'stronger')).text).toMatch(/strength (?!20 )\d/);
      expect((await driver.member.press(shown, 'again')).text).toMatch(/seed (?!0 )\d/);
      expect((await driver.member.press(shown, 'colors')).text).toContain("the photo's colours");
      expect((await driver.member.press(shown, 'info')).text).toContain(shown.job!);
      await driver.member.press(shown, 'delete');
      expect(await driver.member.command('status', { job: shown.job! })).toContain('There is no job');
    });

    scenario('settings are for moderators', async () => {
      // Why either: Discord shows the command to those alone who may use it.
      expect(await driver.member.command('settings')).toMatch(/Only moderators|may not use/);
      await driver.moderator.command('settings', { action: 'set', name: 'max-steps', value: '77' });
      const { 'max-steps': most } = await driver.service.studio.settings.effective(driver.tenant);
      await set('max-steps', null);
      expect(most).toBe(77);
    });

    scenario('buttons are for the one who asked', async () => {
      const shown = await driver.moderator.stylize({ content: photo, preset: 'harvest', values });
      const refused = await driver.member.press(shown, 'delete');
      expect(refused.text).toContain("somebody else's");
    });

    scenario('a picture is for the one who asked alone', async () => {
      const shown = await driver.member.stylize({
        content: photo,
        preset: 'harvest',
        values: { ...values, private: 'true' },
      });
      expect(shown.pictures).toBe(1);
      expect(await driver.moderator.command('status', { job: shown.job! })).toContain('There is no job');
    });
  });
}
