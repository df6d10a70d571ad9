/** The buttons under a picture: each of them, by its owner, by others, and after a restart of the bot. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../../fakes/slack/world.js';
import {
  buttonOf,
  endless,
  jobOf,
  known,
  newest,
  openStage,
  patience,
  picturesIn,
  type Stage,
  shows,
} from './stage.js';

let stage: Stage;
let picture: Message;
beforeAll(async () => {
  stage = await openStage();
  await stage.ask();
  picture = await newest(stage.slack, shows('delete'));
}, 90_000);
afterAll(() => stage?.close());

const press = (action: string, who = stage.ada) => who.press(picture, buttonOf(picture, action));
const finishedAfter = (before: ReturnType<typeof known>) => newest(stage.slack, shows('delete'), before);

describe.each([false, true])('after a restart: %s', (isRestarted) => {
  beforeAll(async () => {
    if (isRestarted) await stage.restart();
  }, 60_000);

  it.each([
    ['stronger', /strength (?!50)/],
    ['weaker', /strength (?!50)/],
    ['again', /seed (?!0 )/],
    ['colors', /photo's colours/],
  ])('%s paints another picture, in a message of its own', { timeout: patience }, async (action, says) => {
    const before = known(stage.slack);
    press(action);
    const message = await finishedAfter(before);
    expect(jobOf(message)).not.toBe(jobOf(picture));
    expect(message.words).toMatch(says);
  });

  it('hd paints a larger one', { timeout: patience }, async () => {
    const before = known(stage.slack);
    press('hd');
    const message = await newest(stage.slack, (one) => shows('cancel')(one) || shows('delete')(one), before);
    const id = jobOf(message)!;
    if (shows('cancel')(message)) stage.ada.press(message, buttonOf(message, 'cancel'));
    await message.until(shows('delete'), patience);
    const job = await stage.service.studio.job(id, requester());
    expect(job.size).toBeGreaterThan(128);
  });

  it('another style is chosen in a form', { timeout: patience }, async () => {
    const before = known(stage.slack);
    const view = await press('style').modal();
    await view.until(
      ({ parts }) => parts.some(({ type }) => type === 'static_select' || type === 'radio_buttons'),
      patience,
    );
    const block = view.blocks.find(({ type }) => type === 'input')!.block_id as string;
    stage.ada.submit(view, { [block]: 'harvest' });
    expect((await finishedAfter(before)).words).toContain('Harvest');
  });

  it('info tells how it was made', { timeout: patience }, async () => {
    const exchange = press('info');
    const told = () =>
      exchange.messages.map(({ words }) => words).join() ||
      stage.slack.messages().findLast(({ ephemeralFor }) => ephemeralFor !== null)?.words ||
      '';
    await stage.slack.until(() => /Recipe/.test(told()), patience);
    expect(told()).toContain(jobOf(picture)!);
  });

  it('others are told that it is not theirs', { timeout: patience }, async () => {
    const stranger = stage.slack.as(someone(), stage.channel);
    const edits = picture.edits;
    press('delete', stranger);
    await stage.slack.until(
      () =>
        stage.slack
          .messages()
          .some(
            ({ ephemeralFor, words }) => ephemeralFor === stranger.user.id && /somebody else's/.test(words),
          ),
      patience,
    );
    expect(picture.isDeleted).toBe(false);
    expect(picture.edits).toBe(edits);
  });

  it('cancel stops one that is painted, and keeps what there is', { timeout: patience }, async () => {
    const before = known(stage.slack);
    await stage.ask({ values: endless });
    const message = await newest(stage.slack, ({ words }) => /Step [1-9]/.test(words), before);
    stage.ada.press(message, buttonOf(message, 'cancel'));
    await message.until(({ words }) => /Stopped/.test(words), patience);
    expect(picturesIn(stage.slack, message)).toHaveLength(1);
  });
});

it('delete takes the message, its picture and the job away', { timeout: patience }, async () => {
  const id = jobOf(picture)!;
  press('delete');
  await stage.slack.until(() => picture.isDeleted, patience);
  const isGone = () => picturesIn(stage.slack, picture).every(({ isDeleted }) => isDeleted);
  await stage.slack.until(isGone, patience);
  expect((await stage.ada.slash('/stylize', `status ${id}`).message(patience)).words).toContain(
    'There is no job',
  );
});

function someone() {
  const user = stage.slack.addUser(stage.team);
  stage.channel.members.add(user.id);
  return user;
}

const requester = () => ({
  ...({
    door: 'slack',
    tenant: stage.team.id,
    user: stage.ada.user.id,
    channel: null,
    roles: [],
    isModerator: false,
  } as const),
});
