/** Opens Discord: what people do there comes in by the gateway, and everything that is said goes out by REST. */
import { setMaxListeners } from 'node:events';
import type { Config } from '../../config.js';
import type { Conversation } from '../../conversation/conversation.js';
import type { JobClock } from '../../job/clock.js';
import type { Courier } from '../../job/courier.js';
import type { MarkStore } from '../../job/store.js';
import type { Log } from '../../log.js';
import { createDownload } from '../../request/download.js';
import type { Studio } from '../../studio.js';
import { within } from '../chat/patience.js';
import { askApplication, createConnection } from './connection.js';
import { createCourier } from './courier.js';
import { createInteractions } from './interactions.js';
import { invitationOf } from './invitation.js';
import { createDiscordLive } from './live-messages.js';
import { registerCommands } from './register.js';
import { createRenderer } from './renderer.js';
import { createDiscordApi, createRests } from './rest-api.js';

export interface DiscordParts {
  readonly studio: Studio;
  readonly conversation: Conversation;
  /** With a token. */
  readonly config: Pick<Config, 'discordToken' | 'discordApplication' | 'discordApi' | 'inputHosts'>;
  readonly marks: MarkStore;
  readonly clock: JobClock;
  readonly log: Log;
}

export interface OpenDiscord {
  /** `discord ready`; where Discord is not reached yet, when it is. */
  readonly line: string | Promise<string>;
  readonly couriers: { readonly discord: Courier };
  close(): Promise<void>;
}

/** Hosts that Discord serves attachments from. */
const hosts = ['cdn.discordapp.com', 'media.discordapp.net'];
/** The other doors do not wait longer for this one to open, milliseconds. */
const patienceMs = 10_000;

/** @throws StudioError 'config-invalid' without a token, 'token-refused' where Discord says so within ten seconds. */
export async function openDiscord(parts: DiscordParts): Promise<OpenDiscord> {
  const { studio, conversation, config, marks, clock, log } = parts;
  const token = config.discordToken!;
  const closing = new AbortController();
  // Why: every interaction on its way listens to it.
  setMaxListeners(0, closing.signal);
  const { patient, impatient } = createRests({ api: config.discordApi, token });
  const render = createRenderer({ album: studio.album, job: studio.job, manner: conversation.manner, clock });
  const live = createDiscordLive({
    ...{ conversation, render, clock, log },
    api: createDiscordApi(impatient),
    readdress: studio.readdress,
  });
  const api = createDiscordApi(patient);
  const handle = createInteractions({
    ...{ studio, conversation, api, live, render, clock, log, random: Math.random, closing: closing.signal },
    download: createDownload({ hosts, extraHosts: config.inputHosts }),
  });
  const connection = createConnection({
    ...{ token, api: config.discordApi, clock, log },
    handle: (interaction) => void handle(interaction),
  });

  const register = async () => {
    const application = config.discordApplication ?? (await askApplication(patient));
    const outcome = await registerCommands({
      rest: patient,
      application,
      guild: null,
      marks,
      isForced: false,
    });
    log.info({ outcome, invitation: invitationOf(application) }, 'discord commands');
  };

  const open = async (): Promise<string> => {
    await connection.open(closing.signal);
    // Why it goes on without: the commands of the last time are there, and `impasto deploy discord` says more.
    await register().catch((err) => log.error({ err }, 'discord commands are not registered'));
    return 'discord ready';
  };

  const unfinished = await studio.unfinishedAt('discord');
  for (const job of unfinished) live.show(job);
  const opening = open();
  const close = async () => {
    closing.abort();
    await live.close();
    await connection.close();
  };
  const early = await within<string | null>(clock, patienceMs, opening, null).catch(async (error) => {
    await close();
    throw error;
  });

  return {
    line: early ?? opening,
    couriers: { discord: createCourier({ api, live, conversation, render, clock, log }) },
    close,
  };
}
