/** The way in of every job, whether asked for by a command, a button or a second try: from what was handed over to a row. */
import { StudioError } from './errors.js';
import { checkAdmission, dayStartOf } from './job/admission.js';
import { type CorrectedWork, correct } from './job/correct.js';
import { type Job, type JobDraft, type Json, type Requester, tenantKey } from './job/job.js';
import type { EffectiveSettings } from './job/settings/table.js';
import type { Blobs, Census, JobStore } from './job/store.js';
import type { OwnStyles } from './own-styles.js';
import { createPictureStore } from './picture-store.js';
import { controlsOf } from './request/controls.js';
import { checkMasks } from './request/mask.js';
import { checkMemory, type PlanRender } from './request/memory.js';
import {
  askedSide,
  blobsOf,
  type Order,
  type OrderValues,
  orderOptions,
  type StoredPicture,
  type StoredStyle,
  valuesOf,
} from './request/order.js';
import { parseOptions, type RawValue } from './request/parse.js';
import type { PictureSource } from './request/pictures.js';
import type { Gallery } from './request/presets.js';

/** What a door hands over. */
export interface Submission {
  readonly requester: Requester;
  readonly content: PictureSource;
  /** Empty = the server's default preset. */
  readonly styles: readonly { readonly picture: PictureSource; readonly weight: number }[];
  /** Where each style goes, in the styles' order; null = it has none. See request/mask.ts. @default none */
  readonly masks?: readonly (PictureSource | null)[];
  /** The styles go where the masks are black or transparent. @default false */
  readonly isMaskInverted?: boolean;
  /** The picture to start from, in place of `init`. @default none */
  readonly initPicture?: PictureSource | null;
  /** `orderOptions` as texts; what is absent takes the preset's, the server's or the table's default. */
  readonly values: Readonly<Partial<Record<keyof typeof orderOptions, RawValue>>>;
  /** Where the answer goes, see JobDraft. */
  readonly address: Json;
  /** For the one who asks alone. @default false */
  readonly isPrivate?: boolean;
}

/** What another job is to have instead of this one's. */
export interface Variation {
  readonly values?: Readonly<Partial<Record<keyof typeof orderOptions, RawValue>>>;
  readonly styles?: Submission['styles'];
  /** It starts from the picture that was painted, in place of where this one started. @default false */
  readonly goesOn?: boolean;
}

