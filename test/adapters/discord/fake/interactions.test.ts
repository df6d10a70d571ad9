/** The stand-in Discord keeps to the rules of interactions: each is broken once, and kept once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  button,
  componentsV2,
  ephemeral,
  type FakeStage,
  message,
  openFake,
  row,
  text,
} from './fake-stage.js';

let stage: FakeStage;
beforeEach(async () => {
  stage = await openFake();
});
afterEach(() => stage.fake.close());

const [reply, defer, deferUpdate, update, choices, modal] = [4, 5, 6, 7, 8, 9];
const hello = message(text('hello'));
const form = {
  custom_id: 'form',
  title: 'A form',
  components: [{ type: 18, label: 'Name', component: { type: 4, custom_id: 'name', style: 1 } }],
};

/** A message of the bot's with a button. */
async function withButton() {
  const exchange = stage.ada.slash('paint');
  await stage.answer(exchange, reply, message(text('press'), row(button('go'))));
  return exchange.message();
}

describe('the first answer', () => {
  test('comes within the deadline, or the token is dead', async () => {
    const [late, right] = [stage.ada.slash('paint'), stage.ada.slash('paint')];
    await stage.clock.pass(2999);
    expect(await stage.answer(right, defer)).toMatchObject({ status: 200 });
    await expect(right.acknowledged).resolves.toEqual({ type: defer, afterMs: 2999 });
    await stage.clock.pass(2);
    expect(await stage.answer(late, defer)).toMatchObject({ status: 404, code: 10062 });
    await expect(late.acknowledged).rejects.toThrow('did not respond');
    expect(await stage.ask(`PATCH ${stage.webhook(late)}`, hello)).toMatchObject({
      status: 404,
      code: 10015,
    });
    expect(await stage.ask(`PATCH ${stage.webhook(right)}`, hello)).toMatchObject({ status: 200 });
  });

  test('is given once', async () => {
    const exchange = stage.ada.slash('paint');
    expect((await stage.answer(exchange, defer)).status).toBe(200);
    expect(await stage.answer(exchange, reply, hello)).toMatchObject({ status: 400, code: 40060 });
    expect(await stage.ask(`PATCH ${stage.webhook(exchange)}`, hello)).toMatchObject({ status: 200 });
  });

  test('needs the interaction of the token', async () => {
    const [one, other] = [stage.ada.slash('paint'), stage.ada.slash('paint')];
    const crossed = `POST /interactions/${one.id}/${other.token}/callback`;
    expect(await stage.ask(crossed, { type: defer })).toMatchObject({ status: 404, code: 10062 });
  });

  test('that is refused is none: another may follow', async () => {
    const exchange = stage.ada.slash('paint');
    expect(await stage.answer(exchange, reply, { content: '' })).toMatchObject({ status: 400, code: 50006 });
    expect((await stage.answer(exchange, reply, hello)).status).toBe(200);
  });

  test('when it defers it says who will see the message, and no more', async () => {
    const exchange = stage.ada.slash('paint');
    const flags = ephemeral | componentsV2;
    expect(await stage.answer(exchange, defer, { flags })).toMatchObject({ status: 400, code: 50035 });
    expect((await stage.answer(exchange, defer, { flags: ephemeral })).status).toBe(200);
    expect(exchange.isEphemeral).toBe(true);
    expect((await exchange.message()).isLoading).toBe(true);
  });

  test('shows the message it made where the description says so, and its id always', async () => {
    const made = await stage.answer(stage.ada.slash('paint'), reply, hello);
    expect(made.body).toMatchObject({ resource: { type: reply, message: { flags: componentsV2 } } });
    const exchange = stage.ada.slash('paint');
    const { body } = await stage.answer(exchange, defer);
    const { id } = await exchange.message();
    expect(body.resource).toEqual({ type: defer });
    expect(body.interaction).toMatchObject({ response_message_id: id, response_message_loading: true });
  });
});

