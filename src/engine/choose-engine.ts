/** Which of two engines is the faster one here: measured once, then remembered for this machine. */
import type { Backend, Tensor } from './backend.js';
import { type Node, sizeOf, sortNodes } from './graph/ops.js';
import { buildObjective } from './objective/objective.js';
import { findRecipe } from './recipe/resolve.js';
import { defaultRecipe } from './recipe/table.js';

/** Side of the picture that is measured, pixels, and the steps that count, of which the fastest does. */
const trial = { side: 128, steps: 3 } as const;

/** Seconds of one step of the default recipe at 128 px, the first step (which warms up) left out. */
export async function measureStep(backend: Backend, now: () => number): Promise<number> {
  const { side, steps } = trial;
  const graph = buildObjective(findRecipe(defaultRecipe), side, side, [1, 1, 1]);
  const fed: Record<string, Tensor> = {};
  for (const node of sortNodes(Object.values(graph.outputs)))
    if (isInput(node)) fed[node.attributes.name] = grey(node);
  const program = await backend.compile(graph);
  try {
    const step = async (): Promise<number> => {
      const began = now();
      // Another array, as every step brings: what is fed again may stay where it is.
      await program.run({ ...fed, image: { ...fed.image!, data: fed.image!.data.slice() } });
      return (now() - began) / 1000;
    };
    await step();
    let best = Number.POSITIVE_INFINITY;
    for (let k = 0; k < steps; k++) best = Math.min(best, await step());
    return best;
  } finally {
    await program.release();
  }
}

const isInput = (node: Node): node is Node<'input'> => node.op === 'input';

function grey({ attributes: { shape } }: Node<'input'>): Tensor {
  return { data: new Float32Array(sizeOf(shape)).fill(0.5), shape };
}

/** What is remembered of a machine. */
export interface EngineChoice {
  readonly engine: 'onnx' | 'tensorflow';
  /** Seconds of a step, by engine. */
  readonly seconds: Readonly<Record<'onnx' | 'tensorflow', number>>;
}

/** Where choices outlive the process. Never rejects: what cannot be read is measured again. */
export interface EngineChoices {
  /** @param key whatever would change the answer: the machine, versions, threads. */
  get(key: string): Promise<EngineChoice | null>;
  put(key: string, choice: EngineChoice): Promise<void>;
}

/** Why a margin: what is in the package is preferred where both are about as fast. */
const margin = 1.05;

/** Measures both, and remembers. */
export async function chooseEngine(
  key: string,
  choices: EngineChoices,
  open: Readonly<Record<'onnx' | 'tensorflow', () => Promise<Backend>>>,
  now: () => number,
): Promise<EngineChoice> {
  const known = await choices.get(key);
  if (known !== null) return known;
  const seconds = {
    onnx: await measureStep(await open.onnx(), now),
    tensorflow: await measureStep(await open.tensorflow(), now),
  };
  const engine = seconds.tensorflow * margin < seconds.onnx ? 'tensorflow' : 'onnx';
  const choice = { engine, seconds } as const;
  await choices.put(key, choice);
  return choice;
}
