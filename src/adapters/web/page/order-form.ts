/** What is sent to the service: a command, or a button with a style. */
import type { Action } from '../../../reply/reply.js';
import type { Given } from './parse-line.js';
import type { Picked, Slots } from './picked.js';

/** The fields of a command. Pictures that were typed go before those that lie in a slot. */
export function commandForm(given: readonly Given[], slots: Slots): FormData {
  const form = new FormData();
  const values: Record<string, string> = {};
  for (const { option, text } of given) {
    if (option.type === 'picture') form.append(option.name, text);
    else if (option.type === 'pictures') appendWeighted(form, option.name, text);
    else values[option.name] = text;
  }
  for (const [name, picked] of Object.entries(slots)) {
    if (picked === null || form.has(name)) continue;
    form.append(name, fieldOf(picked));
    if (name === 'style') form.append('weight', '1');
  }
  form.append('values', JSON.stringify(values));
  return form;
}

/** `harvest:2` is harvest with twice the weight. */
function appendWeighted(form: FormData, name: string, text: string): void {
  const weighted = /^(.+):(\d+\.?\d*|\.\d+)$/.exec(text);
  form.append(name, weighted?.[1] ?? text);
  form.append('weight', weighted?.[2] ?? '1');
}

const fieldOf = (picked: Picked): string | File => (picked.type === 'file' ? picked.file : picked.id);

/** The fields of a button. */
export function pressForm(action: Action, job: string, style: Picked | null): FormData {
  const form = new FormData();
  form.append('action', action);
  form.append('job', job);
  if (style !== null) form.append('style', fieldOf(style));
  return form;
}
