/** A recipe as it ran, for people: what a record says of it, one fact a line. */

type Json = Readonly<Record<string, unknown>>;

export type Fact = readonly [name: string, value: string];

const part = (facts: Json, name: string): Json => {
  const value = facts[name];
  return typeof value === 'object' && value !== null ? (value as Json) : {};
};

/** Numbers with the digits that a person compares. */
function scalar(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(6)));
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}

/** `conv1_1, conv2_1 x 0.8` */
function describeLayers(layers: unknown): string {
  const terms = Array.isArray(layers) ? (layers as readonly Json[]) : [];
  return terms
    .map((term) => (typeof term === 'object' && term !== null ? term : {}))
    .map(({ layer, weight, beforeRelu }) =>
      [
        scalar(layer),
        scalar(weight) === '' || weight === 1 ? '' : ` x ${scalar(weight)}`,
        beforeRelu === true ? ' before its ReLU' : '',
      ].join(''),
    )
    .join(', ');
}

function describeTerm(term: Json): string {
  const words = [
    scalar(term.weight) && `weight ${scalar(term.weight)}`,
    scalar(term.formula),
    describeLayers(term.layers),
  ];
  return words.filter((word) => word !== '').join(', ');
}

/** `lbfgs, history 10` */
function describeParts(value: unknown): string {
  if (typeof value !== 'object' || value === null) return scalar(value);
  const { type, id, ...rest } = value as Json;
  const words = Object.entries(rest).map(([name, one]) =>
    scalar(one) === '' ? '' : `${name} ${scalar(one)}`,
  );
  return [scalar(type), scalar(id), ...words].filter((word) => word !== '').join(', ');
}

const sides = ({ width, height }: Json) =>
  scalar(width) === '' || scalar(height) === '' ? '' : `${scalar(width)}x${scalar(height)}`;

/** What is told, in this order; what a recipe does not say is left out. */
const rows: readonly (readonly [name: string, read: (recipe: Json) => string])[] = [
  ['recipe', ({ name }) => scalar(name)],
  ['painted at', sides],
  ['steps', ({ steps }) => scalar(steps)],
  ['optimizer', ({ optimizer }) => describeParts(optimizer)],
  ['start', ({ start }) => scalar(start)],
  ['pooling', ({ pooling }) => scalar(pooling)],
  ['content', (recipe) => describeTerm(part(recipe, 'content'))],
  ['style', (recipe) => describeTerm(part(recipe, 'style'))],
  ['tv', (recipe) => describeTerm(part(recipe, 'tv'))],
  ['gain on beta', ({ balanceGain }) => (balanceGain === 1 ? '' : scalar(balanceGain))],
  ['averaging', ({ averaging }) => (averaging === 0 ? '' : scalar(averaging))],
  ['weights', ({ network, networkSha256 }) => describeParts({ id: network, sha256: networkSha256 })],
  ['engine', ({ engine }) => scalar(engine)],
  ['threads', ({ threads }) => scalar(threads)],
  [
    'lowering',
    ({ lowering }) => (Array.isArray(lowering) ? lowering.map(scalar).join(', ') : scalar(lowering)),
  ],
];

export function recipeFacts(recipe: Json): readonly Fact[] {
  return rows.map(([name, read]): Fact => [name, read(recipe)]).filter(([, value]) => value !== '');
}
