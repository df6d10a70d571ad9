/** Styles that servers add themselves: who may, how many, under which names, and which picture a name means there. */
import { StudioError } from './errors.js';
import { packPixels } from './image/pixel-file.js';
import { dayStartOf } from './job/admission.js';
import { removeFilesOf } from './job/files-of.js';
import { type Requester, tenantKey, userKey } from './job/job.js';
import type { OwnStyle, OwnStyleStore } from './job/own-style.js';
import type { EffectiveSettings } from './job/settings/table.js';
import type { Blobs, JobStore } from './job/store.js';
import { expectedId, findNamed, toId } from './request/names.js';
import { decodeSource, type PictureSource } from './request/pictures.js';
import type { Gallery, Preset } from './request/presets.js';

export interface OwnStylesParts {
  readonly store: OwnStyleStore;
  readonly jobs: Pick<JobStore, 'census' | 'referencedBlobs'>;
  readonly blobs: Blobs;
  readonly gallery: Gallery;
  readonly effective: (tenant: string) => Promise<EffectiveSettings>;
  /** @throws StudioError 'storage-full'. */
  readonly checkRoom: () => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface OwnStyles {
  /** Those of the requester's tenant, oldest first; none where the settings turn them off. */
  list(requester: Requester): Promise<readonly OwnStyle[]>;
  /** Whether the settings let the requester add one, as long as there is room. */
  mayAdd(requester: Requester): Promise<boolean>;
  /**
   * Adds a picture under a name, from which its id is made. One that is there under it is replaced, by whoever added it
   * or a moderator.
   * @throws StudioError 'styles-off', 'styles-forbidden', 'blocked', 'option-invalid' for a name of which nothing is
   *   left, 'style-name-taken', 'styles-full', 'style-not-yours', 'storage-full', and what `decodeSource` throws.
   */
  add(name: string, picture: PictureSource, requester: Requester, signal: AbortSignal): Promise<OwnStyle>;
  /**
   * Takes one away, for whoever added it or a moderator, also where they are turned off. Jobs keep their picture.
   * @param name its id, or the name that it was made from. @throws StudioError 'style-unknown', 'style-not-yours'.
   */
  remove(name: string, requester: Requester): Promise<OwnStyle>;
  /**
   * The picture that a text names where the requester is: the tenant's own of that id, then the gallery's rules over its
   * own and those of the package together. @throws StudioError 'picture-not-found'.
   */
  find(name: string, requester: Requester): Promise<OwnStyle | Preset>;
}

/** Longer side of the stored picture, pixels: strokes of every size that is painted are in it. */
const storedSide = 1024;
/** Letters of a title that are kept; less of it is shown. */
const titleLetters = 100;

/** Whether a picture that was found is a server's own. */
export const isOwnStyle = (found: OwnStyle | Preset): found is OwnStyle => 'blob' in found;

export function createOwnStyles(parts: OwnStylesParts): OwnStyles {
  const { store, jobs, blobs, gallery, effective, checkRoom, now } = parts;
  const settingsOf = (requester: Requester) => effective(tenantKey(requester));
  const isOpenTo = ({ isModerator }: Requester, settings: EffectiveSettings) =>
    isModerator || settings['own-styles-by'] === 'everyone';

  const checkOwner = ({ id, by }: OwnStyle, requester: Requester) => {
    if (by !== userKey(requester) && !requester.isModerator) throw new StudioError('style-not-yours', { id });
  };

  const free = ({ blob }: OwnStyle) =>
    removeFilesOf([{ inputs: [blob], result: null, endedAt: null }], { jobs, blobs, wall: now() });

  const list = async (requester: Requester) => {
    const { 'own-styles': limit } = await settingsOf(requester);
    return limit === 0 ? [] : store.list(tenantKey(requester));
  };

  /** What can be said of a name and a person before the picture is looked at. @returns the id. */
  const checkWish = async (name: string, requester: Requester, settings: EffectiveSettings) => {
    if (settings['own-styles'] === 0) throw new StudioError('styles-off', {});
    if (!isOpenTo(requester, settings)) throw new StudioError('styles-forbidden', {});
    const { block } = await jobs.census(requester, dayStartOf(now()));
    if (block !== null) throw new StudioError('blocked', { kind: block.kind, reason: block.reason });
    const id = toId(name);
    if (id === null)
      throw new StudioError('option-invalid', { option: 'name', value: name, expected: expectedId });
    const shipped = [...gallery.styles, ...gallery.samples];
    if (shipped.some((preset) => preset.id === id)) throw new StudioError('style-name-taken', { id });
    return id;
  };

  return {
    list,

    async mayAdd(requester) {
      const settings = await settingsOf(requester);
      return settings['own-styles'] > 0 && isOpenTo(requester, settings);
    },

    async add(name, picture, requester, signal) {
      const settings = await settingsOf(requester);
      const id = await checkWish(name, requester, settings);
      const tenant = tenantKey(requester);
      let replaced: OwnStyle | undefined;
      const check = (present: readonly OwnStyle[]) => {
        replaced = present.find((one) => one.id === id);
        const limit = settings['own-styles'];
        if (replaced !== undefined) checkOwner(replaced, requester);
        else if (present.length >= limit) throw new StudioError('styles-full', { limit });
      };
      check(await store.list(tenant));
      await checkRoom();
      const decoded = await decodeSource(picture, gallery, { maxSide: storedSide, signal });
      signal.throwIfAborted();
      const { width, height } = decoded;
      const blob = await blobs.put(packPixels(decoded, decoded.alpha));
      const title = [...name.trim()].slice(0, titleLetters).join('');
      const style = { tenant, id, title, blob, width, height, by: userKey(requester), at: now() };
      await store.add(style, check);
      if (replaced !== undefined) await free(replaced);
      return style;
    },

    async remove(name, requester) {
      const tenant = tenantKey(requester);
      const present = await store.list(tenant);
      const id = toId(name);
      const style = present.find((one) => one.id === id);
      if (style !== undefined) checkOwner(style, requester);
      const gone = style === undefined ? null : await store.remove(tenant, style.id);
      if (gone === null)
        throw new StudioError('style-unknown', { id: name, known: present.map((one) => one.id) });
      await free(gone);
      return gone;
    },

    async find(name, requester) {
      const own = await list(requester);
      const id = toId(name);
      const exact = own.find((one) => one.id === id);
      return exact ?? findNamed<OwnStyle | Preset>(name, [...own, ...gallery.styles, ...gallery.samples]);
    },
  };
}
