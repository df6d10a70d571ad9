/** Opens a form in the three seconds that Slack gives, also where what is in it takes longer. */
import type { types } from '@slack/bolt';
import { within, withPatience } from '../chat/patience.js';
import type { Answering } from './answering.js';
import type { SlackApi } from './api.js';
import type { Desk } from './desk.js';
import { isFailure } from './failure.js';
import { toRefusal } from './going-wrong.js';
import { loadingView, noticeView } from './notice-view.js';

/** For what is in a form, milliseconds: where it takes longer, the form says that it is coming. */
const quickMs = 1000;
/** For Slack to show it, milliseconds. */
const openMs = 10_000;

export interface Opening {
  /** Leave of Slack's to open a form. */
  readonly trigger: string;
  /** While it is coming. */
  readonly title: string;
  readonly build: () => Promise<types.View>;
}

type Shown = { readonly id: string; readonly hash: string };

/** Puts another view in the place of one. @param hash null = whatever has become of it. */
export async function replaceView(
  { clock, closing }: Pick<Desk, 'clock' | 'closing'>,
  api: SlackApi,
  at: { readonly id: string; readonly hash: string | null },
  view: types.View,
): Promise<void> {
  try {
    await withPatience(clock, openMs, [closing], (signal) => api.updateView(at, view, signal));
  } catch (error) {
    // Why: it was closed meanwhile, or shows something newer.
    if (!isFailure(error, 'stale', 'gone')) throw error;
  }
}

/** @throws SlackFailure 'stale' where Slack has not waited, and what `build` is rejected with in time. */
export async function openView(
  desk: Pick<Desk, 'clock' | 'closing'>,
  answering: Answering,
  { trigger, title, build }: Opening,
): Promise<void> {
  const { clock, closing } = desk;
  const { patient } = await answering.apis();
  const open = (view: types.View): Promise<Shown> =>
    withPatience(clock, openMs, [closing], (signal) => patient.openView(trigger, view, signal));
  const building = build();
  const quick = await within<types.View | null>(clock, quickMs, building, null);
  if (quick !== null) {
    await open(quick);
    return;
  }
  // Why caught twice: whatever happens while the form opens is told in the form.
  building.catch(() => undefined);
  const shown = await open(loadingView(title));
  let view: types.View;
  try {
    view = await building;
  } catch (error) {
    const refusal = toRefusal(error, closing);
    if (refusal !== null) {
      await replaceView(desk, patient, shown, noticeView(title, await answering.words(refusal)));
    }
    throw new ToldInForm('The form says why there is none', { cause: error });
  }
  await replaceView(desk, patient, shown, view);
}

/** What went wrong has been said where the person looks. */
export class ToldInForm extends Error {
  override readonly name = 'ToldInForm';
}
