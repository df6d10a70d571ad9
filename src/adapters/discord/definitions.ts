/**
 * The commands as Discord registers them, in all languages (docs.discord.com/developers/interactions/application-commands).
 * Names are localised only for the eye: what people send has the names of commands/.
 */
import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Command } from '../../../commands/command.js';
import type { Option } from '../../request/option.js';
import { locales } from './locales/table.js';
import { messageCommand, offered, suggested } from './offered.js';
import { formOf } from './option-definition.js';

type OptionInWords = readonly [name: string, description: string, choices?: Readonly<Record<string, string>>];
interface CommandInWords {
  readonly name: string;
  readonly description: string;
  readonly options: Readonly<Record<string, OptionInWords>>;
}

const { Guild, BotDM, PrivateChannel } = InteractionContextType;
const { GuildInstall, UserInstall } = ApplicationIntegrationType;

/** Where a command can be used, and by whom. */
const places = {
  anywhere: {
    contexts: [Guild, BotDM, PrivateChannel],
    integration_types: [GuildInstall, UserInstall],
  },
  /** Whom Discord shows it to at first; a server can decide otherwise, so that each change is checked again. */
  moderated: {
    contexts: [Guild],
    integration_types: [GuildInstall],
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  },
};
const moderated: ReadonlySet<string> = new Set([offered.settings.name]);

const placeOf = (name: string) => places[moderated.has(name) ? 'moderated' : 'anywhere'];

const asSentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function localize(pick: (commands: Readonly<Record<string, CommandInWords>>) => string): LocalizationMap {
  return Object.fromEntries(Object.entries(locales).map(([locale, words]) => [locale, pick(words.commands)]));
}

function defineOption(command: string, name: string, row: Option): APIApplicationCommandBasicOption {
  const localizeOption = (pick: (words: OptionInWords) => string) =>
    localize((commands) => pick(commands[command]!.options[name]!));
  const form = formOf(row, {
    isSuggested: suggested.has(`${command}.${name}`),
    nameChoice: (choice) => ({
      name: choice,
      name_localizations: localizeOption(([, , choices]) => choices![choice]!),
      value: choice,
    }),
  });
  return {
    ...form,
    name,
    name_localizations: localizeOption(([words]) => words),
    description: asSentence(row.help),
    description_localizations: localizeOption(([, words]) => words),
    ...(row.required ? { required: true } : {}),
  } as APIApplicationCommandBasicOption;
}

function defineCommand({ name, summary, options }: Command): RESTPostAPIApplicationCommandsJSONBody {
  const shown = Object.entries(options).filter(([, { doors }]) => doors.includes('discord'));
  // Why: Discord takes those that must be there only before the others.
  const sorted = shown.sort(([, a], [, b]) => Number(b.required ?? false) - Number(a.required ?? false));
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    name_localizations: localize((commands) => commands[name]!.name),
    description: asSentence(summary),
    description_localizations: localize((commands) => commands[name]!.description),
    options: sorted.map(([option, row]) => defineOption(name, option, row)),
    ...placeOf(name),
  };
}

/** Only what is registered everywhere says where it can be used. */
const forGuild = ({ contexts: _, integration_types: __, ...rest }: RESTPostAPIApplicationCommandsJSONBody) =>
  rest;

/** All that is registered, for all or for one server: the commands by name, and the one in the menu of a message. */
export function discordCommands(
  scope: 'everywhere' | 'guild' = 'everywhere',
): RESTPostAPIApplicationCommandsJSONBody[] {
  const names = Object.entries(locales).map(([locale, { message }]) => [locale, message]);
  const commands: readonly RESTPostAPIApplicationCommandsJSONBody[] = [
    ...Object.values<Command>(offered).map(defineCommand),
    {
      type: ApplicationCommandType.Message,
      name: messageCommand,
      name_localizations: Object.fromEntries(names),
      ...places.anywhere,
    },
  ];
  return scope === 'guild' ? commands.map(forGuild) : [...commands];
}
