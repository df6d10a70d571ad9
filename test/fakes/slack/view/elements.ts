/** What can be pressed, chosen and filled in, as it stands: closed, and as it begins. */
import { escapeHtml } from '../../discord/view/escape.js';
import type { Block, Body } from '../world.js';
import { renderPicture } from './media.js';
import { renderMrkdwn, renderPlain } from './mrkdwn.js';
import type { ViewContext } from './shown.js';

export const textOf = (value: unknown): string => String((value as Body | undefined)?.text ?? '');

/** A text object. */
export function renderText(value: unknown, context: ViewContext): string {
  const { type, text } = value as { type: string; text: string };
  return type === 'mrkdwn' ? renderMrkdwn(text, context) : `<p>${renderPlain(text)}</p>`;
}

const renderButton = ({ text, style }: Block) =>
  `<button type="button" class="${style === undefined ? 'default' : escapeHtml(String(style))}">${renderPlain(textOf(text))}</button>`;

const placeholders: Readonly<Record<string, string>> = {
  users_select: 'Select a user',
  channels_select: 'Select a channel',
  conversations_select: 'Select a conversation',
  datepicker: 'Select a date',
  timepicker: 'Select a time',
};

/** What stands in a closed menu. */
function chosenIn(element: Block, { names }: ViewContext): readonly string[] {
  const options = [element.initial_option ?? [], element.initial_options ?? []].flat() as Body[];
  const ids = ['user', 'users', 'channel', 'channels', 'conversation', 'conversations']
    .flatMap((kind) => element[`initial_${kind}`] ?? [])
    .map((id) => names?.get(String(id)) ?? String(id));
  const moments = [element.initial_date ?? [], element.initial_time ?? []].flat().map(String);
  return [...options.map(({ text }) => textOf(text)), ...ids, ...moments];
}

function renderMenu(element: Block, context: ViewContext): string {
  const chosen = chosenIn(element, context);
  const empty = textOf(element.placeholder) || (placeholders[element.type] ?? 'Select an item');
  const shown =
    chosen.length > 0
      ? chosen.map((one) => `<span class="chosen">${escapeHtml(one)}</span>`).join('')
      : `<span class="placeholder">${escapeHtml(empty)}</span>`;
  return `<div class="select" role="combobox" aria-expanded="false">${shown}<span class="chevron">▾</span></div>`;
}

function renderInput(element: Block): string {
  const value = element.initial_value;
  const shown =
    value === undefined || value === ''
      ? `<span class="placeholder">${escapeHtml(textOf(element.placeholder))}</span>`
      : escapeHtml(String(value));
  return `<div class="line${element.multiline === true ? ' tall' : ''}" role="textbox">${shown || '&nbsp;'}</div>`;
}

function renderChoices(element: Block, context: ViewContext): string {
  const [initial] = [[element.initial_option ?? [], element.initial_options ?? []].flat() as Body[]];
  const begun = new Set(initial.map(({ value }) => value));
  const round = element.type === 'radio_buttons' ? ' round' : '';
  return (element.options as Body[])
    .map((option) => {
      const mark = begun.has(option.value) ? ' on' : '';
      const more =
        option.description === undefined ? '' : `<small>${renderText(option.description, context)}</small>`;
      return `<div class="choice"><i class="box${round}${mark}"></i><div>${renderText(option.text, context)}${more}</div></div>`;
    })
    .join('');
}

const renderDrop = ({ max_files: most = 10 }: Block) =>
  `<div class="drop"><b>Drop ${most === 1 ? 'a file' : 'files'} here, or</b><button type="button" class="default">Upload ${most === 1 ? 'file' : 'files'}</button></div>`;

type Render = (element: Block, context: ViewContext) => string;

/** By type; menus are all that is not here. */
const renders: Readonly<Record<string, Render>> = {
  button: renderButton,
  overflow: () => '<button type="button" class="default">⋯</button>',
  image: (element, context) => `<span class="thumbnail">${renderPicture(element, context)}</span>`,
  checkboxes: renderChoices,
  radio_buttons: renderChoices,
  plain_text_input: renderInput,
  number_input: renderInput,
  email_text_input: renderInput,
  url_text_input: renderInput,
  file_input: renderDrop,
};

export const renderElement: Render = (element, context) =>
  (renders[element.type] ?? renderMenu)(element, context);
