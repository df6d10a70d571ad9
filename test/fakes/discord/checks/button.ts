/** Buttons: what each style must have and must not. */
import { component, customId, emoji } from './component.js';
import { fault } from './problem.js';
import { flag, integer, isSet, type Relation, shape, snowflake, text } from './rule.js';

type Field = 'custom_id' | 'url' | 'sku_id' | 'label' | 'emoji';
interface Style {
  readonly must: Field;
  readonly never: readonly Field[];
}

const pressed: Style = { must: 'custom_id', never: ['url', 'sku_id'] };

/** Primary, secondary, success, danger, link, premium: discord-api-docs, "Button Styles". */
const styles: Readonly<Record<number, Style>> = {
  1: pressed,
  2: pressed,
  3: pressed,
  4: pressed,
  5: { must: 'url', never: ['custom_id', 'sku_id'] },
  6: { must: 'sku_id', never: ['custom_id', 'label', 'url', 'emoji'] },
};

const ofStyle: Relation = (body, path) => {
  const { must, never } = styles[body.style as number]!;
  if (!isSet(body[must]))
    return fault(`${path}.${must}`, 'BASE_TYPE_REQUIRED', 'A button of this style needs it.');
  const wrong = never.find((name) => isSet(body[name]));
  return wrong === undefined
    ? null
    : fault(`${path}.${wrong}`, 'BUTTON_COMPONENT_INVALID_FIELD', 'A button of this style cannot have it.');
};

const isSeen: Relation = (body, path) =>
  body.style !== 6 && !isSet(body.emoji) && !body.label
    ? fault(path, 'BUTTON_COMPONENT_EMPTY', 'A button needs a label or an emoji.')
    : null;

export const button = shape(
  { ...component.required, style: integer(1, 6) },
  {
    ...component.optional,
    label: text(0, 80),
    emoji,
    custom_id: customId,
    sku_id: snowflake,
    url: text(1, 512),
    disabled: flag,
  },
  ofStyle,
  isSeen,
);
