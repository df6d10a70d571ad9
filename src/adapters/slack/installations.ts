/** Where the application was installed: Bolt's store over ours, each row sealed. */
import type { Installation, InstallationQuery } from '@slack/bolt';
import type { InstallationStore } from '../../job/installation.js';
import type { Log } from '../../log.js';
import { type Seal, SealBroken } from './seal.js';

/** A workspace, as Slack names it with each event. */
export type Where = Pick<InstallationQuery<boolean>, 'teamId' | 'enterpriseId' | 'isEnterpriseInstall'>;

/** The application is in no workspace that is meant, or not any more. */
export class NotInstalled extends Error {
  override readonly name = 'NotInstalled';
}

/** The part of Bolt's own that its installer asks for. */
export interface Installations {
  storeInstallation(installation: Installation): Promise<void>;
  /** @throws NotInstalled */
  fetchInstallation(where: Where): Promise<Installation>;
  /** Takes the tokens away. @returns the keys of the rows that there were. */
  purge(where: Where): Promise<readonly string[]>;
}

const teamKey = (id: string) => `team/${id}`;
const enterpriseKey = (id: string) => `enterprise/${id}`;

function keyOf({ isEnterpriseInstall, enterprise, team }: Installation): string {
  if (isEnterpriseInstall === true && enterprise !== undefined) return enterpriseKey(enterprise.id);
  if (team !== undefined) return teamKey(team.id);
  throw new TypeError('Expected the installation to have a workspace or an organisation');
}

/** The first that is there counts: a workspace's own, and one for its whole organisation. */
function keysFor({ isEnterpriseInstall, teamId, enterpriseId }: Where): readonly string[] {
  const team = isEnterpriseInstall || teamId === undefined ? [] : [teamKey(teamId)];
  return [...team, ...(enterpriseId === undefined ? [] : [enterpriseKey(enterpriseId)])];
}

/** On what was read: the row as it stood. Why a symbol: Bolt's installer copies it along, and JSON leaves it out. */
const origin = Symbol('sealed');

type Kept = Installation & { readonly [origin]?: string };

export function createInstallations(store: InstallationStore, seal: Seal, log: Log): Installations {
  const read = async (key: string): Promise<Installation | null> => {
    const sealed = await store.read(key);
    if (sealed === null) return null;
    try {
      const { text, isOld } = seal.open(sealed, key);
      const fresh = isOld ? seal.seal(text, key) : sealed;
      // Why not written in any case: its tokens may have been renewed in this moment.
      if (isOld) await store.replace(key, sealed, fresh);
      return { ...JSON.parse(text), [origin]: fresh } as Kept;
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      log.error({ key, err: error }, 'slack: what was granted cannot be read; install the app there again');
      return null;
    }
  };

  return {
    async storeInstallation(installation) {
      const key = keyOf(installation);
      const sealed = seal.seal(JSON.stringify(installation), key);
      const { [origin]: old } = installation as Kept;
      if (old === undefined) await store.write(key, sealed);
      // Why not in any case: while its tokens were renewed, it may have been taken out, or in anew.
      else if (!(await store.replace(key, old, sealed)))
        log.info({ key }, 'slack: renewed tokens came too late');
    },

    async fetchInstallation(where) {
      for (const key of keysFor(where)) {
        const found = await read(key);
        if (found !== null) return found;
      }
      throw new NotInstalled('the app is not installed there');
    },

    async purge({ isEnterpriseInstall, teamId, enterpriseId }) {
      const [key] = keysFor({
        isEnterpriseInstall,
        teamId,
        // Why: where one workspace leaves, the others of its organisation stay.
        enterpriseId: isEnterpriseInstall ? enterpriseId : undefined,
      });
      return key !== undefined && (await store.remove(key)) ? [key] : [];
    },
  };
}
