/** The page of a night needs a script for one thing: commands are copied with a click. */
import { copyOnClick } from '../look/copy.ts';

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const text = button.dataset['copy'] ?? '';
  button.hidden = false;
  copyOnClick(button, () => text);
}
