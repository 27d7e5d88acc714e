/** What the page shows besides the screen: the question for a code, refusals with a way on, dialogs, the wait symbol. */
import { cardField } from './card-field.ts';
import type { Said } from './words.ts';

export type Views = {
  /** Where screens are shown. */
  readonly box: HTMLElement;
  /** Nothing to do but wait for the server. */
  connecting(wayOn: string): void;
  /** Asks for a code, below a refusal if there is one. */
  askCode(refusal: readonly [sentence: string, wayOn: string] | null, code: string): void;
  /** A refusal of a client for fixed use; it may be tried again if there is an address to try. */
  refuse(refusal: readonly [sentence: string, wayOn: string], mayTry: boolean): void;
  /** The screen can be used, or lies below the connection-problems dialog. */
  screen(dialog: 'yellow' | 'red' | null): void;
  waiting(isLate: boolean): void;
  /** The screen of that number asks for the code of a card; null if the one that is shown does not. */
  card(screen: number | null): void;
};

type Asked = { signUp(code: string): void; again(): void; leave(): void; card(screen: number, code: string): void };
/** So long the second press on "leave" is waited for, ms. */
const REALLY_MS = 4_000;

/** Builds the page's own parts inside `main`. */
export function createViews(main: HTMLElement, said: Said, isFreestyle: boolean, asked: Asked): Views {
  main.innerHTML = `
    <div class="box"></div>
    <form class="card" hidden><label><span></span><input name="card" autocomplete="off" autocapitalize="off"
      maxlength="64" pattern="[A-Za-z0-9][A-Za-z0-9._:\\-]*" required></label><button></button>
      <button class="camera" type="button"></button><p class="not-read" role="alert"></p></form>
    <div class="viewer" hidden><video muted playsinline></video><button type="button"></button></div>
    <footer><button class="leave" type="button"></button></footer>
    <section class="panel" aria-live="assertive"><h1></h1><p class="sentence"></p><p class="way-on"></p>
      <form><label><span></span><input name="code" autocomplete="off" autocapitalize="off" maxlength="64" required></label>
      <button class="sign-up"></button></form>
      <button class="again" type="button"></button></section>
    <div class="dialog" role="alertdialog" aria-labelledby="dialog-heading" aria-describedby="dialog-text">
      <h1 id="dialog-heading"></h1><p id="dialog-text"></p></div>
    <div class="wait" role="status"></div>`;
  const part = <E extends HTMLElement>(selector: string): E => {
    const found = main.querySelector<E>(selector);
    if (found === null) throw new Error(`no ${selector}`);
    return found;
  };
  const panel = part('.panel');
  const dialog = part('.dialog');
  const wait = part('.wait');
  const form = part<HTMLFormElement>('.panel form');
  const input = part<HTMLInputElement>('.panel input');
  const card = cardField(part<HTMLFormElement>('.card'), part('.viewer'), said, asked.card);
  part('.panel label span').textContent = said.code;
  part('.sign-up').textContent = said.signUp;
  part('.again').textContent = said.again;
  part('.again').addEventListener('click', asked.again);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    asked.signUp(input.value.trim());
  });
  part('footer').hidden = !isFreestyle;
  leaveAtSecondPress(part('.leave'), said, asked.leave);

  function say(heading: string, sentence: string, wayOn: string): void {
    panel.hidden = false;
    dialog.hidden = true;
    part('.panel h1').textContent = heading;
    part('.sentence').textContent = sentence;
    part('.way-on').textContent = wayOn;
    form.hidden = true;
    part('.again').hidden = true;
  }
  const views: Views = {
    box: part('.box'),
    connecting(wayOn) {
      say(said.title, said.connecting, wayOn);
    },
    askCode(refusal, code) {
      const [sentence, wayOn] = refusal ?? [said.askCode, ''];
      say(refusal === null ? said.title : said.refused, sentence, wayOn);
      form.hidden = false;
      input.value = code;
      input.focus();
    },
    refuse([sentence, wayOn], mayTry) {
      say(said.refused, sentence, wayOn);
      part('.again').hidden = !mayTry;
    },
    screen(colour) {
      panel.hidden = true;
      dialog.hidden = colour === null;
      if (colour === null) return;
      dialog.className = `dialog ${colour}`;
      const [heading, text] = said[colour];
      part('#dialog-heading').textContent = heading;
      part('#dialog-text').textContent = text;
    },
    waiting(isLate) {
      wait.textContent = isLate ? said.wait : '';
      wait.classList.toggle('turning', isLate);
    },
    card,
  };
  return views;
}

function leaveAtSecondPress(button: HTMLElement, said: Said, leave: () => void): void {
  let until = 0;
  const calm = (): void => void (button.textContent = said.leave);
  calm();
  button.addEventListener('click', () => {
    if (performance.now() < until) {
      until = 0;
      calm();
      leave();
      return;
    }
    until = performance.now() + REALLY_MS;
    button.textContent = said.leaveReally;
    setTimeout(calm, REALLY_MS);
  });
}
