import { expect, it } from 'vitest';
import { StudioError } from '../../../../src/errors.js';
import { refuse, text } from '../../../../src/reply/answer.js';
import { presentChange } from '../../../../src/reply/present-settings.js';
import { now, ofBlocks, rendered, wordsOf } from './stage.js';

const [art, bots] = ['1574149050888880134', '1574149050888880135'];

it('names channels and roles that a refusal speaks of', async () => {
  const channels = refuse(new StudioError('channel-not-allowed', { channels: [art, bots] }));
  expect(wordsOf(await rendered(channels))).toContain(`Go to one of these: <#${art}>, <#${bots}>.`);
  const roles = refuse(new StudioError('role-missing', { roles: [art] }));
  expect(wordsOf(await rendered(roles))).toContain(`one of these roles here: <@&${art}>.`);
});

it('names those of a setting that was changed, and no numbers of others', async () => {
  const change = { at: now, by: 'discord/7', scope: 'discord/77' } as const;
  const moved = presentChange({ ...change, name: 'allowed-channels', old: art, new: `${art}, ${bots}` });
  expect(wordsOf(await rendered(moved))).toContain(`is <#${art}>, <#${bots}> now; it was <#${art}>.`);
  const daily = presentChange({ ...change, name: 'daily', old: null, new: art });
  expect(wordsOf(await rendered(daily))).toContain(`daily is ${art} now`);
});

it('takes nothing for an id that Discord cannot have given', async () => {
  const words = text(`art, .*, ${art} and 9${art}`, [
    ...(['art', '.*', '', art] as const).map((id) => ({ kind: 'channel', id }) as const),
  ]);
  expect(wordsOf(await rendered(ofBlocks(words)))).toContain(`art, .\\*, <#${art}> and 9${art}`);
});
