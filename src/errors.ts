/**
 * What can go wrong where a person can see it. One class, one code per reason; the wording lives in
 * reply/errors.ts, keyed by code, so that every door says the same. Programmer mistakes stay TypeError/RangeError.
 */

/** Every code with the facts its sentence needs. A new failure is a new row here and a type error in reply/errors.ts. */
export interface ErrorContexts {
  /** A picture's bytes are missing or of length zero. */
  'image-empty': { readonly name: string };
  /** The bytes are no picture we know, whatever the file's name says. */
  'image-unknown': { readonly name: string };
  /** A known kind of file that we do not take (SVG, PDF, TIFF...). */
  'image-unsupported': { readonly name: string; readonly format: string };
  /** The picture starts well and then breaks off or is damaged. */
  'image-broken': { readonly name: string; readonly detail: string };
  /** More bytes than the cap. */
  'image-too-many-bytes': { readonly name: string; readonly bytes: number; readonly maxBytes: number };
  /** More pixels than the cap (checked on the header, before decoding). */
  'image-too-many-pixels': {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly maxPixels: number;
  };
  /** Too small or too thin to look at through VGG19. */
  'image-too-small': {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly minSide: number;
  };
  /** Decoding took longer than the limit. */
  'image-too-slow': { readonly name: string; readonly seconds: number };
  /** A file cannot be read. */
  'file-unreadable': { readonly path: string; readonly detail: string };
  /** A picture's file carries nothing that says how it was painted. */
  'record-missing': { readonly path: string };
  /** A file cannot be written (permission, full disk, missing folder). */
  'file-unwritable': { readonly path: string; readonly detail: string };
  /** A path's extension is none of those (with their dots) that can be written there. */
  'output-format': { readonly path: string; readonly endings: readonly string[] };
  /** An option's value is of the wrong kind or out of range. */
  'option-invalid': { readonly option: string; readonly value: string; readonly expected: string };
  /** An option that must be there is not. */
  'option-missing': { readonly option: string };
  /** Options that a command does not have, and those that it has. */
  'option-unknown': {
    readonly command: string;
    readonly options: readonly string[];
    readonly known: readonly string[];
  };
  /** A name that is no preset, sample or file. */
  'picture-not-found': { readonly name: string; readonly known: readonly string[] };
  /** Weights are missing, damaged or of another shape than VGG19's. */
  'weights-broken': { readonly path: string; readonly detail: string };
  /** A manifest (models, styles, samples) is damaged or does not match its files. */
  'manifest-broken': { readonly path: string; readonly detail: string };
  /** The device asked for does not work here. */
  'device-unavailable': { readonly device: string; readonly detail: string };
  /** The engine asked for is not there. */
  'engine-unavailable': { readonly engine: string; readonly detail: string };
  /** The rendering process died or could not start. */
  'renderer-died': { readonly detail: string };
  /** The loss was not a finite number from the first step on. */
  'loss-not-finite': { readonly recipe: string };
  /** Not enough memory for this size; the size that would fit, in pixels of the long side. */
  'memory-too-small': {
    readonly size: number;
    readonly needMiB: number;
    readonly haveMiB: number;
    readonly fits: number;
  };
  /** An environment variable has a value we cannot use. */
  'config-invalid': { readonly variable: string; readonly value: string; readonly expected: string };
  /** The disk, or the quota, is full. */
  'storage-full': { readonly detail: string };
  /** The database file is damaged. */
  'storage-broken': { readonly path: string; readonly detail: string };
  /** The data folder is in use by another process of ours. */
  'storage-busy': { readonly path: string };
  /** There is no data folder where one was looked for. */
  'data-missing': { readonly path: string };
  /** A stored picture is missing or not what its name says. */
  'blob-missing': { readonly hash: string };
  /** No job of that id that this person may see. */
  'job-unknown': { readonly id: string };
  /** The job has ended, or is not in a state where this can be done. */
  'job-state': { readonly id: string; readonly state: string; readonly action: string };
  /** Not the requester's own job, and no moderator. */
  'not-yours': { readonly id: string };
  /** The job killed its rendering process twice. `fits` is a long side worth trying, 0 where none is. */
  'job-too-heavy': { readonly size: number; readonly fits: number; readonly detail: string };
  /** Waited longer than the operator allows. */
  'waited-too-long': { readonly minutes: number };
  /** Rendered longer than the operator allows. */
  'rendered-too-long': { readonly minutes: number };
  /** As many jobs wait as there is room for. */
  'queue-full': { readonly scope: 'all' | 'server' | 'user'; readonly limit: number };
  /** The day's pictures are used up; `resetsInSeconds` until the next day (UTC). */
  'daily-limit': { readonly limit: number; readonly resetsInSeconds: number };
  cooldown: { readonly seconds: number; readonly limit: number };
  'channel-not-allowed': { readonly channels: readonly string[] };
  /** Pictures are not to be seen in a channel like this one: it is not marked age-restricted. */
  'channel-not-age-restricted': Readonly<Record<string, never>>;
  'role-missing': { readonly roles: readonly string[] };
  /** The operator keeps the user or the server out. */
  blocked: { readonly kind: 'user' | 'tenant'; readonly reason: string };
  /** A setting's value is above (or below) what the operator allows. */
  'setting-ceiling': { readonly setting: string; readonly value: string; readonly ceiling: string };
  'setting-unknown': { readonly setting: string; readonly known: readonly string[] };
  /** A server's own style cannot be called like one that comes with the package. */
  'style-name-taken': { readonly id: string };
  /** No style of that name that the server added itself. */
  'style-unknown': { readonly id: string; readonly known: readonly string[] };
  /** Somebody else added it, and this is no moderator. */
  'style-not-yours': { readonly id: string };
  /** The server lets only moderators add styles. */
  'styles-forbidden': Readonly<Record<string, never>>;
  /** As many styles of its own as the server may have. */
  'styles-full': { readonly limit: number };
  /** The server may have none. */
  'styles-off': Readonly<Record<string, never>>;
  /** Settings are the business of moderators. */
  'settings-forbidden': Readonly<Record<string, never>>;
  /** Going down: no new jobs. */
  'shutting-down': Readonly<Record<string, never>>;
  /** A port cannot be listened on. */
  'port-unavailable': { readonly host: string; readonly port: number; readonly detail: string };
  /** What was sent at once has more bytes than the cap. */
  'upload-too-large': { readonly maxBytes: number };
  /** What was sent is no form of ours, or broke off. */
  'upload-broken': { readonly detail: string };
  /** Nothing came for so long, or not all of it. */
  'upload-too-slow': { readonly seconds: number };
  /** As many uploads are under way as there is room for. */
  'upload-busy': Readonly<Record<string, never>>;
  /** A command that there is not. */
  'command-unknown': { readonly name: string; readonly known: readonly string[] };
  /** Too many wrong tokens. */
  'login-slow': { readonly seconds: number };
  'login-wrong': Readonly<Record<string, never>>;
  /** An attachment's link leads to a host that is none of its platform's. */
  'input-host': { readonly host: string };
  /** An attachment cannot be fetched. */
  'input-unreachable': { readonly name: string; readonly detail: string };
  /** An attachment's link is over, or what it led to is gone. */
  'input-gone': { readonly name: string };
  /** A chat platform does not take the token it was given. */
  'token-refused': { readonly variable: string; readonly platform: string };
  /** A chat platform did not do what whoever runs the bot asked of it; `detail` ends with what to try. */
  'platform-failed': { readonly platform: string; readonly detail: string };
  /** Something we did not foresee; the original error is the cause. */
  unexpected: { readonly detail: string };
}

export type ErrorCode = keyof ErrorContexts;

/** A failure that a person is told about. `code` picks the sentence, `context` fills it in. */
export class StudioError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'StudioError';

  constructor(
    readonly code: Code,
    readonly context: ErrorContexts[Code],
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(context)}`, options);
  }
}

/** Wraps a stranger once, at an edge. StudioErrors and AbortErrors pass unchanged. */
export function asStudioError(error: unknown): StudioError {
  if (error instanceof StudioError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new StudioError('unexpected', { detail }, { cause: error });
}
