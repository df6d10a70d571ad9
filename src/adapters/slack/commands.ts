/** All commands but the form: answered to whoever asks, alone. */
import type { types } from '@slack/bolt';
import type { CommandName } from '../../../commands/all.js';
import { refuseUnknownPress, styleForm } from '../../reply/chat-words.js';
import type { RawValue } from '../../request/parse.js';
import { withPatience } from '../chat/patience.js';
import { readActionId, writeActionId } from './action-id.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { submitMs } from './order.js';
import { settingsButton } from './settings-desk.js';

export type OtherCommand = Exclude<CommandName, 'stylize'>;

export interface CommandAsked {
  readonly name: OtherCommand;
  /** By option name, as typed. */
  readonly values: Readonly<Record<string, RawValue>>;
}

/** docs.slack.dev/reference/block-kit/blocks: of a message. */
const mostBlocks = 50;

/** What goes below an answer, where it shows the whole of something that can be changed. */
type Below = (desk: Desk, answering: Answering) => Promise<readonly types.KnownBlock[]>;

/** Commands in which rights matter: they show or change what only moderators may, or what is somebody else's. */
const withRights: ReadonlySet<OtherCommand> = new Set(['settings', 'styles', 'cancel', 'status']);

const below: Readonly<Partial<Record<OtherCommand, Below>>> = {
  async styles({ studio }, answering) {
    if (!(await studio.ownStyles.mayAdd(await answering.requester({ isModerator: true })))) return [];
    return [buttonRow(styleForm.title, writeActionId({ type: 'add-style' }))];
  },
  settings: async () => [settingsButton()],
};

const buttonRow = (label: string, action_id: string): types.ActionsBlock => ({
  type: 'actions',
  elements: [{ type: 'button', action_id, text: { type: 'plain_text', text: label } }],
});

/** Only shows something, by command: it can be asked again for its pages. Null = without an action. */
const showing: Readonly<Record<OtherCommand, readonly (string | null)[]>> = {
  styles: [null, 'list'],
  recipes: [null],
  queue: [null],
  status: [null],
  cancel: [],
  history: [null],
  settings: [null, 'list', 'audit'],
  privacy: [null, 'show'],
  help: [null],
};

type Values = CommandAsked['values'];

const actionOf = ({ action }: Values): string | null => (typeof action === 'string' ? action : null);

/** What was typed goes along with the buttons to other pages, which know the command alone. */
function remember(blocks: readonly types.KnownBlock[], values: Values): readonly types.KnownBlock[] {
  const value = JSON.stringify(values);
  // docs.slack.dev/reference/block-kit/block-elements/button-element: letters of a value.
  if (value.length > 2000) return blocks;
  return blocks.map((block) => {
    if (block.type !== 'actions') return block;
    const elements = block.elements.map((element) =>
      element.type === 'button' && readActionId(element.action_id ?? '')?.type === 'page'
        ? { ...element, value }
        : element,
    );
    return { ...block, elements };
  });
}

/** The text values of what `remember` wrote; what cannot be read is as if nothing had been typed. */
function recall(value: string): Values {
  try {
    const read: unknown = JSON.parse(value);
    return Object.fromEntries(Object.entries(read ?? {}).filter(([, text]) => typeof text === 'string'));
  } catch {
    // Why no refusal: a button of another version.
    return {};
  }
}

async function ask(desk: Desk, answering: Answering, { name, values }: CommandAsked, page: number) {
  const { conversation, clock, closing, live } = desk;
  const requester = await answering.requester({ isModerator: withRights.has(name) });
  const answer = await withPatience(clock, submitMs, [closing], (signal) =>
    conversation.command(name, values, { requester, address: null }, signal),
  );
  if (answer.type === 'job') {
    live.show(answer.job);
    return null;
  }
  const { blocks, text } = await answering.words(answer.reply, { page, command: name });
  const isWhole = answer.reply.kind === 'answer' && (values.action ?? 'list') === 'list' && !values.name;
  const more = isWhole ? ((await below[name]?.(desk, answering)) ?? []) : [];
  const kept = blocks.slice(0, mostBlocks - more.length);
  return { blocks: [...remember(kept, values), ...more], text };
}

/** After the acknowledgement. */
export async function answerCommand(desk: Desk, answering: Answering, asked: CommandAsked): Promise<void> {
  const words = await ask(desk, answering, asked, 1);
  if (words !== null) await answering.send(words);
}

/**
 * Another page of what a command has answered: it is asked again.
 * @param page from 1. @param value of the button.
 */
export async function turnPage(
  desk: Desk,
  answering: Answering,
  { command, page, value }: { readonly command: string; readonly page: number; readonly value: string },
): Promise<void> {
  const values = recall(value);
  const name = command as OtherCommand;
  if (!Object.hasOwn(showing, name) || !showing[name].includes(actionOf(values))) {
    await answering.tell(refuseUnknownPress());
    return;
  }
  const words = await ask(desk, answering, { name, values }, page);
  if (words !== null) await answering.replace(words);
}
