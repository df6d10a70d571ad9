/** The form for a picture, filled in: its mistakes are shown at their fields, then it closes, and the picture is asked for. */
import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import { stylizeInChatOptions } from '../../../commands/stylize-in-chat.js';
import { StudioError } from '../../errors.js';
import type { Job, Requester } from '../../job/job.js';
import { describeStranger, noStyleChosen, notAMember } from '../../reply/chat-words.js';
import { describeError } from '../../reply/errors.js';
import type { OptionTable } from '../../request/option.js';
import { parseOption, type RawValue } from '../../request/parse.js';
import { within } from '../chat/patience.js';
import type { Answering } from './answering.js';
import type { Place } from './api.js';
import type { Desk } from './desk.js';
import { readOrigin } from './form-origin.js';
import type { SentFile } from './inputs.js';
import { canPost } from './membership.js';
import { paint } from './order.js';
import { findNearStyles } from './spoken.js';
import { readStylizeView, type StylizeFilled } from './stylize-filled.js';
import { morePresets } from './stylize-inputs.js';
import { readStyles, type TypedStyles, type WeightedPresets } from './typed-styles.js';

export type Acknowledge = (response?: ViewResponseAction) => Promise<void>;

/** What is wrong, by block_id. */
type Problems = Readonly<Record<string, string>>;

/** For what is looked up while Slack waits, milliseconds; what is not known by then is found out later. */
const quickMs = 1500;

const options: OptionTable = stylizeInChatOptions;

/** Values that are none. */
function findMistakes(values: Readonly<Record<string, RawValue>>): Problems {
  const mistakes = Object.entries(values).flatMap(([name, value]) => {
    try {
      parseOption(name, options[name]!, value);
      return [];
    } catch (error) {
      if (error instanceof StudioError) return [[name, describeError(error, 'chat')]];
      throw error;
    }
  });
  return Object.fromEntries(mistakes);
}

interface Chosen {
  readonly presets: WeightedPresets;
  readonly problems: Problems;
}

/** The styles by name, as far as the workspace's are known in time. */
async function findChosen(
  { conversation, clock }: Desk,
  requester: Requester,
  { preset, morePresets: typed }: StylizeFilled,
): Promise<Chosen> {
  const chosen = preset === null ? [] : [{ name: preset, weight: 1 }];
  if (typed === null) return { presets: chosen, problems: {} };
  const choices = await within(clock, quickMs, orElse(conversation.styles(requester), null), null);
  try {
    const { presets, stranger }: TypedStyles = await readStyles(typed, choices);
    if (stranger === null) return { presets: [...chosen, ...presets], problems: {} };
    const known = findNearStyles(stranger, choices ?? []);
    return { presets: [], problems: { [morePresets]: describeStranger(stranger, known) } };
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    return { presets: [], problems: { [morePresets]: describeError(error, 'chat') } };
  }
}

/** Why not thrown: what cannot be looked up now is found out, and told, later. */
const orElse = <Value>(looking: Promise<Value>, otherwise: Value): Promise<Value> =>
  looking.catch(() => otherwise);

/** Where the picture goes: in the thread it was asked for in, where that is in the same channel. */
function toPlace(
  postTo: string | null,
  origin: { channel: string | null; thread: string | null },
): Place | null {
  if (postTo === null) return null;
  return { channel: postTo, thread: postTo === origin.channel ? origin.thread : null };
}

/**
 * @param ack to be called in three seconds.
 * @returns the job; null where there is none: that is said. @throws StudioError for pictures that cannot be had.
 */
export async function submitStylize(
  desk: Desk,
  answering: Answering,
  view: ViewOutput,
  ack: Acknowledge,
): Promise<Job | null> {
  const { conversation, clock } = desk;
  const origin = readOrigin(view.private_metadata);
  const filled = readStylizeView(view.state);
  const place = filled.isPrivate ? null : toPlace(filled.postTo, origin);
  const hasStyle = filled.style !== null || filled.preset !== null || filled.morePresets !== null;
  const requester = await answering.requester({ channel: place?.channel ?? null });

  const looking = Promise.all([
    hasStyle ? false : orElse(conversation.needsStyle(requester), false),
    canPost(desk, answering, place, quickMs),
  ]);
  const [[needsStyle, isMember], { presets, problems: unreadable }] = await Promise.all([
    within(clock, quickMs, looking, [false, true]),
    findChosen(desk, requester, filled),
  ]);
  const problems: Problems = {
    ...findMistakes(filled.values),
    ...unreadable,
    ...(needsStyle ? { preset: noStyleChosen } : {}),
    ...(isMember ? {} : { post_to: notAMember }),
  };
  const shown = Object.fromEntries(
    Object.entries(problems).filter(([id]) =>
      view.blocks.some((block) => block.type === 'input' && block.block_id === id),
    ),
  );
  if (Object.keys(shown).length > 0) {
    await ack({ response_action: 'errors', errors: shown });
    return null;
  }
  await ack();

  answering.moveTo(place);
  const content: SentFile | undefined = filled.content ?? origin.photos[filled.photo];
  if (content === undefined) throw new StudioError('option-missing', { option: 'content' });
  const { style, mask, isMaskInverted, initPicture, values } = filled;
  const guides = { mask, isMaskInverted, initPicture };
  return paint(desk, answering, { content, style, presets, ...guides, values, place });
}
