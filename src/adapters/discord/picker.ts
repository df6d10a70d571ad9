/** Photos that came without a style: kept while whoever sent one chooses from the menu under it. */
import type { StringSelectMenuInteraction } from 'discord.js';
import type { StylizeInput } from '../../conversation/conversation.js';
import type { Job } from '../../job/job.js';
import {
  presentCrowdedOut,
  presentUnchosen,
  refuseForeignChoice,
  refuseForgotten,
  styleChoice,
} from '../../reply/chat-words.js';
import { withPatience } from '../chat/patience.js';
import { createWaiting, type Expiry } from '../chat/waiting.js';
import type { Address } from './address.js';
import type { Answering, PressInteraction } from './answering.js';
import { renderChoice } from './choice.js';
import { writeCustomId } from './custom-id.js';
import type { Desk } from './desk.js';
import { asFailure } from './failure.js';
import type { FetchedPicture } from './inputs.js';
import type { Setting } from './render.js';
import { submit, submitMs } from './submit.js';

export type Unstyled = Omit<StylizeInput, 'styles' | 'content'> & { readonly content: FetchedPicture };

export interface Picker {
  /** Shows the styles in the place of the answer, and keeps the photo until one is chosen. */
  offer(answering: Answering, unstyled: Unstyled): Promise<void>;
  /** A style has been chosen: the message with the menu becomes the job's. @param name of what waits. */
  pick(answering: Answering<StringSelectMenuInteraction>, name: string): Promise<Job | null>;
  /** @param page from 1. */
  turn(answering: Answering<PressInteraction>, name: string, page: number): Promise<void>;
}

/** Shorter than a token lives, since the end is said with it; milliseconds. */
const lifeMs = 10 * 60_000;
const maxCount = 100;
const maxBytes = 200 * 2 ** 20;
/** For a last word, milliseconds. */
const tellMs = 30_000;

const farewells = {
  late: () => presentUnchosen(lifeMs / 1000),
  room: presentCrowdedOut,
} as const satisfies Readonly<Record<Expiry, unknown>>;

interface Entry {
  readonly unstyled: Unstyled;
  readonly user: string;
  readonly setting: Setting;
  readonly address: Address;
}

/** All its pictures, bytes. */
function weigh({ content, masks = [], initPicture }: Unstyled): number {
  const pictures = [content, ...masks, initPicture].flatMap((one) => one ?? []);
  return pictures.reduce((sum, one) => sum + ('bytes' in one ? one.bytes.length : 0), 0);
}

export function createPicker(desk: Desk): Picker {
  const { conversation, render, api, clock, random, log, closing } = desk;

  const tell = async ({ setting, address }: Entry, why: Expiry) => {
    try {
      const payload = await render(farewells[why](), setting);
      await withPatience(clock, tellMs, [closing], (signal) =>
        api.editByToken(address, payload, new Map(), signal),
      );
    } catch (error) {
      log.info({ err: asFailure(error, 'edit') }, 'discord: the end of a choice is not told');
    }
  };

  const waiting = createWaiting<Entry>({
    ...{ clock, random, lifeMs, maxCount, maxBytes },
    expired: (entry, why) => void tell(entry, why),
  });
  closing.addEventListener('abort', () => waiting.close(), { once: true });

  const menu = async ({ unstyled, setting }: Entry, name: string, page: number) =>
    renderChoice(
      {
        ...styleChoice(unstyled.content.name),
        choices: await conversation.styles(setting.requester),
        page,
        menuId: writeCustomId({ type: 'pick', request: name }),
        pageId: (to) => writeCustomId({ type: 'pick-page', request: name, page: to }),
      },
      setting,
      render,
    );

  /** What waits for whoever presses; null where that is refused. The first answer is given here then. */
  const findOwn = async (answering: Answering, name: string): Promise<Entry | null> => {
    const entry = waiting.find(name);
    const refusal =
      entry === null
        ? refuseForgotten()
        : entry.user === answering.requester.user
          ? null
          : refuseForeignChoice();
    if (refusal === null) return entry;
    await answering.think(true);
    await answering.refuse(refusal);
    return null;
  };

  return {
    async offer(answering, unstyled) {
      const { requester, setting } = answering;
      const entry = { unstyled, user: requester.user, setting, address: answering.address() };
      const name = waiting.keep(entry, weigh(unstyled));
      try {
        await answering.send(await menu(entry, name, 1));
      } catch (error) {
        waiting.take(name)?.finish();
        throw error;
      }
    },

    async pick(answering, name) {
      if ((await findOwn(answering, name)) === null) return null;
      // Why before the answer: of two presses at the same moment, one paints.
      const taken = waiting.take(name);
      try {
        await answering.take();
        if (taken === null) return null;
        const styles = answering.interaction.values.map((preset) => ({ picture: { preset }, weight: 1 }));
        const input = { ...taken.value.unstyled, styles };
        const job = await withPatience(clock, submitMs, [closing], (signal) =>
          submit(desk, answering, input, signal),
        );
        if (job !== null) taken.finish();
        return job;
      } finally {
        taken?.giveBack();
      }
    },

    async turn(answering, name, page) {
      if ((await findOwn(answering, name)) === null) return;
      // Why: the menu must not come back over a picture that is being painted.
      const taken = waiting.take(name);
      try {
        await answering.take();
        if (taken !== null) await answering.send(await menu(taken.value, name, page));
      } finally {
        taken?.giveBack();
      }
    },
  };
}
