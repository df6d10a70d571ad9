/** Requests of Bolt's own client, at the stand-in. */
import type { types } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import type { Words } from '../../../../src/adapters/slack/api.js';
import { modal, pictureOf } from '../fake/fake-stage.js';
import { png } from './job.js';
import { never, openWire } from './wire.js';

const saying = (text: string, ...more: readonly object[]): Words => ({
  text,
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }, ...(more as readonly types.KnownBlock[])],
});
const button = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'v1:info:rokadimu', text: { type: 'plain_text', text: 'Info' } }],
};
const picture = { name: 'a.png', bytes: png(64), alt: 'a picture' };

async function open(...about: Parameters<typeof openWire>) {
  const wire = await openWire(...about);
  const place = { channel: wire.channel.id, thread: null };
  return { ...wire, place, api: wire.api.patient, hasty: wire.api.impatient };
}

describe('messages', () => {
  it('are posted, edited, found and deleted, and unfurl nothing', async () => {
    const { api, slack, place } = await open();
    const at = await api.post(place, saying('hello', button), never);
    await api.update(at, saying('bye', button), never);
    const [message] = slack.messages();
    expect(message).toMatchObject({ words: 'bye', ts: at.message, edits: 1 });
    expect(slack.requests('chat.postMessage')[0]!.body).toMatchObject({
      ...{ unfurl_links: 'false', unfurl_media: 'false', parse: 'none', text: 'hello' },
    });
    for (const { body } of slack.requests(({ call }) => call.startsWith('chat.')))
      expect(body).not.toHaveProperty('link_names');
    expect(await api.isThere(at, never)).toBe(true);
    const found = [{ message: at.message, actions: ['v1:info:rokadimu'] }];
    expect(await api.newest(place, 0, never)).toEqual(found);
    const reply = await api.post({ ...place, thread: at.message }, saying('more', button), never);
    expect(await api.newest({ ...place, thread: at.message }, 0, never)).toContainEqual({
      ...{ message: reply.message, actions: ['v1:info:rokadimu'] },
    });
    await api.delete(at, never);
    expect(message!.isDeleted).toBe(true);
    expect(await api.isThere(at, never)).toBe(false);
    await expect(api.update(at, saying('again'), never)).rejects.toMatchObject({ kind: 'gone' });
  });

  it('go to people, and to one alone', async () => {
    const { api, slack, ada, place } = await open();
    const direct = await api.post({ channel: ada.id, thread: null }, saying('psst'), never);
    expect(direct.channel).toBe(slack.directChannel(ada).id);
    await api.update(direct, saying('psst!'), never);
    await api.whisper({ ...place, user: ada.id }, saying('no'), never);
    expect(slack.messages().at(-1)).toMatchObject({ ephemeralFor: ada.id, words: 'no' });
  });
});

describe('files', () => {
  const ready = async (wire: Awaited<ReturnType<typeof open>>, file: string) => {
    wire.clock.leap(2000);
    await wire.slack.until(() => wire.slack.file(file)!.isReady);
  };

  it('come in three steps, and no token goes where the bytes go', async () => {
    const wire = await open();
    const { api, slack, place } = wire;
    const file = await api.upload(picture, never);
    await expect(api.file(file, never)).rejects.toMatchObject({ kind: 'gone' });
    const [sent] = slack.requests('upload');
    expect(sent).toMatchObject({ hasAuthorization: false, status: 200 });
    expect(sent!.bytes).toEqual(picture.bytes);
    const root = await api.post(place, saying('hello'), never);
    await api.share(file, 'coffee', { ...place, thread: root.message }, never);
    expect(await api.file(file, never)).toMatchObject({ isReady: false, channels: [] });
    await expect(api.share(file, 'coffee', place, never)).rejects.toMatchObject({ kind: 'gone' });
    await ready(wire, file);
    const state = await api.file(file, never);
    expect(state).toMatchObject({ isReady: true, channels: [place.channel], name: 'a.png', bytes: 64 });
    expect(state.url).toContain(slack.host);
    const posted = slack.messages().filter(({ files }) => files.length > 0);
    expect(posted).toMatchObject([{ thread: root.message }]);
    expect(posted[0]!.files).toMatchObject([{ title: 'coffee', altText: 'a picture' }]);
  });

  it('can be shared with nobody, shown, and deleted', async () => {
    const wire = await open();
    const { api, slack, place } = wire;
    const file = await api.upload({ ...picture, alt: 'x'.repeat(2000) }, never);
    await api.share(file, 'a', null, never);
    expect(slack.file(file)!.altText).toHaveLength(1000);
    const shown = saying('hello', pictureOf(file));
    await expect(api.post(place, shown, never)).rejects.toMatchObject({ kind: 'bad-picture' });
    await ready(wire, file);
    await api.post(place, shown, never);
    expect(slack.file(file)!.sharedIn.size).toBe(0);
    await api.deleteFile(file, never);
    await expect(api.file(file, never)).rejects.toMatchObject({ kind: 'gone' });
  });

  it('of another organisation are asked for', async () => {
    const { api, slack, ada, channel } = await open();
    const file = slack.upload(ada, { bytes: png(64), name: 'b.png' });
    file.isExternal = true;
    slack.as(ada, channel).say('look', [file]);
    expect(await api.file(file.id, never)).toMatchObject({ isReady: true, name: 'b.png', bytes: 64 });
  });

  it('that are too large are known as such', async () => {
    const { api, team } = await open();
    team.maxFileBytes = 63;
    await expect(api.upload(picture, never)).rejects.toMatchObject({ kind: 'too-large' });
  });
});

