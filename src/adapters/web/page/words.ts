/** Every sentence and label that the page says by itself. What the service says comes with its replies. */

const mib = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

export const words = {
  greeting: 'Give me a photo and a painting, and I paint the one in the manner of the other.',
  tryOne: 'Try one of these, or bring two pictures of your own: drop them anywhere on this page.',
  tryPair: (names: string, photo: string, style: string) =>
    `${names}: paint ${photo} in the style of ${style}`,

  connecting: 'Connecting…',
  connected: '',
  lost: 'Connection lost. Trying again…',
  leaving: 'The studio is being restarted. Trying again…',
  unreachable: 'The studio does not answer. Is it running? The page tries again by itself.',
  notSent: 'This could not be sent: the studio does not answer. Try again in a moment.',

  toDark: 'Dark',
  toLight: 'Light',

  photo: 'Photo',
  style: 'Style',
  upload: 'Upload',
  uploadOf: { content: 'Upload a photo', style: 'Upload a style picture' },
  choose: { content: 'Samples', style: 'Presets' },
  chooseOf: { content: 'Samples: choose a photo', style: 'Presets: choose a style' },
  remove: (title: string) => `Remove ${title}`,
  swap: 'Swap photo and style',
  dropHere: 'Drop a photo, then a style picture',
  firstTwo: 'Two pictures at a time: a photo and a style. I took the first two.',
  wrongType: (name: string, types: string) => `${name} is not a picture that I can read. Try ${types}.`,
  tooLarge: (name: string, bytes: number, max: number) =>
    `${name} has ${mib(bytes)}; a picture may have ${mib(max)}. Try a smaller one.`,
  emptyFile: (name: string) => `${name} is empty. Try another file.`,
  noPhoto: 'A photo is missing: upload one, or choose a sample.',
  noStyle: 'A style is missing: upload a picture, or choose a preset.',
  paint: 'Paint',
  sending: 'Sending…',
  sendingPercent: (percent: number) => `Sending your pictures, ${percent} %`,
  moreOptions: 'More options',
  automatic: (unset: string) => `as usual (${unset})`,

  line: 'Command',
  linePlaceholder: 'Type / for commands',
  send: 'Send',
  noSlash: 'Commands begin with a slash. Type / to see them all.',
  unknownCommand: (name: string, names: string) => `There is no /${name}. Try one of ${names}.`,
  unknownOption: (name: string, command: string, names: string) =>
    names === ''
      ? `/${command} takes no options, so I do not know what to do with "${name}".`
      : `/${command} has no option for "${name}". It takes ${names}.`,
  missingOption: (name: string, help: string) => `"${name}" is missing: ${help}.`,
  expected: (name: string, value: string, what: string) => `${name}: expected ${what}, got "${value}".`,
  integer: (min: number | null, max: number | null) => `a whole number${range(min, max)}`,
  number: (min: number | null, max: number | null) => `a number${range(min, max)}`,
  oneOf: (choices: readonly string[]) => `one of ${choices.join(', ')}`,
  or: (first: string, second: string) => `${first}, or ${second}`,
  someText: 'a text that is not empty',
  onOff: 'on or off',
  suggestions: 'Suggestions',

  you: 'You',
  bot: 'Impasto',
  onlyYou: 'Only you see this',
  dismiss: 'Dismiss',
  zoom: 'Zoom',
  zoomOf: (alt: string) => `Zoom: ${alt}`,
  download: 'Download',
  before: 'photo',
  after: 'painting',
  slider: 'Before and after',
  split: (percent: number) => `${percent} % photo, ${100 - percent} % painting`,
  painted: (percent: number) => `${percent} % painted`,
  noPicture: 'The first preview comes soon',
  pictureGone: 'This picture cannot be shown any more.',
  deleted: 'The picture has been deleted.',
  plotAxis: 'step',
  plotPoint: (step: number, loss: string) => `${loss} at step ${step}`,
  plotSummary: (first: string, last: string) => `From ${first} to ${last}; lower is closer to the style.`,

  close: 'Close',
  styleTitle: 'Another style',
  styleText: 'The same photo, in the style you choose.',
  presetsTitle: 'Choose a style',
  samplesTitle: 'Choose a photo',
  deleteTitle: 'Delete this picture?',
  deleteText: 'It goes for everybody in this channel, and cannot be brought back.',
  keep: 'Keep it',
  deleteIt: 'Delete',
  zoomTitle: 'Zoomed picture',
  zoomHow: 'Plus and minus zoom, arrow keys move, 0 fits.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit',
  zoomed: (percent: number) => `${percent} %`,
} as const;

function range(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return ` from ${min} to ${max}`;
  if (min !== null) return ` of at least ${min}`;
  return max === null ? '' : ` of at most ${max}`;
}
