/** Forms: the data of a callback of type 9. discord-api-docs, components/reference and receiving-and-responding, "Modal". */
import { component, customId, findDuplicate, Kind, walk } from './component.js';
import { fileTypes } from './file-types.js';
import { textDisplay } from './layout.js';
import { fault, type Problem, refuse } from './problem.js';
import {
  type Body,
  byType,
  flag,
  integer,
  list,
  listOf,
  type Relation,
  type Rule,
  shape,
  text,
} from './rule.js';
import { counts, modalSelects, uniqueValues, wanted } from './select.js';

const required = { ...component.required, custom_id: customId };
const { optional } = component;

const isWithin: Relation = (body, path) => {
  const [least, most] = [body.min_length ?? 0, body.max_length ?? 4000] as [number, number];
  if (least > most)
    return fault(`${path}.min_length`, 'NUMBER_TYPE_MAX', `Must be less than or equal to ${most}.`);
  const value = body.value;
  // An empty one is no start, and may be.
  return typeof value === 'string' && value !== '' && (value.length < least || value.length > most)
    ? fault(`${path}.value`, 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`)
    : null;
};

/** Without the `label` of old: the Label around it says it. */
const textInput = shape(
  { ...required, style: integer(1, 2) },
  {
    ...optional,
    min_length: integer(0, 4000),
    max_length: integer(1, 4000),
    required: flag,
    value: text(0, 4000),
    placeholder: text(0, 100),
  },
  isWithin,
);

const fileUpload = shape(
  required,
  {
    ...optional,
    ...{ min_values: integer(0, 10), max_values: integer(1, 10), required: flag, file_types: fileTypes },
  },
  wanted,
  counts(() => 1),
);

const option = shape(
  { label: text(1, 100), value: text(1, 100) },
  { description: text(0, 100), default: flag },
);

const hasOneDefault: Relation = (body, path) =>
  listOf(body.options).filter((one) => one.default === true).length > 1
    ? fault(path, 'SELECT_COMPONENT_INVALID_DEFAULTS', 'The number of defaults is out of range.')
    : null;

const radioGroup = shape(
  { ...required, options: list(option, 2, 10) },
  { ...optional, required: flag },
  uniqueValues,
  hasOneDefault,
);

const checkboxGroup = shape(
  { ...required, options: list(option, 1, 10) },
  { ...optional, min_values: integer(0, 10), max_values: integer(1, 10), required: flag },
  uniqueValues,
  wanted,
  counts((body: Body) => listOf(body.options).length),
);

const checkbox = shape(required, { ...optional, default: flag });

const inLabel: Readonly<Record<number, Rule>> = {
  ...modalSelects,
  [Kind.textInput]: textInput,
  [Kind.fileUpload]: fileUpload,
  [Kind.radioGroup]: radioGroup,
  [Kind.checkboxGroup]: checkboxGroup,
  [Kind.checkbox]: checkbox,
};

const label = shape(
  { ...component.required, label: text(1, 45), component: byType(inLabel) },
  { ...optional, description: text(1, 100) },
);

/** An action row with a text input is still taken, but deprecated: not here. */
const modal = shape(
  {
    custom_id: customId,
    title: text(1, 45),
    components: list(byType({ [Kind.label]: label, [Kind.textDisplay]: textDisplay }), 1, 5),
  },
  {},
);

/** @returns null when Discord would show it. */
export function checkModal(data: unknown): Problem | null {
  const found = modal(data, 'data');
  if (found !== null) return refuse(found);
  return refuse(findDuplicate([...walk(listOf((data as Body).components), 'data.components')]));
}
