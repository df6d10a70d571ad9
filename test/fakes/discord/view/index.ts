/** A view of messages as Discord shows them, for pictures of them. */
export { renderMessageHtml } from './message.js';
export { renderModalHtml } from './modal.js';
export { renderPage } from './page.js';
export type { RawModal, ShownMessage, ViewContext } from './shown.js';
export type { Theme } from './style.js';
