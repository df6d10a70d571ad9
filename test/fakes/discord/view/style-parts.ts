/** How containers, pictures, controls and forms look. */
export const partsStyle = `
.container { position: relative; display: grid; gap: 8px; justify-items: start; width: 100%; max-width: 560px; padding: 14px 16px; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.container.accented { padding-left: 18px; }
.container.accented::before { content: ""; position: absolute; inset: 0 auto 0 0; width: 4px; background: var(--accent); }
.container > * { max-width: 100%; }
.section { display: flex; align-items: flex-start; gap: 16px; width: 100%; }
.section > div:first-child { flex: 1; min-width: 0; display: grid; gap: 4px; }
hr { width: 100%; border: 0; } hr.line { border-top: 1px solid var(--line); }
hr.small { margin: 2px 0; } hr.large { margin: 10px 0; }
.gallery { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 4px; width: 100%; max-width: 550px; border-radius: 8px; overflow: hidden; }
.picture { position: relative; grid-column: span var(--span); overflow: hidden; aspect-ratio: 1; background: var(--sunken); }
.picture img { display: block; width: 100%; height: 100%; object-fit: cover; }
.gallery.of-1 { display: block; width: fit-content; max-width: min(100%, 550px); }
.container .gallery { max-width: 100%; }
.gallery.of-1 .picture { aspect-ratio: auto; }
.gallery.of-1 img { width: auto; height: auto; max-width: 100%; max-height: 400px; object-fit: contain; }
.gallery.of-1 .lost { width: 400px; height: 260px; }
.gallery.of-3 { grid-template: repeat(2, 1fr) / 2fr 1fr; aspect-ratio: 3 / 2; }
.gallery.of-3 .picture { grid-column: auto; aspect-ratio: auto; min-height: 0; }
.gallery.of-3 .picture:first-child { grid-row: span 2; }
.gallery.of-7 .picture:first-child, .gallery.of-10 .picture:first-child { aspect-ratio: 16 / 9; }
.thumbnail { flex: none; width: 85px; height: 85px; border-radius: 8px; }
.lost { display: grid; place-items: center; width: 100%; height: 100%; padding: 12px; text-align: center; font-size: 13px; color: var(--quiet); }
.picture.spoiler img { filter: blur(28px) brightness(.7); transform: scale(1.1); }
.container.spoiler > :not(.spoiler-word), .file.spoiler > :not(.spoiler-word) { filter: blur(14px); }
.spoiler-word { position: absolute; inset: 50% auto auto 50%; transform: translate(-50%, -50%); padding: 8px 12px; border-radius: 20px; background: #000a; color: #fff; font-size: 15px; line-height: 1; letter-spacing: .02em; }
.thumbnail .spoiler-word { font-size: 10px; padding: 5px 7px; }
.file { position: relative; display: flex; align-items: center; gap: 12px; min-width: 320px; padding: 14px; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); overflow: hidden; }
.container .file { background: var(--page); } .file span { display: grid; }
.row { display: flex; flex-wrap: wrap; gap: 8px; width: 100%; }
button { display: inline-flex; align-items: center; gap: 6px; min-height: 32px; padding: 3px 15px; border: 1px solid #ffffff14; border-radius: 8px; color: #fff; font: 500 14px/1.3 inherit; font-family: inherit; }
.section > button { flex: none; }
button.primary { background: var(--brand); } button.secondary, button.link { background: var(--normal); }
button.success { background: var(--good); } button.danger { background: var(--bad); }
button:disabled, .select[aria-disabled] { opacity: .5; }
.select { display: flex; align-items: center; justify-content: space-between; gap: 8px; width: 400px; max-width: 100%; min-height: 44px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--sunken); }
.container .select { width: 100%; }
.placeholder { color: var(--quiet); } .chosen { display: flex; flex-wrap: wrap; gap: 4px; min-width: 0; }
.tag { background: var(--normal); border-radius: 4px; padding: 1px 8px; font-weight: 500; font-size: 14px; color: var(--strong); }
.emoji { margin-right: 2px; font-family: "Noto Color Emoji", sans-serif; }
button .emoji { margin: 0; } .select .glyph { color: var(--quiet); }
.modal { display: grid; gap: 18px; width: 480px; margin: 16px; padding: 22px 24px; border: 1px solid var(--line); border-radius: 12px; background: var(--page); box-shadow: 0 12px 40px #0009; }
.modal > header { display: flex; align-items: center; gap: 12px; } .modal > header .glyph { color: var(--quiet); }
.modal header .avatar { width: 32px; height: 32px; font-size: 15px; margin: 0; }
.modal h3 { flex: 1; color: var(--strong); font-size: 20px; line-height: 1.2; }
.modal .notice { padding: 10px 12px; border-radius: 8px; background: var(--raised); font-size: 13px; color: #b5bac1; }
.modal section { display: grid; gap: 6px; } .modal section > small { font-size: 13px; margin-top: -4px; }
.modal h4 { color: var(--strong); font-size: 15px; font-weight: 600; } .star { color: #f23f43; font-style: normal; margin-left: 3px; }
.modal .select { width: 100%; } .input { padding: 10px 12px; min-height: 42px; border: 1px solid var(--line); border-radius: 8px; background: var(--sunken); white-space: pre-wrap; }
.input.paragraph { min-height: 96px; }
.upload { display: grid; justify-items: center; gap: 2px; padding: 18px; border: 1px dashed #6d6f78; border-radius: 8px; background: var(--sunken); }
.choice { display: flex; align-items: center; gap: 10px; padding: 2px 0; } .choice span { display: grid; line-height: 1.25; }
.choice i { flex: none; width: 20px; height: 20px; border: 2px solid #80848e; border-radius: 5px; } .choice .radio { border-radius: 50%; }
.choice .box.on { border-color: var(--brand); background: var(--brand) url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='white' stroke-width='4'%3E%3Cpath d='M5 12l5 5 9-10'/%3E%3C/svg%3E"); }
.choice .radio.on { border-color: var(--brand); box-shadow: inset 0 0 0 3px var(--page), inset 0 0 0 10px var(--brand); }
.modal footer { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; } .modal footer button { justify-content: center; min-height: 38px; }
`;
