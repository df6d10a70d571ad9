/** The view of messages, modals and home tabs: what is shown of each part, and that a browser lays it out. */
import { describe, expect, it } from 'vitest';
import { inChromium, isMissing, openBrowser } from '../../../browser/chromium.js';
import { writePng } from '../../../fakes/odd/png-bytes.js';
import {
  renderHomeHtml,
  renderMessageHtml,
  renderModalHtml,
  renderPage,
  type ShownMessage,
  shownOf,
} from '../../../fakes/slack/view/index.js';
import type { Block, Body } from '../../../fakes/slack/world.js';
import {
  actions,
  button,
  input,
  markup,
  modal,
  openFake,
  option,
  pictureOf,
  section,
  text,
  uploadFile,
} from './fake-stage.js';
import { doneBlocks, homeView, plain, runningBlocks, stylizeModal } from './view-samples.js';

const [width, height] = [320, 200];
const png = new Uint8Array(writePng({ width, height, rows: new Uint8Array(width * height * 3).fill(120) }));
const data = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
const context = {
  now: Date.parse('2026-11-22T17:40:00Z'),
  files: new Map([['F1', png]]),
  names: new Map([
    ['U01', 'Ada'],
    ['C01', 'art'],
  ]),
};
const show = (more: Partial<ShownMessage>) => renderMessageHtml({ ...plain, ...more }, context);
const say = (words: string) => show({ text: words });
const blocks = (...list: readonly Block[]) => show({ blocks: list });
const form = (element: Body, rest: Body = {}) =>
  renderModalHtml({ body: modal([input('it', element, rest)]) }, 'Impasto', context);
const body = (told: object) =>
  renderModalHtml({ body: modal([input('it', { type: 'plain_text_input' })]), ...told }, 'Impasto', context);
const choose = (rest: Body = {}) => ({ type: 'static_select', options: [option('a'), option('b')], ...rest });

/** What is shown, how, and what of it would be missing otherwise. */
const rows: readonly (readonly [what: string, html: string, has: string, without: string])[] = [
  ['an app', show({}), '<span class="app">APP</span>', show({ author: { name: 'Ada', isApp: false } })],
  ['the time', show({ createdAt: context.now - 60_000 }), '5:39 PM', show({})],
  ['that it is for one', show({ isEphemeral: true }), 'Only visible to you', show({})],
  ['that it was changed', show({ text: 'a', isEdited: true }), '(edited)', say('a')],
  ['replies', show({ replies: 1 }), '1 reply<', show({ replies: 2 })],
  [
    'a shared file',
    show({ files: [{ id: 'F1', name: 'a.png' }] }),
    `<img src="${data}" alt="a.png">`,
    show({}),
  ],
  ['bold words', say('a *b* c'), '<b>b</b>', say('a*b*c')],
  ['slanted words', say('_b_'), '<i>b</i>', say('a_b_c')],
  ['struck words', say('~b~'), '<s>b</s>', say('~ b ~')],
  ['code, without markup in it', say('`*b*`'), '<code>*b*</code>', say('*b*')],
  ['blocks of code', say('```\na < b\n```'), '<pre>a &lt; b</pre>', say('a')],
  ['quotes', say('> a'), '<blockquote>a</blockquote>', say('a > b')],
  ['links', say('<https://e.org|see>'), '<a href="https://e.org">see</a>', say('https://e.org')],
  ['users', say('<@U01>'), '<span class="mention">@Ada</span>', say('@Ada')],
  ['channels', say('<#C01>'), '<span class="mention">#art</span>', say('#art')],
  ['calls to all', say('<!channel>'), 'mention loud', say('@channel')],
  ['emoji', say(':art:'), '🎨', say(':unknown:')],
  ['what was escaped', say('a &lt; b &amp; c'), 'a &lt; b &amp; c', say('a')],
  [
    'pictures by file',
    blocks(pictureOf('F1')),
    `<img src="${data}" alt="A picture">`,
    blocks(pictureOf('F2')),
  ],
  [
    'lost pictures by their words',
    blocks(pictureOf('F2')),
    '<span class="lost">A picture',
    blocks(pictureOf('F1')),
  ],
  [
    'titles of pictures',
    blocks({ ...pictureOf('F1'), title: text('Night') }),
    '<figcaption>Night',
    blocks(pictureOf('F1')),
  ],
  ['headers', blocks({ type: 'header', text: text('Hi') }), '<h3>Hi</h3>', blocks(section('Hi'))],
  [
    'fields',
    blocks({ type: 'section', fields: [markup('*a*')] }),
    '<div class="fields"><div><p><b>a</b>',
    blocks(section()),
  ],
  [
    'something beside',
    blocks(section('a', { accessory: button() })),
    '<div class="beside"><button',
    blocks(section()),
  ],
  [
    'contexts',
    blocks({ type: 'context', elements: [text('a *b*')] }),
    '<div class="context"><p>a *b*</p>',
    blocks(section()),
  ],
  ['lines between', blocks({ type: 'divider' }), '<hr>', blocks(section())],
  [
    'dangerous buttons',
    blocks(actions(button('a', { style: 'danger' }))),
    'class="danger"',
    blocks(actions(button())),
  ],
  ['a title', form({ type: 'plain_text_input' }), '<b>A form</b>', body({}).replace('A form', '')],
  [
    'what is to be sent',
    form(choose()),
    '<button type="button" class="primary">Send',
    renderModalHtml({ body: modal(undefined, { submit: undefined }) }, 'Impasto', context),
  ],
  [
    'what is chosen',
    form(choose({ initial_option: option('b') })),
    '<span class="chosen">b</span>',
    form(choose()),
  ],
  [
    'placeholders',
    form(choose({ placeholder: text('Any') })),
    '<span class="placeholder">Any',
    form(choose()),
  ],
  [
    'channels that are chosen',
    form({ type: 'conversations_select', initial_conversation: 'C01' }),
    'chosen">art',
    form({ type: 'conversations_select' }),
  ],
  [
    'marks',
    form(choose({ type: 'radio_buttons', initial_option: option('a') })),
    'box round on',
    form(choose({ type: 'radio_buttons' })),
  ],
  [
    'places for files',
    form({ type: 'file_input', max_files: 1 }),
    'Drop a file here',
    form({ type: 'file_input' }),
  ],
  ['what may be left out', form(choose(), { optional: true }), '(optional)', form(choose())],
  ['hints', form(choose(), { hint: text('Hm') }), '<small>Hm</small>', form(choose())],
  ['what is wrong', body({ errors: { it: 'Too short' } }), '<p class="error">Too short</p>', body({})],
  ['trouble', body({ hasTrouble: true }), 'some trouble connecting', body({})],
  ['tabs', renderHomeHtml({ body: homeView }, 'Impasto', context), '<nav><b>Home</b>', body({})],
];

