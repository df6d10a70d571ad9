/** Pictures that are dropped or pasted anywhere on the page. */
import type { StartAnswer } from '../protocol.js';
import { element } from './dom.js';
import { checkFile, type Picked, type SlotName, slotNames } from './picked.js';
import { words } from './words.js';

export interface IncomingParts {
  readonly upload: StartAnswer['upload'];
  /** @param into the place that they were dropped on. */
  took(pictures: readonly Picked[], into?: SlotName): void;
  refused(reason: string): void;
}

export function acceptPictures({ upload, took, refused }: IncomingParts): void {
  const veil = element('div', { class: 'veil', hidden: true }, element('p', {}, words.dropHere));
  document.body.append(veil);

  const take = (files: readonly File[], into?: SlotName) => {
    const checked = files.map((file) => ({ file, problem: checkFile(file, upload) }));
    const good = checked.flatMap(({ file, problem }) => (problem === null ? [file] : []));
    const pictures = good.slice(0, slotNames.length).map((file): Picked => ({ type: 'file', file }));
    if (pictures.length > 0) took(pictures, pictures.length === 1 ? into : undefined);
    const problems = checked.flatMap(({ problem }) => problem ?? []);
    if (good.length > slotNames.length) problems.push(words.firstTwo);
    if (problems.length > 0) refused(problems.join(' '));
  };
  const hasFiles = (data: DataTransfer | null) => data?.types.includes('Files') ?? false;
  addEventListener('dragover', (event) => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  addEventListener('dragleave', (event) => {
    // Why: it leaves every element that it passes; the window it leaves for nothing.
    if (event.relatedTarget === null) veil.hidden = true;
  });
  addEventListener('drop', (event) => {
    veil.hidden = true;
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    const slot = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-slot]') : null;
    const into = slotNames.find((name) => name === slot?.dataset.slot);
    take([...(event.dataTransfer?.files ?? [])], into);
  });
  addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    take(files);
  });
}
