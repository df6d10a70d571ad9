/** Files at the stand-in Discord: which stay, which go, how large they may be, and for how long they can be read. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeStage, file, message, openFake, picture, text } from './fake-stage.js';

let stage: FakeStage;
beforeEach(async () => {
  stage = await openFake({ buckets: { webhook: { limit: 100, windowMs: 1000 } } });
});
afterEach(() => stage.fake.close());

/** A message of an interaction with the file `old.png`, and edits of it. */
async function withFile(maxBytes?: number) {
  if (maxBytes !== undefined) stage.guild.maxBytes = maxBytes;
  const exchange = stage.ada.slash('paint');
  await stage.answer(exchange, 4, { content: 'look', attachments: [{ id: 0, description: 'A' }] }, [
    file('old.png'),
  ]);
  const shown = await exchange.message();
  const edit = (body: object, ...files: ReturnType<typeof file>[]) =>
    stage.ask(`PATCH ${stage.webhook(exchange)}`, body, { files });
  return { exchange, shown, edit, names: () => shown.attachments.map(({ filename }) => filename) };
}

describe('after an edit', () => {
  test('there is what it lists, old and new, and nothing else', async () => {
    const { shown, edit, names } = await withFile();
    await edit({ attachments: [{ id: '0' }] }, file('new.png'));
    expect(names()).toEqual(['new.png']);
    await edit({ attachments: [{ id: shown.attachments[0]!.id }, { id: 0 }] }, file('third.png'));
    expect(names()).toEqual(['new.png', 'third.png']);
    await edit({ attachments: [] });
    expect(names()).toEqual([]);
  });

  test('that lists nothing, all stay and new ones are added: a careless bot piles them up', async () => {
    const { edit, names } = await withFile();
    await edit({ content: 'still' });
    expect(names()).toEqual(['old.png']);
    await edit({ content: 'more' }, file('new.png'));
    expect(names()).toEqual(['old.png', 'new.png']);
  });

  test('what is named must be there, and a new file that is sent must be named', async () => {
    const { edit, names } = await withFile();
    expect(await edit({ attachments: [] }, file('new.png'))).toMatchObject({ status: 400, code: 50035 });
    expect(await edit({ attachments: [{ id: 1 }] }, file('new.png'))).toMatchObject({
      status: 400,
      code: 50035,
    });
    expect(await edit({ attachments: [{ id: '123456789012345678' }] })).toMatchObject({ code: 50035 });
    expect(names()).toEqual(['old.png']);
  });

  test('a description stays, or is the new one', async () => {
    const { shown, edit } = await withFile();
    const { id } = shown.attachments[0]!;
    await edit({ attachments: [{ id }] });
    expect(shown.attachments[0]).toMatchObject({ id, description: 'A' });
    await edit({ attachments: [{ id, description: 'B' }] });
    expect(shown.attachments[0]).toMatchObject({ id, description: 'B' });
    expect((await fetch(shown.attachments[0]!.url)).status).toBe(200);
    expect(shown.revisions.map(({ attachments }) => attachments[0]!.description)).toEqual(['A', 'A', 'B']);
  });

  test('with components, a file that they name must be there', async () => {
    const exchange = stage.ada.slash('paint');
    await stage.answer(exchange, 5);
    const edit = (body: object, ...files: ReturnType<typeof file>[]) =>
      stage.ask(`PATCH ${stage.webhook(exchange)}`, body, { files });
    const shows = message(picture('a.png'));
    expect(await edit(shows)).toMatchObject({ status: 400, code: 50035 });
    expect((await edit({ ...shows, attachments: [{ id: 0 }] }, file('a.png'))).status).toBe(200);
    expect((await edit(shows)).status).toBe(200);
    expect(await edit({ ...shows, attachments: [] })).toMatchObject({ status: 400, code: 50035 });
    const { id, url } = (await exchange.message()).attachments[0]!;
    const { body } = await stage.ask(`GET ${stage.webhook(exchange)}`);
    expect(body.components).toMatchObject([{ id: 1, items: [{ media: { url, attachment_id: id } }] }]);
    // Those that components show are named by them alone: a bot that looks for its files elsewhere finds none.
    expect(body.attachments).toEqual([]);
  });
});

