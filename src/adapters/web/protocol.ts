/** What the page and its server say to each other: JSON over HTTP, and server-sent events. */
import type { Action, Reply } from '../../reply/reply.js';

/** What can be pressed: the buttons of replies, and `more` below a finished picture, which goes on from it. */
export type PageAction = Action | 'more';

/** An option as the page's form needs it; derived from commands/ and the option table. */
export interface PageOption {
  readonly name: string;
  readonly type:
    | 'integer'
    | 'number'
    | 'size'
    | 'choice'
    | 'text'
    | 'layers'
    | 'picture'
    | 'pictures'
    | 'flag';
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
  /** Names of options that may be typed without their name, in order; a last one of type `pictures` takes the rest. */
  readonly positional: readonly string[];
}

/** A preset, a style that was added here, or a sample; its picture, small, is at `/api/preset/ID`. */
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
  /** The command as it could be typed: `/stylize coffee harvest strength:70`; a name with spaces stands in quotes. */
  readonly command: string;
  /** Grows with every change, over restarts of the service too, so that an older one that comes late is dropped. */
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
  /** What a picture file may be, so that the page can say no before it sends one: bytes, and media types (`image/png`). */
  readonly upload: { readonly maxBytes: number; readonly types: readonly string[] };
  /** Styles of one picture, at most. */
  readonly maxStyles: number;
  /** The newest so many, oldest first. */
  readonly messages: readonly PageMessage[];
}

/**
 * POST /api/command/NAME and POST /api/button. Fields of a multipart form: `values` (JSON, option name to text), `content`
 * and `style` (a file, or a text: a preset's or sample's name; `style` may be repeated), `weight` and `mask` (one per style,
 * in their order; an empty text is no mask), `init` (a word of the option's, or a picture as before); for buttons `action`, `job`, and `style` where one was chosen. Status 200, or 4xx/5xx with a reply that
 * says why (`type: 'reply'`). Without an answer in this form the connection is lost, or the login is over (401).
 */
export type CommandAnswer =
  | { readonly type: 'message'; readonly message: PageMessage }
  | { readonly type: 'reply'; readonly reply: Reply };

/**
 * GET /api/events, by name of the event; `data` is JSON. At every connection first `channel`, then a `message` for each of
 * its jobs; after that one for each that is new or has changed. A comment line every 15 s keeps it open. A browser opens
 * six connections to a service at most: a tab that is hidden for long closes its own, and opens it again when it is shown.
 */
export interface PageEvents {
  /** The jobs of the whole channel, oldest first: what a page shows beside them has gone. */
  readonly channel: { readonly jobs: readonly string[] };
  readonly message: PageMessage;
  /** Deleted. */
  readonly gone: { readonly job: string };
  /** Before the service ends; the page says so and tries again. */
  readonly bye: Readonly<Record<string, never>>;
}

/*
 * Pictures: GET /api/picture/JOB/result|timelapse|photo|style-N|preview-STEP and GET /api/preset/ID (at most 320 pixels; styles that
 * were added here have ids among those of the presets, and may be replaced). `?full` on
 * the result, the timelapse, the photo and the styles makes it a download under a good name. For ever the same, except previews: there
 * is the newest one alone, whatever step is asked for, and none once the job has ended.
 *
 * Files: GET / is page/index.html; everything else of page/ (modules as compiled, .css, .svg) is at /assets/PATH, so that
 * the page's first module is /assets/main.js and imports `./composer.js`. Nothing else is served: what modules import from
 * outside of page/ are types. Content-Security-Policy: scripts, styles and connections from here alone, no inline ones;
 * pictures from here and `blob:`.
 *
 * Where the operator has set a token: every path but /login answers 401, or leads a person to /login.
 */
