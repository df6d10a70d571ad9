/** The message that a job ends in: the one that told of it so far, or a new one where that cannot be edited any more. */
import type { Words } from './api.js';
import { isFailure } from './failure.js';
import { findMessage } from './find-message.js';
import type { Trip } from './trip.js';

export interface Whereabouts {
  readonly channel: string;
  readonly message: string;
}

export function createStatusMessage({ job, delivery, address, ledger, api, signal }: Trip) {
  const { channel, message } = address;
  const known = (): Whereabouts | null =>
    ledger.now.message ?? (message === null ? null : { channel, message });

  /** Only an earlier try can have posted a second message; a first one may be there whose answer was lost. */
  const posted = () =>
    delivery.tries < 2 && message !== null ? null : findMessage(job, address, message, api, signal);

  const post = async (words: Words): Promise<Whereabouts> => {
    const found = await posted();
    if (found === null) {
      const made = await api.post(address, words, signal);
      await ledger.keep({ message: made });
      return made;
    }
    const place = { channel, message: found };
    await ledger.keep({ message: place });
    await api.update(place, words, signal);
    return place;
  };

  return {
    /** null where there is none yet. */
    known,
    /** @returns where it is now. @throws SlackFailure. */
    async say(words: Words): Promise<Whereabouts> {
      const place = known();
      if (place === null) return post(words);
      try {
        await api.update(place, words, signal);
        return place;
      } catch (error) {
        if (!isFailure(error, 'uneditable') || ledger.now.message !== null) throw error;
        return post(words);
      }
    },
  };
}
