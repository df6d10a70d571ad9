/** What the page and its server say to each other: JSON over HTTP, and server-sent events. */
import type { Reply } from '../../reply/reply.js';

/** An option as the page's form needs it; derived from commands/ and the option table. */
export interface PageOption {
  readonly name: string;
  readonly type: 'integer' | 'number' | 'size' | 'choice' | 'text' | 'picture' | 'pictures' | 'flag';
  readonly help: string;
  readonly required: boolean;
  /** As text; null = see `unset`. With the server's settings taken into account. */
  readonly default: string | null;
  readonly unset: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly choices: readonly string[];
}

export interface PageCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly PageOption[];
  /** Names of options that may be typed without their name, in order. */
  readonly positional: readonly string[];
}

/** A preset or sample; its picture is at `/api/preset/ID`. */
export interface PagePicture {
  readonly id: string;
  readonly title: string;
  /** Artist and year. */
  readonly caption: string;
  readonly width: number;
  readonly height: number;
}

/** One message of the channel: what somebody asked for, and what has become of it. Replaced as a whole when it changes. */
export interface PageMessage {
  /** The job's id. */
  readonly job: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who asked, as shown: `you` is decided by the page through `user`. */
  readonly user: string;
  /** The command as it could be typed: `/stylize coffee harvest strength:70`. */
  readonly command: string;
  /** Counts up with every change of this message, so that an older one that comes late is dropped. */
  readonly version: number;
  readonly reply: Reply;
}

/** GET /api/start */
export interface StartAnswer {
  readonly version: string;
  readonly user: string;
  readonly commands: readonly PageCommand[];
  readonly styles: readonly PagePicture[];
  readonly samples: readonly PagePicture[];
  /** Recipe names with titles. */
  readonly recipes: readonly { readonly name: string; readonly title: string }[];
  /** The newest so many, oldest first. */
  readonly messages: readonly PageMessage[];
}

/**
 * POST /api/command/NAME and POST /api/button. Fields of a multipart form: `values` (JSON, option name to text), `content`
 * and `style` (a file, or a text: a preset's or sample's name; `style` may be repeated), `weight` (one per style); for
 * buttons `action`, `job`, and `style` where one was chosen. Status 200, or 4xx/5xx with a reply that says why.
 */
export type CommandAnswer =
  | { readonly type: 'message'; readonly message: PageMessage }
  | { readonly type: 'reply'; readonly reply: Reply };

/**
 * GET /api/events: `message` for every new or changed one (all unfinished ones at the beginning), `gone` for a deleted
 * one, `bye` before the service ends (the page says so and tries again). A comment line every 15 s keeps it open.
 */
export interface PageEvents {
  readonly message: PageMessage;
  readonly gone: { readonly job: string };
  readonly bye: Readonly<Record<string, never>>;
}

/*
 * Pictures: GET /api/picture/JOB/result|photo|style-N|preview-STEP, GET /api/preset/ID (at most 320 pixels), each with
 * `?full` for a download under a good name. Immutable except previews.
 */
