/** A style to choose: what is seen is what can be taken. */
import { expect, it } from 'vitest';
import { type ChoiceRequest, renderChoice } from '../../../../src/adapters/discord/choice.js';
import type { StyleChoice } from '../../../../src/conversation/conversation.js';
import {
  hostile,
  partsOf,
  pressableOf,
  problemOf,
  rendererOf,
  setting,
  shownOf,
  textsOf,
  wordsOf,
} from './stage.js';

const choicesOf = (count: number): readonly StyleChoice[] =>
  Array.from({ length: count }, (_, k) => ({
    ...{ id: `style-${k}`, title: `Title ${k}`, credit: 'Somebody, 1888' },
    picture: { type: 'preset', id: `style-${k}` },
  }));

async function chosen(change: Partial<ChoiceRequest>, more: Parameters<typeof rendererOf>[0] = {}) {
  const request = {
    ...{ title: 'Which style?', choices: choicesOf(25), page: 1, menuId: 'v1:pick:k3x9' },
    pageId: (page: number) => `v1:pick-page:k3x9:${page}`,
    ...change,
  };
  const payload = await renderChoice(request, setting, rendererOf(more));
  expect(problemOf(payload)).toBeNull();
  return payload;
}

const menuOf = (payload: Awaited<ReturnType<typeof chosen>>) =>
  partsOf(payload).flatMap((part) =>
    'components' in part ? part.components.filter((one) => 'options' in one) : [],
  )[0] as unknown as {
    readonly custom_id: string;
    readonly options: readonly {
      readonly label: string;
      readonly value: string;
      readonly description?: string;
    }[];
  };

it('offers in the menu what the gallery shows, page by page', async () => {
  for (const [page, from, to] of [
    [1, 0, 10],
    [2, 10, 20],
    [3, 20, 25],
  ] as const) {
    const payload = await chosen({ page });
    const here = choicesOf(25).slice(from, to);
    expect(shownOf(payload)).toEqual(here.map(({ id }) => `preset-${id}.webp`));
    expect(menuOf(payload)).toMatchObject({ custom_id: 'v1:pick:k3x9' });
    expect(menuOf(payload).options).toEqual(
      here.map(({ id, title }) => ({ label: title, value: id, description: 'Somebody, 1888' })),
    );
    expect(pressableOf(payload)[1]!.label).toBe(`Page ${page} of 3`);
  }
  expect(pressableOf(await chosen({ page: 2 })).map(({ id }) => id)).toEqual(
    [1, 5, 3].map((page) => `v1:pick-page:k3x9:${page}`),
  );
});

it('has no pages where all is on one, and takes the nearest of one that is not there', async () => {
  expect(pressableOf(await chosen({ choices: choicesOf(10) }))).toEqual([]);
  expect(await chosen({ page: 9 })).toEqual(await chosen({ page: 3 }));
});

it('says what it is for', async () => {
  expect(textsOf(await chosen({ note: 'For *my* photo' })).slice(0, 2)).toEqual([
    '### Which style?',
    'For \\*my\\* photo',
  ]);
});

it('has words alone where there is nothing to choose', async () => {
  const payload = await chosen({ choices: [], note: 'There are no styles.' });
  expect(menuOf(payload)).toBeUndefined();
  expect(wordsOf(payload)).toContain('There are no styles.');
});

it('stands long and hostile words, and styles without a credit', async () => {
  const choices = Array.from(
    { length: 10 },
    (_, k): StyleChoice => ({
      ...{ id: `s${k}`, title: hostile.repeat(9), credit: k === 0 ? '' : hostile.repeat(9) },
      picture: { type: 'own-style', id: `s${k}` },
    }),
  );
  const payload = await chosen({ choices, title: hostile });
  expect(menuOf(payload).options).toHaveLength(10);
  expect(menuOf(payload).options[0]).not.toHaveProperty('description');
  expect(shownOf(payload)).toHaveLength(10);
});

it('can be used where pictures may not be shown', async () => {
  const choices = choicesOf(2).map((one) => ({
    ...one,
    picture: { type: 'own-style', id: one.id } as const,
  }));
  const payload = await chosen({ choices }, { manner: { isShown: false } });
  expect(shownOf(payload)).toEqual([]);
  expect(menuOf(payload).options).toHaveLength(2);
});
