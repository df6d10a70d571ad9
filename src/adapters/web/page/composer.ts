/** Where a picture is asked for: two places for pictures with options and Paint, and a line for those who type. */
import type { StartAnswer } from '../protocol.js';
import type { Order } from './ask.js';
import { button, element, setAttributes, setText } from './dom.js';
import { acceptPictures } from './incoming.js';
import { createLineView } from './line-view.js';
import { createOptionFields } from './option-fields.js';
import { missingOptions, namesOf } from './parse-line.js';
import { noSlots, type Picked, type SlotName, type Slots, slotNames } from './picked.js';
import { createSlotsView } from './slots-view.js';
import { createStartField } from './start-field.js';
import { createStyleRows } from './style-rows.js';
import { words } from './words.js';

export interface Composer {
  /** Where the focus goes when it has no better place. */
  readonly line: HTMLInputElement;
  /** Puts a picture in its place, and goes there. */
  place(picked: Picked, into: SlotName): void;
}

export interface ComposerParts {
  readonly root: HTMLElement;
  readonly start: StartAnswer;
  /** Something is wrong, said to those who do not see it. */
  warn(text: string): void;
  /**
   * Sends a command; resolves to whether it was accepted.
   * @param sent told how much has gone, 0..1.
   */
  send(order: Order, sent: (share: number) => void): Promise<boolean>;
}

const missing = { content: words.noPhoto, style: words.noStyle } as const;
/** The command that the form stands for. */
const painting = 'stylize';

export function createComposer({ root, start, warn, send }: ComposerParts): Composer {
  const command = start.commands.find(({ name }) => name === painting);
  const options = command?.options.filter(({ type }) => type !== 'picture' && type !== 'pictures') ?? [];
  const problem = element('p', { class: 'problem', id: 'problem' });
  const complain = (text: string) => {
    setText(problem, text);
    problem.hidden = text === '';
    if (text !== '') warn(text);
  };
  const rows = createStyleRows({ start, refused: complain });
  const init = command?.options.find(({ name }) => name === 'init');
  const startField = init && createStartField(init, start.upload, complain);
  const fields = createOptionFields(options, {
    recipes: start.recipes,
    groups: { styles: { before: [rows.root] }, picture: { after: startField ? [startField.root] : [] } },
    changed: (option, text) => option === 'invert-mask' && rows.setInverted(text === 'on'),
  });
  const showFirst = ({ style }: Slots) => {
    complain('');
    rows.setFirst(style);
  };
  const slots = createSlotsView(start, showFirst, complain);
  const extras = () => ({ styles: rows.styles, start: startField?.start ?? '' });
  const clearPictures = () => {
    slots.clear();
    rows.clear();
    startField?.clear();
  };
  const line = createLineView(start, () => void sendLine());
  const paint = element('button', { type: 'submit', class: 'primary' }, words.paint);
  const progress = element('progress', { max: 1, value: 0, 'aria-label': words.sending, hidden: true });
  const form = element('form', { class: 'easel', novalidate: true }, slots.root, fields.root, paint);
  const submit = button(words.send, { class: 'normal' }, () => void sendLine());
  root.replaceChildren(form, problem, progress, element('div', { class: 'typed' }, line.root, submit));

  const tell = (share: number) => {
    progress.value = share;
    setText(paint, share < 1 ? words.sendingPercent(Math.round(share * 100)) : words.sending);
  };
  let isBusy = false;
  const setBusy = (value: boolean) => {
    isBusy = value;
    // Why not disabled: a button that is loses the focus.
    for (const one of [paint, submit]) setAttributes(one, { 'aria-disabled': isBusy ? 'true' : null });
  };
  const busy = async (work: () => Promise<boolean>, done: () => void) => {
    if (isBusy) return;
    complain('');
    setBusy(true);
    progress.hidden = false;
    setText(paint, words.sending);
    try {
      if (await work()) done();
    } finally {
      progress.hidden = true;
      progress.value = 0;
      setBusy(false);
      setText(paint, words.paint);
    }
  };
  const sendForm = async () => {
    const empty = slotNames.find((name) => slots.slots[name] === null);
    const isStyleOptional = command?.options.some(({ name, required }) => name === 'style' && !required);
    if (empty !== undefined && !(empty === 'style' && isStyleOptional)) {
      complain(missing[empty]);
      slots.root.querySelector<HTMLElement>(`[data-slot=${empty}] button`)?.focus();
      return;
    }
    const wrong = rows.complain();
    if (fields.complain(wrong === null ? [] : [wrong])) return;
    const order = {
      name: painting,
      given: fields.given(),
      slots: slots.slots,
      extras: extras(),
      typed: `/${painting}`,
    };
    await busy(() => send(order, tell), clearPictures);
  };
  const sendLine = async () => {
    const { command: asked, given, problems, text } = line.read();
    if (text === '') return;
    const isPainting = asked?.name === painting;
    const pictures = isPainting ? slots.slots : noSlots;
    const has = new Set([...namesOf(given), ...slotNames.filter((name) => pictures[name] !== null)]);
    const lacking = asked === null ? [] : missingOptions(asked, has);
    const wrong = [...problems, ...lacking.map(({ name, help }) => words.missingOption(name, help))];
    if (asked === null || wrong.length > 0) return complain(wrong.join(' '));
    await busy(
      () =>
        send(
          {
            name: asked.name,
            given,
            slots: pictures,
            ...(isPainting ? { extras: extras() } : {}),
            typed: text,
          },
          tell,
        ),
      () => {
        line.clear();
        if (isPainting) clearPictures();
      },
    );
    line.input.focus();
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void sendForm();
  });
  complain('');
  acceptPictures({
    upload: start.upload,
    took: (pictures: readonly Picked[], into) => slots.place(pictures, into),
    refused: complain,
  });
  return {
    line: line.input,
    place(picked, into) {
      slots.place([picked], into);
      slots.root.querySelector<HTMLElement>(`[data-slot=${into}] button`)?.focus();
    },
  };
}
