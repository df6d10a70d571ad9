/** Dark or light: as the system says, until the person says otherwise. */
import { setText } from './dom.js';
import { words } from './words.js';

const key = 'impasto-theme';

/** Makes a button switch between the two, and keeps what was chosen in this browser. */
export function openTheme(toggle: HTMLElement, storage: Storage): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (storage.getItem(key) ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const show = () => {
    document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
    setText(toggle, isDark() ? words.toLight : words.toDark);
  };
  toggle.addEventListener('click', () => {
    storage.setItem(key, isDark() ? 'light' : 'dark');
    show();
  });
  system.addEventListener('change', show);
  show();
}