describe('the view shows', () => {
  it.each(rows)('%s', (_, html, has, without) => {
    expect(html).toContain(has);
    expect(without).not.toContain(has);
  });

  it('no markup of strangers', () => {
    const evil = '<img src=x onerror=alert(1)>"\'';
    const list = [
      say(evil),
      show({ author: { name: evil, isApp: true } }),
      blocks(section(evil)),
      body({ errors: { it: evil } }),
    ];
    for (const html of list) expect(html).not.toContain('<img');
  });

  it('nothing that it does not know', () => {
    expect(() => blocks({ type: 'carousel' })).toThrow(RangeError);
  });
});

it('messages of the stand-in are shown as they are', async () => {
  const stage = await openFake();
  try {
    const file = await uploadFile(stage, { channel_id: stage.channel.id, initial_comment: 'done' });
    const message = stage.fake.messages().at(-1)!;
    expect(shownOf(message, plain.author)).toEqual({
      ...plain,
      ...{ text: 'done', isEdited: false, files: [{ id: file, name: 'picture.png', altText: null }] },
    });
    await stage.ask('chat.update', { channel: stage.channel.id, ts: message.ts, text: 'new' });
    expect(shownOf(message, plain.author)).toMatchObject({ text: 'new', isEdited: true });
  } finally {
    await stage.fake.close();
  }
});

const html = renderPage([
  show({ blocks: runningBlocks }),
  show({ blocks: doneBlocks, files: [{ id: 'F1', name: 'a.png' }], isEphemeral: true }),
  say('word'.repeat(400)),
  renderModalHtml({ body: stylizeModal, errors: { steps: 'Too few' } }, 'Impasto', context),
  renderHomeHtml({ body: homeView }, 'Impasto', context),
]);

it('a page has all that it shows in it', () => {
  expect(html).not.toMatch(/<(script|link|iframe)\b|@import|src="(?!data:)|url\(/);
});

describe.skipIf(isMissing)(inChromium('a page in a browser'), () => {
  it('loads nothing, shows every picture, and lets nothing stick out', async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 720, height: 600 } });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.setContent(html);
      expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([]);
      const sizes = await page.evaluate<number[]>('[...document.images].map((one) => one.naturalWidth)');
      expect(sizes).toEqual([width, width]);
      const wide = `[...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > 720)`;
      expect(await page.evaluate<number>(`${wide}.length`)).toBe(0);
    } finally {
      await browser.close();
    }
  });
});
