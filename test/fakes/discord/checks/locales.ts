/** Names and descriptions in several languages. */
import { fault } from './problem.js';
import { first, isBody, type Rule } from './rule.js';

/** discord-api-docs, reference, "Locales". */
const locales: ReadonlySet<string> = new Set(
  (
    'ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi ' +
    'zh-CN zh-TW'
  ).split(' '),
);

/** A text per locale, each after the rule of the text itself. */
export const localized =
  (rule: Rule): Rule =>
  (value, path) => {
    if (!isBody(value)) return fault(path, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used.');
    const strange = Object.keys(value).find((locale) => !locales.has(locale));
    if (strange !== undefined)
      return fault(`${path}.${strange}`, 'BASE_TYPE_CHOICES', 'There is no such locale.');
    return first(
      Object.entries(value).map(
        ([locale, words]) =>
          () =>
            rule(words, `${path}.${locale}`),
      ),
    );
  };
