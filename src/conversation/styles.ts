/** `/styles`: what there is, and what a server adds to it. */
import { serverStyles } from '../../commands/styles.js';
import { StudioError } from '../errors.js';
import type { Requester } from '../job/job.js';
import { presentAdded, presentRemoved, presentStyles } from '../reply/present-styles.js';
import type { Reply } from '../reply/reply.js';
import type { ValuesOf } from '../request/option.js';
import type { PictureSource } from '../request/pictures.js';
import type { Studio } from '../studio.js';
import { optionsAt, type RawValues, readValues } from './command-values.js';

type Values = ValuesOf<typeof serverStyles.options>;

/** By the name of the option that they were attached to. */
export type Pictures = Readonly<Record<string, PictureSource>>;

interface Asked {
  readonly values: Values;
  readonly pictures: Pictures;
  readonly requester: Requester;
  readonly signal: AbortSignal;
}

type Part = Pick<Studio, 'styles' | 'samples' | 'ownStyles'>;

/** @throws StudioError 'option-missing'. */
function need<Value>(option: string, value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new StudioError('option-missing', { option });
  return value;
}

const acts = {
  async list(studio, { requester }) {
    const canAdd = 'action' in optionsAt(requester, serverStyles.options);
    return presentStyles({
      own: await studio.ownStyles.list(requester),
      ...{ presets: studio.styles(), samples: studio.samples() },
      mayAdd: canAdd && (await studio.ownStyles.mayAdd(requester)),
    });
  },
  async add({ ownStyles }, { values, pictures, requester, signal }) {
    const [name, image] = [need('name', values.name), need('image', pictures.image)];
    return presentAdded(await ownStyles.add(name, image, requester, signal));
  },
  async remove({ ownStyles }, { values, requester }) {
    return presentRemoved(await ownStyles.remove(need('name', values.name), requester));
  },
} as const satisfies Readonly<Record<Values['action'], (studio: Part, asked: Asked) => Promise<Reply>>>;

/** @throws StudioError as `readValues`, and what the studio throws. */
export async function answerStyles(
  studio: Part,
  raw: RawValues,
  asked: Omit<Asked, 'values'>,
): Promise<Reply> {
  const values = readValues(serverStyles, raw, asked.requester);
  return acts[values.action](studio, { ...asked, values });
}