describe('a file', () => {
  test('may be as large as the interaction says', async () => {
    const least = 10 * 2 ** 20;
    const { exchange, edit } = await withFile(least + 100);
    expect(exchange.payload.attachment_size_limit).toBe(least + 100);
    const body = { attachments: [{ id: 0 }] };
    expect(await edit(body, file('large.png', least + 101))).toMatchObject({ status: 413, code: 40005 });
    expect((await edit(body, file('large.png', least + 100))).status).toBe(200);
  });

  test('may be so with the bot’s token by what the server allows, not by what the user pays for', async () => {
    const least = 10 * 2 ** 20;
    stage.ada.user.maxBytes = 2 * least;
    const exchange = stage.ada.slash('paint');
    expect(exchange.payload.attachment_size_limit).toBe(2 * least);
    const large = { files: [file('large.png', least + 1)] };
    const path = `POST /channels/${stage.channel.id}/messages`;
    expect(await stage.ask(path, {}, large)).toMatchObject({ status: 413, code: 40005 });
    expect((await stage.answer(exchange, 4, {}, large.files)).status).toBe(200);
    stage.guild.maxBytes = 2 * least;
    expect((await stage.ask(path, {}, large)).status).toBe(200);
  });

  test('is renamed to plain letters, and found by that name alone', async () => {
    const naive = stage.ada.slash('paint');
    const sent = { ...message(picture('my cat.png')), attachments: [{ id: 0 }] };
    expect(await stage.answer(naive, 4, sent, [file('my cat.png')])).toMatchObject({ code: 50035 });
    const right = stage.ada.slash('paint');
    const plain = { ...message(picture('my_cat.png')), attachments: [{ id: 0 }] };
    expect((await stage.answer(right, 4, plain, [file('my cat.png')])).status).toBe(200);
    expect((await right.message()).attachments).toMatchObject([{ filename: 'my_cat.png' }]);
  });

  test('is read at its signed address, for a day', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const sent = stage.fake.upload({ bytes, filename: 'in.png', contentType: 'image/png' });
    const { url } = sent;
    expect(new URL(url).host).toBe(stage.fake.host);
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect((await fetch(url.replace(/hm=./, 'hm=z'))).status).toBe(404);
    expect((await fetch(url.replace(/ex=[0-9a-f]+/, 'ex=ffffffff'))).status).toBe(404);
    expect((await fetch(url.split('?')[0]!)).status).toBe(404);
    await stage.clock.pass(24 * 3_600_000);
    expect((await fetch(url)).status).toBe(404);
    // Reading it anew signs it anew.
    expect((await fetch(sent.url)).status).toBe(200);
  });

  test('goes with its message', async () => {
    const { shown } = await withFile();
    const { url } = shown.attachments[0]!;
    expect((await fetch(url)).status).toBe(200);
    stage.fake.deleteMessage(shown);
    expect((await fetch(url)).status).toBe(404);
  });
});

test('a form is read as Discord reads it', async () => {
  const path = `POST /channels/${stage.channel.id}/messages`;
  const form = new FormData();
  form.set('payload_json', JSON.stringify(message(text('x'))));
  form.set('picture', new Blob(['x']), 'a.png');
  const send = (body: FormData | string, type?: string) =>
    fetch(`${stage.fake.apiUrl}/channels/${stage.channel.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${stage.fake.token}`, ...(type && { 'content-type': type }) },
      body,
    });
  expect((await send(form)).status).toBe(400);
  expect(await (await send('{', 'application/json')).json()).toMatchObject({ code: 50109 });
  expect((await send('a=b', 'application/x-www-form-urlencoded')).status).toBe(400);
  expect((await stage.ask(path, message(text('x')))).status).toBe(200);
});
