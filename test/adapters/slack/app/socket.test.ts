/** Socket Mode: what comes, comes once, over whichever connection. */
import { expect, it } from 'vitest';
import { calm, openStage } from './stage.js';

const patience = 30_000;

it('takes commands, shortcuts and mentions in, with the token of the workspace', async () => {
  const { open, ada, installation, team } = await openStage();
  const { heard } = await open();
  await ada.slash('/stylize').acknowledged;
  await ada.shortcut('stylize_global').acknowledged;
  await ada.mention('hello').exchange!.acknowledged;
  await expect.poll(() => heard.length).toBe(3);
  const { token } = installation;
  expect(heard).toEqual(['command', 'shortcut', 'mention'].map((kind) => ({ kind, team: team.id, token })));
});

it('does what comes twice once: twins, repetitions, and after a restart', async () => {
  const { open, ada, slack } = await openStage();
  const first = await open();
  slack.sockets.duplicate(1, 3);
  const exchange = ada.slash('/stylize');
  await exchange.acknowledged;
  await expect.poll(() => first.heard.length).toBe(1);
  slack.sockets.repeat(exchange.id);
  await calm();
  expect(first.heard).toHaveLength(1);
  await first.close();
  const second = await open();
  slack.sockets.repeat(exchange.id);
  await calm();
  expect(second.heard).toEqual([]);
});

it(
  'comes back when connections are lost, and takes in what was sent meanwhile',
  async () => {
    const { open, ada, slack, clock } = await openStage({ deadlineMs: 3000 });
    const { heard } = await open();
    // One that has lasted is replaced at once.
    clock.leap(60_000);
    slack.sockets.drop();
    const { exchange } = ada.mention('hello');
    await slack.until(() => slack.requests('apps.connections.open').length === 2);
    await slack.until(() => slack.sockets.connections === 1);
    await expect
      .poll(
        () => {
          // Nobody has acknowledged it: Slack sends it again, at once, after a minute, after five.
          clock.leap(3000);
          return heard.length;
        },
        { timeout: 20_000, interval: 200 },
      )
      .toBe(1);
    expect(exchange!.sent).toBeGreaterThan(1);
    expect(heard[0]).toMatchObject({ kind: 'mention' });
  },
  patience,
);

it(
  'goes over to another connection when Slack asks for it',
  async () => {
    const { open, ada, slack, clock } = await openStage();
    const { heard } = await open();
    const opened = () => slack.requests('apps.connections.open').length;
    expect(opened()).toBe(1);
    // One that has lasted is replaced at once.
    clock.leap(60_000);
    slack.sockets.refresh();
    await slack.until(() => opened() === 2 && slack.sockets.connections === 1);
    await ada.slash('/stylize').acknowledged;
    expect(heard).toHaveLength(1);
  },
  patience,
);

it('says which token Slack refuses, asking once', async () => {
  const { open, one, slack, installation } = await openStage();
  const refused = (variable: string) => ({ code: 'token-refused', context: { variable, platform: 'Slack' } });
  await expect(open({ ...one, SLACK_APP_TOKEN: 'xapp-wrong' })).rejects.toMatchObject(
    refused('SLACK_APP_TOKEN'),
  );
  expect(slack.requests('apps.connections.open')).toHaveLength(1);
  await expect(open({ ...one, SLACK_APP_TOKEN: installation.token })).rejects.toMatchObject(
    refused('SLACK_APP_TOKEN'),
  );
  slack.revoke(installation.token);
  await expect(open()).rejects.toMatchObject(refused('SLACK_BOT_TOKEN'));
});

it(
  'goes on trying where Slack is down, and stops when it is closed',
  async () => {
    const { open, slack, clock } = await openStage();
    slack.failNext({ call: 'auth.test', status: 503, times: 2 });
    slack.failNext({ call: 'apps.connections.open', error: 'internal_error', times: 2 });
    const opening = open();
    let isOpen = false;
    void opening.then(() => {
      isOpen = true;
    });
    for (let tries = 0; !isOpen && tries < 200; tries++) {
      clock.leap(10_000);
      await calm(20);
    }
    const gate = await opening;
    expect(slack.requests('apps.connections.open')).toHaveLength(3);
    expect(gate.log.filter((line) => line.includes('slack is not reached')).length).toBe(4);
    await gate.close();
    await slack.until(() => slack.sockets.connections === 0);
  },
  patience,
);

it(
  'does not crash, and says so, when Slack lets nobody in any more',
  async () => {
    const { open, slack, clock } = await openStage();
    const gate = await open();
    clock.leap(60_000);
    slack.failNext({ call: 'apps.connections.open', error: 'invalid_auth', times: 9 });
    slack.sockets.drop();
    await expect.poll(() => gate.log.join('\n'), { timeout: 20_000 }).toContain('closed for good');
    expect(slack.requests('apps.connections.open')).toHaveLength(2);
    await gate.close();
  },
  patience,
);

it('closes soon while it reconnects, and leaves no connection', async () => {
  const { open, slack, clock } = await openStage();
  const gate = await open();
  clock.leap(60_000);
  const hold = slack.hold('apps.connections.open');
  slack.sockets.drop();
  await hold.held;
  const begun = performance.now();
  await gate.close();
  expect(performance.now() - begun).toBeLessThan(5000);
  hold.release();
  await slack.until(() => slack.sockets.connections === 0);
});

it('waits a moment where a connection did not last', async () => {
  const { open, slack } = await openStage();
  const gate = await open();
  slack.sockets.drop();
  await calm(400);
  expect(slack.requests('apps.connections.open')).toHaveLength(1);
  await gate.close();
});
