/**
 * Names of the objective's inputs and outputs. A term `T` is an output; `T/weight` and what it is compared with
 * (`T/target`; for Gaussians `T/mean` and `T/trace`, too) are its inputs.
 */
export const names = {
  image: 'image',
  alpha: 'alpha',
  beta: 'beta',
  tv: 'tv',
  content: (layer: string) => `content/${layer}`,
  style: (layer: string) => `style/${layer}`,
  target: (term: string) => `${term}/target`,
  mean: (term: string) => `${term}/mean`,
  trace: (term: string) => `${term}/trace`,
  weight: (term: string) => `${term}/weight`,
  /** Weight of a region, numbered from 0. */
  region: (region: number) => `region/${region}`,
  /** What a region has of its own in place of an input of the whole picture. */
  inRegion: (region: number, name: string) => `region/${region}/${name}`,
  /** Where a region lies, at the resolution of a block of VGG19. */
  guide: (region: number, block: number) => `guide/${region}/${block}`,
  total: 'total',
  gradient: 'gradient',
} as const;
