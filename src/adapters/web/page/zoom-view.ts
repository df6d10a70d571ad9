/** Where a picture lies on its stage: numbers only. The middle of the stage is 0, 0. */

export interface View {
  /** 1 = fits the stage. */
  readonly scale: number;
  /** Pixels from the middle. */
  readonly x: number;
  readonly y: number;
}

type Point = Readonly<Record<'x' | 'y', number>>;
type Size = Readonly<Record<'width' | 'height', number>>;

export const fitted: View = { scale: 1, x: 0, y: 0 };
const most = 12;

const between = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Keeps the picture on its stage: at no scale can it be moved out of sight. */
function kept({ scale, x, y }: View, { width, height }: Size): View {
  const [farX, farY] = [((scale - 1) * width) / 2, ((scale - 1) * height) / 2];
  return { scale, x: between(x, -farX, farX), y: between(y, -farY, farY) };
}

/** Larger or smaller by a factor, while what is at a point stays there. */
export function zoomedAt(view: View, factor: number, at: Point, stage: Size): View {
  const scale = between(view.scale * factor, 1, most);
  const real = scale / view.scale;
  return kept({ scale, x: at.x - (at.x - view.x) * real, y: at.y - (at.y - view.y) * real }, stage);
}

/** Moved by so many pixels. */
export function panned(view: View, by: Point, stage: Size): View {
  return kept({ ...view, x: view.x + by.x, y: view.y + by.y }, stage);
}
