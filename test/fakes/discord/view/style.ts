/** How it looks. */
import { partsStyle } from './style-parts.js';

export type Theme = 'dark';

/** Colours by what they are for. */
const themes = {
  dark: {
    page: '#313338',
    raised: '#393a41',
    sunken: '#1e1f22',
    words: '#dbdee1',
    strong: '#f2f3f5',
    quiet: '#949ba4',
    line: '#46474e',
    brand: '#5865f2',
    normal: '#4e5058',
    good: '#248046',
    bad: '#da373c',
    link: '#00a8fc',
    mention: '#c9cdfb',
    'mention-back': '#3c4270',
  },
} as const satisfies Record<Theme, Readonly<Record<string, string>>>;

const pageStyle = `
* { box-sizing: border-box; margin: 0; }
body { background: var(--page); color: var(--words); font: 16px/1.375 "gg sans", "Noto Sans", "Helvetica Neue", Helvetica, Arial, "DejaVu Sans", "Noto Color Emoji", sans-serif; -webkit-font-smoothing: antialiased; }
main { width: 720px; max-width: 100%; padding: 16px 0 24px; }
a { color: var(--link); text-decoration: none; }
small { font-size: 12px; color: var(--quiet); }
.glyph { flex: none; }
.message { position: relative; display: grid; grid-template-columns: 40px minmax(0, 1fr); gap: 0 16px; padding: 4px 16px; margin-top: 14px; }
.message.ephemeral { background: #5865f214; box-shadow: inset 2px 0 var(--brand); padding-top: 8px; padding-bottom: 8px; }
.avatar { display: grid; place-items: center; width: 40px; height: 40px; border-radius: 50%; color: #fff; font-weight: 600; font-size: 19px; margin-top: 2px; }
.body { display: grid; gap: 8px; justify-items: start; min-width: 0; }
.body > header { display: flex; align-items: baseline; gap: 8px; margin-bottom: -6px; }
.name { color: var(--strong); font-weight: 600; }
.app { background: var(--brand); color: #fff; font-size: 10.5px; font-weight: 600; line-height: 15px; padding: 0 5px; border-radius: 3px; align-self: center; }
.body > header time { font-size: 12px; color: var(--quiet); }
.used { grid-column: 1 / -1; display: flex; align-items: center; gap: 5px; margin: 0 0 4px 20px; font-size: 14px; color: #b5bac1; }
.used b { color: var(--strong); font-weight: 500; }
.used .avatar { width: 18px; height: 18px; font-size: 10px; margin: 0; }
.used .spine { width: 30px; height: 12px; border: 2px solid #4e5058; border-width: 2px 0 0 2px; border-radius: 6px 0 0 0; margin: 8px 2px 0 0; }
.only { display: flex; align-items: center; gap: 4px; font-size: 12px; color: var(--quiet); }
.edited { font-size: 10px; margin-top: -4px; }
.thinking { display: flex; align-items: center; gap: 10px; color: var(--quiet); padding: 4px 0; }
.dots { display: flex; gap: 4px; padding: 8px 10px; border-radius: 12px; background: var(--raised); }
.dots i { width: 6px; height: 6px; border-radius: 50%; background: var(--words); }
.dots i:nth-child(2) { opacity: .7; } .dots i:nth-child(3) { opacity: .4; }
.text { min-width: 0; overflow-wrap: anywhere; }
.text p { white-space: pre-wrap; }
.text .blank { height: 10px; }
.text h1, .text h2, .text h3 { color: var(--strong); font-weight: 700; line-height: 1.3; margin: 2px 0 4px; }
.text h1 { font-size: 24px; } .text h2 { font-size: 20px; } .text h3 { font-size: 16px; }
.text .subtext { font-size: 13px; color: var(--quiet); }
.text .point { position: relative; margin-left: calc(20px + var(--depth, 0) * 20px); }
.text .point::before { content: "•"; position: absolute; left: -14px; }
.text .numbered { margin-left: 26px; } .text .numbered::before { content: attr(data-number); left: -24px; }
.text blockquote { border-left: 4px solid var(--normal); border-radius: 4px; padding-left: 12px; }
code, pre { font: 85%/1.3 "gg mono", "Noto Sans Mono", "DejaVu Sans Mono", Consolas, monospace; background: var(--sunken); border-radius: 4px; }
code { padding: 2px 4px; } pre { padding: 8px; border: 1px solid var(--line); white-space: pre-wrap; margin: 4px 0; }
.mention { background: var(--mention-back); color: var(--mention); border-radius: 3px; padding: 0 2px; font-weight: 500; }
.moment { background: #4e505880; border-radius: 3px; padding: 0 2px; }
.hidden { background: var(--sunken); color: transparent; border-radius: 4px; }
`;

/** The style of a page. */
export function styleOf(theme: Theme): string {
  const colours = Object.entries(themes[theme]).map(([name, value]) => `--${name}: ${value};`);
  return `:root { color-scheme: ${theme}; ${colours.join(' ')} }${pageStyle}${partsStyle}`;
}
