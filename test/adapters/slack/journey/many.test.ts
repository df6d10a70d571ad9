/** Many workspaces with one bot: what is one's own stays its own, from the page "Add to Slack" until it is taken out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../../fakes/slack/world.js';
import { type ManyStage, openMany, type Workspace } from './many-stage.js';
import { endless, known, newest, patience, picturesIn, shows } from './stage.js';

const hour = 3_600_000;

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  let stage: ManyStage;
  let [atelier, louvre]: Workspace[] = [];
  beforeAll(async () => {
    // So short a life that tokens are renewed from the start.
    stage = await openMany({ mode, tokenMs: hour });
    atelier = await stage.install('Atelier');
    louvre = await stage.install('Louvre');
  }, 60_000);
  afterAll(() => stage?.close());

  const first = () => atelier!;
  const second = () => louvre!;
  const inside =
    ({ channel }: Workspace, is: (message: Message) => boolean) =>
    (message: Message) =>
      message.channel === channel && is(message);
  const jobsOf = ({ team, admin }: Workspace) =>
    stage.service.studio.recent(
      {
        ...({ door: 'slack', tenant: team.id, user: admin.user.id, channel: null, roles: [] } as const),
        isModerator: true,
      },
      50,
    );
  const renewals = () =>
    stage.slack.requests(
      ({ call, body, error }) =>
        call === 'oauth.v2.access' && body.grant_type === 'refresh_token' && error === null,
    );

  it('each has settings and pictures of its own', { timeout: 2 * patience }, async () => {
    const { slack } = stage;
    const set = await first().admin.slash('/stylize', 'settings set max-steps 2').message();
    expect(set.ephemeralFor).toBe(first().admin.user.id);
    await second().admin.slash('/stylize', 'settings set max-steps 3').message();
    for (const workspace of [first(), second()]) await workspace.ask({ steps: '9' });
    const done = await Promise.all(
      [first(), second()].map((workspace) => newest(slack, inside(workspace, shows('delete')))),
    );
    expect(done[0]!.words).toMatch(/9 .*2, this server's maximum/);
    expect(done[1]!.words).toMatch(/9 .*3, this server's maximum/);
    for (const message of done) {
      const shared = picturesIn(slack, message);
      expect(shared.map(({ team }) => team)).toEqual([message.channel.team]);
    }
    const [[one], [two]] = [await jobsOf(first()), await jobsOf(second())];
    await expect(stage.service.studio.job(one!.id, two!.requester)).rejects.toMatchObject({
      code: 'job-unknown',
    });
    await first().admin.slash('/stylize', 'settings unset max-steps').message();
  });

  // Why before time leaps: Bolt judges what is too old by the machine's clock.
  if (mode === 'http')
    it('makes no second picture of what is replayed or forged', { timeout: 2 * patience }, async () => {
      const { slack } = stage;
      const before = known(slack);
      const [jobs, sent] = [(await jobsOf(second())).length, slack.http.sent.length];
      await second().ask();
      await newest(slack, inside(second(), shows('delete')), before);
      const form = slack.http.sent
        .slice(sent)
        .find(({ body }) => decodeURIComponent(body).includes('"view_submission"'))!;
      expect(form.status).toBe(200);
      const refused = [
        slack.http.replay(form),
        slack.http.forge(form, { secret: 'another' }),
        slack.http.forge(form, { signature: null }),
        slack.http.forge(form, { skewS: -400 }),
        slack.http.forge(form, { skewS: 3600 }),
        slack.http.forge(form, { body: form.body.replaceAll(second().team.id, first().team.id) }),
      ];
      expect((await Promise.all(refused)).map(({ status }) => status)).toEqual(Array(6).fill(401));
      // Whoever has the secret is Slack: it may say the same again, and is heard once.
      expect((await slack.http.forge(form, {})).status).toBe(200);
      await stage.restart();
      expect((await slack.http.replay(form)).status).toBe(200);
      expect((await slack.http.forge(form, {})).status).toBe(200);
      expect(await jobsOf(second())).toHaveLength(jobs + 1);
    });

  it('goes on with new tokens when the old ones end while it paints', { timeout: 2 * patience }, async () => {
    const { slack, clock } = stage;
    const before = known(slack);
    const sealed = await first().row();
    await first().ask({ steps: '40' });
    const message = await newest(
      slack,
      inside(first(), ({ words }) => /Step [1-9]/.test(words)),
      before,
    );
    const [edits, soFar] = [message.edits, renewals().length];
    clock.leap(hour + 60_000);
    await message.until(shows('delete'), patience);
    expect(message.edits).toBeGreaterThan(edits);
    expect(picturesIn(slack, message)).toHaveLength(1);
    expect(renewals().length).toBeGreaterThan(soFar);
    const row = await first().row();
    expect(row).toMatch(/^v1\./);
    expect(row).not.toBe(sealed);
    expect(row).not.toContain(slack.installation(first().team)!.token);
  });

  it('knows its workspaces after a restart', { timeout: 2 * patience }, async () => {
    await stage.restart();
    const before = known(stage.slack);
    await second().ask();
    const message = await newest(stage.slack, inside(second(), shows('delete')), before);
    expect(picturesIn(stage.slack, message)).toHaveLength(1);
  });

  it('is taken out of one while it paints there, and the other goes on', {
    timeout: 2 * patience,
  }, async () => {
    const { slack } = stage;
    const before = known(slack);
    await first().ask(endless);
    await newest(
      slack,
      inside(first(), ({ words }) => /Step [1-9]/.test(words)),
      before,
    );
    const [running] = await jobsOf(first());
    slack.uninstall(slack.installation(first().team)!);
    await expect.poll(() => first().row(), { timeout: 20_000 }).toBeNull();
    const { studio } = stage.service;
    await studio.cancel(running!.id, running!.requester);
    await second().ask();
    const message = await newest(slack, inside(second(), shows('delete')), before);
    expect(picturesIn(slack, message)).toHaveLength(1);
    expect(await first().row()).toBeNull();
    expect(await second().row()).not.toBeNull();
    expect(slack.installation(first().team)).toBeNull();
  });

  it('no secret is in the log', () => {
    expect(stage.log.join('')).not.toMatch(
      /xox[a-z][.-](?!\[)\w|xapp-(?!\[)\w|hooks\.slack|nobody-knows-it|code=/,
    );
    expect(stage.log.join('')).not.toContain(stage.slack.clientSecret);
    expect(stage.log.filter((line) => JSON.parse(line).level === 'error')).toEqual([]);
  });
});
