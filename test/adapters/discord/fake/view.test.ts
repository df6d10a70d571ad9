/** The view of messages and forms: what is shown of each part. */
import { describe, expect, it } from 'vitest';
import { renderMessageHtml, renderModalHtml, type ShownMessage } from '../../../fakes/discord/view/index.js';
import {
  boxes,
  button,
  container,
  doneMessage,
  type Fields,
  gallery,
  input,
  item,
  label,
  menu,
  modal,
  option,
  picture,
  radio,
  row,
  section,
  stylizeModal,
  thumbnail,
  times,
  upload,
  words,
} from './checks-samples.js';

const png = new Uint8Array(Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1'));
const data = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
const context = {
  now: Date.parse('2026-11-22T17:40:00Z'),
  files: new Map([['result.jpg', png]]),
  names: new Map([['7', 'Ada']]),
};
const plain: ShownMessage = {
  author: { name: 'Impasto', isApp: true },
  components: [],
  attachments: [],
  isEphemeral: false,
  isLoading: false,
};
const show = (more: Partial<ShownMessage>) => renderMessageHtml({ ...plain, ...more }, context);
const parts = (...components: readonly unknown[]) => show({ components });
const form = (...components: readonly unknown[]) =>
  renderModalHtml(modal(...components) as never, 'Impasto', context);
const inForm = (component: unknown, more: Fields = {}) => form(label(component, more));
const people = (more: Fields) => row({ type: 5, custom_id: 'who', ...more });
const shown = (url: string, attachment_id?: string) =>
  show({
    components: [gallery({ items: [item({ media: { url, attachment_id } })] })],
    attachments: [{ id: '5', filename: 'result.jpg' }],
  });

/** What is shown, how, and what of it would be missing otherwise. */
const rows: readonly (readonly [what: string, html: string, has: string, without: string])[] = [
  ['an app', show({}), '<span class="app">APP</span>', show({ author: { name: 'Ada', isApp: false } })],
  ['the time', show({ createdAt: context.now - 60_000 }), '5:39 PM', show({})],
  [
    'who asked',
    show({ used: { user: 'Ada', command: 'stylize' } }),
    'used <span class="mention">/stylize',
    show({}),
  ],
  ['that it is for one', show({ isEphemeral: true }), 'Only you can see this', show({})],
  ['that it was changed', show({ editedAt: 1 }), '(edited)', show({})],
  ['that it thinks', show({ isLoading: true }), 'Impasto is thinking...', show({})],
  ['words of old', show({ content: '**Hi**' }), '<b>Hi</b>', show({})],
  ['a text', parts(words('### Hi')), '<h3>Hi</h3>', parts(words('Hi'))],
  ['an accent', parts(container(words())), '--accent:#c86432', parts({ type: 17, components: [words()] })],
  [
    'black as an accent',
    parts({ type: 17, accent_color: 0, components: [] }),
    '--accent:#000000',
    parts(container()),
  ],
  ['a hidden container', parts({ ...container(), spoiler: true }), 'SPOILER', parts(container())],
  [
    'a picture',
    shown('attachment://result.jpg'),
    `<img src="${data}" alt="The picture">`,
    shown('attachment://a.jpg'),
  ],
  ['a picture by id', shown('https://cdn/1/2/x.jpg?ex=1', '5'), data, shown('https://cdn/1/2/x.jpg?ex=1')],
  [
    'a picture by address',
    shown('https://cdn/1/2/result.jpg?ex=1&is=2'),
    data,
    shown('https://cdn/result.jpg/x'),
  ],
  [
    'what a lost picture shows',
    shown('attachment://__proto__'),
    '<div class="lost">The picture',
    shown('attachment://result.jpg'),
  ],
  [
    'a hidden picture',
    parts(gallery({ items: [item({ spoiler: true })] })),
    '<b class="spoiler-word">SPOILER',
    parts(gallery()),
  ],
  ['two in a row', parts(gallery({ items: times(2, () => item()) })), '--span:3"', parts(gallery())],
  [
    'three in their own way',
    parts(gallery({ items: times(3, () => item()) })),
    'gallery of-3',
    parts(gallery()),
  ],
  [
    'five as two and three',
    parts(gallery({ items: times(5, () => item()) })),
    '--span:2"',
    parts(gallery({ items: times(4, () => item()) })),
  ],
  ['a thumbnail', parts(section({ accessory: thumbnail({ media: picture() }) })), data, parts(section())],
  ['a button beside words', parts(section({ accessory: button() })), '<button', parts(section())],
  ['a line', parts({ type: 14 }), '<hr class="line small">', parts({ type: 14, divider: false })],
  [
    'a large gap',
    parts({ type: 14, divider: false, spacing: 2 }),
    '<hr class="gap large">',
    parts({ type: 14 }),
  ],
  ['a file and its size', parts({ type: 13, file: picture() }), '<a>result.jpg</a><small>0.0 KB', parts()],
  ...['primary', 'secondary', 'success', 'danger', 'link'].map(
    (name, at) =>
      [
        `a ${name} button`,
        parts(row(button({ style: at + 1 }))),
        `class="${name}"`,
        parts(row(button({ style: ((at + 1) % 5) + 1 }))),
      ] as const,
  ),
  ['a button that is off', parts(row(button({ disabled: true }))), ' disabled>', parts(row(button()))],
  ['an emoji', parts(row(button({ emoji: { name: '🎨' } }))), '>🎨<', parts(row(button()))],
  [
    'a placeholder',
    parts(row(menu())),
    'placeholder">Choose a style',
    parts(row(menu({ placeholder: 'b' }))),
  ],
  [
    'a choice',
    parts(row(menu({ options: [option(4, { default: true })] }))),
    'chosen">Style 4',
    parts(row(menu())),
  ],
  ['a closed menu that is off', parts(row(menu({ disabled: true }))), 'aria-disabled', parts(row(menu()))],
  [
    'whom a menu has',
    parts(people({ default_values: [{ id: '7', type: 'user' }] })),
    '@Ada',
    parts(people({})),
  ],
  ['a menu of people', parts(people({})), 'Select a user', parts(people({ placeholder: 'Who' }))],
  // Forms.
  ['a title', form(words()), '<h3>Stylize this image</h3>', form(words()).replace('this', '')],
  ['words in a form', form(words('-# Hi')), 'subtext">Hi', form(words('Hi'))],
  ['a label', inForm(input()), '<h4>Style</h4>', inForm(input({ required: true }))],
  ['that something is wanted', inForm(menu()), '*</em>', inForm(menu({ required: false }))],
  ['a description', inForm(input()), '<small>One of ours', inForm(input(), { description: undefined })],
  ['what was filled in', inForm(input({ value: '0.7' })), '>0.7<', inForm(input())],
  ['what may be filled in', inForm(input()), 'placeholder">0.5', inForm(input({ value: '1' }))],
  ['room for paragraphs', inForm(input({ style: 2 })), 'input paragraph', inForm(input())],
  ['an upload', inForm(upload({ max_values: 3 })), 'Upload up to 3 files', inForm(upload())],
  ['a menu in a form', inForm(menu()), 'Choose a style', inForm(input())],
  [
    'a chosen radio button',
    inForm(radio({ options: [option(0, { default: true })] })),
    'radio on',
    inForm(radio()),
  ],
  ['a ticked box', inForm(boxes({ options: [option(0, { default: true })] })), 'box on', inForm(boxes())],
  ['a box of its own', inForm({ type: 23, default: true }), 'box on', inForm({ type: 23 })],
];

describe('the view shows', () => {
  it.each(rows)('%s', (_, html, has, without) => {
    expect(html).toContain(has);
    expect(without).not.toContain(has);
  });

  it('all of a finished job and of our form', () => {
    const html = parts(...doneMessage.components);
    for (const part of ['Coffee in the style of Harvest', data, 'Seed 7', 'Stronger', 'Choose a style'])
      expect(html).toContain(part);
    const asked = renderModalHtml(stylizeModal as never, 'Impasto', context);
    for (const part of ['A style of ours', 'Choose a style', 'Upload up to 1 file', '0.5', 'box on'])
      expect(asked).toContain(part);
  });

  it('nothing that it does not know', () => {
    expect(() => parts({ type: 99 })).toThrow(new RangeError('no message shows components of type 99'));
    expect(() => form(row(input()))).toThrow(new RangeError('no form shows components of type 1'));
    expect(() => inForm(words())).toThrow(new RangeError('no form shows components of type 10'));
  });

  it('no words as HTML, wherever they come from', () => {
    const bad = `"'><script>x</script>`;
    const more = { label: bad, description: bad, placeholder: bad, value: bad, url: bad, custom_id: bad };
    const html = [
      show({
        author: { name: bad, isApp: true },
        used: { user: bad, command: bad },
        content: bad,
        components: [
          container(
            words(`${bad} \`${bad}\` **${bad}** [${bad}](https://a.b/"onclick=x) \`\`\`${bad}\`\`\``),
          ),
          gallery({ items: [item({ description: bad, media: { url: bad } })] }),
          section({ accessory: thumbnail({ description: bad }) }),
          { type: 13, file: { url: `attachment://${bad}` } },
          row(button({ ...more, emoji: { name: bad } }), button({ ...more, emoji: { id: '1', name: bad } })),
          row(menu({ ...more, options: [option(0, { ...more, default: true })] })),
          people({ default_values: [{ id: bad, type: bad }] }),
        ],
      }),
      renderModalHtml(
        {
          title: bad,
          components: [input, menu, upload, radio, boxes].map((make) =>
            label(make({ ...more, options: [option(0, more)] }), more),
          ) as never,
        },
        bad,
        context,
      ),
    ].join('');
    expect(html.split('&lt;script&gt;').length).toBeGreaterThan(20);
    expect(html).not.toContain('<script');
    expect(html).not.toContain(`"'>`);
    expect(html).not.toMatch(/<[^>]*\son\w+=/);
  });
});
