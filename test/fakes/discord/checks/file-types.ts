/** Filters by file name, on attachment options of commands and on file uploads of modals. */
import { fault } from './problem.js';
import { list, type Rule } from './rule.js';

const groups: readonly unknown[] = ['image', 'video', 'audio'];

const fileType: Rule = (value, path) =>
  groups.includes(value) || /^\.[a-z0-9]+(\.[a-z0-9]+)*$/i.test(String(value))
    ? null
    : fault(path, 'FILE_TYPE_INVALID', 'Must be a group (image, video, audio) or an extension with its dot.');

/** discord-api-docs, change-log 2026-08-05: at most 10. */
export const fileTypes = list(fileType, 1, 10);
