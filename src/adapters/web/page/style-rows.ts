/** Several styles in the form: a row for each, with its weight and where on the photo it goes. */
import type { StartAnswer } from '../protocol.js';
import { button, element, freshId, setText } from './dom.js';
import { openGallery } from './gallery-dialog.js';
import { createMaskView } from './mask-view.js';
import { type Picked, titleOf } from './picked.js';
import { createPictureField, release } from './picture-field.js';
import { presetUrl } from './picture-url.js';
import { checkWeight, type StyleChoice, usualWeight } from './style-list.js';
import { words } from './words.js';

export interface StyleRows {
  readonly root: HTMLElement;
  readonly styles: readonly StyleChoice[];
  /** The style in its place above, which is the first one. */
  setFirst(picked: Picked | null): void;
  /** Whether the styles go where the masks are black; drawn anew. */
  setInverted(isInverted: boolean): void;
  /** Shows what is wrong beside the weights, and gives the first field that is; null where none is. */
  complain(): HTMLElement | null;
  /** As at the beginning. */
  clear(): void;
}

interface Row {
  readonly root: HTMLElement;
  readonly weight: HTMLInputElement;
  readonly choice: StyleChoice;
  set(picked: Picked | null): void;
  redraw(): void;
  complain(): HTMLElement | null;
}

export interface StyleRowsParts {
  readonly start: Pick<StartAnswer, 'styles' | 'upload' | 'maxStyles'>;
  refused(reason: string): void;
}

export function createStyleRows({ start, refused }: StyleRowsParts): StyleRows {
  const list = element('ol', { class: 'style-rows' });
  let isInverted = false;
  let rows: readonly Row[] = [];

  const number = (row: Row) => rows.indexOf(row) + 1;
  const show = (next: readonly Row[]) => {
    rows = next;
    list.replaceChildren(...rows.map(({ root }) => root));
    for (const row of rows) nameRow(row.root, number(row));
    add.hidden = rows.length >= start.maxStyles;
  };
  const addRow = (picked: Picked, from: HTMLElement) => {
    const row: Row = createRow({ start, refused, isInverted: () => isInverted, remove: () => drop(row) });
    row.set(picked);
    show([...rows, row]);
    (add.hidden ? row.weight : from).focus();
  };
  const drop = (row: Row) => {
    const at = rows.indexOf(row);
    release(row.root);
    show(rows.filter((one) => one !== row));
    (add.hidden ? rows[at - 1]!.weight : add).focus();
  };
  const add = button(words.addStyle, { class: 'small' }, (from) =>
    openGallery({
      ...{ title: words.presetsTitle, pictures: start.styles, upload: start.upload },
      ...{ uploadLabel: words.uploadOf.style, from, picked: (picked) => addRow(picked, from) },
    }),
  );
  const begin = () => {
    for (const { root } of rows) release(root);
    show([createRow({ start, refused, isInverted: () => isInverted, remove: null })]);
  };
  begin();
  return {
    root: element('div', { class: 'style-list' }, list, add),
    get styles() {
      return rows.map(({ choice }) => choice);
    },
    setFirst: (picked) => rows[0]!.set(picked),
    setInverted(value) {
      isInverted = value;
      for (const row of rows) row.redraw();
    },
    complain: () => rows.map((row) => row.complain()).find((field) => field !== null) ?? null,
    clear: begin,
  };
}

interface RowParts extends StyleRowsParts {
  readonly isInverted: () => boolean;
  /** null: it stays. */
  readonly remove: (() => void) | null;
}

function createRow({ start, refused, isInverted, remove }: RowParts): Row {
  let picked: Picked | null = null;
  const id = freshId('weight');
  const shown = element('span', { class: 'style-name' });
  const problem = element('span', { class: 'problem', id: `${id}-problem` });
  const weight = element('input', {
    ...{ id, type: 'text', inputmode: 'decimal', autocomplete: 'off', value: usualWeight },
    ...{ 'aria-describedby': problem.id, size: 5 },
  });
  const canvas = (file: File) => createMaskView(file, isInverted());
  const mask = createPictureField({
    ...{ label: words.mask, name: words.maskOf, upload: start.upload, thumbnail: canvas, refused },
    changed: () => {},
  });
  const row = element(
    'div',
    { class: 'style-row', role: 'group' },
    shown,
    element('span', { class: 'style-weight' }, element('label', { for: id }, words.weight), weight),
    mask.root,
    remove && button('×', { class: 'remove', 'aria-label': words.removeStyle }, remove),
    problem,
  );
  const root = element('li', {}, row);
  const set = (next: Picked | null) => {
    picked = next;
    release(shown);
    const title = next === null ? words.styleAbove : titleOf(next);
    const source =
      next === null ? null : next.type === 'file' ? URL.createObjectURL(next.file) : presetUrl(next.id);
    shown.replaceChildren(...(source === null ? [] : [element('img', { src: source, alt: '' })]), title);
  };
  set(null);
  return {
    ...{ root, weight, set },
    get choice(): StyleChoice {
      const { file } = mask;
      return { picked, weight: weight.value.trim(), mask: file && { type: 'file', file } };
    },
    redraw() {
      const { file } = mask;
      if (file !== null) mask.root.querySelector('canvas')?.replaceWith(canvas(file));
    },
    complain() {
      const wrong = checkWeight(weight.value);
      setText(problem, wrong ?? '');
      weight.setAttribute('aria-invalid', String(wrong !== null));
      return wrong === null ? null : weight;
    },
  };
}

const nameRow = (root: HTMLElement, number: number) =>
  root.firstElementChild?.setAttribute('aria-label', words.styleNumber(number));
