/** A person's own page beside the conversations: their pictures, the queue, and the settings for who may change them. */
import type { types } from '@slack/bolt';
import type { SettingView } from '../../job/settings/settings.js';
import { homeWords as words } from '../../reply/form-words.js';
import type { Reply } from '../../reply/reply.js';
import { writeActionId } from './action-id.js';
import { replyAsTyped } from './as-typed.js';
import { toWordBlocks } from './blocks/drafts.js';
import { plainText, toHeader, toSections } from './blocks/text-objects.js';
import { fieldLimits } from './fields.js';
import { isOffered, toSettingLine } from './settings-view.js';

export interface Home {
  /** What `/history` answers. */
  readonly recent: Reply;
  /** What `/queue` answers. */
  readonly queue: Reply;
  /** null for who may not change them. */
  readonly settings: readonly SettingView[] | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Of the 100 that a view has (@slack/types), those that a part may have: nothing is lost that a command does not show. */
const mostOfPart = 30;

function toPart(reply: Reply, now: number): readonly types.KnownBlock[] {
  const { title, blocks } = replyAsTyped(reply);
  return [toHeader(title), ...toWordBlocks(blocks, { now }).slice(0, mostOfPart)];
}

const toButton = (
  label: string,
  action_id: string,
  style: Pick<types.Button, 'style'> = {},
): types.Button => ({
  ...{ type: 'button', text: plainText(label, fieldLimits.button), action_id },
  ...style,
});

/** What the workspace has of its own, and the way to all of it. */
function toSettings(views: readonly SettingView[]): readonly types.KnownBlock[] {
  const own = views.filter((view) => view.source === 'server' && isOffered(view));
  const lines = own.length === 0 ? [words.unchanged] : own.map(toSettingLine);
  const button = toButton(words.change, writeActionId({ type: 'settings' }));
  return [
    { type: 'divider' },
    toHeader(words.settings),
    ...toSections({ form: 'marked', lines }),
    { type: 'actions', elements: [button] },
  ];
}

export function homeView({ recent, queue, settings, now }: Home): types.HomeView {
  const stylize = toButton(words.stylize, writeActionId({ type: 'stylize' }), { style: 'primary' });
  return {
    type: 'home',
    blocks: [
      toHeader(words.title),
      ...toSections({ form: 'plain', lines: [words.greeting] }),
      { type: 'actions', elements: [stylize] },
      { type: 'divider' },
      ...toPart(recent, now),
      { type: 'divider' },
      ...toPart(queue, now),
      ...(settings === null ? [] : toSettings(settings)),
    ],
  };
}
