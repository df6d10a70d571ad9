/** One finding of `impasto doctor`. */
export interface Check {
  /** What was looked at, one or two words. */
  readonly name: string;
  /** `broken` is what nothing works without; `warning` costs something; `absent` is fine, as long as it is not wanted. */
  readonly status: 'ok' | 'warning' | 'broken' | 'absent';
  readonly detail: string;
}

/** Runs a check whose failure is a finding too. */
export async function attempt(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, status: 'ok', detail: await look() };
  } catch (error) {
    return { name, status: 'broken', detail: describeCause(error) };
  }
}

/** The facts of an error in a few words: a StudioError's detail says more than its code. */
export function describeCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { context } = error as { context?: { detail?: unknown } };
  const text = typeof context?.detail === 'string' ? context.detail : error.message;
  const line = text.split('\n')[0]!;
  // Why: onnxruntime puts its source file and the failed condition in front of what failed.
  return line.startsWith('/') ? line.split('. ').at(-1)! : line;
}
