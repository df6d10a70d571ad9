/**
 * What Discord says with an interaction and discord.js does not pass on: it keeps channels and roles only of guilds that
 * it has in its cache, and without intents it knows none of them. So it is read off the gateway.
 */
import { ChannelType, type Client, Events, GatewayDispatchEvents, type Interaction } from 'discord.js';

export interface Overheard {
  /** The mark of its channel; absent for direct messages, and for threads, which have no mark of their own. */
  readonly isAgeRestricted?: boolean;
  /** Where the bot writes in it, another permission counts. @default false */
  readonly isThread?: boolean;
  /** Ids of the member's roles; absent outside guilds. */
  readonly roles?: readonly string[];
}

interface Packet {
  readonly t?: string;
  readonly d?: {
    readonly id: string;
    readonly channel?: { readonly nsfw?: boolean; readonly type?: number };
    readonly member?: { readonly roles?: readonly string[] };
  };
}

/** Packets of which no interaction has come yet: a few, save for kinds of interactions that discord.js does not know. */
const most = 100;

const threads: ReadonlySet<number | undefined> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

const known = new WeakMap<Interaction, Overheard>();

/** Hands on what people do, after what was said with it. */
export function listenToInteractions(client: Client, handle: (interaction: Interaction) => void): void {
  const waiting = new Map<string, Overheard>();
  const hear = ({ t, d }: Packet) => {
    if (t !== GatewayDispatchEvents.InteractionCreate || d === undefined) return;
    const [nsfw, roles] = [d.channel?.nsfw, d.member?.roles];
    waiting.set(d.id, {
      ...(nsfw === undefined ? {} : { isAgeRestricted: nsfw }),
      ...(roles === undefined ? {} : { roles }),
      ...(threads.has(d.channel?.type) ? { isThread: true } : {}),
    });
    if (waiting.size > most) waiting.delete(waiting.keys().next().value!);
  };
  // Why the cast: discord.js gives the event's name, and leaves it out of its table of events.
  client.on(Events.Raw as never, hear as never);
  client.on(Events.InteractionCreate, (interaction) => {
    known.set(interaction, waiting.get(interaction.id) ?? {});
    waiting.delete(interaction.id);
    handle(interaction);
  });
}

function keptRoles({ member }: Interaction): readonly string[] | undefined {
  if (member === null) return undefined;
  return 'cache' in member.roles ? [...member.roles.cache.keys()] : member.roles;
}

/** What is known of an interaction; of one that came another way, what discord.js has. */
export function overheardOf(interaction: Interaction): Overheard {
  const { channel } = interaction;
  const isMarked = channel !== null && 'nsfw' in channel ? channel.nsfw : undefined;
  const roles = keptRoles(interaction);
  return {
    ...(typeof isMarked === 'boolean' ? { isAgeRestricted: isMarked } : {}),
    ...(roles === undefined ? {} : { roles }),
    ...known.get(interaction),
  };
}
