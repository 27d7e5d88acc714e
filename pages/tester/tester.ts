/** The tester's page: what is to be done now in an evening of work, and the keys that say what came of it. */
import type { NowSaid, NowTold } from '#certification/manual/messages';

const EVERY_MS = 1_000;

class TesterPage {
  private readonly main: HTMLElement;
  private shown = -1;

  constructor(main: HTMLElement) {
    this.main = main;
    main.innerHTML = `<header><h1>To be done now</h1></header>
      <section><p class="now" role="status"></p>
      <form class="keys" novalidate hidden><button type="button" class="save"></button>
      <button type="button" class="also" hidden></button>
      <label class="field">Why not <input name="reason" maxlength="300" autocomplete="off"></label>
      <button>It cannot be done</button></form></section>
      <p class="wrong" role="alert"></p>
      <p><a href="cards" target="_blank" rel="noopener">The ten cards, to be printed</a></p>`;
    this.part('.save').addEventListener('click', () => void this.say({ n: this.shown, can: true }));
    this.part('.also').addEventListener('click', () => void this.say({ n: this.shown, can: true, also: true }));
    this.part('form').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.say({ n: this.shown, can: false, reason: this.part<HTMLInputElement>('input').value });
    });
  }

  look(): void {
    void this.asked({}).then(() => setTimeout(() => this.look(), EVERY_MS));
  }

  private part<E extends HTMLElement>(selector: string): E {
    return this.main.querySelector<E>(selector) as E;
  }

  private say(said: NowSaid): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    return this.asked({ method: 'PUT', headers, body: JSON.stringify(said) });
  }

  /** What is wrong stands there until something else was said. */
  private async asked(what: RequestInit): Promise<void> {
    try {
      const answer = await fetch('now', what);
      const told = (await answer.json()) as NowTold & { sentence: string; hint: string };
      if (!answer.ok) this.wrong(`${told.sentence} ${told.hint}`);
      else this.show(told, what.method !== undefined);
    } catch {
      this.wrong('mpos-twin certify does not answer: it is over, or was stopped.');
      this.part('form').hidden = true;
      this.shown = -1;
    }
  }

  private show({ n, text, done, also }: NowTold, wasSaid: boolean): void {
    if (n === this.shown && !wasSaid) return;
    this.shown = n;
    this.wrong('');
    this.part('.now').textContent = text;
    this.part('form').hidden = done === null;
    this.part('.save').textContent = done ?? '';
    this.part('.also').hidden = also === null;
    this.part('.also').textContent = also ?? '';
    this.part<HTMLInputElement>('input').value = '';
    this.main.dataset['shown'] = String(n);
  }

  private wrong(why: string): void {
    this.part('.wrong').textContent = why;
  }
}

const main = document.querySelector('main');
if (main !== null) new TesterPage(main).look();
