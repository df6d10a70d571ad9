/** The engine inside a rendering process: loads the network once and keeps one warm atelier per device. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { type Atelier, createAtelier, type GramStore } from './atelier.js';
import type { Backend } from './backend.js';
import type { CheckpointPlace } from './checkpointer.js';
import { fitPictures } from './fit-pictures.js';
import { findNetwork, readNetworks } from './network/models.js';
import { parameterSource } from './network/parameters.js';
import { loadNetwork } from './network/weights.js';
import { convert } from './objective/space.js';
import { type EngineWish, openEngine } from './open-engine.js';
import { paint } from './paint.js';
import { fromPixels } from './planes/planes.js';
import type { Keeping, RenderSpec } from './port.js';
import type { Renderer } from './process/serve.js';
import { noChanges, resolveRecipe } from './recipe/resolve.js';
import { createChoiceFile } from './tensorflow/choice-file.js';

export interface RendererOptions {
  /** The package's root, where models/ lies. */
  readonly root: string;
  /** Where style measurements outlive the process. @default nowhere */
  readonly grams?: GramStore;
  /** Where the checkpoint of a path is. @default nothing is kept, whatever a render asks for */
  readonly placeOf?: (checkpoint: string) => CheckpointPlace;
  /** What native libraries read when they load. @default what the process has */
  readonly env?: Record<string, string | undefined>;
}

/** Names of the execution providers in this build of onnxruntime-node. */
export function listDevices(): readonly string[] {
  return ort.listSupportedBackends().map(({ name }) => name);
}

/** Loads the default network. @throws StudioError 'weights-broken' or 'manifest-broken'. */
export async function createRenderer({ root, grams, placeOf, env = {} }: RendererOptions): Promise<Renderer> {
  const networks = await readNetworks(join(root, 'models'), readFile);
  const network = await loadNetwork(findNetwork(networks), readFile);
  const parameters = parameterSource(network);
  const backends = new Map<string, Promise<Backend>>();
  const ateliers = new Map<string, Atelier>();

  const backendFor = (wish: EngineWish): Promise<Backend> => {
    const key = JSON.stringify(wish);
    const known = backends.get(key);
    if (known) return known;
    const listed = listDevices();
    const opened = openEngine(wish, {
      ...{ root, parameters, listed, env, choices: createChoiceFile(root), now: () => performance.now() },
    });
    backends.set(key, opened);
    opened.catch(() => backends.delete(key));
    return opened;
  };

  // By the device that was found, so that `auto` and its name share what is warm.
  const atelierFor = async (wish: EngineWish): Promise<Atelier> => {
    const backend = await backendFor(wish);
    const key = `${backend.engine} ${backend.device} ${backend.threads}`;
    const known = ateliers.get(key) ?? createAtelier(backend, network, grams === undefined ? {} : { grams });
    ateliers.set(key, known);
    return known;
  };

  const openKeeping = (keeping: Keeping | undefined) =>
    keeping && placeOf && { place: placeOf(keeping.checkpoint), suspend: keeping.suspend };

  return {
    render: async function* render(spec, signal, keeping) {
      const atelier = await atelierFor(wishOf(spec, spec.deviceIndex));
      yield* paint(
        atelier,
        resolveRecipe(spec.recipe, spec, network.family),
        spec,
        signal,
        openKeeping(keeping),
      );
    },
    score: async function score(spec, signal) {
      signal.throwIfAborted();
      const recipe = resolveRecipe(spec.recipe, noChanges, network.family);
      const atelier = await atelierFor(wishOf(spec, 0));
      const image = fromPixels(spec.image);
      const { width, height } = image;
      const pictures = spec.styles.map(({ pixels, weight }) => ({ picture: fromPixels(pixels), weight }));
      const { content, styles } = fitPictures(fromPixels(spec.content), pictures, recipe, image);
      const session = await atelier.open(recipe, image, content, styles);
      try {
        const { losses } = await session.evaluate(convert(image.data, 'unit', recipe.variable));
        const { balanceGain } = recipe;
        const where = { device: atelier.where.device, network: atelier.network.id };
        return { ...losses, width, height, ...where, balanceGain };
      } finally {
        session.close();
      }
    },
  };
}

function wishOf(
  { engine, device, threads }: Pick<RenderSpec, 'engine' | 'device' | 'threads'>,
  index: number,
): EngineWish {
  return { engine, device, index, threads };
}
