/** Components of messages: which is shown how. */
import { renderButton, renderSelect } from './controls.js';
import { renderMarkdown } from './markdown.js';
import { type MediaContext, renderFile, renderGallery, renderThumbnail } from './media.js';
import type { RawComponent } from './shown.js';

type Render = (component: RawComponent, context: MediaContext) => string;

const colour = (value: number) => `#${value.toString(16).padStart(6, '0')}`;

const views: Readonly<Record<number, Render>> = {
  1: ({ components = [] }, context) => `<div class="row">${renderComponents(components, context)}</div>`,
  2: renderButton,
  3: renderSelect,
  5: renderSelect,
  6: renderSelect,
  7: renderSelect,
  8: renderSelect,
  9: ({ components = [], accessory }, context) => {
    const words = renderComponents(components, context);
    const beside = accessory === undefined ? '' : renderComponents([accessory], context);
    return `<div class="section"><div>${words}</div>${beside}</div>`;
  },
  10: ({ content = '' }, context) => `<div class="text">${renderMarkdown(content, context)}</div>`,
  11: renderThumbnail,
  12: renderGallery,
  13: renderFile,
  14: ({ divider = true, spacing = 1 }) =>
    `<hr class="${divider ? 'line' : 'gap'} ${spacing === 2 ? 'large' : 'small'}">`,
  17: ({ components = [], accent_color: accent, spoiler }, context) => {
    const style = typeof accent === 'number' ? ` style="--accent:${colour(accent)}"` : '';
    const kind = `container${style === '' ? '' : ' accented'}${spoiler ? ' spoiler' : ''}`;
    const word = spoiler ? '<b class="spoiler-word">SPOILER</b>' : '';
    return `<div class="${kind}"${style}>${renderComponents(components, context)}${word}</div>`;
  },
};

/**
 * Components in their order.
 * @throws RangeError for a type that no message has.
 */
export function renderComponents(components: readonly RawComponent[], context: MediaContext): string {
  return components
    .map((component) => {
      const view = views[component.type];
      if (view === undefined) throw new RangeError(`no message shows components of type ${component.type}`);
      return view(component, context);
    })
    .join('');
}
