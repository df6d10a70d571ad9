/** Numbers and progress as short English for a terminal. */
import type { RecipeSummary, StartedProgress, StepProgress } from '../../progress/progress.js';
import { weighTerms, weightsOf } from '../../progress/terms.js';

/** `8 s`, `2 min 05 s`, `1 h 04 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const two = (n: number) => String(n).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}

/** Four digits that matter: `0.01234`, `1.234e+9`. */
export function formatLoss(loss: number): string {
  return loss >= 1e5 ? loss.toExponential(3) : loss.toPrecision(4);
}

/** `933 MiB`, `1.2 GiB`. */
export function formatMemory(mib: number): string {
  return mib < 1024 ? `${Math.round(mib)} MiB` : `${(mib / 1024).toFixed(1)} GiB`;
}

/** `1 step`, `12 steps`. */
export function countSteps(steps: number): string {
  return `${steps} ${steps === 1 ? 'step' : 'steps'}`;
}

export function describeStart({ width, height, steps, rungs, device, recipe }: StartedProgress): string {
  const name = typeof recipe.name === 'string' ? `, recipe ${recipe.name}` : '';
  const scales = rungs === 1 ? '' : ` over ${rungs} sizes`;
  return `Painting ${width}x${height} pixels in ${countSteps(steps)}${scales} on ${device}${name}.`;
}

/** A step's terms as they count in the total. @param recipe as it runs. */
export function describeLoss({ step, steps, losses }: StepProgress, recipe: RecipeSummary): string {
  const { content, style, tv, total } = weighTerms(losses, weightsOf(recipe));
  const terms = { content, style, ...(tv === 0 ? {} : { tv }), total };
  const words = Object.entries(terms).map(([name, value]) => `  ${name} ${formatLoss(value)}`);
  return `step ${step}/${steps}${words.join('')}`;
}

export function describeStep({ step, steps, width, height, losses, etaSeconds }: StepProgress): string {
  const eta = etaSeconds === null || step === steps ? '' : `, about ${formatDuration(etaSeconds)} left`;
  return `step ${step}/${steps} at ${width}x${height}, loss ${formatLoss(losses.total)}${eta}`;
}
