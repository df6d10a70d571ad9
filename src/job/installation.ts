/** The port of what workspaces granted to a chat's application: sealed, so that whoever reads the file gets nothing. */

export interface InstallationStore {
  /** @param key what the door calls it, such as `team/T024BE7LD`. @returns null where there is none. */
  read(key: string): Promise<string | null>;
  write(key: string, sealed: string): Promise<void>;
  /** Writes only where `old` still stands: somebody else may have written something newer. @returns whether it did. */
  replace(key: string, old: string, sealed: string): Promise<boolean>;
  /** @returns false where there was none. */
  remove(key: string): Promise<boolean>;
}
