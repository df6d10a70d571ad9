import type { types } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import type { Payload } from '../../../../src/adapters/slack/payload.js';
import { placePictures, showsPicture } from '../../../../src/adapters/slack/place-pictures.js';

const image = (id: string) => ({ type: 'image', alt_text: 'drawn', slack_file: { id } });
const text = { type: 'mrkdwn', text: 'hello' };
const payloadOf = (...blocks: readonly object[]): Payload => ({
  ...{ text: 'hello', files: [] },
  blocks: blocks as readonly types.KnownBlock[],
});
const placed = new Map([['a.png', { file: 'F1', alt: 'it' }]]);
const there = { type: 'image', alt_text: 'it', slack_file: { id: 'F1' } };

describe('pictures of a message', () => {
  it.each([
    ['a block', [image('file:a.png')], [there]],
    ['a block without a file', [image('file:b.png'), { type: 'divider' }], [{ type: 'divider' }]],
    [
      'beside words',
      [{ type: 'section', text, accessory: image('file:a.png') }],
      [{ type: 'section', text, accessory: there }],
    ],
    [
      'beside words, without a file',
      [{ type: 'section', text, accessory: image('file:b.png') }],
      [{ type: 'section', text }],
    ],
    [
      'among words',
      [{ type: 'context', elements: [image('file:a.png'), text, image('file:b.png')] }],
      [{ type: 'context', elements: [there, text] }],
    ],
    ['alone in a row, without a file', [{ type: 'context', elements: [image('file:b.png')] }], []],
    ['somewhere else', [image('F9')], [image('F9')]],
    [
      'none',
      [{ type: 'actions', elements: [{ type: 'button', action_id: 'a' }] }],
      [{ type: 'actions', elements: [{ type: 'button', action_id: 'a' }] }],
    ],
  ])('%s', (_, blocks, expected) => {
    expect(placePictures(payloadOf(...blocks), placed)).toEqual({ text: 'hello', blocks: expected });
  });

  it('are known by their whole names', () => {
    const payload = payloadOf({ type: 'section', text, accessory: image('file:a.png') });
    expect(showsPicture(payload, 'a.png')).toBe(true);
    expect(showsPicture(payload, 'a.pn')).toBe(false);
    expect(showsPicture(payloadOf({ type: 'section', text }), 'a.png')).toBe(false);
  });
});
