/** The state of a render at a step boundary, as vectors and a header, and back. */
import { crc32 } from 'node:zlib';
import type { Pixels } from '../image/pixels.js';
import type { Losses, RecipeSummary } from '../progress/progress.js';
import type { Legacy } from './hand-over.js';
import type { Moments } from './optimizer/moments.js';
import type { PlannedRung } from './plan.js';
import { createPlanes, type Planes } from './planes/planes.js';
import type { Mask, RenderSpec } from './port.js';
import type { Recipe } from './recipe/recipe.js';
import { createRung, type RungState } from './rung.js';
import type { Shown } from './shown.js';
import type { TensorSet } from './tensor-set.js';

/**
 * Everything that the spec does not give again. The starting picture of a rung, its targets and the pyramid's base are
 * made anew, to the same bit.
 */
export interface PaintState extends Legacy {
  /** Steps that ran, over all rungs. */
  readonly step: number;
  /** Of rendering, over all attempts. */
  readonly seconds: number;
  /** Whether numbers that are not finite have been told of. */
  readonly hasNoted: boolean;
  /** Which rung the next step belongs to, from 0. */
  readonly index: number;
  /** null = that rung has not begun. */
  readonly rung: RungState | null;
}

/** Goes up with every change to what is below or to the state of an optimizer or a keeper. */
const version = 2;

interface Header {
  readonly version: number;
  readonly identity: string;
  readonly state: Pick<PaintState, 'step' | 'seconds' | 'hasNoted' | 'index'>;
  readonly carried: Extent | null;
  readonly moments: (Extent & Pick<Moments, 'steps'>) | null;
  readonly shown: (Extent & Pick<Shown, 'losses' | 'share'> & { readonly isCarried: boolean }) | null;
  readonly rung:
    | (Pick<RungState, 'step' | 'firstTotal' | 'rangeWeight'> & {
        readonly numbers: Readonly<Record<string, number>>;
        readonly losses: Losses | null;
        readonly count: number;
      })
    | null;
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

const extentOf = ({ width, height }: Extent): Extent => ({ width, height });

/** What two renders have in common where one may go on from the other's checkpoint. */
export function identify(
  recipe: RecipeSummary,
  { content, styles, startPicture }: Pick<RenderSpec, 'content' | 'styles' | 'startPicture'>,
): string {
  const picture = ({ width, height, data }: Pixels | Mask) => [width, height, crc32(data)];
  const pictures = [
    picture(content),
    styles.map(({ pixels, weight, mask }) => [...picture(pixels), weight, mask && picture(mask)]),
    startPicture && picture(startPicture),
  ];
  return JSON.stringify([recipe, pictures]);
}

/** Of the vectors none is copied; those of `state` are copies, or never written to. */
export function packState(state: PaintState, identity: string): TensorSet {
  const { step, seconds, hasNoted, carried, moments, shown, index, rung } = state;
  const isCarried = shown !== null && shown.picture === carried;
  const tensors: Record<string, Float32Array> = {};
  if (carried !== null) tensors.carried = carried.data;
  if (moments !== null) {
    tensors.mean = moments.mean.data;
    tensors.square = moments.square.data;
  }
  if (shown !== null && !isCarried) tensors.shown = shown.picture.data;
  if (rung?.kept.vector) tensors.kept = rung.kept.vector;
  for (const [name, vector] of Object.entries(rung?.optimizer.vectors ?? {})) {
    tensors[`optimizer/${name}`] = vector;
  }
  const header: Header = {
    version,
    identity,
    state: { step, seconds, hasNoted, index },
    carried: carried && extentOf(carried),
    moments: moments && { ...extentOf(moments.mean), steps: moments.steps },
    shown: shown && {
      ...{ ...extentOf(shown.picture), losses: shown.losses, share: shown.share, isCarried },
    },
    rung: rung && {
      ...{ step: rung.step, firstTotal: rung.firstTotal, rangeWeight: rung.rangeWeight },
      ...{ numbers: rung.optimizer.numbers, losses: rung.kept.losses, count: rung.kept.count },
    },
  };
  return { header: { ...header }, tensors };
}

/**
 * @param identity of the render that is to go on.
 * @throws Error with the reason where the state is not one of this render, or cannot be gone on from.
 */
export function unpackState(
  set: TensorSet,
  identity: string,
  recipe: Recipe,
  rungs: readonly PlannedRung[],
): PaintState {
  const header = set.header as unknown as Header;
  if (header.version !== version) throw new Error(`it is of version ${header.version}, not ${version}`);
  if (header.identity !== identity) throw new Error('it belongs to another picture');
  const take = (name: string, { width, height }: Extent): Planes => {
    const data = set.tensors[name];
    if (data?.length !== 3 * width * height) throw new Error(`it lacks the picture \`${name}\``);
    return createPlanes(width, height, data);
  };
  const carried = header.carried && take('carried', header.carried);
  const { shown, moments } = header;
  const planned = rungs[header.state.index];
  if (planned === undefined) throw new Error(`it is at rung ${header.state.index + 1} of ${rungs.length}`);
  const rung = header.rung && takeRung(header.rung, set);
  // Why a trial: a state that does not fit must show before the render says that it goes on from it.
  const blank = new Float32Array(3 * planned.width * planned.height);
  try {
    createRung(recipe, createPlanes(planned.width, planned.height, blank), { saved: rung });
  } catch (cause) {
    throw new Error('its state does not fit this recipe and size', { cause });
  }
  return {
    ...header.state,
    carried,
    moments: moments && {
      ...{ steps: moments.steps, mean: take('mean', moments), square: take('square', moments) },
    },
    shown: shown && {
      ...{ losses: shown.losses, share: shown.share },
      picture: shown.isCarried && carried !== null ? carried : take('shown', shown),
    },
    rung,
  };
}

function takeRung(header: NonNullable<Header['rung']>, { tensors }: TensorSet): RungState {
  const { step, firstTotal, rangeWeight, numbers, losses, count } = header;
  const vectors = Object.entries(tensors).flatMap(([name, vector]) =>
    name.startsWith('optimizer/') ? [[name.slice('optimizer/'.length), vector] as const] : [],
  );
  return {
    ...{ step, firstTotal, rangeWeight },
    optimizer: { vectors: Object.fromEntries(vectors), numbers },
    kept: { vector: tensors.kept ?? null, losses, count },
  };
}
