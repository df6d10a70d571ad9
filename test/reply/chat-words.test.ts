/** What is said where no job is there yet. */
import { describe, expect, it } from 'vitest';
import {
  describeFirstStyles,
  namePicture,
  presentUnchosen,
  refuseForPermissions,
  styleChoice,
} from '../../src/reply/chat-words.js';

describe('permissions', () => {
  it.each([
    [['Attach Files'], 'It lacks a permission in this channel: Attach Files.', 'can grant it to the bot'],
    [
      ['View Channel', 'Attach Files'],
      'It lacks permissions in this channel: View Channel and Attach Files.',
      'can grant them',
    ],
  ])('%s are named, with who can help', (names, what, help) => {
    const { kind, isPrivate, blocks } = refuseForPermissions(names);
    expect({ kind, isPrivate }).toEqual({ kind: 'refusal', isPrivate: true });
    const [{ text }] = blocks as never as readonly [{ readonly text: string }];
    expect(text).toContain(what);
    expect(text).toContain(help);
  });
});

describe('names of files', () => {
  it('are cleaned and shortened above a choice, and need not be there', () => {
    expect(styleChoice('a\u202eb\n.png').note).toMatch(/^a b .png waits for it/);
    expect(styleChoice('x'.repeat(300)).note.length).toBeLessThan(140);
    expect(styleChoice('\n').note).toMatch(/^The photo waits/);
  });

  it('are numbered where one is chosen', () => {
    expect(namePicture(0, 'a.png')).toBe('1. a.png');
    expect(namePicture(2, '')).toBe('3. picture');
    expect(namePicture(9, 'x'.repeat(300)).length).toBeLessThanOrEqual(100);
  });
});

it('times and numbers are those that hold', () => {
  expect(JSON.stringify(presentUnchosen(600).blocks)).toContain('10 min');
  expect(describeFirstStyles(25, 40)).toContain('25 of 40');
});
