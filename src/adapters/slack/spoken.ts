/** Which style a person means by some words. */
import { commands } from '../../../commands/all.js';
import type { StyleChoice } from '../../conversation/conversation.js';
import { StudioError } from '../../errors.js';
import { findNamed, lookUpNamed } from '../../request/names.js';

/** By its id or its title, as far as it is the only one that begins so. */
export function findStyle(words: string, choices: readonly StyleChoice[]): StyleChoice | null {
  const byTitle = choices.filter(({ title }) => title.toLowerCase() === words.trim().toLowerCase());
  return byTitle.length === 1 ? byTitle[0]! : lookUpNamed(words, choices);
}

/** The names that are written like some words that are none of them; empty where nothing is near. */
function findNear(words: string, names: readonly string[]): readonly string[] {
  const among = names.map((id) => ({ id }));
  try {
    return [findNamed(words, among).id];
  } catch (error) {
    if (!(error instanceof StudioError) || error.code !== 'picture-not-found') throw error;
    const { known } = error.context as { readonly known: readonly string[] };
    return known.length === among.length ? [] : known;
  }
}

const idsOf = (choices: readonly StyleChoice[]) => choices.map(({ id }) => id);

export const findNearStyles = (words: string, choices: readonly StyleChoice[]): readonly string[] =>
  findNear(words, idsOf(choices));

/** The same with the commands. */
export function findNearWords(words: string, choices: readonly StyleChoice[]): readonly string[] {
  const others = Object.keys(commands).filter((name) => name !== 'stylize');
  return findNear(words, [...others, ...idsOf(choices)]);
}
