/** Files that were uploaded to show how jobs are doing, and that nobody needs when these have ended. */

export interface PreviewFiles {
  add(job: string, file: string): void;
  /** It is deleted. */
  remove(job: string, file: string): void;
  /** Forgets all of a job's. */
  take(job: string): readonly string[];
}

/** In memory: what a program leaves behind that dies is one picture a job, which is nobody's but the app's. */
export function createPreviewFiles(): PreviewFiles {
  const files = new Map<string, Set<string>>();

  return {
    add(job, file) {
      files.set(job, (files.get(job) ?? new Set()).add(file));
    },
    remove(job, file) {
      const left = files.get(job);
      left?.delete(file);
      if (left?.size === 0) files.delete(job);
    },
    take(job) {
      const left = [...(files.get(job) ?? [])];
      files.delete(job);
      return left;
    },
  };
}
