/** HTTP: signed requests, once each, and nobody else's. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { calm, openStage } from './stage.js';

it('takes commands, shortcuts and mentions in', async () => {
  const { open, ada, team, installation, slack } = await openStage({ mode: 'http' });
  const { heard } = await open();
  await ada.slash('/stylize').acknowledged;
  await ada.shortcut('stylize_global').acknowledged;
  await ada.mention('hello').exchange!.acknowledged;
  await expect.poll(() => heard.length).toBe(3);
  const { token } = installation;
  expect(heard).toEqual(['command', 'shortcut', 'mention'].map((kind) => ({ kind, team: team.id, token })));
  expect(await slack.http.verifyUrl()).toBe(true);
  expect(await slack.http.sslCheck()).toMatchObject({ status: 200 });
});

it('refuses what is replayed, forged, too old, or signed for later', async () => {
  const { open, ada, slack } = await openStage({ mode: 'http' });
  const { heard } = await open();
  await ada.slash('/stylize').acknowledged;
  const [sent] = slack.http.sent;
  const tries = [
    slack.http.replay(sent!),
    slack.http.replay({
      ...sent!,
      headers: { ...sent!.headers, 'x-slack-signature': `${sent!.headers['x-slack-signature']}=more` },
    }),
    slack.http.forge(sent!, { secret: 'another' }),
    slack.http.forge(sent!, { signature: null }),
    slack.http.forge(sent!, { signature: 'v1=00' }),
    slack.http.forge(sent!, { body: 'command=%2Fstylize&team_id=T1' }),
    slack.http.forge(sent!, { body: 'ssl_check=1&command=%2Fstylize', signature: null }),
    slack.http.forge(sent!, { skewS: -400 }),
    slack.http.forge(sent!, { skewS: 3600 }),
    slack.http.forge(sent!, { skewS: 301 }),
  ];
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  // The one with `ssl_check` is answered, and loses all else that it had.
  expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 200, 401, 401, 401]);
  await calm();
  expect(heard).toHaveLength(1);
});

it('does once what is signed anew: by its trigger, or its event', async () => {
  const { open, ada, slack } = await openStage({ mode: 'http' });
  const { heard } = await open();
  await ada.slash('/stylize').acknowledged;
  await ada.shortcut('stylize_global').acknowledged;
  await ada.mention('hello').exchange!.acknowledged;
  for (const sent of [...slack.http.sent])
    expect(await slack.http.forge(sent, { skewS: -1 })).toMatchObject({ status: 200 });
  await calm();
  // A slash command of the stand-in has a trigger, too.
  expect(heard.map(({ kind }) => kind)).toEqual(['command', 'shortcut', 'mention']);
});

it('does nothing again after a restart', async () => {
  const { open, ada, slack } = await openStage({ mode: 'http' });
  const first = await open();
  await ada.slash('/stylize').acknowledged;
  const [sent] = slack.http.sent;
  await first.close();
  const second = await open();
  expect(await slack.http.replay(sent!)).toMatchObject({ status: 200 });
  await calm();
  expect(second.heard).toEqual([]);
});

it('knows its paths, and no others', async () => {
  const { open } = await openStage({ mode: 'http' });
  const { port } = await open();
  const ask = async (path: string, method = 'GET') =>
    (await fetch(`http://127.0.0.1:${port}${path}`, { method, redirect: 'manual' })).status;
  expect(await ask('/slack/events')).toBe(404);
  expect(await ask('/slack/events', 'POST')).toBe(401);
  expect(await ask('/')).toBe(404);
  expect(await ask('//')).toBe(400);
  // It is for one workspace: nobody installs anything.
  expect(await ask('/slack/install')).toBe(404);
});

it('reads no more of a stranger than Slack would say', async () => {
  const { open, ada, slack } = await openStage({ mode: 'http' });
  const { log } = await open();
  await ada.slash('/stylize').acknowledged;
  const [sent] = slack.http.sent;
  const tooLarge = () => log.filter((line) => line.includes('"isTooLarge":true')).length;
  expect(await slack.http.forge(sent!, { body: `payload=${'x'.repeat(2 ** 19)}` })).toMatchObject({
    status: 401,
  });
  expect(tooLarge()).toBe(0);
  expect(await slack.http.forge(sent!, { body: `payload=${'x'.repeat(2 ** 20)}` })).toMatchObject({
    status: 401,
  });
  expect(tooLarge()).toBe(1);
});

it('whoever says nothing, or only a part, keeps no place for long', { timeout: 30_000 }, async () => {
  const { open } = await openStage({ mode: 'http' });
  const { port } = await open();
  const begun = performance.now();
  const head = 'POST /slack/events HTTP/1.1\r\nhost: x\r\n';
  const visitors = ['', head, `${head}content-length: 9\r\n\r\n`].map(async (said) => {
    const socket = connect(port!, '127.0.0.1').on('error', () => undefined);
    socket.write(said);
    socket.resume();
    await once(socket, 'close');
  });
  await Promise.all(visitors);
  expect(performance.now() - begun).toBeLessThan(15_000);
});

it('tells who else is on the port', async () => {
  const { open, one } = await openStage({ mode: 'http' });
  await open();
  const { createServer } = await import('node:http');
  const server = createServer();
  const { createRequests } = await import('../../../../src/adapters/slack/requests.js');
  const { createReplayGuard } = await import('../../../../src/adapters/slack/replay-guard.js');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const requests = createRequests({
    ...{ host: '127.0.0.1', port, signingSecret: one.SLACK_SIGNING_SECRET!, receive: () => undefined },
    ...{ guard: createReplayGuard(Date.now), log: console as never },
  });
  await expect(requests.open()).rejects.toMatchObject({ code: 'port-unavailable' });
  await requests.close();
  server.close();
});
