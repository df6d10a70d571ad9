import { expect, test } from 'vitest';
import { createGallery } from '../../src/request/presets.js';
import { suggestSettings } from '../../src/request/suggested.js';

const shipped = await createGallery();
const withSettings = shipped.styles.map((preset) =>
  preset.id === 'harvest' ? { ...preset, suggested: { steps: 24, size: 'original' } } : preset,
);
const gallery = { ...shipped, styles: withSettings };

test('one preset suggests its settings, as texts', async () => {
  expect(await suggestSettings(['harvest:2'], gallery)).toEqual({ steps: '24', size: 'original' });
});

test.each([[['ink-wash']], [['harvest', 'ink-wash']], [[shipped.find('harvest').file]]])(
  '%j suggests nothing',
  async (style) => {
    expect(await suggestSettings(style, gallery)).toEqual({});
  },
);

test('a name that is none is told', async () => {
  await expect(suggestSettings(['nonsense'], gallery)).rejects.toMatchObject({ code: 'picture-not-found' });
});
