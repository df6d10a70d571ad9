/** What is said where people talk and no job is there yet: choices, forms, and what the bot may not do in a channel. */
import { answer, refuseBecause, text } from './answer.js';
import { duration } from './duration.js';
import { list } from './naming.js';
import type { Reply } from './reply.js';
import { sanitize } from './sanitize.js';

/** @param names of permissions, as the platform calls them: one or more. */
export function refuseForPermissions(names: readonly string[]): Reply {
  const [what, it] = names.length === 1 ? ['a permission', 'it'] : ['permissions', 'them'];
  return refuseBecause(
    'The bot may not show pictures here',
    `It lacks ${what} in this channel: ${list(names)}. Whoever manages the channel can grant ${it} to the bot, in the channel's settings under Permissions.`,
  );
}

/** Title and note above the styles to choose from. @param photo name of a file. */
export const styleChoice = (photo: string) =>
  ({
    title: 'Choose a style',
    note: `${sanitize(photo, 40) || 'The photo'} waits for it. Or type /stylize again with a picture of your own as style.`,
  }) as const;

/** In the place of a choice that nobody made. @param seconds how long it was there. */
export const presentUnchosen = (seconds: number): Reply =>
  answer('No style was chosen', [
    text(`The photo was kept for ${duration(seconds)}, and is deleted now. Type /stylize to send it again.`),
  ]);

/** The same where it had to make room for others. */
export const presentCrowdedOut = (): Reply =>
  answer('No style was chosen in time', [
    text('Many photos wait for a style just now, and this one was deleted. Type /stylize to send it again.'),
  ]);

/** Of a choice or a form that is not known any more. */
export const refuseForgotten = (): Reply =>
  refuseBecause(
    'This has waited too long',
    'What it belonged to is not kept any more. Type /stylize and send the photo again.',
  );

export const refuseForeignChoice = (): Reply =>
  refuseBecause(
    'Not yours',
    'Somebody else chooses a style for their photo here. Type /stylize to send a photo of your own.',
  );

/** Of a message without pictures. */
export const refuseWithoutPicture = (): Reply =>
  refuseBecause(
    'No picture here',
    'No picture is attached to this message (links do not count). Choose another message, or type /stylize and send the photo.',
  );

/** Of a button, a menu, a form or a command of another version, or of nobody's. */
export const refuseUnknownPress = (): Reply =>
  refuseBecause(
    'This does nothing any more',
    'It is from another version of the bot. Type /help to see what there is.',
  );

/** Of what was asked too much of. */
export const refuseForTime = (): Reply =>
  refuseBecause('That took too long', 'Nothing has come of it. Try again in a moment.');

/** In the place of the styles to choose from, once one is chosen. */
export const presentChosen = (): Reply =>
  answer('Chosen', [text('The new picture comes in a message of its own.')]);

/** Until a job shows itself. */
export const presentComing = (): Reply => answer('Taking a look at it…');

/** The form of "Stylize this image". */
export const form = {
  title: 'Stylize this image',
  picture: { label: 'Which picture' },
  preset: {
    label: 'Style',
    description: 'or send a picture of your own below',
    placeholder: 'Choose a style',
  },
  style: { label: 'Your own style', description: 'a picture in whose style it is painted' },
  strength: { label: 'Strength' },
  colors: {
    label: 'Colours',
    choices: {
      style: "the style's",
      content: "the photo's, matched before",
      luminance: "the photo's, kept after",
    },
  },
} as const;

/** @param shown of all the styles that there are. */
export const describeFirstStyles = (shown: number, all: number): string =>
  `the first ${shown} of ${all}; /stylize knows all of them`;

/** A picture of a message, as one chooses among several. @param k from 0. */
export const namePicture = (k: number, name: string): string =>
  `${k + 1}. ${sanitize(name, 60) || 'picture'}`;

/** Of what Slack wants within three seconds, or takes for some minutes alone. */
export const refuseLateForm = (): Reply =>
  refuseBecause('Slack did not wait for it', 'The answer came too late for Slack. Please do it once more.');

/** @param words as typed. @param near commands and styles that are written alike; may be empty. */
export const refuseUnknownWords = (words: string, near: readonly string[]): Reply => {
  const said = `"${sanitize(words, 60)}" is no command and no style here.`;
  const [only] = near;
  const hint =
    near.length === 1
      ? `Did you mean /stylize ${only}?`
      : near.length > 1
        ? `Did you mean one of these: ${near.join(', ')}?`
        : '/stylize alone opens a form with all styles, and /stylize help lists the commands.';
  return refuseBecause('Nothing of that name', `${said} ${hint}`);
};

/** At the field that says where a picture goes. */
export const notAMember =
  'The app is not in this conversation. Type /invite there and choose it, or have the picture sent to you alone.';

/** The same as an answer. */
export const refuseForMembership = (): Reply =>
  refuseBecause('The app cannot post here', 'It is not in this conversation. Type /invite and choose it.');

/** At the field of the style. */
export const noStyleChosen = 'Choose a style here, or send a picture of your own as style.';

/** At the field of further styles. @param near styles that are written alike; may be empty. */
export const describeStranger = (name: string, near: readonly string[]): string =>
  `"${sanitize(name, 60)}" is no style here.${near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`}`;

/** Of a mention without all that is needed. */
export const refuseMention = (): Reply =>
  refuseBecause(
    'What shall be painted?',
    'Mention me with two pictures, the photo first and then the style, or with one photo and the name of a style. /stylize opens a form for it, and /stylize styles lists the names.',
  );

/** In a form, until there is something to show. */
export const oneMoment = 'One moment…';

/** The form in which a server gets a style of its own. */
export const styleForm = {
  title: 'Add a style',
  submit: 'Add',
  close: 'Cancel',
  name: { label: 'Name', hint: 'What people here choose it by.' },
  image: { label: 'Picture', hint: 'PNG, JPEG, WebP, AVIF or GIF.' },
} as const;