describe('each kind of answer has its interactions', () => {
  const menus = { choices: [{ name: 'Night', value: 'night' }] };

  test('an update needs a component', async () => {
    for (const type of [deferUpdate, update])
      expect(await stage.answer(stage.ada.slash('paint'), type!, hello)).toMatchObject({
        status: 400,
        code: 50035,
      });
    const shown = await withButton();
    expect((await stage.answer(stage.ada.press(shown, 'go'), deferUpdate!)).status).toBe(200);
    expect((await stage.answer(stage.ada.press(shown, 'go'), update!, message(text('done')))).status).toBe(
      200,
    );
    expect(shown.text).toBe('done');
  });

  test('choices are for what is typed', async () => {
    expect(await stage.answer(stage.ada.slash('paint'), choices!, menus)).toMatchObject({ code: 50035 });
  });

  test('a form does not follow a form, nor an answer', async () => {
    const exchange = stage.ada.slash('paint');
    expect((await stage.answer(exchange, modal!, form)).status).toBe(200);
    const sent = stage.ada.submit(await exchange.modal(), { name: 'Ada' });
    expect(await stage.answer(sent, modal!, form)).toMatchObject({ status: 400, code: 50035 });
    expect(await stage.answer(sent, deferUpdate!)).toMatchObject({ status: 400, code: 50035 });
    expect((await stage.answer(sent, reply, hello)).status).toBe(200);
    const deferred = stage.ada.slash('paint');
    await stage.answer(deferred, defer);
    expect(await stage.answer(deferred, modal!, form)).toMatchObject({ code: 40060 });
  });

  test('a form of a component may change the message that it came from', async () => {
    const shown = await withButton();
    const pressed = stage.bo.press(shown, 'go');
    await stage.answer(pressed, modal!, form);
    const sent = stage.bo.submit(await pressed.modal(), { name: 'Bo' });
    expect(sent.payload.message).toMatchObject({ id: shown.id });
    expect((await stage.answer(sent, update!, message(text('by Bo')))).status).toBe(200);
    expect(shown.text).toBe('by Bo');
  });

  test('what makes no message has none to edit', async () => {
    const exchange = stage.ada.slash('paint');
    await stage.answer(exchange, modal!, form);
    expect(await stage.ask(`PATCH ${stage.webhook(exchange)}`, hello)).toMatchObject({
      status: 404,
      code: 10008,
    });
    await expect(exchange.message()).rejects.toThrow('no message');
  });
});

describe('the token', () => {
  test('lives a quarter of an hour from the dispatch', async () => {
    const exchange = stage.ada.slash('paint');
    await stage.clock.pass(1000);
    await stage.answer(exchange, defer);
    await stage.clock.pass(15 * 60_000 - 1000);
    const edit = () => stage.ask(`PATCH ${stage.webhook(exchange)}`, hello, { token: null });
    expect((await edit()).status).toBe(200);
    await stage.clock.pass(1);
    expect(await edit()).toMatchObject({ status: 401, code: 50027 });
    const further = `POST /webhooks/${stage.fake.applicationId}/${exchange.token}`;
    expect(await stage.ask(further, hello)).toMatchObject({ status: 401, code: 50027 });
    const { id } = await exchange.message();
    expect((await stage.ask(`PATCH /channels/${stage.channel.id}/messages/${id}`, hello)).status).toBe(200);
  });

  test('knows its own messages alone', async () => {
    const [one, other] = [stage.ada.slash('paint'), stage.ada.slash('paint')];
    for (const exchange of [one, other]) await stage.answer(exchange, reply, hello);
    const { id } = await one.message();
    expect(await stage.ask(`PATCH ${stage.webhook(other, id)}`, hello)).toMatchObject({ code: 10008 });
    expect((await stage.ask(`PATCH ${stage.webhook(one, id)}`, hello)).status).toBe(200);
    expect((await stage.ask(`PATCH ${stage.webhook(one, '%40original')}`, hello)).status).toBe(200);
  });
});

describe('further messages', () => {
  const post = (token: string, flags = componentsV2) =>
    stage.ask(`POST /webhooks/${stage.fake.applicationId}/${token}`, { ...message(text('more')), flags });

  test('take the place of "thinking...", and whoever sees that sees them', async () => {
    const exchange = stage.ada.slash('paint');
    await stage.answer(exchange, defer);
    expect((await post(exchange.token, componentsV2 | ephemeral)).status).toBe(200);
    const original = await exchange.message();
    expect(original).toMatchObject({ text: 'more', isLoading: false, ephemeralFor: null });
    expect(exchange.followUps).toHaveLength(0);
    await post(exchange.token, componentsV2 | ephemeral);
    expect(exchange.followUps).toMatchObject([{ ephemeralFor: stage.ada.user.id }]);
  });

  test('are new ones once "thinking..." is deleted', async () => {
    const exchange = stage.ada.slash('paint');
    await stage.answer(exchange, defer);
    expect((await stage.ask(`DELETE ${stage.webhook(exchange)}`)).status).toBe(204);
    await post(exchange.token);
    expect(exchange.followUps).toHaveLength(1);
    expect(await stage.ask(`PATCH ${stage.webhook(exchange)}`, hello)).toMatchObject({ code: 10008 });
  });

  test('are five where only the user has the application', async () => {
    await stage.fake.close();
    stage = await openFake({ buckets: { webhook: { limit: 100, windowMs: 1000 } } });
    const user = stage.fake.addUser({ hasApp: true });
    const elsewhere = stage.fake.addGuild({ hasApp: false });
    stage.fake.join(elsewhere, user);
    const guest = stage.fake.as(user, stage.fake.addChannel(elsewhere)).slash('paint');
    expect(guest.payload.authorizing_integration_owners).toEqual({ '1': user.id });
    const member = stage.ada.slash('paint');
    for (const exchange of [guest, member]) {
      await stage.answer(exchange, reply, hello);
      for (let count = 0; count < 5; count++) expect((await post(exchange.token)).status).toBe(200);
    }
    expect(await post(guest.token)).toMatchObject({ status: 400, code: 40094 });
    expect((await post(member.token)).status).toBe(200);
    // Edits are not counted.
    expect((await stage.ask(`PATCH ${stage.webhook(guest)}`, hello)).status).toBe(200);
  });
});
