/** What the bot must be allowed, by what Discord says with an interaction. */
import { EventEmitter } from 'node:events';
import { type Interaction, PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { expect, it } from 'vitest';
import { listenToInteractions, overheardOf } from '../../../../src/adapters/discord/overheard.js';
import { findMissingPermissions } from '../../../../src/adapters/discord/permissions.js';

const { ViewChannel, SendMessages, SendMessagesInThreads, AttachFiles, Administrator } = PermissionFlagsBits;

/** An interaction in a channel of some type, as it comes over the gateway. */
function interactionIn(type: number, permissions: bigint, owners: object = { 0: '7' }): Interaction {
  const client = new EventEmitter();
  listenToInteractions(client as never, () => undefined);
  const interaction = {
    ...{ id: '1', guildId: '7', channel: null, member: null, authorizingIntegrationOwners: owners },
    appPermissions: new PermissionsBitField(permissions),
  } as unknown as Interaction;
  client.emit('raw', {
    t: 'INTERACTION_CREATE',
    d: { id: '1', channel: { type }, member: { roles: ['5'] } },
  });
  client.emit('interactionCreate', interaction);
  return interaction;
}

const [text, thread] = [0, 11];

it.each([
  [text, ViewChannel | SendMessages | AttachFiles, []],
  [text, Administrator, []],
  [text, 0n, ['View Channel', 'Send Messages', 'Attach Files']],
  [text, ViewChannel | SendMessagesInThreads | AttachFiles, ['Send Messages']],
  [thread, ViewChannel | SendMessages | AttachFiles, ['Send Messages in Threads']],
  [thread, ViewChannel | SendMessagesInThreads | AttachFiles, []],
])('in a channel of type %i with %s these are missing: %s', (type, permissions, missing) => {
  expect(findMissingPermissions(interactionIn(type, permissions), false)).toEqual(missing);
});

it('what only the user sees, or comes by a user alone, needs files to be allowed and nothing else', () => {
  expect(findMissingPermissions(interactionIn(text, 0n), true)).toEqual(['Attach Files']);
  expect(findMissingPermissions(interactionIn(text, 0n, { 1: '5' }), false)).toEqual(['Attach Files']);
  expect(findMissingPermissions(interactionIn(text, AttachFiles, { 1: '5' }), false)).toEqual([]);
});

it('roles and the kind of channel are heard; a thread has no mark of its own', () => {
  expect(overheardOf(interactionIn(thread, 0n))).toEqual({ isThread: true, roles: ['5'] });
});

it('an interaction that came another way is known by what discord.js has of it', () => {
  const member = { roles: { cache: new Map([['8', {}]]) } };
  const interaction = { channel: { nsfw: true }, member } as unknown as Interaction;
  expect(overheardOf(interaction)).toEqual({ isAgeRestricted: true, roles: ['8'] });
  expect(overheardOf({ channel: null, member: { roles: ['9'] } } as never)).toEqual({ roles: ['9'] });
});

it('what never becomes an interaction does not add up', () => {
  const client = new EventEmitter();
  const seen: Interaction[] = [];
  listenToInteractions(client as never, (interaction) => seen.push(interaction));
  for (let id = 0; id < 500; id++) {
    client.emit('raw', { t: 'INTERACTION_CREATE', d: { id: String(id), member: { roles: [String(id)] } } });
  }
  for (const id of ['0', '499']) client.emit('interactionCreate', { id, channel: null, member: null });
  expect(seen.map(overheardOf)).toEqual([{}, { roles: ['499'] }]);
});
