/** From waiting to the picture at the stand-in Slack, and what is lost on the way there: never two pictures. */
import { describe, expect, it } from 'vitest';
import type { Call } from '../../../fakes/slack/web/methods.js';
import { insist, openWire } from './wire.js';

const id = 'rokadimu';

it('is one message and one picture in its thread', async () => {
  const wire = await openWire();
  wire.begin(id);
  wire.tell(id, 'step 1');
  const message = await wire.message(id);
  wire.tell(id, 'step 5');
  wire.clock.leap(3000);
  await message.until(({ words }) => words.includes('step 5'));
  expect(await wire.deliver(id)).toBe('delivered');
  expect(message.words).toContain('painted');
  expect(wire.pictures()).toMatchObject([{ thread: message.ts }]);
  const [file] = wire.pictures()[0]!.files;
  expect(file).toMatchObject({ title: 'coffee', altText: 'it' });
  expect(message.parts.filter(({ type }) => type === 'image')).toMatchObject([
    { slack_file: { id: file!.id }, alt_text: 'it' },
  ]);
  expect(wire.slack.messages()).toHaveLength(2);
});

it('waits for a picture that Slack looks at for long, and no longer than that', async () => {
  const wire = await openWire({ fileReadyMs: 3600_000 });
  wire.begin(id);
  wire.tell(id, 'step 1');
  const message = await wire.message(id);
  const delivering = wire.deliver(id);
  await wire.slack.until(() => wire.slack.requests('files.info').length > 0);
  wire.clock.leap(20_000);
  expect(await delivering).toBe('delivered');
  expect(message.words).toContain('painted');
  expect(message.parts.some(({ type }) => type === 'image')).toBe(false);
  wire.clock.leap(3600_000);
  await wire.slack.until(() => wire.pictures().length === 1);
});

