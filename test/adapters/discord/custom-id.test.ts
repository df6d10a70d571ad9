import { describe, expect, it } from 'vitest';
import { type CustomId, readCustomId, writeCustomId } from '../../../src/adapters/discord/custom-id.js';
import { actions } from '../../../src/reply/reply.js';

const ids: readonly (readonly [string, CustomId])[] = [
  ...actions.map((action) => [`v1:${action}:rokadimu`, { type: 'job', action, job: 'rokadimu' }] as const),
  ['v1:style-page:rokadimu:2', { type: 'style-page', job: 'rokadimu', page: 2 }],
  ['v1:pick:k3x9', { type: 'pick', request: 'k3x9' }],
  ['v1:pick-page:k3x9:10', { type: 'pick-page', request: 'k3x9', page: 10 }],
  ['v1:stylize:k3x9', { type: 'stylize', request: 'k3x9' }],
  ['v1:page:styles:2', { type: 'page', command: 'styles', page: 2 }],
  ['v1:settings:1', { type: 'settings', page: 1 }],
  ['v1:setting:max-steps', { type: 'setting', name: 'max-steps' }],
];

describe('a custom id', () => {
  it.each(ids)('%s is written and read', (text, id) => {
    expect(writeCustomId(id)).toBe(text);
    expect(readCustomId(text)).toEqual(id);
    expect(text.length).toBeLessThan(101);
  });

  it.each([
    '',
    'v1',
    'v1:paint:rokadimu',
    'v2:cancel:rokadimu',
    'v1:cancel:',
    'v1:cancel:ROKADIMU',
    'v1:cancel:rokadimu:1',
    'v1:cancel:../../etc',
    'v1:cancel:rokadimu\n',
    'v1:style-page:rokadimu:0',
    'v1:style-page:rokadimu:99999',
    'v1:settings:-1',
    'v1:__proto__:rokadimu',
    `v1:cancel:${'a'.repeat(41)}`,
  ])('%j is none of ours', (text) => {
    expect(readCustomId(text)).toBeNull();
  });
});
