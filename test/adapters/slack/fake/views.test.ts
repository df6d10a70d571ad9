/** Modals and home tabs of the stand-in Slack: each rule is broken once, and kept once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  actions,
  button,
  type FakeStage,
  input,
  modal,
  openFake,
  openModal,
  type SocketBot,
  section,
  text,
} from './fake-stage.js';

let stage: FakeStage;
let bot: SocketBot;
beforeEach(async () => {
  stage = await openFake();
  bot = await stage.connect();
});
afterEach(() => stage.fake.close());

const words = (id: string, rest: object = {}) => input(id, { type: 'plain_text_input' }, rest as never);
const other = (title = 'Other') => modal([section('other')], { title: text(title), submit: undefined });

describe('a modal is updated', () => {
  test('as it was last known: a hash of old is refused', async () => {
    const view = await openModal(stage, bot);
    const update = (hash?: string) => stage.ask('views.update', { view_id: view.id, hash, view: other() });
    const { hash } = view;
    expect(await update(hash)).toMatchObject({ ok: true });
    expect(await update(hash)).toMatchObject({ error: 'hash_conflict' });
    expect(await update(view.hash)).toMatchObject({ ok: true });
    expect(await update()).toMatchObject({ ok: true });
    expect(view.words).toBe('other');
  });

  test('as long as it is open', async () => {
    const view = await openModal(stage, bot);
    const update = () => stage.ask('views.update', { view_id: view.id, view: other() });
    expect(await update()).toMatchObject({ ok: true });
    stage.ada.close(view);
    expect(await update()).toMatchObject({ error: 'not_found' });
    expect(await stage.ask('views.update', { view_id: 'V404', view: other() })).toMatchObject({
      error: 'not_found',
    });
  });

  test('by an id of its own, which is given once', async () => {
    const named = modal(undefined, { external_id: 'mine' });
    await openModal(stage, bot, named);
    expect(await stage.ask('views.update', { external_id: 'mine', view: named })).toMatchObject({ ok: true });
    await expect(openModal(stage, bot, named, stage.bo)).rejects.toThrow('duplicate_external_id');
  });

  test('and keeps what was filled in where the input stays', async () => {
    const view = await openModal(stage, bot, modal([words('a'), words('b')]));
    bot.ackAll({ response_action: 'errors', errors: { b: 'no' } });
    await stage.ada.submit(view, { a: 'one', b: 'two' }).acknowledged;
    await stage.ask('views.update', { view_id: view.id, view: modal([words('a'), words('c')]) });
    bot.ackAll();
    const { payload } = stage.ada.submit(view, { c: 'three' });
    expect(payload.view).toMatchObject({ state: { values: { a: { value: { value: 'one' } } } } });
    expect(JSON.stringify(payload)).not.toContain('two');
  });

  test('with no more than 250 kB', async () => {
    const view = await openModal(stage, bot);
    const large = modal(Array.from({ length: 100 }, () => section('x'.repeat(2600))));
    expect(await stage.ask('views.update', { view_id: view.id, view: large })).toMatchObject({
      error: 'view_too_large',
    });
  });
});

describe('a modal is pushed', () => {
  const push = (id: string | null, view = other()) => stage.ask('views.push', { trigger_id: id, view });
  const pressable = modal([actions(button())]);

  test('upon another, three at most', async () => {
    let view = await openModal(stage, bot, pressable);
    bot.ackAll();
    for (const isLast of [false, true]) {
      const press = stage.ada.press(view, 'go');
      expect(await push(press.triggerId, pressable)).toMatchObject({ ok: true });
      view = await press.modal();
      expect(view.below?.id === undefined).toBe(false);
      if (isLast)
        expect(await push(stage.ada.press(view, 'go').triggerId)).toMatchObject({
          error: 'push_limit_reached',
        });
    }
    expect(stage.fake.modals()).toHaveLength(3);
  });

  test('upon one only', async () => {
    const { triggerId } = stage.ada.slash('/paint');
    expect(await push(triggerId)).toMatchObject({ error: 'not_found' });
  });

  test('and left behind when it is closed; all go where it says so', async () => {
    const view = await openModal(stage, bot, pressable);
    bot.ackAll();
    const press = stage.ada.press(view, 'go');
    await push(press.triggerId, modal(undefined, { clear_on_close: true, notify_on_close: true }));
    const upper = await press.modal();
    const told = stage.ada.close(upper);
    expect(told!.payload).toMatchObject({ type: 'view_closed', is_cleared: true, view: { id: upper.id } });
    expect([upper.isOpen, view.isOpen]).toEqual([false, false]);
  });
});

describe('a modal that is sent', () => {
  const send = async (response?: object) => {
    const view = await openModal(stage, bot, modal([words('name')]));
    const exchange = stage.ada.submit(view, { name: 'Ada' });
    bot.ack(await bot.next(), response as never);
    return { view, exchange };
  };

  test('closes', async () => {
    const { view, exchange } = await send();
    await exchange.acknowledged;
    expect(view.isOpen).toBe(false);
  });

  test('stays open with what is wrong, told at its inputs', async () => {
    const { view, exchange } = await send({ response_action: 'errors', errors: { name: 'Too short' } });
    await exchange.acknowledged;
    expect([view.isOpen, view.errors]).toEqual([true, { name: 'Too short' }]);
    const wrong = await send({ response_action: 'errors', errors: { nobody: 'Too short' } });
    await expect(wrong.exchange.acknowledged).rejects.toThrow('block_id');
    expect(wrong.view.hasTrouble).toBe(true);
  });

  test('shows another in its place, or upon it', async () => {
    const updated = await send({ response_action: 'update', view: other() });
    await updated.exchange.acknowledged;
    expect([updated.view.isOpen, updated.view.words]).toEqual([true, 'other']);
    const pushed = await send({ response_action: 'push', view: other() });
    expect((await pushed.exchange.modal()).below).toBe(pushed.view);
    const wrong = await send({ response_action: 'update', view: modal([]) });
    await expect(wrong.exchange.acknowledged).rejects.toThrow('invalid_arguments');
    expect(wrong.view.hasTrouble).toBe(true);
  });

  test('goes with all that are below', async () => {
    const { view, exchange } = await send({ response_action: 'clear' });
    await exchange.acknowledged;
    expect(view.isOpen).toBe(false);
    const wrong = await send({ response_action: 'vanish' });
    await expect(wrong.exchange.acknowledged).rejects.toThrow('unknown response_action');
  });

  test('tells of trouble where nothing comes in time', async () => {
    const view = await openModal(stage, bot, modal([words('name')]));
    const exchange = stage.ada.submit(view, { name: 'Ada' });
    await stage.clock.pass(3000);
    await expect(exchange.acknowledged).rejects.toThrow('operation_timeout');
    expect([view.isOpen, view.hasTrouble]).toEqual([true, true]);
  });
});

describe('a home tab', () => {
  const publish = (rest: object = {}) =>
    stage.ask('views.publish', {
      user_id: stage.ada.user.id,
      view: { type: 'home', blocks: [section('home'), actions(button())] },
      ...rest,
    });

  test('is asked for when it is opened, and each has their own', async () => {
    stage.ada.openHome();
    expect((await bot.next()).payload).toMatchObject({
      event: { type: 'app_home_opened', tab: 'home', user: stage.ada.user.id },
    });
    expect(await publish()).toMatchObject({ ok: true });
    expect([stage.ada.home?.words, stage.bo.home]).toEqual(['home', null]);
    stage.ada.openHome();
    expect((await bot.next()).payload).toMatchObject({ event: { view: { id: stage.ada.home!.id } } });
  });

  test('is no modal, and somebody’s', async () => {
    expect(await publish({ view: modal() })).toMatchObject({ error: 'invalid_arguments' });
    expect(await publish({ user_id: 'U404' })).toMatchObject({ error: 'user_not_found' });
    expect(await publish()).toMatchObject({ ok: true });
  });

  test('has a hash as well', async () => {
    await publish();
    const { hash } = stage.ada.home!;
    expect(await publish({ hash })).toMatchObject({ ok: true });
    expect(await publish({ hash })).toMatchObject({ error: 'hash_conflict' });
  });

  test('opens modals from its buttons', async () => {
    await publish();
    const press = stage.ada.press(stage.ada.home!, 'go');
    expect(await stage.ask('views.open', { trigger_id: press.triggerId, view: modal() })).toMatchObject({
      ok: true,
    });
  });
});
