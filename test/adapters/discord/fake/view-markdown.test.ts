/** Discord's markdown as HTML: what each sign becomes, and what nothing becomes of. */
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../fakes/discord/view/markdown.js';
import { tellDistance } from '../../../fakes/discord/view/moment.js';

const now = Date.parse('2026-11-22T17:40:00Z');
const seconds = now / 1000;
const context = {
  now,
  names: new Map([
    ['7', 'Ada & Co'],
    ['8', 'Painters'],
    ['9', 'art'],
  ]),
};
const render = (text: string) => renderMarkdown(text, context);
const moment = (text: string) => `<p><time class="moment">${text}</time></p>`;
const mention = (text: string) => `<p><span class="mention">${text}</span></p>`;

const rows: readonly (readonly [text: string, html: string])[] = [
  ['plain', '<p>plain</p>'],
  ['one\ntwo', '<p>one</p><p>two</p>'],
  ['one\n\ntwo', '<p>one</p><p class="blank"></p><p>two</p>'],
  // Within a line.
  ['**bold**', '<p><b>bold</b></p>'],
  ['*italics* and _these_', '<p><i>italics</i> and <i>these</i></p>'],
  ['***both***', '<p><b><i>both</i></b></p>'],
  ['__under__ ~~through~~', '<p><u>under</u> <s>through</s></p>'],
  ['**bold and *italics***', '<p><b>bold and <i>italics</i></b></p>'],
  ['`code **x**`', '<p><code>code **x**</code></p>'],
  ['``a ` b``', '<p><code>a ` b</code></p>'],
  ['||secret||', '<p><span class="hidden">secret</span></p>'],
  ['512 * 341 * 2', '<p>512 * 341 * 2</p>'],
  ['snake_case_name', '<p>snake_case_name</p>'],
  // Escapes.
  ['\\*not\\* \\_this\\_ \\`or\\`', '<p>*not* _this_ `or`</p>'],
  ['\\<@7> \\|\\|no\\|\\|', '<p>&lt;@7&gt; ||no||</p>'],
  ['a\\b', '<p>a\\b</p>'],
  ['\\# no heading', '<p># no heading</p>'],
  // Lines.
  ['### Title', '<h3>Title</h3>'],
  ['# One\n## Two', '<h1>One</h1><h2>Two</h2>'],
  ['#no title', '<p>#no title</p>'],
  ['#### no title', '<p>#### no title</p>'],
  ['-# quiet **words**', '<p class="subtext">quiet <b>words</b></p>'],
  ['- a\n  - b', '<p class="point" style="--depth:0">a</p><p class="point" style="--depth:1">b</p>'],
  ['* a', '<p class="point" style="--depth:0">a</p>'],
  ['2. b', '<p class="point numbered" data-number="2.">b</p>'],
  ['> said', '<blockquote>said</blockquote>'],
  ['a\n```js\n<b>*x*\n```\nb', '<p>a</p><pre>&lt;b&gt;*x*</pre><p>b</p>'],
  // Moments.
  [`<t:${seconds + 120}:R>`, moment('in 2 minutes')],
  [`<t:${seconds - 40}:R>`, moment('40 seconds ago')],
  [`<t:${seconds}:t>`, moment('5:40 PM')],
  [`<t:${seconds}:D>`, moment('November 22, 2026')],
  [`<t:${seconds}>`, moment('November 22, 2026 at 5:40 PM')],
  ['<t:soon:R>', '<p>&lt;t:soon:R&gt;</p>'],
  // Mentions.
  ['<@7>', mention('@Ada &amp; Co')],
  ['<@!7>', mention('@Ada &amp; Co')],
  ['<@&8>', mention('@Painters')],
  ['<#9>', mention('#art')],
  ['<@1>', mention('@unknown-user')],
  ['</stylize:1>', mention('/stylize')],
  ['<:party:1>', '<p>:party:</p>'],
  // Links.
  ['see https://a.b/c?d=1&e.', '<p>see <a href="https://a.b/c?d=1&amp;e">https://a.b/c?d=1&amp;e</a>.</p>'],
  ['[here](https://a.b)', '<p><a href="https://a.b">here</a></p>'],
  ['[here](javascript:alert(1))', '<p>[here](javascript:alert(1))</p>'],
  // Nothing of HTML.
  ['<script>alert("1")</script>', '<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</p>'],
  ["**<img src=x onerror='a'>**", '<p><b>&lt;img src=x onerror=&#39;a&#39;&gt;</b></p>'],
  ['`<b>`', '<p><code>&lt;b&gt;</code></p>'],
];

describe('markdown', () => {
  for (const [text, html] of rows) it(JSON.stringify(text), () => expect(render(text)).toBe(html));
});

it.each([
  [0, 'in 0 seconds'],
  [59, 'in 59 seconds'],
  [59.6, 'in 1 minute'],
  [3599, 'in 1 hour'],
  [-3600, '1 hour ago'],
  [2 * 86_400, 'in 2 days'],
  [-45 * 86_400, '2 months ago'],
  [800 * 86_400, 'in 2 years'],
])('%d seconds are %s', (seconds, words) => {
  expect(tellDistance(seconds)).toBe(words);
});
