/** The form for a picture: what is asked, by the option table. */
import type { types } from '@slack/bolt';
import type { StyleChoice } from '../../conversation/conversation.js';
import { namePicture } from '../../reply/chat-words.js';
import { stylizeForm as words } from '../../reply/form-words.js';
import { isOn } from '../chat/guides.js';
import { stylizeCallback } from './action-id.js';
import { plainText, toContexts } from './blocks/text-objects.js';
import { type Field, fieldLimits, named, toMenu, toOption, toStyleMenu } from './fields.js';
import type { SentFile } from './inputs.js';
import {
  type Begun,
  controlBlocks,
  controls,
  everyday,
  input,
  moreButton,
  nothingBegun,
  optionInput,
  type RecipeNames,
} from './stylize-inputs.js';

export interface StylizeForm {
  /** Empty where none are known: then there is only a picture of one's own. */
  readonly styles: readonly StyleChoice[];
  /** The id of the style that is chosen from the beginning; null = none. */
  readonly preselected: string | null;
  /** Where it is posted unless another place is chosen; null = where the person is. */
  readonly channel: string | null;
  /** Pictures of a message, of which one is the photo; empty = the form asks for it. */
  readonly photos: readonly SentFile[];
  /** @default [] */
  readonly recipes?: RecipeNames;
  /** What was typed already. Where controls are among it, they are shown at once. @default nothing */
  readonly begun?: Begun;
}

/** Below a line. */
const finer: ReadonlySet<string> = new Set(['size', 'steps', 'recipe', 'seed']);

/** The value of the only box. */
export const yes = 'yes';
const fileInput: Field = { type: 'file_input', ...named, max_files: 1 };

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

/** A few of the many kinds: where a person writes to people. */
const places = { include: ['public', 'private', 'mpim', 'im'], exclude_bot_users: true } as const;

function placeBlocks(channel: string | null, isPrivate: boolean): readonly types.KnownBlock[] {
  const place: types.ConversationsSelect = {
    ...{ type: 'conversations_select', ...named },
    filter: { ...places, include: [...places.include] },
    ...(channel === null ? { default_to_current_conversation: true } : { initial_conversation: channel }),
  };
  const box = toOption(yes, words.isPrivate);
  const boxes: types.Checkboxes = {
    ...{ type: 'checkboxes', ...named, options: [box] },
    ...(isPrivate ? { initial_options: [box] } : {}),
  };
  return [input('post_to', place, true), input('private', boxes, true)];
}

/** Whether something was typed that the form does not show at first. */
const hasControls = ({ values, morePresets }: Begun): boolean =>
  morePresets !== '' || controls.some((name) => values[name] !== undefined);

export function stylizeView(form: StylizeForm): types.ModalView {
  const { styles, preselected, channel, photos, recipes = [], begun = nothingBegun } = form;
  const chosen = styles.length === 0 ? [] : [toStyleMenu(styles, preselected, words.chooseStyle)];
  const blocksOf = (isFiner: boolean) =>
    everyday.filter((name) => finer.has(name) === isFiner).map((name) => optionInput(name, begun, recipes));
  return {
    ...{ type: 'modal', callback_id: stylizeCallback, title: plainText(words.title, fieldLimits.title) },
    submit: plainText(words.submit, fieldLimits.title),
    close: plainText(words.close, fieldLimits.title),
    blocks: [
      photoBlock(photos),
      ...chosen.map((menu) => input('preset', menu, true)),
      input('style', fileInput, true),
      ...blocksOf(false),
      ...placeBlocks(channel, isOn(begun.values.private)),
      { type: 'divider' },
      ...toContexts({ form: 'plain', lines: [words.finer] }),
      ...blocksOf(true),
      ...(hasControls(begun) ? controlBlocks(begun) : [moreButton()]),
    ],
  };
}
