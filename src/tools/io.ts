/** The world around a command, handed in so that a test can be the world. */
export interface Io {
  /** Takes what was asked for. */
  readonly stdout: (text: string) => void;
  /** Takes what is said beside it. */
  readonly stderr: (text: string) => void;
  /** Milliseconds, never going back. */
  readonly now: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One JSON object on a line of its own. */
export function writeJson({ stdout }: Pick<Io, 'stdout'>, value: unknown): void {
  stdout(`${JSON.stringify(value)}\n`);
}
