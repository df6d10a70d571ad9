/** What the suite asks of a door: that somebody does something there, and what they are shown. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPackageRoot } from '../../../src/assets.js';
import { readConfig } from '../../../src/config.js';
import type { Requester } from '../../../src/job/job.js';
import { createLog } from '../../../src/log.js';
import { type Service, type ServiceOptions, startService } from '../../../src/main.js';
import type { Action } from '../../../src/reply/reply.js';
import { createGallery } from '../../../src/request/presets.js';

/** What a person is shown in the end, without the door's own manner of writing. */
export interface Shown {
  /** All words. */
  readonly text: string;
  /** Finished pictures. */
  readonly pictures: number;
  readonly buttons: readonly Action[];
  /** null where it shows none. */
  readonly job: string | null;
}

export interface Picture {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Ask {
  readonly content: Picture;
  /** A preset's name; or several with weights, as in `harvest:2,night-cafe`. */
  readonly preset?: string;
  readonly style?: Picture;
  /** Where the first style goes. */
  readonly mask?: Picture;
  /** Where to start. */
  readonly init?: Picture;
  /** By option name. */
  readonly values?: Readonly<Record<string, string>>;
}

export interface Somebody {
  /** Asks for a picture, and waits until it is done or refused. */
  stylize(ask: Ask): Promise<Shown>;
  /** The same, until its message is there. */
  begin(ask: Ask): Promise<Shown>;
  command(name: string, values?: Readonly<Record<string, string>>): Promise<string>;
  /** Presses a button under what was shown, and waits for what comes of it. */
  press(shown: Shown, action: Action): Promise<Shown>;
}

export interface Driver {
  readonly service: Service;
  /** `tenantKey` of where they are. */
  readonly tenant: string;
  /** Somebody there, as the studio knows people. */
  readonly requester: Requester;
  readonly member: Somebody;
  readonly moderator: Somebody;
  close(): Promise<void>;
}

/** Somebody without a name or rights. */
export const stranger = (door: Requester['door'], tenant: string): Requester => ({
  ...{ door, tenant, user: 'somebody', channel: null, roles: [], isModerator: false },
});

/** Scenarios that a door cannot have, each with the reason. */
export type Skips = Readonly<Partial<Record<Scenario, string>>>;

export const scenarios = [
  'settings are for moderators',
  'a picture is for the one who asked alone',
  'buttons are for the one who asked',
] as const;
export type Scenario = (typeof scenarios)[number];

const gallery = await createGallery();
export const photo: Picture = { name: 'coffee.jpg', bytes: readFileSync(gallery.find('coffee').file) };
export const painting: Picture = { name: 'waves.jpg', bytes: readFileSync(gallery.find('night-cafe').file) };

/** A service with one door and a renderer that takes a known time and paints nothing. */
export async function serve(
  env: Readonly<Record<string, string>>,
  doors: ServiceOptions['doors'],
): Promise<{ service: Service; lines: readonly string[]; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-conformance-'));
  const lines: string[] = [];
  const service = await startService({
    config: readConfig({ IMPASTO_DATA_DIR: folder, IMPASTO_SLOTS: 'cpu', METRICS_PORT: 'off', ...env }),
    ...{ version: 'under test', doors, say: (line) => void lines.push(line) },
    log: createLog({ level: 'error', write: (line) => void process.stderr.write(line) }),
    rendererEntry: join(findPackageRoot(), 'dist/test/fakes/stand-in-renderer.js'),
  });
  return {
    service,
    lines,
    async close() {
      await service.close();
      rmSync(folder, { recursive: true });
    },
  };
}