describe('views and people', () => {
  it('are asked by name', async () => {
    const { api, slack, ada, channel, team } = await open({ mode: 'http' });
    await api.publishHome(ada.id, { type: 'home', blocks: [...saying('hello').blocks] }, never);
    expect(slack.as(ada, channel).home!.words).toBe('hello');
    expect(await api.isAdmin(ada.id, team.id, never)).toBe(true);
    const bo = slack.addUser(team);
    expect(await api.isAdmin(bo.id, team.id, never)).toBe(false);
    bo.isOwner = true;
    expect(await api.isAdmin(bo.id, team.id, never)).toBe(true);
    const view = modal() as unknown as types.View;
    await expect(api.openView('1.2.x', view, never)).rejects.toMatchObject({ kind: expect.any(String) });
  });

  it('know where the app can post, as far as it may look', async () => {
    const { api, slack, channel, team, ada } = await open();
    const can = (one: { readonly id: string }) => api.canPost(one.id, never);
    expect(await can(channel)).toBe(true);
    slack.remove(channel);
    expect(await can(channel)).toBe(false);
    slack.invite(channel);
    channel.isArchived = true;
    expect(await can(channel)).toBe(false);
    expect(await can(slack.addChannel(team, { kind: 'private' }))).toBe(false);
    expect(await can(slack.directChannel(ada))).toBe(true);
    const scopes = slack.installation(team)!.scopes;
    scopes.add('chat:write.public');
    expect(await can(slack.addChannel(team))).toBe(true);
    scopes.delete('channels:read');
    slack.remove(channel);
    expect(await can(channel)).toBe(true);
  });
});

describe('a Slack that is too busy', () => {
  it('is waited for by whoever is patient, and holds nobody else up', async () => {
    const { api, hasty, slack, place, clients } = await open();
    const at = await api.post(place, saying('hello'), never);
    slack.failNext({ call: 'chat.update', status: 429, retryAfterS: 2, times: 2 });
    await expect(hasty.update(at, saying('a'), never)).rejects.toMatchObject({
      ...{ kind: 'limited', retryAfterMs: 2000 },
    });
    const waiting = api.update(at, saying('b'), never);
    await slack.until(() => slack.requests(({ status }) => status === 429).length === 2);
    await api.post(place, saying('meanwhile'), never);
    await clients.patient.auth.test();
    await waiting;
    const last = slack.requests().slice(-4);
    expect(last.map(({ call, status }) => `${call} ${status}`)).toEqual([
      'chat.update 429',
      'chat.postMessage 200',
      'auth.test 200',
      'chat.update 200',
    ]);
  });

  it('repeats no message whose answer was lost, and an edit', async () => {
    const { api, slack, place } = await open();
    const hold = slack.hold('chat.postMessage');
    const posting = api.post(place, saying('hello'), never);
    await hold.held;
    hold.drop();
    await expect(posting).rejects.toMatchObject({ kind: 'unreachable' });
    const [message] = slack.messages();
    slack.failNext({ call: 'chat.update', status: 503 });
    await api.update({ channel: place.channel, message: message!.ts }, saying('bye'), never);
    expect(slack.messages()).toHaveLength(1);
    expect(slack.requests('chat.update')).toHaveLength(2);
  });
});
