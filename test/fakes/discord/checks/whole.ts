/** What must hold for a message of components as a whole. */
import { findDuplicate, Kind, type Placed } from './component.js';
import { fault, type Problem, refuse, serverError } from './problem.js';
import { type Body, listOf } from './rule.js';

/** discord-api-docs, components/reference: "Messages allow up to 40 total components". */
export const maxComponents = 40;
/** Of all TextDisplays together: discord-api-docs#8562. */
export const maxText = 4000;
/** UTF-8 bytes of TextDisplays, with 12 for each, above which Discord answers with 500: discord-api-docs#8554. */
const maxTextBytes = 10_170;
const textOverhead = 12;

const prefix = 'attachment://';

/** The url of a media item, and where it is. */
interface Reference {
  readonly path: string;
  readonly url: string;
}

function* references(placed: readonly Placed[]): Generator<Reference> {
  const at = (path: string, item: unknown) => ({ path: `${path}.url`, url: (item as { url: string }).url });
  for (const { body, path } of placed) {
    for (const name of ['media', 'file']) if (body[name]) yield at(`${path}.${name}`, body[name]);
    for (const [index, item] of listOf(body.items).entries())
      yield at(`${path}.items[${index}].media`, item.media);
  }
}

/** That what is named is there, and what was uploaded is named, since Discord shows nothing else. */
function checkFiles(placed: readonly Placed[], files: readonly string[], kept: readonly string[]) {
  const named = [...references(placed)].filter(({ url }) => url.startsWith(prefix));
  const nameOf = ({ url }: Reference) => url.slice(prefix.length);
  const lost = named.find((one) => ![...files, ...kept].includes(nameOf(one)));
  if (lost !== undefined)
    return fault(
      lost.path,
      'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
      `The referenced attachment ("${lost.url}") was not found`,
    );
  const shown = new Set(named.map(nameOf));
  const unseen = files.findIndex((name) => !shown.has(name));
  return unseen === -1
    ? null
    : fault(`files[${unseen}]`, 'ATTACHMENT_NOT_SHOWN', `No component shows "${files[unseen]}".`);
}

/** All rules that one component cannot keep by itself. */
export function checkWhole(
  placed: readonly Placed[],
  isNewLayout: boolean,
  files: readonly string[],
  kept: readonly string[],
): Problem | null {
  const twin = findDuplicate(placed);
  if (twin !== null) return refuse(twin);
  if (!isNewLayout) return null;
  if (placed.length > maxComponents) {
    const words = `There are ${placed.length} components, ${maxComponents} at most.`;
    return refuse(fault('components', 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', words));
  }
  const texts = placed.filter(({ body }) => body.type === Kind.textDisplay).map(({ body }) => words(body));
  const length = texts.reduce((sum, one) => sum + one.length, 0);
  if (length > maxText) {
    const words = `The texts have ${length} characters, ${maxText} at most.`;
    return refuse(fault('components', 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', words));
  }
  const bytes = texts.reduce((sum, one) => sum + Buffer.byteLength(one) + textOverhead, 0);
  return bytes > maxTextBytes ? serverError : refuse(checkFiles(placed, files, kept));
}

const words = (body: Body) => body.content as string;
