/** What the view shows: messages as Discord's interface gives them, with what it needs to know beside them. */

/** A component as JSON: the fields of all types that are shown. */
export interface RawComponent {
  readonly type: number;
  readonly components?: readonly RawComponent[];
  readonly component?: RawComponent;
  readonly accessory?: RawComponent;
  readonly content?: string;
  readonly items?: readonly RawItem[];
  readonly media?: RawMedia;
  readonly file?: RawMedia;
  readonly description?: string | null;
  readonly spoiler?: boolean;
  readonly accent_color?: number | null;
  readonly divider?: boolean;
  readonly spacing?: number;
  readonly style?: number;
  readonly label?: string;
  readonly emoji?: RawEmoji;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly options?: readonly RawOption[];
  readonly default_values?: readonly { readonly id: string; readonly type: string }[];
  readonly required?: boolean;
  readonly value?: string;
  readonly max_values?: number;
  readonly default?: boolean;
}

export interface RawMedia {
  readonly url: string;
  readonly attachment_id?: string;
}

export interface RawItem {
  readonly media: RawMedia;
  readonly description?: string | null;
  readonly spoiler?: boolean;
}

export interface RawEmoji {
  readonly name?: string | null;
  readonly id?: string | null;
}

export interface RawOption {
  readonly label: string;
  readonly description?: string;
  readonly emoji?: RawEmoji;
  readonly default?: boolean;
}

export interface RawModal {
  readonly title: string;
  readonly components: readonly RawComponent[];
}

export interface ShownMessage {
  readonly author: { readonly name: string; readonly isApp: boolean };
  /** Raw, as posted or as read. */
  readonly components: readonly unknown[];
  /** Of a message without Components V2. */
  readonly content?: string;
  readonly attachments: readonly { readonly id: string; readonly filename: string }[];
  readonly isEphemeral: boolean;
  /** Deferred: nothing but "thinking" yet. */
  readonly isLoading: boolean;
  /** Milliseconds; missing = as of now. */
  readonly createdAt?: number;
  readonly editedAt?: number;
  /** Who asked for it, above it. `command` without its slash. */
  readonly used?: { readonly user: string; readonly command: string };
}

/** What is known when something is shown. */
export interface ViewContext {
  /** Bytes by name of attachment; a picture that is not there is shown by its description. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Milliseconds: what "in 2 minutes" counts from. */
  readonly now: number;
  /** What mentions of people, roles and channels are called, by id. */
  readonly names?: ReadonlyMap<string, string>;
}
