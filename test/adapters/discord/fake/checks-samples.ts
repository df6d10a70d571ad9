/** Bodies that Discord takes, and the ways to make them: what the tests of the checks change one thing of. */

export type Fields = Readonly<Record<string, unknown>>;

export const v2 = 1 << 15;
export const long = (length: number, letter = 'a') => letter.repeat(length);
export const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

export const words = (content = 'Coffee in the style of Harvest', more: Fields = {}) => ({
  type: 10,
  content,
  ...more,
});
export const button = (more: Fields = {}) => ({
  ...{ type: 2, style: 2, label: 'Stronger', custom_id: 'v1:stronger:rokadimu' },
  ...more,
});
/** Buttons with ids of their own. */
export const buttons = (count: number) => times(count, (at) => button({ custom_id: `b${at}` }));
export const row = (...components: readonly unknown[]) => ({ type: 1, components });
export const option = (at: number, more: Fields = {}) => ({ label: `Style ${at}`, value: `s${at}`, ...more });
export const menu = (more: Fields = {}) => ({
  ...{ type: 3, custom_id: 'preset', placeholder: 'Choose a style', options: times(3, (at) => option(at)) },
  ...more,
});
export const picture = (name = 'result.jpg') => ({ url: `attachment://${name}` });
export const outside = { url: 'https://example.org/a.png' };
export const item = (more: Fields = {}) => ({ media: outside, description: 'The picture', ...more });
export const gallery = (more: Fields = {}) => ({ type: 12, items: [item()], ...more });
export const thumbnail = (more: Fields = {}) => ({ type: 11, media: outside, description: 'A', ...more });
export const section = (more: Fields = {}) => ({
  ...{ type: 9, components: [words()], accessory: thumbnail() },
  ...more,
});
export const container = (...components: readonly unknown[]) => ({
  ...{ type: 17, accent_color: 0xc86432 },
  components,
});
export const message = (...components: readonly unknown[]) => ({ flags: v2, components });

/** A finished job as the bot shows it. */
export const doneMessage = {
  flags: v2,
  allowed_mentions: { parse: [] },
  attachments: [{ id: '0', description: 'coffee, as Harvest' }],
  components: [
    container(
      words('### Coffee in the style of Harvest'),
      gallery({ items: [item({ media: picture(), spoiler: false })] }),
      section({ components: [words('-# 512 x 341 px'), words('Seed 7')] }),
      { type: 14, divider: true, spacing: 1 },
      row(button(), button({ custom_id: 'v1:cancel:rokadimu', style: 4, disabled: true })),
      row(menu({ min_values: 1, max_values: 1 })),
    ),
  ],
};

export const label = (component: unknown, more: Fields = {}) => ({
  ...{ type: 18, label: 'Style', description: 'One of ours' },
  ...{ component, ...more },
});
export const input = (more: Fields = {}) => ({
  ...{ type: 4, custom_id: 'strength', style: 1, placeholder: '0.5', required: false },
  ...more,
});
export const upload = (more: Fields = {}) => ({
  ...{ type: 19, custom_id: 'style', min_values: 0, max_values: 1, required: false },
  ...more,
});
export const radio = (more: Fields = {}) => ({
  ...{ type: 21, custom_id: 'size', options: times(3, (at) => option(at)) },
  ...more,
});
export const boxes = (more: Fields = {}) => ({
  ...{ type: 22, custom_id: 'keep', options: times(3, (at) => option(at)) },
  ...more,
});
export const modal = (...components: readonly unknown[]) => ({
  custom_id: 'v1:stylize',
  title: 'Stylize this image',
  components,
});
/** The form behind "Stylize this image". */
export const stylizeModal = modal(
  words('A style of ours, or one of yours.'),
  label(menu({ required: false })),
  label(upload({ file_types: ['image', '.webp'] })),
  label(input({ min_length: 1, max_length: 5, value: '0.5' })),
  label({ type: 23, custom_id: 'private', default: true }),
);

export const choice = (at: number, more: Fields = {}) => ({ name: `Choice ${at}`, value: `c${at}`, ...more });
export const stringOption = (more: Fields = {}) => ({
  type: 3,
  name: 'preset',
  description: 'A style',
  ...more,
});
export const command = (more: Fields = {}) => ({
  name: 'stylize',
  description: 'Paints a photo anew',
  ...more,
});
/** Commands like ours, in two languages. */
export const commands = [
  command({
    type: 1,
    name_localizations: { de: 'stilisieren', ja: 'スタイル' },
    description_localizations: { de: 'Malt ein Foto neu', 'es-ES': 'Pinta una foto' },
    contexts: [0, 1, 2],
    integration_types: [0, 1],
    default_member_permissions: '32',
    options: [
      { type: 11, name: 'content', description: 'The photo', required: true, file_types: ['image'] },
      stringOption({ autocomplete: true }),
      { type: 10, name: 'strength', description: 'How much', min_value: 0, max_value: 1 },
      { type: 4, name: 'size', description: 'Pixels', choices: [{ name: 'Small', value: 256 }] },
    ],
  }),
  command({ name: 'styles', options: [{ type: 1, name: 'add', description: 'Adds one' }] }),
  { name: 'Stylize this image', type: 3, contexts: [0, 1, 2], integration_types: [0, 1] },
];
