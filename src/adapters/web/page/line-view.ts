/** The line where commands are typed, with what could come next above it and what was understood below. */
import type { StartAnswer } from '../protocol.js';
import { element, setAttributes } from './dom.js';
import { type ParsedLine, parseLine } from './parse-line.js';
import { presetUrl } from './picture-url.js';
import { type Suggestion, type Suggestions, suggest } from './suggest.js';
import { words } from './words.js';

export interface LineView {
  readonly root: HTMLElement;
  readonly input: HTMLInputElement;
  read(): ParsedLine & { readonly text: string };
  clear(): void;
}

type Known = Pick<StartAnswer, 'commands' | 'styles' | 'samples' | 'recipes'>;

/** @param send called when the person presses Enter on a line. */
export function createLineView(known: Known, send: () => void): LineView {
  const list = element('ul', {
    id: 'suggestions',
    role: 'listbox',
    'aria-label': words.suggestions,
    hidden: true,
  });
  const chips = element('p', { class: 'chips', hidden: true });
  const input = element('input', {
    ...{ id: 'line', type: 'text', role: 'combobox', 'aria-label': words.line, 'aria-expanded': 'false' },
    ...{ 'aria-controls': list.id, 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false' },
    ...{ autocapitalize: 'off', enterkeyhint: 'send', placeholder: words.linePlaceholder },
  });
  let shown: Suggestions = { start: 0, end: 0, items: [], isEager: false };
  let active = -1;

  const activate = (index: number) => {
    active = index;
    list.querySelectorAll('[role=option]').forEach((row, at) => {
      setAttributes(row, { 'aria-selected': String(at === active) });
      if (at === active) row.scrollIntoView({ block: 'nearest' });
    });
    setAttributes(input, { 'aria-activedescendant': active < 0 ? null : `suggestion-${active}` });
  };
  const open = (next: Suggestions) => {
    shown = next;
    list.replaceChildren(...next.items.map((item, at) => row(item, at, take)));
    list.hidden = next.items.length === 0;
    setAttributes(input, { 'aria-expanded': String(!list.hidden) });
    activate(next.isEager && next.items.length > 0 ? 0 : -1);
  };
  const close = () => open({ ...shown, items: [] });
  const take = (item: Suggestion) => {
    const after = input.value.slice(shown.end).trimStart();
    const before = input.value.slice(0, shown.start) + item.insert;
    input.value = before + after;
    input.setSelectionRange(before.length, before.length);
    input.focus();
    refresh();
  };
  const showChips = () => {
    // Why without the word that is being typed: nobody knows yet what it will be.
    const { value } = input;
    const isTyping = !list.hidden && isInWord();
    const settled = isTyping ? value.slice(0, shown.start) + value.slice(shown.end) : value;
    const { given, command } = parseLine(settled, known.commands);
    chips.replaceChildren(
      ...given.map(({ option, text, problem }) =>
        element(
          'span',
          { class: problem === null ? 'chip' : 'chip wrong', title: problem },
          ...[element('b', {}, option.name), ` ${text}`],
        ),
      ),
    );
    chips.hidden = command === null || given.length === 0;
  };
  const refresh = () => {
    open(suggest(input.value, input.selectionStart ?? input.value.length, known));
    showChips();
  };
  const keys: Readonly<Record<string, () => boolean>> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Escape: () => shut(),
    Tab: () => choose(Math.max(active, isInWord() ? 0 : -1)),
    Enter: () => choose(active) || sent(),
  };
  const shut = () => {
    const wasOpen = !list.hidden;
    close();
    return wasOpen;
  };
  const sent = () => {
    send();
    return true;
  };
  const isInWord = () => shown.end > shown.start;
  const step = (by: number) => {
    if (list.hidden) return false;
    const { length } = shown.items;
    activate((active + by + (active < 0 && by < 0 ? 1 : 0) + length) % length);
    return true;
  };
  const choose = (index: number) => {
    const item = list.hidden ? undefined : shown.items[index];
    if (item === undefined) return false;
    take(item);
    return true;
  };
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    if (keys[event.key]?.()) event.preventDefault();
  });
  input.addEventListener('input', refresh);
  input.addEventListener('click', refresh);
  input.addEventListener('blur', close);
  const root = element('div', { class: 'line' }, list, input, chips);
  return {
    root,
    input,
    read: () => ({ ...parseLine(input.value, known.commands), text: input.value.trim() }),
    clear() {
      input.value = '';
      refresh();
    },
  };
}

function row(item: Suggestion, at: number, take: (item: Suggestion) => void): HTMLElement {
  const made = element('li', { id: `suggestion-${at}`, role: 'option', 'aria-selected': 'false' });
  if (item.picture !== null) made.append(element('img', { src: presetUrl(item.picture), alt: '' }));
  made.append(element('b', {}, item.label), element('span', {}, item.detail));
  // Why not click: the line would lose the focus first, and the list would close.
  made.addEventListener('pointerdown', (event) => event.preventDefault());
  made.addEventListener('click', () => take(item));
  return made;
}
