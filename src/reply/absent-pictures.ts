/** What is said in a chat where a picture would be, by which picture it is. */

/** Pictures that may not be there. */
export type Absentee = 'result' | 'photo' | 'style' | 'preview' | 'preset' | 'plot';

const sentences = {
  result:
    'The picture is not here: it has been deleted, or is too large for this place. /history shows those that are kept.',
  photo: 'The photo is not kept any more.',
  style: 'This style is not kept any more.',
  preview: 'The picture so far comes with the next step.',
  preset: 'This picture is not among those that come with the bot any more.',
  plot: 'There is no curve of the loss.',
} as const satisfies Readonly<Record<Absentee, string>>;

/** One line, in place of a picture that cannot be had. */
export const describeAbsent = (picture: Absentee): string => sentences[picture];

/** One line, in place of pictures where settings forbid them. */
export const describeHidden = (): string =>
  'Pictures are shown here only in channels that are marked age-restricted.';

/** One line, in place of a picture that settings hide, where a chat cannot hide one but shows it elsewhere. */
export const describeVeiled = (): string => 'Pictures are not shown openly here: this one is in the thread.';

/** What a text means when more follows that has no room. */
export const more = '…';
