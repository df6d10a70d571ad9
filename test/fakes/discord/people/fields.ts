/** Fields of a modal, as somebody fills them in: discord-api-docs, components/reference, "Label". */
import { CannotDo, type ModalValue } from '../person.js';
import type { Attachment, Body, Component } from '../world.js';
import { checkValues } from './controls.js';
import { checkFile } from './file-types.js';
import type { Resolved } from './resolved.js';

export interface Form {
  readonly values: Readonly<Record<string, ModalValue>>;
  readonly resolved: Resolved;
  /** Bytes that a file may have. */
  readonly maxBytes: number;
}

type Fill = (field: Component, value: ModalValue | undefined, form: Form) => Body;

/** Every field is required unless it says otherwise. */
const isRequired = ({ required }: Component) => required !== false;

const asList = (value: ModalValue | undefined, preset: readonly string[]): readonly string[] => {
  if (value === undefined) return preset;
  if (typeof value === 'string') return [value];
  if (typeof value === 'boolean') throw new CannotDo('Values are texts');
  return value as readonly string[];
};

const optionsOf = ({ options }: Component): readonly Body[] => (options as Body[] | undefined) ?? [];
const presetOf = (field: Component) =>
  optionsOf(field)
    .filter((option) => option.default === true)
    .map(({ value }) => String(value));

function countIn(field: Component, count: number, most: number): void {
  const min = Number(field.min_values ?? 1);
  const max = Number(field.max_values ?? most);
  const isNone = !isRequired(field) && count === 0;
  if (!isNone && (count < min || count > max))
    throw new CannotDo(`${field.custom_id} takes ${min} to ${max} values`);
}

const fillSelect: Fill = (field, value, { resolved }) => {
  const values = asList(value, presetOf(field));
  checkValues(field, values, resolved, !isRequired(field));
  return { values };
};

/** By type. */
const fillers: Readonly<Record<number, Fill>> = {
  4(field, value) {
    const text = value ?? field.value ?? '';
    if (typeof text !== 'string') throw new CannotDo(`${field.custom_id} takes a text`);
    if (text === '' && isRequired(field)) throw new CannotDo(`${field.custom_id} is required`);
    const [min, max] = [Number(field.min_length ?? 0), Number(field.max_length ?? 4000)];
    if (text !== '' && (text.length < min || text.length > max))
      throw new CannotDo(`${field.custom_id} takes ${min} to ${max} characters`);
    return { value: text };
  },
  ...{ 3: fillSelect, 5: fillSelect, 6: fillSelect, 7: fillSelect, 8: fillSelect },
  19(field, value, { resolved, maxBytes }) {
    const files = (value ?? []) as readonly Attachment[];
    if (!Array.isArray(files)) throw new CannotDo(`${field.custom_id} takes files`);
    countIn(field, files.length, 1);
    for (const file of files) checkFile(file, field.file_types, maxBytes);
    return { values: files.map((file) => resolved.attachment(file)) };
  },
  21(field, value) {
    const [chosen] = asList(value, presetOf(field));
    if (chosen === undefined && isRequired(field)) throw new CannotDo(`${field.custom_id} is required`);
    if (chosen !== undefined && !optionsOf(field).some((option) => option.value === chosen))
      throw new CannotDo(`${field.custom_id} does not offer ${chosen}`);
    return { value: chosen ?? null };
  },
  22(field, value) {
    const values = asList(value, presetOf(field));
    countIn(field, values.length, optionsOf(field).length);
    const strange = values.find((one) => !optionsOf(field).some((option) => option.value === one));
    if (strange !== undefined) throw new CannotDo(`${field.custom_id} does not offer ${strange}`);
    return { values };
  },
  23(field, value) {
    if (value !== undefined && typeof value !== 'boolean')
      throw new CannotDo(`${field.custom_id} is ticked or not`);
    return { value: value ?? field.default ?? false };
  },
};

const label = 18;

/** What is sent of a modal. @throws CannotDo for what a client would not let be sent. */
export function fillModal(components: readonly Component[], form: Form): readonly Body[] {
  const labels = components.filter(({ type }) => type === label);
  const fields = labels.map(({ component }) => component as Component);
  const unknown = Object.keys(form.values).find((id) => !fields.some((field) => field.custom_id === id));
  if (unknown !== undefined) throw new CannotDo(`The modal has no ${unknown}`);
  let last = 0;
  return components.map((one) => {
    last += 1;
    if (one.type !== label) return { type: one.type, id: one.id ?? last };
    const outer = { type: one.type, id: one.id ?? last };
    const field = one.component as Component;
    last += 1;
    const filled = fillers[field.type]!(field, form.values[String(field.custom_id)], form);
    const own = { type: field.type, id: field.id ?? last, custom_id: field.custom_id };
    return { ...outer, component: { ...own, ...filled } };
  });
}