export interface IntakeParts {
  readonly jobs: Pick<JobStore, 'admit' | 'census'>;
  readonly blobs: Blobs;
  readonly gallery: Gallery;
  readonly ownStyles: Pick<OwnStyles, 'find'>;
  readonly effective: (tenant: string) => Promise<EffectiveSettings>;
  /** @throws StudioError 'storage-full'. */
  readonly checkRoom: () => Promise<void>;
  readonly plan: PlanRender;
  /** MiB of memory that a rendering process may take, now. */
  readonly availableMiB: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface Intake {
  submit(submission: Submission, signal: AbortSignal): Promise<Job>;
  /**
   * Looks at whoever asks and at a picture as `submit` would. @throws StudioError as `checkAdmission`,
   * 'picture-not-found', and what `decodeSource` throws.
   */
  examine(picture: PictureSource, requester: Requester, signal: AbortSignal): Promise<void>;
  /**
   * A new job from an old one's pictures and values, changed or not. The same limits hold as for any other.
   * @throws StudioError 'blob-missing' where they are gone, 'job-state' where it shall go on and nothing was painted.
   */
  again(
    job: Job,
    requester: Requester,
    address: Json,
    variation: Variation,
    signal: AbortSignal,
  ): Promise<Job>;
}

export function createIntake(parts: IntakeParts): Intake {
  const { jobs, blobs, gallery, effective, checkRoom, plan, availableMiB, now } = parts;
  const pictureStore = createPictureStore(parts);

  /** Refuses before any work is done; what counts is the same check in the store's transaction. */
  const open = async (requester: Requester) => {
    const settings = await effective(tenantKey(requester));
    const dayStart = dayStartOf(now());
    const check = (census: Census) => checkAdmission({ census, requester, settings, now: now(), dayStart });
    check(await jobs.census(requester, dayStart));
    await checkRoom();
    return { settings, dayStart, check };
  };

  const suggestions = (styles: readonly { readonly preset: string | null }[]) => {
    const preset = styles.length === 1 ? gallery.styles.find(({ id }) => id === styles[0]!.preset) : null;
    const known = Object.entries(preset?.suggested ?? {}).filter(([name]) => name in orderOptions);
    return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
  };

  const admit = async (
    { settings, dayStart, check }: Awaited<ReturnType<typeof open>>,
    draft: Pick<JobDraft, 'requester' | 'address' | 'parent' | 'isPrivate'>,
    pictures: Pick<Order, 'content' | 'styles' | 'initPicture'>,
    values: OrderValues,
  ): Promise<Job> => {
    const { content, styles } = pictures;
    const { recipe, strength } = values;
    const asked = { content, styles, recipe, strength, controls: controlsOf(values) };
    const own = plan({ ...asked, size: null, steps: null });
    const corrected: CorrectedWork = correct(
      {
        steps: values.steps,
        size: askedSide(values.size, content),
        ownSteps: own.rungs.at(-1)!.steps,
        ownSize: Math.max(own.width, own.height),
      },
      settings,
    );
    const { steps, size, notes } = corrected;
    const at = (longSide: number | null) => plan({ ...asked, size: longSide, steps });
    const load = at(size);
    checkMemory(load, availableMiB(), at);
    const { width, height, rungs } = load;
    const order: Order = {
      ...values,
      ...pictures,
      steps,
      size: Math.max(width, height),
      previewIntervalMs: settings.previews ? settings['preview-interval'] * 1000 : 0,
    };
    return jobs.admit(
      {
        ...draft,
        order: order as unknown as JobDraft['order'],
        inputs: blobsOf(order),
        recipe,
        work: rungs.map((rung) => ({ pixels: rung.width * rung.height, steps: rung.steps })),
        size: order.size,
        notes,
      },
      now(),
      dayStart,
      check,
    );
  };

  return {
    async submit(submission, signal) {
      const { requester, content, styles, values, address, isPrivate = false } = submission;
      const { masks = [], isMaskInverted = false, initPicture = null } = submission;
      const opened = await open(requester);
      const { settings } = opened;
      const bringing = { requester, maxSide: settings['max-size'], signal };
      const fallback = settings['default-preset'];
      const chosen =
        styles.length > 0 || fallback === null ? styles : [{ picture: { preset: fallback }, weight: 1 }];
      if (chosen.length === 0) throw new StudioError('option-missing', { option: 'style' });
      checkMasks(masks.length, chosen.length);
      const photo = await pictureStore.storePhoto(content, bringing);
      const styled = await pictureStore.storeStyles(chosen, bringing);
      const stored: (StoredPicture | null)[] = [];
      for (const mask of masks)
        stored.push(mask && (await pictureStore.storeMask(mask, isMaskInverted, bringing)));
      const pictures = {
        content: photo,
        styles: styled.map((style, k) => (stored[k] ? { ...style, mask: stored[k] } : style)),
        initPicture: initPicture && (await pictureStore.storePhoto(initPicture, bringing)),
      };
      const parsed = parseOptions(
        orderOptions,
        { ...suggestions(pictures.styles), ...values },
        { recipe: settings['default-recipe'], strength: settings['default-strength'] },
      );
      signal.throwIfAborted();
      return admit(opened, { requester, address, parent: null, isPrivate }, pictures, parsed);
    },

    async examine(picture, requester, signal) {
      const { settings } = await open(requester);
      await pictureStore.look(picture, { requester, maxSide: settings['max-size'], signal });
    },

    async again(job, requester, address, { values = {}, styles, goesOn = false }, signal) {
      const opened = await open(requester);
      const order = job.order as unknown as Order;
      const { content } = order;
      const bringing = { requester, maxSide: opened.settings['max-size'], signal };
      const initPicture = goesOn ? await pictureStore.storePainted(job, bringing) : order.initPicture;
      const replaced = styles && (await pictureStore.storeStyles(styles, bringing));
      // Other styles go where those before them went.
      const pictures = {
        ...{ content, initPicture },
        styles: replaced?.map((style, k) => ({ ...maskAt(order, k), ...style })) ?? order.styles,
      };
      for (const blob of blobsOf(pictures)) {
        // Why not only looked for: the older job that it came with may be deleted at this moment.
        if (!(await blobs.touch(blob))) throw new StudioError('blob-missing', { hash: blob });
      }
      const parsed = parseOptions(orderOptions, values, valuesOf(order));
      signal.throwIfAborted();
      const { isPrivate } = job;
      return admit(opened, { requester, address, parent: job.id, isPrivate }, pictures, parsed);
    },
  };
}

/** The mask of an order's style, where it has one and there is such a style. */
function maskAt({ styles }: Order, k: number): Pick<StoredStyle, 'mask'> {
  const mask = styles[k]?.mask;
  return mask === undefined ? {} : { mask };
}
