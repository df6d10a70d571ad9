/** A form, close to how Discord shows it. */
import { renderSelect } from './controls.js';
import { escapeHtml } from './escape.js';
import { glyph } from './glyph.js';
import { renderMarkdown } from './markdown.js';
import { renderAvatar } from './message.js';
import type { RawComponent, RawModal, ViewContext } from './shown.js';

type Context = Pick<ViewContext, 'now' | 'names'>;
type Render = (component: RawComponent, context: Context) => string;

const typed: Render = ({ style, value, placeholder }) => {
  const words = value
    ? escapeHtml(value)
    : `<span class="placeholder">${escapeHtml(placeholder ?? '')}</span>`;
  return `<div class="input${style === 2 ? ' paragraph' : ''}">${words}</div>`;
};

const files: Render = ({ max_values: max = 1 }) =>
  `<div class="upload">${glyph.upload}<span>Drop ${max > 1 ? 'files' : 'file'} here or <a>browse</a></span><small>Upload up to ${max} ${max > 1 ? 'files' : 'file'}</small></div>`;

const choices =
  (kind: string): Render =>
  ({ options = [] }) =>
    options
      .map(({ label, description, default: isOn }) => {
        const more = description ? `<small>${escapeHtml(description)}</small>` : '';
        return `<div class="choice"><i class="${kind}${isOn ? ' on' : ''}"></i><span>${escapeHtml(label)}${more}</span></div>`;
      })
      .join('');

const fields: Readonly<Record<number, Render>> = {
  3: renderSelect,
  4: typed,
  5: renderSelect,
  6: renderSelect,
  7: renderSelect,
  8: renderSelect,
  19: files,
  21: choices('radio'),
  22: choices('box'),
  23: ({ default: isOn }) => `<div class="choice"><i class="box${isOn ? ' on' : ''}"></i></div>`,
};

function renderField(component: RawComponent, context: Context): string {
  if (component.type === 10)
    return `<div class="text">${renderMarkdown(component.content ?? '', context)}</div>`;
  const inner = component.type === 18 ? component.component : undefined;
  const field = inner && fields[inner.type];
  if (inner === undefined || field === undefined)
    throw new RangeError(`no form shows components of type ${inner?.type ?? component.type}`);
  // A single box is never required.
  const star = inner.type !== 23 && inner.required !== false ? '<em class="star">*</em>' : '';
  const more = component.description ? `<small>${escapeHtml(component.description)}</small>` : '';
  return `<section><h4>${escapeHtml(component.label ?? '')}${star}</h4>${more}${field(inner, context)}</section>`;
}

/**
 * HTML of a form; its style is that of a page (renderPage).
 * @param app whose form it is.
 * @throws RangeError for a component that no form has.
 */
export function renderModalHtml(modal: RawModal, app: string, context: Context): string {
  const title = `<header>${renderAvatar(app)}<h3>${escapeHtml(modal.title)}</h3>${glyph.cross}</header>`;
  const notice = `<p class="notice">This form will be submitted to <b>${escapeHtml(app)}</b>. Do not share passwords or other sensitive information.</p>`;
  const asked = modal.components.map((component) => renderField(component, context)).join('');
  const buttons =
    '<button type="button" class="secondary">Cancel</button><button type="button" class="primary">Submit</button>';
  return `<div class="modal" role="dialog">${title}${notice}${asked}<footer>${buttons}</footer></div>`;
}
