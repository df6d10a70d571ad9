/** Settings as a moderator clicks through them: the panel, a form for each setting, and what came of it. */
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Conversation } from '../../conversation/conversation.js';
import { StudioError } from '../../errors.js';
import type { Requester } from '../../job/job.js';
import type { SettingView } from '../../job/settings/settings.js';
import { refuse } from '../../reply/answer.js';
import type { Reply } from '../../reply/reply.js';
import { groupOf } from '../chat/settings-groups.js';
import { leastMaxBytes } from './address.js';
import { readCustomId } from './custom-id.js';
import { asFailure, isFailure } from './failure.js';
import type { Payload } from './payload.js';
import type { Render } from './render.js';
import { readSettingModal, settingModal } from './settings-modal.js';
import { type Notice, renderPanel } from './settings-panel.js';
import { requesterOf } from './speaker.js';

export interface SettingsDeskParts {
  readonly conversation: Pick<Conversation, 'settings' | 'command'>;
  readonly render: Render;
  readonly closing: AbortSignal;
}

/** Who may is asked anew at every click: rights end while a panel is open. None of these rejects for a late answer. */
export interface SettingsDesk {
  /** `/settings`: for the one who asked alone. One that is deferred already is edited. */
  open(interaction: ChatInputCommandInteraction): Promise<void>;
  /** Opens the form for a setting. @param name what was chosen; any text. */
  choose(interaction: StringSelectMenuInteraction, name: string): Promise<void>;
  /** Changes a setting, and says so in the panel. */
  submit(interaction: ModalSubmitInteraction): Promise<void>;
  /** @param page from 1; of one that is not there the nearest is shown. */
  turn(interaction: ButtonInteraction, page: number): Promise<void>;
}

type Deferred = Pick<
  ChatInputCommandInteraction | ModalSubmitInteraction | ButtonInteraction | StringSelectMenuInteraction,
  'editReply'
>;

const signs = { answer: '✅', refusal: '⚠️' } as const;

/** What a change has come to, in one line. */
function noticeOf({ kind, title, blocks }: Reply): Notice {
  const said = blocks.flatMap((block) => (block.type === 'text' ? [block] : []));
  const words = said.map(({ text }) => text).join(' ') || title;
  return {
    text: `${kind === 'refusal' ? signs.refusal : signs.answer} ${words}`,
    mentions: said.flatMap(({ mentions }) => mentions ?? []),
  };
}

/** False where Discord does not take it any more, or somebody else was first: then nothing more is done. */
async function isTaken(acknowledging: Promise<unknown>): Promise<boolean> {
  try {
    await acknowledging;
    return true;
  } catch (error) {
    const failure = asFailure(error, 'acknowledge');
    if (isFailure(failure, 'answered', 'token-dead')) return false;
    throw failure;
  }
}

export function createSettingsDesk({ conversation, render, closing }: SettingsDeskParts): SettingsDesk {
  const refusal = (error: unknown, requester: Requester): Promise<Payload> => {
    if (!(error instanceof StudioError)) throw error;
    return render(refuse(error), { requester, maxBytes: leastMaxBytes });
  };

  /** The settings for a message; where they may not be seen, that. */
  const see = async (requester: Requester, toPayload: (views: readonly SettingView[]) => Payload) => {
    let views: readonly SettingView[];
    try {
      views = await conversation.settings(requester);
    } catch (error) {
      return refusal(error, requester);
    }
    return toPayload(views);
  };

  const edit = async (interaction: Deferred, { components }: Payload) => {
    try {
      await interaction.editReply({
        ...{ components, flags: MessageFlags.IsComponentsV2, allowedMentions: { parse: [] } },
      });
    } catch (error) {
      throw asFailure(error, 'edit');
    }
  };

  const turn: SettingsDesk['turn'] = async (interaction, page) => {
    if (!(await isTaken(interaction.deferUpdate()))) return;
    await edit(interaction, await see(requesterOf(interaction), (views) => renderPanel(views, page)));
  };

  return {
    turn,

    async open(interaction) {
      const isAcknowledged = interaction.deferred || interaction.replied;
      const ephemeral = { flags: MessageFlags.Ephemeral } as const;
      if (!isAcknowledged && !(await isTaken(interaction.deferReply(ephemeral)))) return;
      await edit(interaction, await see(requesterOf(interaction), (views) => renderPanel(views, 1)));
    },

    async choose(interaction, name) {
      const requester = requesterOf(interaction);
      let views: readonly SettingView[];
      try {
        // Why before the answer: a form can only be the first one. It is read from the database in no time.
        views = await conversation.settings(requester);
      } catch (error) {
        const { components } = await refusal(error, requester);
        const flags = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;
        await isTaken(interaction.reply({ components, flags, allowedMentions: { parse: [] } }));
        return;
      }
      const view = views.find((one) => one.name === name);
      if (view !== undefined) {
        await isTaken(interaction.showModal(settingModal(view)));
        return;
      }
      if (!(await isTaken(interaction.deferUpdate()))) return;
      await edit(interaction, renderPanel(views, 1));
    },

    async submit(interaction) {
      const acknowledging = interaction.isFromMessage()
        ? interaction.deferUpdate()
        : interaction.deferReply({ flags: MessageFlags.Ephemeral });
      if (!(await isTaken(acknowledging))) return;
      const id = readCustomId(interaction.customId);
      if (id?.type !== 'setting') throw new RangeError('Expected the form of a setting');
      const requester = requesterOf(interaction);
      const input = readSettingModal(id, interaction.fields);
      const answer = await conversation.command(
        'settings',
        { ...input },
        { requester, address: null },
        closing,
      );
      const notice = answer.type === 'reply' ? noticeOf(answer.reply) : undefined;
      await edit(
        interaction,
        await see(requester, (views) => renderPanel(views, groupOf(views, id.name), notice)),
      );
    },
  };
}
