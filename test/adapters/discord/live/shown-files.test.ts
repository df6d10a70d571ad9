/** Files that only a message's components name. */
import { expect, it } from 'vitest';
import { attachedOf } from '../../../../src/adapters/discord/payload.js';
import { shownFiles } from '../../../../src/adapters/discord/shown-files.js';

const cdn = 'https://cdn.discordapp.com/attachments/1';
const media = (id: string, name: string) => ({ attachment_id: id, url: `${cdn}/${id}/${name}?ex=1&is=2` });

it('are found at all depths, by the name that their address has', () => {
  const container = {
    type: 17,
    components: [
      { type: 12, items: [{ media: { ...media('2', 'a-1.webp'), content_type: 'image/webp' } }] },
      {
        type: 9,
        components: [{ type: 10, content: 'x' }],
        accessory: { type: 11, media: media('3', 'b.png') },
      },
      { type: 13, file: media('4', 'caf%C3%A9.png') },
    ],
  };
  expect(shownFiles([container]).map(({ id, name, contentType }) => [id, name, contentType])).toEqual([
    ['2', 'a-1.webp', 'image/webp'],
    ['3', 'b.png', null],
    ['4', 'café.png', null],
  ]);
  expect(attachedOf({ components: [container] as never }).get('b.png')).toBe('3');
  expect(attachedOf({ attachments: [{ id: '5', filename: 'c.png' }] as never }).get('c.png')).toBe('5');
  expect(attachedOf({}).size).toBe(0);
});

it('a picture from elsewhere is no file of the message, and an odd address has a name all the same', () => {
  expect(shownFiles([{ items: [{ media: { url: 'https://elsewhere.example/a.png' } }] }])).toEqual([]);
  const [odd, none] = shownFiles([media('1', '%E0%A4%A'), { attachment_id: '2', url: 'none' }]);
  expect([odd!.name, none!.name]).toEqual(['%E0%A4%A', '']);
});
