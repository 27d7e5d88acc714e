/**
 * Where the code of a card comes in: a field into which the scanner of a device types, as a keyboard would, or a person
 * does; and a key that has the camera of the device read it.
 */
import { readCard, type CardRead } from './card-camera.ts';
import type { Said } from './words.ts';

/**
 * Shows the field for the screen of that number, hides it for null. Whatever came of a camera stands in the field's
 * `data-read`, as JSON.
 */
export type CardField = (screen: number | null) => void;

/** `viewer` shows what the camera sees, with a key to close it; `read` is told what was read, or typed. */
export function cardField(
  form: HTMLFormElement,
  viewer: HTMLElement,
  said: Said,
  read: (screen: number, code: string) => void,
): CardField {
  const part = <E extends HTMLElement>(root: HTMLElement, selector: string): E => {
    const found = root.querySelector<E>(selector);
    if (found === null) throw new Error(`no ${selector}`);
    return found;
  };
  const input = part<HTMLInputElement>(form, 'input');
  const camera = part(form, '.camera');
  const wrong = part(form, '.not-read');
  const close = part(viewer, 'button');
  part(form, 'span').textContent = said.card;
  part(form, 'button').textContent = said.takeCard;
  camera.textContent = said.camera;
  close.textContent = said.cameraClose;
  let screen = 0;
  /** Which look through the camera is wanted: none of those before. */
  let looks = 0;
  const hide = (): void => {
    looks += 1;
    viewer.hidden = true;
  };
  close.addEventListener('click', () => {
    hide();
    camera.focus();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    read(screen, input.value);
  });
  camera.addEventListener('click', () => {
    hide();
    const mine = looks;
    wrong.textContent = '';
    delete form.dataset['read'];
    viewer.hidden = false;
    void readCard(part<HTMLVideoElement>(viewer, 'video'), () => mine === looks).then((came) => {
      if (mine !== looks) return;
      hide();
      form.dataset['read'] = JSON.stringify(came);
      if (came.outcome !== 'read') {
        wrong.textContent = sentenceOf(came, said);
        input.focus();
        return;
      }
      input.value = came.code;
      form.requestSubmit();
    });
  });
  return (shown) => {
    if (shown !== null && form.hidden) {
      input.value = '';
      wrong.textContent = '';
    }
    if (shown !== screen) hide();
    form.hidden = shown === null;
    form.dataset['screen'] = String(shown ?? '');
    screen = shown ?? 0;
    if (shown !== null) input.focus();
  };
}

function sentenceOf(came: Exclude<CardRead, { outcome: 'read' }>, said: Said): string {
  if (came.outcome === 'closed') return '';
  return came.outcome === 'not-read' ? said.notRead : said.noCamera[came.why];
}
