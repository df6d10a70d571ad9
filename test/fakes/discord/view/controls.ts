/** What can be pressed and chosen, as it stands in a message or a form: closed. */
import { escapeHtml } from './escape.js';
import { glyph } from './glyph.js';
import type { RawComponent, RawEmoji, ViewContext } from './shown.js';

const styles: Readonly<Record<number, string>> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
  5: 'link',
  6: 'primary',
};

/** An emoji of a server has a name only: its picture is not ours. */
const emojiOf = (emoji: RawEmoji | undefined) =>
  emoji?.name ? `<span class="emoji">${escapeHtml(emoji.id ? `:${emoji.name}:` : emoji.name)}</span>` : '';

export function renderButton({ style = 2, label, emoji, disabled }: RawComponent): string {
  const words = label === undefined ? '' : `<span>${escapeHtml(label)}</span>`;
  const off = disabled ? ' disabled' : '';
  const mark = style === 5 ? glyph.link : '';
  return `<button type="button" class="${styles[style] ?? 'secondary'}"${off}>${emojiOf(emoji)}${words}${mark}</button>`;
}

/** Signs before names, by type of default value. */
const signs: Readonly<Record<string, string>> = { user: '@', role: '@', channel: '#' };

const placeholders: Readonly<Record<number, string>> = {
  5: 'Select a user',
  6: 'Select a role',
  7: 'Select a user or role',
  8: 'Select a channel',
};

/** A menu: what is chosen in it, else its placeholder. */
export function renderSelect(component: RawComponent, { names }: Pick<ViewContext, 'names'>): string {
  const {
    type,
    options = [],
    default_values: values = [],
    placeholder,
    disabled,
    max_values: max,
  } = component;
  const chosen = [
    ...options.filter((one) => one.default).map((one) => emojiOf(one.emoji) + escapeHtml(one.label)),
    ...values.map(({ id, type }) => escapeHtml(`${signs[type] ?? ''}${names?.get(id) ?? id}`)),
  ];
  // Several are shown as tags that can be taken away again.
  const tag = (one: string) => ((max ?? 1) > 1 || type !== 3 ? `<b class="tag">${one}</b>` : one);
  const shown =
    chosen.length === 0
      ? `<span class="placeholder">${escapeHtml(placeholder ?? placeholders[type] ?? 'Make a selection')}</span>`
      : `<span class="chosen">${chosen.map(tag).join('')}</span>`;
  return `<div class="select" role="combobox" aria-expanded="false"${disabled ? ' aria-disabled="true"' : ''}>${shown}${glyph.chevron}</div>`;
}
