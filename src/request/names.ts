/** What a person types for something that has a name among others: pictures of the package, and a server's own. */
import { StudioError } from '../errors.js';

export interface Named {
  readonly id: string;
}

/** At most so many names in a "did you mean". */
const maxSuggestions = 3;

/**
 * The one that a text names: by id, or by the beginning of one if it fits no other. Case, accents, spaces for dashes and
 * a file's extension do not matter.
 * @throws StudioError 'picture-not-found' whose `known` lists what fits equally well, else what is spelt alike, else
 *   every id.
 */
export function findNamed<One extends Named>(name: string, among: readonly One[]): One {
  const found = lookUpNamed(name, among);
  if (found !== null) return found;
  throw new StudioError('picture-not-found', { name, known: suggestNames(name, among) });
}

/** As `findNamed`, but null where nothing fits. */
export function lookUpNamed<One extends Named>(name: string, among: readonly One[]): One | null {
  const found = fitting(name, among);
  return found.length === 1 ? found[0]! : null;
}

function fitting<One extends Named>(name: string, among: readonly One[]): readonly One[] {
  const wanted = normalizeName(name);
  if (wanted === '') return [];
  const exact = among.filter(({ id }) => id === wanted);
  return exact.length > 0 ? exact : among.filter(({ id }) => id.startsWith(wanted));
}

function suggestNames(name: string, among: readonly Named[]): readonly string[] {
  const several = fitting(name, among);
  if (several.length > 0) return several.map(({ id }) => id);
  const wanted = normalizeName(name);
  const ranked = among
    .map(({ id }) => ({
      id,
      distance: Math.min(...[id, ...id.split('-')].map((part) => editDistance(wanted, part))),
    }))
    .filter(({ id, distance }) => distance <= Math.max(1, Math.floor(Math.min(id.length, wanted.length) / 3)))
    .sort((a, b) => a.distance - b.distance);
  const near = ranked.slice(0, maxSuggestions).map(({ id }) => id);
  return near.length > 0 ? near : among.map(({ id }) => id);
}

function normalizeName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\.(jpe?g|png|webp)$/, '')
    .replace(/[\s_-]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Levenshtein's distance: insertions, deletions and substitutions of one letter, 1 each. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** Letters of an id that a person made up. */
const maxIdLetters = 40;

/** What a text becomes as an id: letters a-z, digits and single dashes; null where nothing or too much of it is left. */
export function toId(text: string): string | null {
  const id = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return id === '' || id.length > maxIdLetters ? null : id;
}

/** What `toId` takes, as the end of "expected ...". */
export const expectedId = `a name with letters a-z or digits in it, at most ${maxIdLetters}`;
