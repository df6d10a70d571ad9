/** What a picture is made from, at whatever size it is made: the photo, the styles, and where they go. */
import type { WeightedPicture } from './atelier.js';
import type { Painted } from './basis.js';
import { fitPictures } from './fit-pictures.js';
import { matchColors } from './planes/colors.js';
import type { Size } from './planes/fit.js';
import { keepColors } from './planes/keep-colors.js';
import { createPlanes, fromPixels, type Planes, toPixels } from './planes/planes.js';
import type { RenderSpec } from './port.js';
import type { Recipe } from './recipe/recipe.js';
import { checkMasks, coverOf, type GuidedRegion, guideRegions, planRegions, type Region } from './regions.js';
import type { Display } from './shown.js';
import { makeStart } from './start-image.js';

/** The scene at one size. */
export interface SceneAt {
  readonly content: Planes;
  /** With the photo's colours, where they are wished. */
  readonly styles: readonly WeightedPicture[];
  /** Empty = every style goes everywhere. */
  readonly regions: readonly GuidedRegion[];
  /** null = all of the picture is painted. */
  readonly painted: Painted | null;
  /** The picture that the recipe starts from. */
  start(): Planes;
}

export interface Scene {
  readonly photo: Planes;
  at(size: Size): SceneAt;
  /** As a picture of any size is shown: with the colours that are wished, and the photo where no style goes. */
  readonly display: Display;
}

/** @throws StudioError 'option-invalid' where masks leave nothing to paint. */
export function createScene(
  recipe: Recipe,
  spec: Pick<RenderSpec, 'content' | 'styles' | 'startPicture' | 'colors' | 'seed'>,
): Scene {
  const masks = spec.styles.map(({ mask }) => mask);
  checkMasks(masks);
  const photo = fromPixels(spec.content);
  const pictures = spec.styles.map(({ pixels, weight }) => ({ picture: fromPixels(pixels), weight }));
  const startPicture = spec.startPicture && fromPixels(spec.startPicture);

  return {
    photo,
    at: (size) => {
      const fitted = fitPictures(photo, pictures, recipe, size);
      const { content } = fitted;
      const styles = spec.colors === 'content' ? withColorsOf(content, fitted.styles) : fitted.styles;
      const regions = planRegions(masks, size);
      const mask = coverOf(regions);
      return {
        content,
        styles,
        regions: guideRegions(regions, size),
        painted: mask && { mask, photo: content },
        start: () =>
          startByRegion(content, styles, regions, (own) =>
            makeStart(recipe.start, {
              ...{ size, content, styles: own, seed: spec.seed, picture: startPicture },
              ...{ noise: recipe.noise, matching: recipe.matching },
            }),
          ),
      };
    },
    display: (picture) => {
      const shown = spec.colors === 'luminance' ? keepColors(picture, photo) : picture;
      const cover = coverOf(planRegions(masks, picture));
      if (cover === null) return toPixels(shown);
      const { content } = fitPictures(photo, [], recipe, picture);
      return toPixels(keepOutside(shown, content, cover));
    },
  };
}

/** Where each region has styles of its own it starts from those: the mean of a red and a blue one is neither's. */
function startByRegion(
  content: Planes,
  styles: readonly WeightedPicture[],
  regions: readonly Region[],
  make: (styles: readonly WeightedPicture[]) => Planes,
): Planes {
  if (regions.length === 0) return make(styles);
  const parts = regions.map(({ styles: own, mask }) => ({ mask, ...make(own.map((k) => styles[k]!)) }));
  const { width, height, data } = content;
  const area = width * height;
  const blended = data.map((value, i) => {
    let [sum, cover] = [0, 0];
    for (const part of parts) {
      sum += part.mask[i % area]! * part.data[i]!;
      cover += part.mask[i % area]!;
    }
    return cover === 0 ? value : sum / cover;
  });
  return createPlanes(width, height, blended);
}

/** Styles with the mean and covariance of the photo's colours (Gatys, Bethge, Hertzmann, Shechtman 2016, arXiv:1606.05897). */
function withColorsOf(photo: Planes, styles: readonly WeightedPicture[]): readonly WeightedPicture[] {
  return styles.map(({ picture, weight }) => ({ picture: matchColors(picture, photo), weight }));
}

/** Soft edges are in the picture already; what lies outside of them may have been resized or coloured with it. */
function keepOutside({ width, height, data }: Planes, photo: Planes, cover: Float32Array): Planes {
  const kept = data.map((value, i) => (cover[i % cover.length] === 0 ? photo.data[i]! : value));
  return createPlanes(width, height, kept);
}
