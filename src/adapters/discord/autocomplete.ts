/** Answers Discord's question what could be meant, in time: nothing is a good answer, too. */

import type { AutocompleteInteraction } from 'discord.js';
import { StudioError } from '../../errors.js';
import { within } from '../chat/patience.js';
import { plain } from '../chat/plain-text.js';
import { splitLast } from '../chat/presets.js';
import type { Desk } from './desk.js';
import { asFailure } from './failure.js';
import { logFailure } from './going-wrong.js';
import { requesterOf } from './speaker.js';
import { lists, match, type Suggestion, sources } from './suggestions.js';

/** Choices that Discord takes, and letters of each (docs.discord.com/developers/interactions/application-commands). */
const mostChoices = 25;
const longest = 100;
/** The answer must be there after three seconds, milliseconds. */
const lookUpMs = 2000;

const whole = (typed: string) => ({ before: '', name: typed, weight: '' });

const isSource = (name: string): name is keyof typeof sources => Object.hasOwn(sources, name);

/** Never rejects for what cannot be found out. */
export async function suggest(desk: Desk, interaction: AutocompleteInteraction): Promise<void> {
  const { commandName, options } = interaction;
  const look = async (): Promise<readonly Suggestion[]> => {
    const { name, value } = options.getFocused(true);
    const source = `${commandName}.${name}`;
    if (!isSource(source)) return [];
    const isList = lists.has(source);
    const { before, name: last, weight } = isList ? splitLast(String(value)) : whole(String(value));
    const found = match(await sources[source](desk, requesterOf(interaction), last), last);
    // Why the value as the name: what is shown is what the person goes on typing at.
    return found.map((one) => {
      if (before === '' && weight === '') return one;
      const text = `${before}${one.value}${weight}`;
      return { name: text, value: text };
    });
  };
  const none: readonly Suggestion[] = [];
  const lookInVain = (error: unknown) => {
    // Who may not see the settings has none to choose from.
    if (!(error instanceof StudioError))
      logFailure(desk.log, error, { kind: 'autocomplete', name: commandName });
    return none;
  };
  const found = await within(desk.clock, lookUpMs, look().catch(lookInVain), none);
  const choices = found
    .filter(({ value }) => value.length <= longest)
    .slice(0, mostChoices)
    .map(({ name, value }) => ({ name: plain(name, longest) || value, value }));
  await interaction.respond(choices).catch((error) => {
    throw asFailure(error, 'suggest');
  });
}
