/** The stand-in Slack keeps to the rules of files: each is broken once, and kept once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeStage, openFake, pictureOf, png, uploadFile } from './fake-stage.js';

let stage: FakeStage;
beforeEach(async () => {
  stage = await openFake();
});
afterEach(() => stage.fake.close());

const ticket = (length = png.length, rest: object = {}) =>
  stage.ask('files.getUploadURLExternal', { filename: 'a.png', length, ...rest });
const send = (url: unknown, body: Uint8Array | FormData = png) =>
  fetch(String(url), { method: 'POST', body });
const complete = (id: unknown, rest: object = {}) =>
  stage.ask('files.completeUploadExternal', { files: [{ id }], ...rest });
const info = (file: unknown) => stage.ask('files.info', { file });
const get = (
  url: string,
  token: string | null = stage.installation.token,
  redirect: 'manual' | 'follow' = 'manual',
) => fetch(url, { redirect, ...(token === null ? {} : { headers: { authorization: `Bearer ${token}` } }) });

describe('an upload', () => {
  test('takes three steps, of which none is left out', async () => {
    const { body } = await ticket();
    expect(await complete(body.file_id)).toMatchObject({ error: 'file_not_found' });
    expect(await (await send(body.upload_url)).text()).toBe(`OK - ${png.length}`);
    expect(await info(body.file_id)).toMatchObject({ error: 'file_not_found' });
    expect(await complete(body.file_id)).toMatchObject({ ok: true });
    expect(await info(body.file_id)).toMatchObject({ ok: true });
  });

  test('is completed once', async () => {
    const { body } = await ticket();
    await send(body.upload_url);
    const share = { channel_id: stage.channel.id };
    expect(await complete(body.file_id, share)).toMatchObject({ ok: true });
    expect(await complete(body.file_id, share)).toMatchObject({ error: 'file_not_found' });
    await stage.clock.pass(1500);
    expect(stage.fake.messages()).toHaveLength(1);
  });

  test('has the bytes that were told, once, raw or in a form', async () => {
    const { body } = await ticket();
    expect((await send(body.upload_url, new Uint8Array(3))).status).toBe(400);
    const form = new FormData();
    form.set('filename', new Blob([png]), 'a.png');
    expect((await send(body.upload_url, form)).status).toBe(200);
    expect((await send(body.upload_url)).status).toBe(404);
    await complete(body.file_id);
    expect(stage.fake.file(String(body.file_id))!.bytes).toEqual(png);
  });

  test('is neither empty nor too large, nor described at too great a length', async () => {
    expect(await ticket(0)).toMatchObject({ error: 'missing_argument' });
    stage.team.maxFileBytes = 1000;
    expect(await ticket(1001)).toMatchObject({ error: 'file_upload_size_restricted' });
    expect(await ticket(1000, { alt_txt: 'x'.repeat(1001) })).toMatchObject({ error: 'alt_txt_too_large' });
    const { body } = await ticket(1000, { alt_txt: 'x'.repeat(1000) });
    expect(stage.fake.file(String(body.file_id))!.altText).toHaveLength(1000);
  });

  test('goes to channels where the bot is', async () => {
    const elsewhere = stage.fake.addChannel(stage.team);
    const { body } = await ticket();
    await send(body.upload_url);
    expect(await complete(body.file_id, { channel_id: elsewhere.id })).toMatchObject({
      error: 'not_in_channel',
    });
    expect(await complete(body.file_id, { channel_id: 'C404' })).toMatchObject({
      error: 'channel_not_found',
    });
    expect(await complete(body.file_id, { channel_id: stage.channel.id, thread_ts: '1.2' })).toMatchObject({
      error: 'cannot_reply_to_message',
    });
    const root = stage.ada.say('here');
    await complete(body.file_id, {
      channel_id: stage.channel.id,
      thread_ts: root.ts,
      initial_comment: 'done',
    });
    await stage.clock.pass(1500);
    const [, message] = stage.fake.messages(stage.channel);
    expect(message).toMatchObject({ text: 'done', thread: root.ts, files: [{ id: body.file_id }] });
  });
});

describe('a file is there a while after it was completed', () => {
  test('without a type and shared nowhere until then: who shows it at once is refused', async () => {
    const { body } = await ticket();
    await send(body.upload_url);
    const said = await complete(body.file_id, { channel_id: stage.channel.id });
    expect(said.body.files).toMatchObject([{ mimetype: '', shares: {} }]);
    const id = String(body.file_id);
    const show = () => stage.ask('chat.postMessage', { channel: stage.channel.id, blocks: [pictureOf(id)] });
    await stage.clock.pass(1499);
    expect((await info(id)).body.file).toMatchObject({ mimetype: '', shares: {}, channels: [] });
    expect(await show()).toMatchObject({ error: 'invalid_blocks' });
    await stage.clock.pass(1);
    const [message] = stage.fake.messages(stage.channel);
    expect((await info(id)).body.file).toMatchObject({
      ...{ mimetype: 'image/png', filetype: 'png', channels: [stage.channel.id] },
      shares: { public: { [stage.channel.id]: [{ ts: message!.ts }] } },
    });
    expect(await show()).toMatchObject({ ok: true });
  });

  test('and not at all where it was deleted before', async () => {
    const { body } = await ticket();
    await send(body.upload_url);
    await complete(body.file_id, { channel_id: stage.channel.id });
    expect(await stage.ask('files.delete', { file: body.file_id })).toMatchObject({ ok: true });
    await stage.clock.pass(1500);
    expect(stage.fake.messages()).toEqual([]);
    expect(await info(body.file_id)).toMatchObject({ error: 'file_deleted' });
  });
});

describe('a file is its own until it is shared', () => {
  test('nobody else sees it, in a block neither', async () => {
    const id = await uploadFile(stage);
    await stage.ask('chat.postMessage', { channel: stage.channel.id, blocks: [pictureOf(id)] });
    expect(stage.ada.sees(stage.fake.file(id)!)).toBe(false);
    const shared = await uploadFile(stage, { channel_id: stage.channel.id });
    expect(stage.ada.sees(stage.fake.file(shared)!)).toBe(true);
    const eve = stage.fake.addUser(stage.team);
    expect(stage.fake.as(eve, stage.channel).sees(stage.fake.file(shared)!)).toBe(false);
  });

  test('unless Slack shows it all the same, which is undecided', async () => {
    await stage.fake.close();
    stage = await openFake({ showsPrivateFiles: true });
    const id = await uploadFile(stage);
    expect(stage.ada.sees(stage.fake.file(id)!)).toBe(false);
    await stage.ask('chat.postMessage', { channel: stage.channel.id, blocks: [pictureOf(id)] });
    expect(stage.ada.sees(stage.fake.file(id)!)).toBe(true);
  });

  test('the bot has none that people keep, and none of channels where it is not', async () => {
    const photo = stage.fake.upload(stage.ada.user, { bytes: png, name: 'p.png' });
    expect(await info(photo.id)).toMatchObject({ error: 'file_not_found' });
    const apart = stage.fake.addChannel(stage.team, {}, [stage.ada.user]);
    stage.fake.as(stage.ada.user, apart).say('look', [photo]);
    expect(await info(photo.id)).toMatchObject({ error: 'file_not_found' });
    stage.ada.say('look', [photo]);
    expect(await info(photo.id)).toMatchObject({ ok: true });
    const list = await stage.ask('files.list', { user: stage.ada.user.id });
    expect(list.body.files).toMatchObject([{ id: photo.id }]);
    expect(await stage.ask('files.delete', { file: photo.id })).toMatchObject({ error: 'cant_delete_file' });
  });
});

describe('url_private', () => {
  const photo = () => {
    const file = stage.fake.upload(stage.ada.user, { bytes: png, name: 'p.png' });
    stage.ada.say('look', [file]);
    return file;
  };

  test('gives bytes to a token', async () => {
    const response = await get(photo().url);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(png);
  });

  test('sends who has none to a page: whoever follows takes HTML for a picture', async () => {
    const { url } = photo();
    expect((await get(url, null)).status).toBe(302);
    const followed = await get(url, 'xoxb-wrong', 'follow');
    expect([followed.status, followed.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
  });

  test('answers 200 with a page where files:read is missing', async () => {
    stage.installation.scopes.delete('files:read');
    const response = await get(photo().url);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toContain('Sign in');
  });

  test('shows a page for files that the bot may not have', async () => {
    const kept = stage.fake.upload(stage.ada.user, { bytes: png, name: 'p.png' });
    expect((await get(kept.url)).headers.get('content-type')).toContain('text/html');
  });

  test('can lead away, where no token should follow', async () => {
    const { url } = photo();
    stage.fake.redirectFiles('http://127.0.0.1:9');
    const response = await get(url);
    expect([
      response.status,
      response.headers.get('location')?.startsWith('http://127.0.0.1:9/files/'),
    ]).toEqual([302, true]);
    stage.fake.redirectFiles(null);
    expect((await get(url)).status).toBe(200);
  });
});

test('a file of another organisation is told by its id alone, and whole when it is asked for', async () => {
  const file = stage.fake.upload(stage.ada.user, { bytes: png, name: 'p.png' });
  file.isExternal = true;
  const bot = await stage.connect();
  stage.ada.mention('paint', [file]);
  const { event } = (await bot.next()).payload as { event: { files: object[] } };
  expect(event.files).toMatchObject([{ id: file.id, mode: 'file_access', file_access: 'check_file_info' }]);
  expect(event.files[0]).not.toHaveProperty('url_private');
  expect((await info(file.id)).body.file).toMatchObject({ url_private: file.url, mimetype: 'image/png' });
});
