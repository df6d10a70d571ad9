/** Registers the commands with Discord, where they are others than the last time. */
import { createHash } from 'node:crypto';
import { Routes } from 'discord.js';
import type { MarkStore } from '../../job/store.js';
import { discordCommands } from './definitions.js';
import { asFailure } from './failure.js';

export interface RegisterParts {
  readonly rest: {
    put(route: `/${string}`, request: { readonly body: unknown }): Promise<unknown>;
  };
  /** The application's id. */
  readonly application: string;
  /** A server's id: there alone, beside what is registered for all. null = everywhere. */
  readonly guild: string | null;
  readonly marks: MarkStore;
  /** Also where they are the same: somebody may have removed them. */
  readonly isForced: boolean;
}

/**
 * Replaces all commands of the application (or of its commands in a server) at once; a command that is the same keeps
 * what servers decided about it.
 * @throws DiscordFailure; then nothing is remembered, and the next time tries again.
 */
export async function registerCommands({
  rest,
  application,
  guild,
  marks,
  isForced,
}: RegisterParts): Promise<'unchanged' | 'registered'> {
  const body = discordCommands(guild === null ? 'everywhere' : 'guild');
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const mark = ['discord/commands', application, ...(guild === null ? [] : [guild])].join('/');
  if (!isForced && (await marks.read(mark)) === hash) return 'unchanged';
  const route =
    guild === null
      ? Routes.applicationCommands(application)
      : Routes.applicationGuildCommands(application, guild);
  try {
    await rest.put(route, { body });
  } catch (error) {
    throw asFailure(error, 'register commands');
  }
  await marks.write(mark, hash);
  return 'registered';
}
