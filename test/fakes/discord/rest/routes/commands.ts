/** Commands of the application, for everywhere and for single guilds. */
import { checkCommands } from '../../checks/index.js';
import type { State } from '../../state/state.js';
import type { Body } from '../../world.js';
import { type Call, empty, type Handler, type Handlers, ok } from '../call.js';
import { insist, refuse } from '../refusal.js';

const typeOf = (command: Body) => Number(command.type ?? 1);
const isSame = (one: Body, other: Body) => one.name === other.name && typeOf(one) === typeOf(other);

/** A command as Discord keeps it: what was not said is filled in. */
function complete(state: State, guild: string | null, command: Body, known: Body | undefined): Body {
  const place = guild === null ? { integration_types: [0], contexts: null } : { guild_id: guild };
  return {
    ...{ type: 1, description: '', default_member_permissions: null, nsfw: false, options: [] },
    ...{ name_localizations: null, description_localizations: null, ...place },
    ...command,
    id: known?.id ?? state.newId(),
    application_id: state.application,
    version: state.newId(),
  };
}

/** Puts commands in the place of all there were. @throws Refusal */
export function replaceCommands(state: State, guild: string | null, list: readonly Body[]): readonly Body[] {
  insist(checkCommands(list));
  const before = state.commands.get(guild) ?? [];
  const after = list.map((command) =>
    complete(
      state,
      guild,
      command,
      before.find((one) => isSame(one, command)),
    ),
  );
  state.commands.set(guild, after);
  state.watch.changed();
  return after;
}

/** The guild of a request; null = everywhere. */
function placeOf({ state, params }: Call): string | null {
  if (params.application !== state.application) throw refuse('notYourApplication');
  if (params.guild === undefined) return null;
  if (!state.guilds.get(params.guild)?.hasApp) throw refuse('missingAccess');
  return params.guild;
}

const localisations = ['name_localizations', 'description_localizations'];

/** Without the maps of translations, which a list has only where they are asked for. */
function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => !localisations.includes(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, strip(field)]));
}

const list: Handler = (call) => {
  const commands = call.state.commands.get(placeOf(call)) ?? [];
  return ok(call.query.get('with_localizations') === 'true' ? commands : strip(commands));
};

const replace: Handler = (call) =>
  ok(replaceCommands(call.state, placeOf(call), call.body as readonly Body[]));

/** Adds one, or puts it in the place of that of its name. */
const put: Handler = (call) => {
  const guild = placeOf(call);
  const command = call.body as Body;
  insist(checkCommands([command]));
  const before = call.state.commands.get(guild) ?? [];
  const known = before.find((one) => isSame(one, command));
  const made = complete(call.state, guild, command, known);
  call.state.commands.set(guild, [...before.filter((one) => one !== known), made]);
  return { status: known === undefined ? 201 : 200, body: made };
};

const remove: Handler = (call) => {
  const guild = placeOf(call);
  const before = call.state.commands.get(guild) ?? [];
  const after = before.filter(({ id }) => id !== call.params.command);
  if (after.length === before.length) throw refuse('unknownCommand');
  call.state.commands.set(guild, after);
  return empty;
};

export const commands = {
  'GET /applications/{application}/commands': list,
  'PUT /applications/{application}/commands': replace,
  'POST /applications/{application}/commands': put,
  'DELETE /applications/{application}/commands/{command}': remove,
  'GET /applications/{application}/guilds/{guild}/commands': list,
  'PUT /applications/{application}/guilds/{guild}/commands': replace,
  'POST /applications/{application}/guilds/{guild}/commands': put,
  'DELETE /applications/{application}/guilds/{guild}/commands/{command}': remove,
} satisfies Partial<Handlers>;
