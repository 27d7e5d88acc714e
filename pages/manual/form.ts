/** The form for one criterion: what is asked, what was found, notes, a timer, pictures. */
import { PICTURE_TYPES, type Answer, type Asked, type Picture, type Run } from '#certification/manual/messages';
import { pictureAddress, type Said } from './server.ts';
import { stopwatch } from './stopwatch.ts';
import { createTries } from './tries.ts';

export type FormAsked = {
  save(said: Said): void;
  addPicture(picture: File): void;
  removePicture(name: string): void;
};

export type Form = { element: HTMLElement; heading: HTMLElement; showPictures(pictures: readonly Picture[]): void };

/** Builds it. What the server is asked is checked there; the form sends what was typed. */
export function createForm(
  run: Run,
  asked: Asked,
  answer: Answer | undefined,
  { save, addPicture, removePicture }: FormAsked,
): Form {
  const element = document.createElement('section');
  element.setAttribute('aria-labelledby', 'asked');
  element.innerHTML = `
    <h2 id="asked" tabindex="-1"></h2>
    <p class="how"></p><p class="muted inconclusive"></p>
    <form novalidate>
      <fieldset class="found"><legend>What was found</legend></fieldset>
      <p class="timer"><button type="button" class="watch"></button> <output aria-label="Time spent"></output></p>
      <label class="field">Notes <textarea name="notes" rows="3" maxlength="4000"></textarea></label>
      <label class="field">Add a picture <input type="file" name="picture" accept="${PICTURE_TYPES.join(',')}"></label>
      <ul class="pictures" aria-label="Pictures"></ul>
      <p><button class="save">Save</button></p>
    </form>`;
  const part = <E extends HTMLElement>(selector: string): E => element.querySelector<E>(selector) as E;
  part('h2').textContent = `${asked.id}: ${asked.requirement}`;
  part('.how').textContent = asked.how;
  part('.inconclusive').textContent = `It cannot be judged if: ${asked.inconclusive}`;
  part('.found').insertAdjacentHTML('beforeend', asked.isNumber ? NUMBER : '');
  if (asked.isNumber) setNumber(part, asked);
  for (const word of asked.words) part('.found').append(choice(word, `word ${word}`));
  part('.found').append(choice('It could not be tried', 'unknown'), reasonField());
  part<HTMLTextAreaElement>('textarea').value = answer?.notes ?? '';
  showFound(element, answer);
  const key = `manual ${run} ${asked.id}`;
  const tries =
    asked.tries === null
      ? null
      : createTries(asked.tries, `${key} tries`, answer?.triesMs ?? [], setWorst(part, asked));
  if (tries !== null) part('.timer').before(tries.element);
  const watch = stopwatch(part('.watch'), part('.timer output'), key, answer?.spentMs ?? 0);
  part('form').addEventListener('submit', (event) => {
    event.preventDefault();
    watch.stop();
    save({
      found: foundIn(element),
      notes: part<HTMLTextAreaElement>('textarea').value,
      spentMs: watch.spentMs(),
      triesMs: tries?.timesMs() ?? [],
    });
  });
  const input = part<HTMLInputElement>('input[type=file]');
  input.addEventListener('change', () => {
    const [picture] = input.files ?? [];
    input.value = '';
    if (picture !== undefined) addPicture(picture);
  });
  const showPictures = (pictures: readonly Picture[]): void =>
    part('.pictures').replaceChildren(...pictures.map((one) => pictureItem(run, asked.id, one, removePicture)));
  return { element, heading: part('h2'), showPictures };
}

const NUMBER = `<p><label><input type="radio" name="what" value="number" checked> Measured</label></p>
<p class="numbers"><label>Value <input name="value" inputmode="decimal" autocomplete="off" size="7"></label> <span class="unit"></span>
<label>± <input name="uncertainty" inputmode="decimal" autocomplete="off" size="5" aria-label="Uncertainty"></label></p>
<p class="muted uncertainty"></p>`;

function setNumber(part: (selector: string) => HTMLElement, { unit, uncertainty, most }: Asked): void {
  part('.unit').textContent = unit;
  part('.uncertainty').textContent = `Uncertainty: ${uncertainty}`;
  // What is counted is not off.
  if (most !== null) (part('input[name=uncertainty]') as HTMLInputElement).value = '0';
}

/** Fills the fields with the worst of all tries. */
const setWorst =
  (part: <E extends HTMLElement>(selector: string) => E, { tries }: Asked) =>
  (worstMs: number): void => {
    const { unitMs = 1, uncertaintyMs = 0 } = tries ?? {};
    part<HTMLInputElement>('input[value=number]').checked = true;
    part<HTMLInputElement>('input[name=value]').value = String(worstMs / unitMs);
    part<HTMLInputElement>('input[name=uncertainty]').value = String(uncertaintyMs / unitMs);
  };

function choice(text: string, value: string): HTMLElement {
  const line = document.createElement('p');
  const label = document.createElement('label');
  const input = Object.assign(document.createElement('input'), { type: 'radio', name: 'what', value });
  label.append(input, ` ${text}`);
  line.append(label);
  return line;
}

function reasonField(): HTMLElement {
  const line = document.createElement('p');
  line.innerHTML = '<label class="field">Why not <input name="reason" maxlength="500" autocomplete="off"></label>';
  return line;
}

const field = (element: HTMLElement, name: string): HTMLInputElement | null =>
  element.querySelector<HTMLInputElement>(`input[name=${name}]`);

function showFound(element: HTMLElement, answer: Answer | undefined): void {
  if (answer === undefined) return;
  const { found } = answer;
  const value = found.kind === 'word' ? `word ${found.word}` : found.kind;
  for (const radio of element.querySelectorAll<HTMLInputElement>('input[name=what]'))
    radio.checked = radio.value === value;
  const set = (name: string, text: string): void => {
    const input = field(element, name);
    if (input !== null) input.value = text;
  };
  if (found.kind === 'unknown') set('reason', found.reason);
  if (found.kind !== 'number') return;
  set('value', String(found.value));
  set('uncertainty', String(found.uncertainty));
}

/** What was typed; a number may have a comma. What is no number goes as null, and the server says so. */
function foundIn(element: HTMLElement): object {
  const what = element.querySelector<HTMLInputElement>('input[name=what]:checked')?.value;
  const number = (name: string): number | null => {
    const text = (field(element, name)?.value ?? '').trim().replace(',', '.');
    return text === '' || !Number.isFinite(Number(text)) ? null : Number(text);
  };
  if (what === 'number') return { kind: 'number', value: number('value'), uncertainty: number('uncertainty') };
  if (what === 'unknown') return { kind: 'unknown', reason: field(element, 'reason')?.value ?? '' };
  return { kind: 'word', word: what?.slice('word '.length) ?? '' };
}

function pictureItem(run: Run, id: string, { name }: Picture, remove: (name: string) => void): HTMLElement {
  const item = document.createElement('li');
  const image = document.createElement('img');
  Object.assign(image, { src: pictureAddress(run, id, name), alt: `Picture ${name}` });
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Remove' });
  button.setAttribute('aria-label', `Remove the picture ${name}`);
  button.addEventListener('click', () => remove(name));
  item.append(image, button);
  return item;
}
