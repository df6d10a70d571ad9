/** The form for a picture: what is asked, by the option table, and what came back. */
import type { types } from '@slack/bolt';
import { commands } from '../../../commands/all.js';
import type { StyleChoice } from '../../conversation/conversation.js';
import { namePicture } from '../../reply/chat-words.js';
import { stylizeForm as words } from '../../reply/form-words.js';
import type { RawValue } from '../../request/parse.js';
import { stylizeCallback } from './action-id.js';
import { plainText, toContexts } from './blocks/text-objects.js';
import { type Field, fieldLimits, named, toInput, toMenu, toOption, toStyleMenu } from './fields.js';
import type { SentFile } from './inputs.js';
import { describeDefault, describeOption, toField } from './option-field.js';
import { readState, type ViewState } from './view-state.js';

export interface StylizeForm {
  /** Empty where none are known: then there is only a picture of one's own. */
  readonly styles: readonly StyleChoice[];
  /** The id of the style that is chosen from the beginning; null = none. */
  readonly preselected: string | null;
  /** Where it is posted unless another place is chosen; null = where the person is. */
  readonly channel: string | null;
  /** Pictures of a message, of which one is the photo; empty = the form asks for it. */
  readonly photos: readonly SentFile[];
  /** The systems there are; without them their name is typed. @default [] */
  readonly recipes?: readonly { readonly name: string; readonly title: string }[];
}

const options = commands.stylize.options;
/** Asked for as they are in the table; the first two at once, the others below a line. */
const plainOptions = ['strength', 'colors', 'size', 'steps', 'recipe', 'seed'] as const;
type PlainOption = (typeof plainOptions)[number];
const finer: ReadonlySet<PlainOption> = new Set(['size', 'steps', 'recipe', 'seed']);

/** The value of the only box. */
const yes = 'yes';
const fileInput: Field = { type: 'file_input', ...named, max_files: 1 };

const input = (block: keyof typeof words.labels, element: Field, isOptional: boolean) =>
  toInput(
    block,
    {
      label: words.labels[block],
      hint: (words.hints as Readonly<Record<string, string | undefined>>)[block] ?? '',
    },
    element,
    isOptional,
  );

function photoBlock(photos: readonly SentFile[]): types.KnownBlock {
  const [only, ...more] = photos;
  if (only === undefined) return input('content', fileInput, false);
  if (more.length === 0)
    return {
      type: 'section',
      text: plainText(`${words.labels.content}: ${only.name || words.givenPhoto}`, fieldLimits.text),
    };
  const all = photos
    .slice(0, fieldLimits.options)
    .map(({ name }, k) => toOption(String(k), namePicture(k, name)));
  return input('content', toMenu(all, '0'), false);
}

function optionBlock(name: PlainOption, recipes: StylizeForm['recipes'] = []): types.InputBlock {
  const row = options[name];
  const names: Readonly<Record<string, string>> = words.choices;
  // Why a value for menus alone: a number that stands there would keep the workspace's own from holding.
  const value = row.type === 'choice' ? row.default : null;
  const empty = describeDefault(row);
  const field =
    name === 'recipe' && recipes.length > 0 && recipes.length <= fieldLimits.options
      ? toMenu(
          recipes.map((recipe) => toOption(recipe.name, recipe.name, recipe.title)),
          null,
          empty,
        )
      : toField(row, { value, empty, nameChoice: (choice) => names[choice] ?? choice });
  return toInput(name, { label: words.labels[name], hint: describeOption(row) }, field, true);
}

/** A few of the many kinds: where a person writes to people. */
const places = { include: ['public', 'private', 'mpim', 'im'], exclude_bot_users: true } as const;

function placeBlocks(channel: string | null): readonly types.KnownBlock[] {
  const place: types.ConversationsSelect = {
    ...{ type: 'conversations_select', ...named },
    filter: { ...places, include: [...places.include] },
    ...(channel === null ? { default_to_current_conversation: true } : { initial_conversation: channel }),
  };
  const box: types.Checkboxes = {
    ...{ type: 'checkboxes', ...named, options: [toOption(yes, words.isPrivate)] },
  };
  return [input('post_to', place, true), input('private', box, true)];
}

export function stylizeView(form: StylizeForm): types.ModalView {
  const { styles, preselected, channel, photos, recipes } = form;
  const chosen = styles.length === 0 ? [] : [toStyleMenu(styles, preselected, words.chooseStyle)];
  const blocksOf = (isFiner: boolean) =>
    plainOptions.filter((name) => finer.has(name) === isFiner).map((name) => optionBlock(name, recipes));
  return {
    ...{ type: 'modal', callback_id: stylizeCallback, title: plainText(words.title, fieldLimits.title) },
    submit: plainText(words.submit, fieldLimits.title),
    close: plainText(words.close, fieldLimits.title),
    blocks: [
      photoBlock(photos),
      ...chosen.map((menu) => input('preset', menu, true)),
      input('style', fileInput, true),
      ...blocksOf(false),
      ...placeBlocks(channel),
      { type: 'divider' },
      ...toContexts({ form: 'plain', lines: [words.finer] }),
      ...blocksOf(true),
    ],
  };
}

export interface StylizeFilled {
  /** null where the form did not ask for it: see `photo`. */
  readonly content: SentFile | null;
  /** Which of the pictures that the form was opened for, from 0. */
  readonly photo: number;
  readonly style: SentFile | null;
  readonly preset: string | null;
  /** By option name, as filled in; what was left empty is not among them. */
  readonly values: Readonly<Record<string, RawValue>>;
  /** null where none was chosen. */
  readonly postTo: string | null;
  readonly isPrivate: boolean;
}

export function readStylizeView(state: ViewState): StylizeFilled {
  const filled = readState(state);
  const values = plainOptions.flatMap((name) => {
    const value = filled.typed(name) ?? filled.chosen(name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    content: filled.file('content'),
    photo: Number(filled.chosen('content') ?? 0),
    style: filled.file('style'),
    preset: filled.chosen('preset'),
    values: Object.fromEntries(values),
    postTo: filled.conversation('post_to'),
    isPrivate: filled.ticked('private').includes(yes),
  };
}
