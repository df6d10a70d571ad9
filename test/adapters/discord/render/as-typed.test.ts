import { expect, it } from 'vitest';
import { asTyped, replyAsTyped } from '../../../../src/adapters/discord/as-typed.js';
import { answer, note, text } from '../../../../src/reply/answer.js';
import { rendered, wordsOf } from './stage.js';

it.each([
  ['as in /help stylize.', 'as in /help command:stylize.'],
  ['/privacy delete takes it all away', '/privacy action:delete takes it all away'],
  ['/styles add, with a name', '/styles action:add, with a name'],
  ['as in /stylize style:harvest, or', 'as in /stylize preset:harvest, or'],
  ['/history and /status rokadimu show it', '/history and /status job:rokadimu show it'],
  [
    'as in /settings set max-steps 200, or /settings unset max-steps.',
    'as in /settings action:set name:max-steps value:200, or /settings action:unset name:max-steps.',
  ],
  ['`/help` shows what is needed.', '`/help` shows what is needed.'],
  ['Type /help to see what there is.', 'Type /help to see what there is.'],
  ['https://a.example/help stylize and ../privacy delete', null],
  ['/stylize content [style] and /stylize recipe:impasto', null],
])('%s', (said, typed) => {
  expect(asTyped(said)).toBe(typed ?? said);
  expect(asTyped(typed ?? said)).toBe(typed ?? said);
});

it('is done in all parts of a reply, and in what is shown', async () => {
  const table = { type: 'table', columns: ['x'], rows: [['/help queue']] } as const;
  const reply = answer('/help styles', [text('/privacy show'), note('/cancel rokadimu'), table]);
  expect(JSON.stringify(replyAsTyped(reply))).not.toMatch(/\/(help|privacy|cancel) [a-z]+[^a-z:]/);
  expect(wordsOf(await rendered(reply))).toContain('/privacy action:show');
});
