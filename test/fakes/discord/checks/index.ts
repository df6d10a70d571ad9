/** What Discord would refuse in a body, before anything is done with it. */
export { checkChoices } from './choices.js';
export { checkCommands } from './commands.js';
export { checkMessage, type MessageState } from './message.js';
export { checkModal } from './modal.js';
export type { Problem } from './problem.js';
