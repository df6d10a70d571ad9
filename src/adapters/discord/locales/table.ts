/** The languages beside English, by Discord's names (docs.discord.com/developers/reference, "Locales"). */
import { german } from './de.js';
import { spanish } from './es.js';
import { latinAmericanSpanish } from './es-419.js';
import { french } from './fr.js';
import { japanese } from './ja.js';
import type { Words } from './words.js';

export const locales = {
  de: german,
  fr: french,
  'es-ES': spanish,
  'es-419': latinAmericanSpanish,
  ja: japanese,
} as const satisfies Readonly<Record<string, Words>>;