it('shows the picture while it is painted, to nobody but who sees the message, and clears it away', async () => {
  const wire = await openWire({ showsPrivateFiles: true });
  wire.begin(id);
  wire.tell(id, 'step 1', 1);
  const message = await wire.message(id);
  const begun = Date.now();
  for (let step = 2; Date.now() - begun < 15_000; step++) {
    wire.tell(id, `step ${step}`, step);
    wire.clock.leap(3000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const shown = new Set(message.revisions.flatMap(({ blocks }) => imagesIn(blocks)));
    if (shown.size >= 2) break;
  }
  const shown = [...new Set(message.revisions.flatMap(({ blocks }) => imagesIn(blocks)))];
  expect(shown.length).toBeGreaterThanOrEqual(2);
  // Why waited for: the old one goes after the new one is shown.
  await wire.slack.until(() => wire.slack.file(shown[0]!)!.isDeleted);
  expect(await wire.deliver(id)).toBe('delivered');
  const names = wire.slack.files().map(({ name }) => name);
  expect(names).toEqual([expect.stringContaining('result')]);
  expect(wire.slack.messages()).toHaveLength(2);
});

const imagesIn = (blocks: readonly { readonly type: string }[]): readonly string[] =>
  blocks.flatMap((block) =>
    'slack_file' in block ? [(block.slack_file as { readonly id: string }).id] : [],
  );

const calls: readonly Call[] = [
  'chat.getPermalink',
  'files.getUploadURLExternal',
  'upload',
  'files.completeUploadExternal',
  'files.info',
  'chat.update',
];

describe.each(calls)('%s, whose answer is lost,', (call) => {
  it.each(['killed', 'cut'] as const)('leaves one picture (%s)', async (how) => {
    const wire = await openWire();
    wire.begin(id);
    wire.tell(id, 'step 1');
    const message = await wire.message(id);
    await wire.live.finish(id);
    const abort = new AbortController();
    const hold = wire.slack.hold(call);
    const trying = wire.deliver(id, abort.signal);
    trying.catch(() => undefined);
    await hold.held;
    if (how === 'killed') abort.abort();
    hold.drop();
    await trying.catch(() => undefined);
    expect(await insist(() => wire.deliver(id))).toBe('delivered');
    await wire.slack.until(() => wire.pictures().length > 0);
    expect(wire.pictures()).toMatchObject([{ thread: message.ts }]);
    expect(message.words).toContain('painted');
    expect(wire.slack.messages()).toHaveLength(2);
  });
});

it('delivered again and again is the same', async () => {
  const wire = await openWire();
  wire.begin(id);
  wire.tell(id, 'step 1');
  await wire.message(id);
  for (let times = 0; times < 3; times++) expect(await wire.deliver(id)).toBe('delivered');
  expect(wire.slack.messages()).toHaveLength(2);
  expect(wire.slack.files()).toHaveLength(1);
});

it('finds the message whose answer was lost', async () => {
  const wire = await openWire();
  wire.begin(id);
  const hold = wire.slack.hold('chat.postMessage');
  wire.tell(id, 'step 1');
  await hold.held;
  hold.drop();
  wire.clock.leap(10_000);
  const message = await wire.message(id);
  expect(wire.slack.messages()).toEqual([message]);
  expect(await wire.deliver(id)).toBe('delivered');
  expect(wire.pictures()).toMatchObject([{ thread: message.ts }]);
});

it('is not overwritten by an edit that tells of the progress', async () => {
  const wire = await openWire();
  wire.begin(id);
  wire.tell(id, 'step 1');
  const message = await wire.message(id);
  const hold = wire.slack.hold('chat.update', { stage: 'arrived' });
  wire.tell(id, 'step 2');
  wire.clock.leap(3000);
  await hold.held;
  const delivering = wire.deliver(id);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(wire.slack.requests('files.getUploadURLExternal')).toEqual([]);
  hold.release();
  expect(await delivering).toBe('delivered');
  expect(message.words).toContain('painted');
});

describe('where it cannot end as it began', () => {
  const begun = async (...about: Parameters<typeof openWire>) => {
    const wire = await openWire(...about);
    wire.begin(id);
    wire.tell(id, 'step 1');
    return { ...wire, status: await wire.message(id) };
  };

  it('it is given up: nobody wants the picture of a message that was deleted', async () => {
    const { slack, status, deliver } = await begun();
    slack.deleteMessage(status);
    expect(await deliver(id)).toBe('given-up');
    expect(slack.files()).toEqual([]);
  });

  it('it is told of where the bot is no member any more', async () => {
    const { slack, channel, status, deliver } = await begun();
    slack.remove(channel);
    expect(await deliver(id)).toBe('delivered');
    expect(status.words).toContain('/history');
  });

  it('it is given up where the channel is archived', async () => {
    const { channel, deliver } = await begun();
    channel.isArchived = true;
    expect(await deliver(id)).toBe('given-up');
  });

  it('it is posted anew where messages can be edited for a minute only', async () => {
    const { slack, clock, team, status, deliver, pictures } = await begun();
    team.editWindowMs = 60_000;
    clock.leap(120_000);
    expect(await deliver(id)).toBe('delivered');
    expect(pictures()).toHaveLength(1);
    const others = slack.messages().filter((one) => one !== status && one.files.length === 0);
    expect(others).toHaveLength(1);
    expect(others[0]!.words).toContain('painted');
  });

  it('it is made smaller where files must be', async () => {
    const { team, deliver, pictures } = await begun();
    team.maxFileBytes = 2 ** 20;
    expect(await deliver(id)).toBe('delivered');
    expect(pictures()[0]!.files[0]!.bytes.length).toBe(2 ** 20);
  });

  it('it goes to the person where it is theirs alone', async () => {
    const wire = await openWire();
    wire.begin(id, { channel: wire.ada.id }, { isPrivate: true });
    wire.tell(id, 'step 1');
    const message = await wire.message(id);
    const direct = wire.slack.directChannel(wire.ada);
    expect(await wire.deliver(id)).toBe('delivered');
    expect(message.channel).toBe(direct);
    expect(wire.pictures(direct)).toMatchObject([{ thread: message.ts }]);
    expect(wire.slack.messages(wire.channel)).toEqual([]);
  });
});
