/** The form of "Stylize this image": what is asked, and what came back. At most five fields fit in one. */

import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuOption,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import { commands } from '../../../commands/all.js';
import type { StyleChoice } from '../../conversation/conversation.js';
import { describeFirstStyles, form, namePicture } from '../../reply/chat-words.js';
import type { RawValue } from '../../request/parse.js';
import { plain } from '../chat/plain-text.js';

import type { Upload } from './inputs.js';

/** docs.discord.com/developers/components/reference: options of a menu, letters of an option. */
const mostOptions = 25;
const longest = 100;

const { strength, colors } = commands.stylize.options;

/** The custom ids of the fields. */
const fields = {
  picture: 'picture',
  preset: 'preset',
  style: 'style',
  strength: 'strength',
  colors: 'colors',
} as const;

type Field = APILabelComponent['component'];

const label = (
  words: { readonly label: string; readonly description?: string },
  component: Field,
): APILabelComponent => ({ type: ComponentType.Label, ...words, component });

const menu = (
  custom_id: string,
  options: readonly APISelectMenuOption[],
  about: { readonly placeholder?: string; readonly required: boolean },
): Field => ({
  type: ComponentType.StringSelect,
  ...{ custom_id, options: [...options], ...about },
  ...{ min_values: about.required ? 1 : 0, max_values: 1 },
});

function stylesField(choices: readonly StyleChoice[]): APILabelComponent {
  const { label: name, description, placeholder } = form.preset;
  const shown = choices.slice(0, mostOptions);
  const options = shown.map(({ id, title, credit }): APISelectMenuOption => {
    const about = plain(credit, longest);
    return {
      label: plain(title, longest) || plain(id, longest),
      value: id,
      ...(about === '' ? {} : { description: about }),
    };
  });
  const isWhole = shown.length === choices.length;
  return label(
    {
      label: name,
      description: isWhole ? description : describeFirstStyles(shown.length, choices.length),
    },
    menu(fields.preset, options, { placeholder, required: false }),
  );
}

function picturesField(pictures: readonly Upload[]): APILabelComponent {
  const options = pictures.slice(0, mostOptions).map(
    ({ name }, k): APISelectMenuOption => ({
      label: plain(namePicture(k, name), longest),
      value: String(k),
      ...(k === 0 ? { default: true } : {}),
    }),
  );
  return label(form.picture, menu(fields.picture, options, { required: true }));
}

/** @param choices empty where none are known: then there is only a picture of one's own. */
export function stylizeForm(
  customId: string,
  pictures: readonly Upload[],
  choices: readonly StyleChoice[],
): APIModalInteractionResponseCallbackData {
  const { choices: names, ...aboutColors } = form.colors;
  const colorNames: Readonly<Record<string, string>> = names;
  return {
    custom_id: customId,
    title: form.title,
    components: [
      ...(pictures.length > 1 ? [picturesField(pictures)] : []),
      ...(choices.length > 0 ? [stylesField(choices)] : []),
      label(form.style, {
        type: ComponentType.FileUpload,
        ...{ custom_id: fields.style, required: false, min_values: 0, max_values: 1, file_types: ['image'] },
      }),
      label(
        { ...form.strength, description: `${strength.min} to ${strength.max}: ${strength.help}` },
        {
          type: ComponentType.TextInput,
          ...{ custom_id: fields.strength, style: TextInputStyle.Short, required: false, max_length: 10 },
          placeholder: String(strength.default),
        },
      ),
      label(
        aboutColors,
        menu(
          fields.colors,
          colors.choices.map((value) => ({
            ...{ label: colorNames[value] ?? value, value },
            ...(value === colors.default ? { default: true } : {}),
          })),
          { required: true },
        ),
      ),
    ],
  };
}

export interface Filled {
  /** Of the message's pictures, from 0. */
  readonly picture: number;
  readonly preset: string | null;
  readonly style: Upload | null;
  readonly values: Readonly<Record<string, RawValue>>;
}

/** What is not there, or of another kind, is as if it had been left empty: forms of old versions are sent, too. */
export function readStylizeForm({ fields: sent }: Pick<ModalSubmitInteraction, 'fields'>): Filled {
  const find = (id: string) => sent.fields.get(id) as Readonly<Record<string, unknown>> | undefined;
  const chosen = (id: string): string | null => {
    const values = find(id)?.values;
    const [first] = Array.isArray(values) ? values : [];
    return typeof first === 'string' ? first : null;
  };
  const typed = (id: string): string | null => {
    const value = find(id)?.value;
    return typeof value === 'string' && value.trim() !== '' ? value : null;
  };
  const uploads = find(fields.style)?.attachments;
  const style = uploads instanceof Map ? ((uploads.values().next().value as Upload) ?? null) : null;
  const values = { strength: typed(fields.strength), colors: chosen(fields.colors) };
  return {
    picture: Number(chosen(fields.picture) ?? 0),
    preset: chosen(fields.preset),
    style,
    values: Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== null),
    ) as Filled['values'],
  };
}
