/** How it looks: Slack's light theme. */

const style = `
:root { color-scheme: light; --words: #1d1c1d; --quiet: #616061; --line: #dddddd; --link: #1264a3; --good: #007a5a; --bad: #e01e5a; }
* { box-sizing: border-box; margin: 0; }
body { background: #fff; color: var(--words); font: 15px/1.46668 Lato, "Noto Sans", "Helvetica Neue", Helvetica, Arial, "DejaVu Sans", "Noto Color Emoji", sans-serif; }
main { width: 720px; max-width: 100%; padding: 12px 0 24px; }
a { color: var(--link); text-decoration: none; }
small { font-size: 12px; color: var(--quiet); }
.message { display: grid; grid-template-columns: 36px minmax(0, 1fr); gap: 0 8px; padding: 8px 20px; }
.message.ephemeral { background: #f8f8f8; }
.only { grid-column: 2; font-size: 12px; color: var(--quiet); }
.avatar { display: grid; place-items: center; width: 36px; height: 36px; border-radius: 8px; color: #fff; font-weight: 700; font-size: 18px; }
.message > .avatar { grid-column: 1; margin-top: 2px; }
.body { grid-column: 2; min-width: 0; }
.message header { display: flex; align-items: baseline; gap: 6px; }
.name { font-weight: 900; }
.app { background: #dddddd; color: var(--quiet); font-size: 10px; font-weight: 700; line-height: 14px; padding: 0 3px; border-radius: 2px; align-self: center; }
.message time { font-size: 12px; color: var(--quiet); }
.edited { color: var(--quiet); }
.thread { color: var(--link); font-size: 13px; font-weight: 700; margin-top: 6px; }
.block { padding: 4px 0; }
.text { min-width: 0; overflow-wrap: anywhere; }
.text p { white-space: pre-wrap; } .blank { height: 8px; }
.text blockquote { border-left: 4px solid var(--line); padding-left: 12px; }
code, pre { font: 12px/1.5 "Noto Sans Mono", "DejaVu Sans Mono", Consolas, monospace; background: #f8f8f8; border: 1px solid var(--line); border-radius: 3px; }
code { color: var(--bad); padding: 2px 3px; } pre { padding: 8px; white-space: pre-wrap; margin: 4px 0; }
.mention { background: #e8f5fa; color: var(--link); border-radius: 3px; padding: 0 2px; } .mention.loud { background: #fdf2cc; color: #8d6e00; }
h3 { font-size: 18px; font-weight: 900; line-height: 1.33; }
hr { border: 0; border-top: 1px solid var(--line); margin: 8px 0; }
.section { display: flex; gap: 16px; } .section > .text { flex: 1; } .beside { flex: none; max-width: 45%; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; margin-top: 4px; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.context { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; font-size: 13px; color: var(--quiet); }
.context .thumbnail img { width: 20px; height: 20px; }
button { font-family: inherit; font-size: 13px; font-weight: 700; height: 32px; padding: 0 12px; border-radius: 8px; border: 1px solid #bbbabb; background: #fff; color: var(--words); }
button.primary { background: var(--good); border-color: var(--good); color: #fff; }
button.danger { background: var(--bad); border-color: var(--bad); color: #fff; }
.select, .line { display: flex; align-items: center; gap: 6px; min-width: 180px; min-height: 36px; padding: 0 12px; border: 1px solid #bbbabb; border-radius: 8px; background: #fff; }
.actions .select { min-height: 32px; font-size: 13px; }
.line.tall { min-height: 80px; align-items: start; padding-top: 8px; }
.placeholder { color: #868686; } .chevron { margin-left: auto; color: var(--quiet); }
.picture img { display: block; max-width: 360px; max-height: 360px; border-radius: 8px; border: 1px solid #0000001a; }
.picture figcaption { font-size: 13px; color: var(--quiet); margin: 4px 0; }
.thumbnail img { display: block; width: 88px; height: 88px; object-fit: cover; border-radius: 8px; }
.lost { display: inline-block; padding: 24px; border: 1px dashed var(--line); border-radius: 8px; color: var(--quiet); }
.modal { width: 520px; margin: 20px; border-radius: 8px; box-shadow: 0 0 0 1px #0000001a, 0 18px 48px #00000059; }
.modal header { display: flex; align-items: center; gap: 12px; padding: 18px 24px; font-size: 22px; font-weight: 900; } .modal .cross { margin-left: auto; color: var(--quiet); font-size: 18px; }
.modal .blocks { padding: 0 24px; } .modal .picture img { max-width: 100%; }
.modal footer { display: flex; justify-content: end; gap: 12px; padding: 20px 24px; } .modal footer button { height: 36px; font-size: 15px; min-width: 80px; }
.input { padding: 6px 0; } .label { margin-bottom: 6px; } .optional { color: var(--quiet); margin-left: 6px; }
.input small { display: block; margin-top: 4px; font-size: 13px; }
.wrong .select, .wrong .line, .wrong .drop { border-color: var(--bad); } .error { color: var(--bad); font-size: 13px; margin-top: 4px; }
.trouble { background: #fdf2f5; border: 1px solid var(--bad); border-radius: 8px; padding: 8px 12px; }
.drop { display: flex; align-items: center; justify-content: center; gap: 10px; min-height: 64px; border: 1px dashed #bbbabb; border-radius: 8px; color: var(--quiet); }
.choice { display: flex; gap: 10px; padding: 3px 0; } .box { flex: none; width: 18px; height: 18px; border: 1px solid #868686; border-radius: 3px; margin-top: 2px; } .box.round { border-radius: 50%; } .box.on { background: var(--link); box-shadow: inset 0 0 0 3px #fff; }
.home { padding: 0 20px; } .home header { display: flex; align-items: center; gap: 10px; font-size: 18px; padding: 8px 0; }
.home nav { display: flex; gap: 20px; border-bottom: 1px solid var(--line); font-size: 13px; color: var(--quiet); margin-bottom: 12px; } .home nav * { padding: 8px 0; } .home nav b { color: var(--words); border-bottom: 2px solid #611f69; }
`;

/**
 * A page of its own: one file, no scripts.
 * @param parts what renderMessageHtml, renderModalHtml and renderHomeHtml gave, from top to bottom.
 */
export const renderPage = (parts: readonly string[]): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Messages</title>
<style>${style}</style></head>
<body><main>${parts.join('\n')}</main></body>
</html>
`;
