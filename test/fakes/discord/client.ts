/** A real discord.js client at the stand-in, for tests of the stand-in itself. */
import { Client, type ClientOptions, Events } from 'discord.js';
import type { FakeDiscord } from './fake.js';

/** Logs in and waits until it is ready. It repeats no request. */
export async function connectClient(
  fake: FakeDiscord,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: [],
    ...options,
    rest: { api: fake.apiUrl, retries: 0, ...options.rest },
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  // Why: an error that nobody listens to would end the test's process.
  client.on(Events.Error, () => undefined);
  await client.login(fake.token);
  return ready;
}
