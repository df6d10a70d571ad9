/** Small drawings, in the colour of the words around them. */
const draw = (paths: string, size = 16) =>
  `<svg class="glyph" width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;

export const glyph = {
  chevron: draw('<path d="M6 9l6 6 6-6"/>', 20),
  cross: draw('<path d="M5 5l14 14M19 5L5 19"/>', 20),
  eye: draw('<path d="M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7z"/><circle cx="12" cy="12" r="3"/>'),
  file: draw('<path d="M6 2h8l5 5v15H6z"/><path d="M14 2v5h5"/>', 32),
  link: draw('<path d="M14 4h6v6M20 4l-9 9M18 14v6H4V6h6"/>', 14),
  upload: draw('<path d="M12 16V4M7 9l5-5 5 5M4 17v3h16v-3"/>', 28),
  reply: '<i class="spine" aria-hidden="true"></i>',
} as const;
