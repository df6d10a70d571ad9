/** What is suggested while somebody types. */
import { expect, it } from 'vitest';
import { suggested } from '../../../../src/adapters/discord/offered.js';
import { match, sources } from '../../../../src/adapters/discord/suggestions.js';
import { StudioError } from '../../../../src/errors.js';
import { done, job } from '../../../reply/pictures.js';
import { openStage, type Stage } from './stage.js';
import { choices } from './talk.js';

const suggest = async ({ ada, photo }: Stage, name: string, option: string, typed: string) => {
  const rest = name === 'stylize' ? { content: photo() } : {};
  const found = await ada.autocomplete(name, { ...rest, [option]: typed }, option);
  return found.map(({ value }) => value);
};

it('there is something for every option that Discord asks about', () => {
  expect(Object.keys(sources).sort()).toEqual([...suggested].sort());
});

it.each([
  ['', choices.map(({ id }) => id)],
  ['STYLE 12', ['style-12']],
  ['mascot', ['mascot']],
  ['cafe 7', ['style-7']],
  ['CAFÉ 7', ['style-7']],
  ['style-1', ['style-1', 'style-10', 'style-11', 'style-12']],
  ['nothing like it', []],
])('presets by title, credit and id: %s', async (typed, found) => {
  expect(await suggest(await openStage(), 'stylize', 'preset', typed)).toEqual(found);
});

it.each([
  ['mascot, gogh', []],
  ['mascot, café 7', ['mascot, style-7']],
  ['mascot:2,style-12:3', ['mascot:2, style-12:3']],
  ['masc:.5', ['mascot:.5']],
  ['mascot:', ['mascot']],
])('of several presets the last one that is typed, with its weight: %s', async (typed, found) => {
  const stage = await openStage();
  expect(await suggest(stage, 'stylize', 'preset', typed)).toEqual(found);
});

it('a further preset is shown as it is typed, so that one can go on', async () => {
  const { ada, photo } = await openStage();
  const [first] = await ada.autocomplete('stylize', { content: photo(), preset: 'masc' }, 'preset');
  expect(first!.name).toContain('Our Mascot');
  const [next] = await ada.autocomplete(
    'stylize',
    { content: photo(), preset: 'mascot, style 12' },
    'preset',
  );
  expect(next).toMatchObject({ name: 'mascot, style-12', value: 'mascot, style-12' });
});

it('no more than Discord takes, and no longer', async () => {
  const stage = await openStage();
  stage.says.styles = async () =>
    Array.from({ length: 60 }, (_, k) => ({
      ...choices[1]!,
      id: k === 0 ? 'x'.repeat(101) : `many-${k}`,
      title: 'Many '.repeat(40),
    }));
  const found = await stage.ada.autocomplete('stylize', { content: stage.photo(), preset: '' }, 'preset');
  expect(found).toHaveLength(25);
  expect(found[0]!.value).toBe('many-1');
  expect(found.every(({ name }) => name.length <= 100)).toBe(true);
});

it('sizes: the usual ones, and the one that is typed', async () => {
  const stage = await openStage();
  expect(await suggest(stage, 'stylize', 'size', '')).toEqual(
    expect.arrayContaining(['128', '512', '2048', 'original']),
  );
  expect((await suggest(stage, 'stylize', 'size', '640'))[0]).toBe('640');
  expect(await suggest(stage, 'stylize', 'size', '99999')).toEqual([]);
  expect(await suggest(stage, 'stylize', 'size', 'orig')).toEqual(['original']);
});

it('recipes by name and title', async () => {
  const stage = await openStage();
  expect(await suggest(stage, 'stylize', 'recipe', 'thick')).toEqual(['impasto']);
});

it('jobs: those that are not done first, each once; for cancel only those', async () => {
  const stage = await openStage();
  stage.jobs.set('wirofuha', job({ id: 'wirofuha', state: 'queued' }));
  stage.jobs.set('rokadimu', done({ id: 'rokadimu' }));
  stage.jobs.set('lafihebo', done({ id: 'lafihebo' }));
  expect(await suggest(stage, 'status', 'job', '')).toEqual(['wirofuha', 'lafihebo', 'rokadimu']);
  expect(await suggest(stage, 'status', 'job', 'roka')).toEqual(['rokadimu']);
  expect(await suggest(stage, 'cancel', 'job', '')).toEqual(['wirofuha']);
});

it('own styles, which can be removed', async () => {
  expect(await suggest(await openStage(), 'styles', 'name', '')).toEqual(['mascot']);
});

it('commands by what they do', async () => {
  const found = await suggest(await openStage(), 'help', 'command', 'what is stored');
  expect(found).toEqual(['privacy']);
});

it('whoever may see no settings is suggested none', async () => {
  const stage = await openStage();
  const moderator = { ...stage, ada: stage.mo };
  stage.says.settings = async () => {
    throw new StudioError('settings-forbidden', {});
  };
  expect(await suggest(moderator, 'settings', 'name', '')).toEqual([]);
  expect(stage.log).toEqual([]);
});

it('answers in time, with nothing where it takes too long, and where it fails', async () => {
  const stage = await openStage();
  stage.says.styles = () => {
    setImmediate(() => stage.clock.leap(2100));
    return new Promise(() => undefined);
  };
  expect(await suggest(stage, 'stylize', 'preset', '')).toEqual([]);
  stage.says.styles = async () => {
    throw new TypeError('no');
  };
  expect(await suggest(stage, 'stylize', 'preset', '')).toEqual([]);
  expect(stage.log.join()).toContain('"no"');
});

it('what begins with what was typed comes first', () => {
  const found = match(
    [
      { name: 'Great wave', value: 'wave' },
      { name: 'Wave after wave', value: 'great' },
    ],
    'gre',
  );
  expect(found.map(({ value }) => value)).toEqual(['great', 'wave']);
});
