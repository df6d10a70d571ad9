/** What people come for, in both modes: pictures asked for in every way there is, by real Bolt, queue and renderer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeImage } from '../../../../src/image/decode.js';
import type { View } from '../../../fakes/slack/world.js';
import {
  buttonOf,
  jobOf,
  known,
  newest,
  openStage,
  patience,
  picturesIn,
  quick,
  type Stage,
  shows,
} from './stage.js';

describe.each(['socket', 'http'] as const)('by %s', (mode) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ mode });
  }, 60_000);
  afterAll(() => stage?.close());

  const finishedAfter = (before: ReturnType<typeof known>) => newest(stage.slack, shows('delete'), before);

  it('paints one file after another: one status message, and the picture in its thread', {
    timeout: patience,
  }, async () => {
    const { slack, ask, photo, painting } = stage;
    const before = known(slack);
    const sent = await ask({
      values: { preset: null, strength: '70' },
      files: { content: [photo()], style: [painting()] },
    });
    expect((await sent.acknowledged).afterMs).toBeLessThan(3000);
    const message = await finishedAfter(before);
    expect(message.words).toContain('coffee');
    expect(message.words).toContain('strength 70');
    const [picture, ...others] = picturesIn(slack, message);
    expect(others).toEqual([]);
    const { width, height } = await decodeImage(picture!.bytes, { name: picture!.name });
    expect(Math.max(width, height)).toBe(128);
    expect(picture!.altText ?? '').not.toBe('');
    for (const action of ['stronger', 'weaker', 'style', 'again', 'hd', 'colors', 'info', 'delete']) {
      expect(buttonOf(message, action)).toContain(jobOf(message)!);
    }
  });

  it('/stylize and a preset: it is chosen already', { timeout: patience }, async () => {
    const { slack, ada, photo } = stage;
    const before = known(slack);
    const view = await ada.slash('/stylize', 'harvest').modal();
    ada.submit(view, { ...quick }, { content: [photo()] });
    expect((await finishedAfter(before)).words).toContain('Harvest');
  });

  it('a picture of a message, from its menu', { timeout: patience }, async () => {
    const { slack, ada, bo, photo } = stage;
    const message = bo.say('look', [photo(bo)]);
    const before = known(slack);
    const view = await ada.messageShortcut('stylize_message', message).modal();
    await view.until(({ parts }: View) => parts.some(({ block_id: id }) => id === 'preset'), patience);
    ada.submit(view, { preset: 'harvest', ...quick });
    expect((await finishedAfter(before)).words).toContain('Harvest');
  });

  it('the global shortcut asks where to post', { timeout: patience }, async () => {
    const { slack, ada, photo, channel } = stage;
    const before = known(slack);
    const view = await ada.shortcut('stylize_global').modal();
    await view.until(({ parts }: View) => parts.some(({ block_id: id }) => id === 'post_to'), patience);
    ada.submit(view, { preset: 'harvest', ...quick, post_to: channel.id }, { content: [photo()] });
    expect((await finishedAfter(before)).channel).toBe(channel);
  });

  it('a mention with a file and the name of a preset is answered in its thread', {
    timeout: patience,
  }, async () => {
    const { slack, ada, photo } = stage;
    await stage.set('default-steps', '4');
    await stage.set('max-size', '128');
    const before = known(slack);
    const { message } = ada.mention('harvest', [photo()]);
    const done = await finishedAfter(before);
    await stage.set('default-steps', null);
    await stage.set('max-size', null);
    expect(done.thread).toBe(message.ts);
    expect(done.words).toContain('Harvest');
  });

  it('says in the form what is wrong there', { timeout: patience }, async () => {
    const { ada, photo } = stage;
    const view = await ada.slash('/stylize').modal();
    const sent = ada.submit(view, { preset: 'harvest', size: 'huge' }, { content: [photo()] });
    const { response } = await sent.acknowledged;
    expect(response).toMatchObject({
      response_action: 'errors',
      errors: { size: expect.stringContaining('32') },
    });
    expect(view.isOpen).toBe(true);
  });

  it('tells the way from the queue over the bar to the picture in one message', {
    timeout: patience,
  }, async () => {
    const { slack, ask } = stage;
    const before = known(slack);
    await ask({ values: { steps: '45' } });
    const message = await finishedAfter(before);
    const shown = message.revisions.map(({ blocks }) => JSON.stringify(blocks));
    expect(shown.length).toBeGreaterThan(2);
    expect(shown.some((text) => /\d+ % · Step \d+ of \d+/.test(text))).toBe(true);
    const times = message.revisions.slice(0, -1).map(({ at }) => at);
    expect(times.slice(2).every((at, k) => at - times[k + 1]! > 900)).toBe(true);
  });

  it('answers the other commands in private', { timeout: patience }, async () => {
    const { ada } = stage;
    for (const [words, says] of [
      ['help', /stylize/],
      ['queue', /Nobody waits|waiting/],
      ['history', /Your pictures/],
      ['styles', /Harvest/],
      ['privacy', /stored/i],
    ] as const) {
      const message = await ada.slash('/stylize', words).message(patience);
      expect(message.ephemeralFor).toBe(ada.user.id);
      expect(message.words).toMatch(says);
    }
  });
});
