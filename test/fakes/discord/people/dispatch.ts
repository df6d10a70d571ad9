/** Sends an interaction to the bot, and gives what comes of it. */
import { randomBytes } from 'node:crypto';
import type { GatewayServer } from '../gateway/gateway.js';
import type { Exchange } from '../person.js';
import type { Interaction, InteractionType, Owners } from '../state/interaction.js';
import { appBits, grants, memberDefault, permission } from '../state/permissions.js';
import type { State } from '../state/state.js';
import type { StoredMessage } from '../state/stored-message.js';
import { memberJson, messageJson, partialChannelJson, partialGuildJson, userJson } from '../state/wire.js';
import type { Body, Channel, User } from '../world.js';

/** What somebody does. */
export interface Deed {
  readonly type: InteractionType;
  readonly user: User;
  readonly channel: Channel;
  readonly owners: Owners;
  readonly data: Body;
  readonly name?: string;
  readonly source?: StoredMessage | null;
}

export type Dispatch = (deed: Deed) => { readonly interaction: Interaction; readonly exchange: Exchange };

/** discord-api-docs, receiving-and-responding, "Interaction Context Types". */
export const contextOf = { guild: 0, bot: 1, private: 2 } as const satisfies Record<Channel['kind'], number>;

/** What a user may in a channel; in direct messages all that goes there. */
export const bitsOf = (user: User, { guild }: Channel): bigint =>
  guild === null ? memberDefault : (guild.members.get(user.id)?.permissions ?? 0n);

/** Bytes that a file may have: the larger of what user and guild may. */
export const maxBytesOf = (user: User, { guild }: Channel): number =>
  Math.max(user.maxBytes, guild?.maxBytes ?? 0);

function payloadOf(state: State, interaction: Interaction, data: Body): Body {
  const { user, channel, source } = interaction;
  const { guild } = channel;
  const member = guild?.members.get(user.id);
  return {
    ...{ id: interaction.id, application_id: state.application, type: interaction.type, version: 1, data },
    ...{ token: interaction.token, channel_id: channel.id, locale: user.locale, entitlements: [] },
    channel: partialChannelJson(state, channel, bitsOf(user, channel)),
    ...(guild === null || member === undefined
      ? { user: userJson(user) }
      : {
          ...{ guild_id: guild.id, guild: partialGuildJson(guild), guild_locale: guild.locale },
          member: { ...memberJson(member), user: userJson(user) },
        }),
    ...(source === null ? {} : { message: messageJson(state, source) }),
    app_permissions: String(appBits(channel)),
    authorizing_integration_owners: interaction.owners,
    context: contextOf[channel.kind],
    attachment_size_limit: interaction.maxBytes,
  };
}

const noAnswer = 'The application did not respond';

/** The interaction, as the one who began it sees it. */
function watchExchange(state: State, interaction: Interaction): Exchange {
  let resolve: (what: { type: number; afterMs: number }) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const acknowledged = new Promise<{ type: number; afterMs: number }>((...settle) => {
    [resolve, reject] = settle;
  });
  // Why: nobody needs to wait for it; whoever does gets the error all the same.
  acknowledged.catch(() => undefined);
  const { id, token, dispatchedAt } = interaction;
  const takeBack = state.time.after(state.settings.deadlineMs, () => reject(new Error(noAnswer)));
  interaction.abandon = takeBack;
  interaction.settle = () => {
    takeBack();
    const { type, at } = interaction.answer!;
    resolve({ type, afterMs: at - dispatchedAt });
  };
  /** What the answer brought, or an error that says what it was. */
  const get = async <Value>(value: () => Value | null, what: string): Promise<Value> => {
    const { type } = await acknowledged;
    const found = value();
    if (found === null) throw new Error(`The answer is of type ${type} and has no ${what}`);
    return found;
  };
  return {
    ...{ id, token, dispatchedAt, acknowledged },
    payload: interaction.payload,
    get isEphemeral() {
      return interaction.original === null ? null : interaction.original.ephemeralFor !== null;
    },
    message: () => get(() => interaction.original, 'message'),
    followUps: interaction.followUps,
    modal: () => get(() => interaction.modal, 'modal'),
  };
}

export function createDispatch(state: State, gateway: GatewayServer): Dispatch {
  return ({ type, user, channel, owners, data, name, source }) => {
    const isGuest = owners['0'] === undefined && channel.guild !== null;
    const interaction: Interaction = {
      id: state.newId(),
      // The length of real ones is about 200; what they are made of is nobody's business.
      token: randomBytes(120).toString('base64url'),
      ...{ type, user, channel, owners, name: name ?? null, source: source ?? null },
      dispatchedAt: state.time.now(),
      maxBytes: maxBytesOf(user, channel),
      // Documented for USE_EXTERNAL_APPS: without it, answers of a user's own applications are for the user alone.
      isKeptPrivate: isGuest && !grants(bitsOf(user, channel), permission.useExternalApps),
      ...{ payload: {}, answer: null, original: null, followUps: [], modal: null, choices: null },
      settle: () => undefined,
      abandon: () => undefined,
    };
    interaction.payload = payloadOf(state, interaction, data);
    state.interactions.set(interaction.token, interaction);
    const exchange = watchExchange(state, interaction);
    gateway.dispatch('INTERACTION_CREATE', interaction.payload, channel.guild?.id ?? null);
    return { interaction, exchange };
  };
}
