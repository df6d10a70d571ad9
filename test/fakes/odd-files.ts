import { makeBombs } from './odd/bombs.js';
import { makeDamaged, makeSmallOnes } from './odd/damage.js';
import { makeJpegs } from './odd/jpegs.js';
import type { OddFile } from './odd/odd-file.js';
import { makeOriented } from './odd/oriented.js';
import { makeOthers } from './odd/others.js';
import { makePngs } from './odd/pngs.js';
import { makeProfiled } from './odd/profiles.js';
import { makeStrangers } from './odd/strangers.js';

export type { OddFile } from './odd/odd-file.js';

/** The corpus of odd and hostile files, made in code: each with the error it must give or a check of the right picture. */
export async function makeOddFiles(): Promise<OddFile[]> {
  const parts = [
    makeOriented(),
    makePngs(),
    makeJpegs(),
    makeOthers(),
    makeProfiled(),
    makeDamaged(),
    makeSmallOnes(),
    makeBombs(),
    makeStrangers(),
  ];
  return (await Promise.all(parts)).flat();
}
