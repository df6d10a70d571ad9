import { stylizeInChatOptions } from '../../../commands/stylize-in-chat.js';
import { openDiscord } from '../../../src/adapters/discord/open-discord.js';
import { jobClock } from '../../../src/job/clock.js';
import { actions } from '../../../src/reply/reply.js';
import type { OptionTable } from '../../../src/request/option.js';
import { CannotDo, type Exchange, type OptionValue, type Person } from '../../fakes/discord/person.js';
import { startDiscord } from '../../fakes/discord/start.js';
import type { Message } from '../../fakes/discord/world.js';
import { type Ask, type Driver, type Shown, type Somebody, serve, stranger } from './driver.js';
import { runSuite } from './suite.js';

const patience = 40_000;
const idsOf = ({ parts }: Message) =>
  parts.flatMap(({ custom_id: id }) => (typeof id === 'string' ? [id.split(':')] : []));
/** Discord's own marks: escapes, headings, small print, bold. */
const plain = (text: string) =>
  text.replace(/^(?:-# |#+ )/gm, '').replace(/\*\*|\\(?=[^\p{L}\p{N}\s])/gu, '');

function toShown(message: Message): Shown {
  const ids = idsOf(message).filter(
    ([version, action]) => version === 'v1' && actions.includes(action as never),
  );
  return {
    text: plain(message.text),
    pictures: message.attachments.filter(({ filename }) => filename.endsWith('.png')).length,
    buttons: ids.map(([, action]) => action as Shown['buttons'][number]),
    job: ids[0]?.[2] ?? null,
  };
}

/** What Discord's client would not do is what a person is told. */
function attempt(act: () => Exchange): Exchange | CannotDo {
  try {
    return act();
  } catch (error) {
    if (error instanceof CannotDo) return error;
    throw error;
  }
}

async function open(): Promise<Driver> {
  const discord = await startDiscord({ buckets: { webhook: { limit: 50, windowMs: 1000 } } });
  const env = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    IMPASTO_INPUT_HOSTS: discord.host,
  };
  const { service, close } = await serve(env, [(parts) => openDiscord({ ...parts, clock: jobClock })]);
  await discord.gateway.ready();
  const guild = discord.addGuild();
  const channel = discord.addChannel(guild);
  const join = (permissions?: bigint) => {
    const user = discord.addUser();
    discord.join(guild, user, permissions === undefined ? {} : { permissions });
    return discord.as(user, channel);
  };
  const messages = new Map<string, Message>();

  /** The message that an exchange has come to: its answer, or a further one that says no. */
  const shownBy = async (exchange: Exchange, isDone: (message: Message) => boolean): Promise<Shown> => {
    let found: Message | undefined;
    const answers = () =>
      discord
        .messages()
        .filter(
          ({ interaction, id }) =>
            interaction === exchange.id || exchange.followUps.some((one) => one.id === id),
        );
    await discord.until(() => {
      found = answers().find(
        (message) =>
          !message.isLoading &&
          (message.ephemeralFor !== null ? idsOf(message).length === 0 || isDone(message) : isDone(message)),
      );
      return found !== undefined;
    }, patience);
    const shown = toShown(found!);
    if (shown.job !== null) messages.set(shown.job, found!);
    return shown;
  };
  const isFinished = (message: Message) => idsOf(message).some(([, action]) => action === 'delete');
  const isTaken = (message: Message) =>
    idsOf(message).some(([, action]) => action === 'cancel' || action === 'delete');

  const somebody = (person: Person): Somebody => {
    const ask = ({ content, style, preset, mask, init, values = {} }: Ask) => {
      const upload = (picture: Ask['content']) =>
        discord.upload({ bytes: picture.bytes, filename: picture.name });
      const options: Record<string, OptionValue> = {
        content: upload(content),
        ...(style === undefined ? {} : { style: upload(style) }),
        ...(preset === undefined ? {} : { preset }),
        ...(mask === undefined ? {} : { mask: upload(mask) }),
        ...(init === undefined ? {} : { 'init-picture': upload(init) }),
      };
      for (const [name, value] of Object.entries(values)) {
        const { type } = (stylizeInChatOptions as OptionTable)[name]!;
        const isNumber = type === 'integer' || type === 'number';
        options[name] = type === 'flag' ? value === 'true' : isNumber ? Number(value) : value;
      }
      return person.slash('stylize', options);
    };
    return {
      stylize: (wanted) => shownBy(ask(wanted), isFinished),
      begin: (wanted) => shownBy(ask(wanted), isTaken),
      async command(name, values = {}) {
        const exchange = attempt(() => person.slash(name, values));
        if (exchange instanceof CannotDo) return exchange.message;
        const message = await exchange.message();
        return plain((await message.until(({ isLoading }) => !isLoading, patience)).text);
      },
      async press({ job }, action) {
        const message = messages.get(job!)!;
        const exchange = person.press(message, `v1:${action}:${job}`);
        if (action === 'cancel') {
          await message.until(isFinished, patience);
          return toShown(message);
        }
        if (action === 'info') return shownBy(exchange, () => true);
        if (action === 'delete') {
          await discord.until(() => message.isDeleted || exchange.followUps.length > 0, patience);
          return message.isDeleted
            ? { text: '', pictures: 0, buttons: [], job: null }
            : toShown(exchange.followUps[0]!);
        }
        return shownBy(exchange, isFinished);
      },
    };
  };

  const member = somebody(join());
  const moderator = somebody(join((1n << 5n) | (1n << 10n) | (1n << 11n) | (1n << 15n) | (1n << 31n)));
  return {
    ...{ service, member, moderator, tenant: `discord/${guild.id}` },
    requester: stranger('discord', guild.id),
    async close() {
      await close();
      await discord.close();
    },
  };
}

runSuite('discord', open);
