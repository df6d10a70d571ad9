/** What the view is shown with: messages, a modal and a home tab as a bot for pictures has them. */
import type { ShownMessage } from '../../../fakes/slack/view/index.js';
import type { Block, Body } from '../../../fakes/slack/world.js';
import { actions, button, input, markup, option, pictureOf, section, text } from './fake-stage.js';

export const plain: ShownMessage = {
  ...{ author: { name: 'Impasto', isApp: true }, text: '', blocks: [], files: [], isEphemeral: false },
};

export const runningBlocks: readonly Block[] = [
  section('*Painting* <@U01> :hourglass_flowing_sand:\n`█████░░░░░` 50 % · step 6 of 12 · about 9 s left'),
  pictureOf('F1'),
  { type: 'context', elements: [markup('Starry Night · strength *1.0* · seed 7'), text('job k3v9')] },
  actions(button('cancel', { text: text('Cancel'), style: 'danger' })),
];

export const doneBlocks: readonly Block[] = [
  { type: 'header', text: text('Your picture') },
  section('in the style of _Starry Night_ &amp; more, <https://example.org|see how>', {
    accessory: { ...pictureOf('F2') },
  }),
  { type: 'divider' },
  actions(
    button('stronger', { text: text('Stronger'), style: 'primary' }),
    button('weaker', { text: text('Weaker') }),
    { type: 'static_select', action_id: 'style', placeholder: text('Another style'), options: [option('a')] },
  ),
];

export const stylizeModal: Body = {
  ...{
    type: 'modal',
    callback_id: 'stylize',
    title: text('Stylize'),
    submit: text('Paint'),
    close: text('Not now'),
  },
  blocks: [
    input('content', { type: 'file_input', max_files: 1 }, { label: text('Your photo') }),
    input(
      'preset',
      { type: 'static_select', options: [option('night'), option('wave')], initial_option: option('wave') },
      { label: text('Style'), optional: true, hint: text('Or a file of yours') },
    ),
    input(
      'steps',
      { type: 'number_input', is_decimal_allowed: false, placeholder: text('12') },
      { label: text('Steps') },
    ),
    input(
      'note',
      { type: 'plain_text_input', initial_value: 'Mine', multiline: true },
      { label: text('Note') },
    ),
    input(
      'colors',
      { type: 'radio_buttons', options: [option('style'), option('photo')], initial_option: option('photo') },
      { label: text('Colours') },
    ),
    input(
      'post_to',
      { type: 'conversations_select', initial_conversation: 'C01' },
      { label: text('Where to') },
    ),
  ],
};

export const homeView: Body = {
  type: 'home',
  blocks: [
    { type: 'header', text: text('Recent pictures') },
    section('*Golden Gate* as _Starry Night_', {
      fields: [markup('*Queue*\n2 jobs'), markup('*Today*\n7 of 20')],
    }),
    actions(button('settings', { text: text('Settings') })),
  ],
};
