/** A view of messages, modals and home tabs as Slack shows them, for pictures of them. */
import type { StoredFile } from '../state/stored-file.js';
import { StoredMessage } from '../state/stored-message.js';
import type { Message } from '../world.js';
import type { ShownMessage } from './shown.js';

export { renderMessageHtml } from './message.js';
export type { ShownMessage, ViewContext } from './shown.js';
export { renderPage } from './style.js';
export { renderHomeHtml, renderModalHtml, type ShownView } from './view.js';

/** A message of the fake's, as it is now. @param author who it is from. */
export const shownOf = (message: Message, author: ShownMessage['author']): ShownMessage => ({
  ...{ author, text: message.text, blocks: message.blocks },
  files: (message.files as readonly StoredFile[]).map(({ id, name, altText }) => ({ id, name, altText })),
  isEphemeral: message.ephemeralFor !== null,
  isEdited: message instanceof StoredMessage && message.isEdited && message.edits > 0,
});
