/** What is wrong with a form is said at its fields, and what is wrong with its files, where the picture would have been. */
import { expect, it } from 'vitest';
import { fieldAction } from '../../../../src/adapters/slack/action-id.js';
import { createClients } from '../../../../src/adapters/slack/clients.js';
import { createSlackApi } from '../../../../src/adapters/slack/web-api.js';
import { message, openStage, type Stage } from './stage.js';

/** The form as it is after it was sent. */
const sent = async (stage: Stage, values: Readonly<Record<string, string>>, isText = false) => {
  const view = await stage.ada.slash('/stylize').modal();
  if (isText) await loosen(stage, view.id, view.body);
  stage.ada.submit(view, values, { content: [stage.photo()] });
  return view;
};

/** Slack's client checks numbers itself; one that does not is played by a field of text. */
async function loosen({ slack, team }: Stage, id: string, body: Readonly<Record<string, unknown>>) {
  const { token } = slack.installation(team)!;
  const api = createSlackApi(createClients({ token, apiUrl: slack.apiUrl }).patient, { isPatient: true });
  const blocks = (body.blocks as Readonly<Record<string, unknown>>[]).map((block) =>
    (block.element as { type?: string } | undefined)?.type === 'number_input'
      ? { ...block, element: { type: 'plain_text_input', action_id: fieldAction } }
      : block,
  );
  await api.updateView({ id, hash: null }, { ...body, blocks } as never, new AbortController().signal);
}

it('values that are none are told where they stand, all at once, and the form stays', async () => {
  const stage = await openStage();
  const view = await sent(stage, { preset: 'style-1', strength: '101', seed: 'seven' }, true);
  await view.until(({ errors }) => Object.keys(errors).length > 0);
  expect(Object.keys(view.errors).sort()).toEqual(['seed', 'strength']);
  expect(view.errors.strength).toContain('from 0 to 100');
  expect([view.isOpen, stage.asked.stylize]).toEqual([true, []]);
});

it('a style is asked for where there is none', async () => {
  const stage = await openStage();
  const view = await sent(stage, {});
  await view.until(({ errors }) => errors.preset !== undefined);
  expect(view.errors.preset).toContain('Choose a style');
});

it('but not where the workspace has one for that', async () => {
  const stage = await openStage();
  stage.says.needsStyle = async () => false;
  const view = await sent(stage, {});
  await view.until(({ isOpen }) => !isOpen);
  await message(stage, 'Painting');
  expect(stage.asked.stylize[0]![0].styles).toEqual([]);
});

it('where the app is no member is told at the place', async () => {
  const stage = await openStage();
  const other = stage.slack.addChannel(stage.team, { name: 'secret' }, [stage.ada.user]);
  const view = await sent(stage, { preset: 'style-1', post_to: other.id });
  await view.until(({ errors }) => errors.post_to !== undefined);
  expect(view.errors.post_to).toContain('/invite');
});

it('Slack is not waited for longer than it waits', async () => {
  const stage = await openStage();
  stage.says.needsStyle = () => new Promise(() => undefined);
  const view = await sent(stage, {});
  await stage.slack.until(() => {
    stage.clock.leap(100);
    return !view.isOpen;
  });
  await message(stage, 'Painting');
});

it('a store that does not answer does not keep the form open', async () => {
  const stage = await openStage();
  stage.says.needsStyle = () => Promise.reject(new Error('busy'));
  const view = await sent(stage, {});
  await view.until(({ isOpen }) => !isOpen);
  await message(stage, 'Painting');
});

it('a file that is gone is told where the picture would have been', async () => {
  const stage = await openStage();
  stage.slack.failNext({ call: 'files.info', error: 'file_not_found' });
  await stage.ask();
  const told = await message(stage, 'not there any more');
  expect([told.channel, told.ephemeralFor]).toEqual([stage.channel, stage.ada.user.id]);
});

it('a scope that is missing is told as that', async () => {
  const stage = await openStage();
  stage.slack.failNext({ call: 'files.info', error: 'missing_scope' });
  await stage.ask();
  await message(stage, 'files:read');
});

it('a file whose host is another is not fetched, and the token does not go there', async () => {
  const stage = await openStage();
  stage.slack.redirectFiles('http://127.0.0.1:1');
  await stage.ask();
  const told = await message(stage, 'could not be fetched');
  expect(told.words).toContain('302');
});

it('a file of another organisation is looked up, and taken', async () => {
  const stage = await openStage();
  const file = stage.photo();
  file.isExternal = true;
  await stage.ask({ preset: 'style-1' }, { content: [file] });
  await message(stage, 'Painting');
  expect(stage.asked.stylize[0]![0].content).toMatchObject({ name: 'photo_of_me.png' });
});
