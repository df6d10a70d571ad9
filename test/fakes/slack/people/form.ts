/** A modal, as somebody fills it in. */
import { CannotDo, type Value } from '../person.js';
import { controlKey } from '../state/blocks.js';
import type { State } from '../state/state.js';
import type { StoredFile } from '../state/stored-file.js';
import type { StoredView } from '../state/stored-view.js';
import { fileJson } from '../state/wire.js';
import type { Block, Body, SlackFile, User } from '../world.js';
import { cannot, type Filling } from './choose.js';
import { fillElement } from './fill.js';

/** file-input-element: "There is a 10MB file size limit." */
export const maxInputBytes = 10 * 2 ** 20;

/** Lets the bot have the files. */
function fillFiles(state: State, element: Block, files: readonly SlackFile[], user: User): Body {
  const most = Number(element.max_files ?? 10);
  const types = element.filetypes as readonly string[] | undefined;
  if (files.length > most) throw cannot(element, `takes ${most} files at most`);
  for (const file of files) {
    const extension = file.name.split('.').pop()!.toLowerCase();
    if (file.user !== user.id) throw cannot(element, `does not take files of others`);
    if (file.bytes.length > maxInputBytes) throw cannot(element, `takes ${maxInputBytes} bytes at most`);
    if (types !== undefined && !types.some((type) => type.toLowerCase() === extension))
      throw cannot(element, `does not take .${extension}`);
  }
  for (const file of files as readonly StoredFile[]) file.isGranted = true;
  return { type: element.type, files: (files as readonly StoredFile[]).map((file) => fileJson(state, file)) };
}

export interface Form {
  readonly values: Readonly<Record<string, Value>>;
  readonly files: Readonly<Record<string, readonly SlackFile[]>>;
}

/**
 * Fills in what is named, and leaves the rest as it was.
 * @param isWhole what must be there is. @throws CannotDo for what a client would not let be sent.
 */
export function fillView(
  state: State,
  view: StoredView,
  user: User,
  { values, files }: Form,
  isWhole = true,
): void {
  const inputs = view.blocks.filter(({ type }) => type === 'input');
  const ids = new Set(inputs.map((block) => block.block_id));
  const unknown = [...Object.keys(values), ...Object.keys(files)].find((id) => !ids.has(id));
  if (unknown !== undefined) throw new CannotDo(`The modal has no input ${unknown}`);
  for (const block of inputs) {
    const element = block.element as Block;
    const offered = view.offered.get(controlKey({ block, element })) ?? [];
    const filling: Filling = { state, user, channel: view.channel, offered };
    const id = String(block.block_id);
    const before = view.filled.get(id)?.[String(element.action_id)] as Body | undefined;
    const keep = (json: Body, isEmpty: boolean) => {
      if (isWhole && isEmpty && block.optional !== true) throw new CannotDo(`${id} is required`);
      view.filled.set(id, { [String(element.action_id)]: json });
    };
    if (element.type === 'file_input') {
      const chosen = files[id];
      const json =
        chosen === undefined && before !== undefined ? before : fillFiles(state, element, chosen ?? [], user);
      keep(json, (json.files as unknown[]).length === 0);
    } else if (values[id] === undefined && before !== undefined) keep(before, false);
    else {
      const { json, isEmpty } = fillElement(element, values[id], filling);
      keep(json, isEmpty);
    }
  }
}
