/** Components of messages and what they may hold: discord-api-docs, components/reference. */
import { button } from './button.js';
import { component, description, Kind, media, uploadedMedia } from './component.js';
import { fault } from './problem.js';
import { byType, flag, integer, list, listOf, type Relation, type Rule, shape, text } from './rule.js';
import { messageSelects } from './select.js';

const { required, optional } = component;

/** Also in modals. */
export const textDisplay = shape({ ...required, content: text(1, 4000) }, optional);

const isOneMenuOrButtons: Relation = (body, path) => {
  const held = listOf(body.components);
  return held.length > 1 && held.some(({ type }) => type !== Kind.button)
    ? fault(`${path}.components`, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'A menu takes a row of its own.')
    : null;
};

const actionRow = shape(
  { ...required, components: list(byType({ [Kind.button]: button, ...messageSelects }), 1, 5) },
  optional,
  isOneMenuOrButtons,
);

const thumbnail = shape({ ...required, media }, { ...optional, description, spoiler: flag });

const section = shape(
  {
    ...required,
    components: list(byType({ [Kind.textDisplay]: textDisplay }), 1, 3),
    accessory: byType({ [Kind.button]: button, [Kind.thumbnail]: thumbnail }),
  },
  optional,
);

const mediaGallery = shape(
  { ...required, items: list(shape({ media }, { description, spoiler: flag }), 1, 10) },
  optional,
);

const file = shape(
  { ...required, file: uploadedMedia },
  // Name and size are Discord's to say; it passes over them.
  { ...optional, spoiler: flag, name: text(0, 1024), size: integer(0, 2 ** 40) },
);

const separator = shape(required, { ...optional, divider: flag, spacing: integer(1, 2) });

const inContainer: Readonly<Record<number, Rule>> = {
  [Kind.actionRow]: actionRow,
  [Kind.section]: section,
  [Kind.textDisplay]: textDisplay,
  [Kind.mediaGallery]: mediaGallery,
  [Kind.file]: file,
  [Kind.separator]: separator,
};

const container = shape(
  { ...required, components: list(byType(inContainer), 1, 40) },
  { ...optional, accent_color: integer(0, 0xffffff), spoiler: flag },
);

/** A message with the flag IS_COMPONENTS_V2. */
export const layout = list(byType({ ...inContainer, [Kind.container]: container }), 0, 40);

/** A message without it: rows under the words. */
export const legacyLayout = list(byType({ [Kind.actionRow]: actionRow }), 0, 5);
