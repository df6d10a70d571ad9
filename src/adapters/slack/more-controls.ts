/** The rest of the form for a picture, put in the place of the button that asks for it. */
import type { types, ViewOutput } from '@slack/bolt';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { keepFilled } from './kept-inputs.js';
import { replaceView } from './open-view.js';
import { controlBlocks, isMoreButton, nothingBegun } from './stylize-inputs.js';

/** The same form with its controls; null where it has them, or is another form. */
export function withControls({
  blocks,
  state,
  callback_id,
  title,
  submit,
  close,
  private_metadata,
}: ViewOutput): types.ModalView | null {
  const given = blocks as unknown as readonly types.KnownBlock[];
  if (!given.some(isMoreButton)) return null;
  return {
    ...{ type: 'modal', callback_id, title, private_metadata },
    ...(submit === null ? {} : { submit }),
    ...(close === null ? {} : { close }),
    blocks: [
      ...keepFilled(
        given.filter((block) => !isMoreButton(block)),
        state,
      ),
      ...controlBlocks(nothingBegun),
    ],
  };
}

/** @param view that the button is in. */
export async function showControls(
  desk: Desk,
  answering: Answering,
  view: ViewOutput | undefined,
): Promise<void> {
  const whole = view === undefined ? null : withControls(view);
  if (view === undefined || whole === null) return;
  const { patient } = await answering.apis();
  // Why the hash: of two presses the second is about a form that is not there any more.
  await replaceView(desk, patient, { id: view.id, hash: view.hash }, whole);
}
