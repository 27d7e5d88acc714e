/**
 * The certifier's page: who tries, what is to be tried, and a form for each of it. What stands on it is asked of the
 * server, so a page that is loaded again shows what is stored. The address behind # says who is at which criterion.
 */
import type { Asked, Run, RunTold, SessionTold } from '#certification/manual/messages';
import { codePicture } from '../look/code-picture.ts';
import { createForm } from './form.ts';
import { readRun, readSession, removePicture, sendAnswer, sendPicture } from './server.ts';

type Place = { run: Run; id: string | null };

/** `#1`, `#2/INP-5`; null where nobody has said who tries. */
function placeOf(hash: string): Place | null {
  const [, run, id = null] = /^#([12])(?:\/([A-Z0-9-]+))?$/.exec(hash) ?? [];
  return run === undefined ? null : { run: run === '1' ? 1 : 2, id };
}

class ManualPage {
  private readonly main: HTMLElement;
  private session: SessionTold | null = null;

  constructor(main: HTMLElement) {
    this.main = main;
    main.innerHTML = `<header><h1>Tried by hand</h1><p class="who"></p></header>
      <p class="said" role="status"></p><p class="wrong" role="alert"></p><div class="body"></div>`;
    addEventListener('hashchange', () => this.show());
  }

  show(): void {
    this.say('');
    this.doing(async () => {
      this.session = await readSession();
      const place = placeOf(location.hash);
      if (place === null) this.showTesters(this.session);
      else this.showRun(this.session, place, await readRun(place.run));
      this.main.dataset['shown'] = location.hash;
    });
  }

  private part(selector: string): HTMLElement {
    return this.main.querySelector<HTMLElement>(selector) as HTMLElement;
  }

  private say(said: string, wrong = ''): void {
    this.part('.said').textContent = said;
    this.part('.wrong').textContent = wrong;
  }

  private doing(act: () => Promise<void>): void {
    act().catch((error: unknown) => this.say('', error instanceof Error ? error.message : String(error)));
  }

  private showTesters({ testers, criteria, answered }: SessionTold): void {
    this.part('.who').textContent = 'Who are you?';
    const list = document.createElement('ul');
    list.className = 'testers';
    for (const [i, tester] of testers.entries()) {
      list.append(link(`#${i + 1}`, `${tester}, run ${i + 1}`, `${answered[i]} of ${criteria.length} answered`));
    }
    this.part('.body').replaceChildren(list, onAPhone());
  }

  private showRun({ criteria }: SessionTold, { run, id }: Place, told: RunTold): void {
    this.part('.who').textContent = `${told.tester}, run ${run}`;
    const nav = document.createElement('nav');
    nav.setAttribute('aria-label', 'Criteria');
    const list = document.createElement('ul');
    for (const one of criteria) {
      const state = told.answers[one.id] === undefined ? 'open' : 'answered';
      const item = link(`#${run}/${one.id}`, one.id, state);
      if (one.id === id) item.querySelector('a')?.setAttribute('aria-current', 'step');
      list.append(item);
    }
    list.append(link('#', 'Other tester', ''));
    nav.append(list);
    const asked = criteria.find((one) => one.id === id);
    if (asked === undefined) {
      this.part('.body').replaceChildren(nav, overview(criteria, run, told));
      return;
    }
    this.showForm(criteria, asked, run, told, nav);
  }

  private showForm(criteria: readonly Asked[], asked: Asked, run: Run, told: RunTold, nav: HTMLElement): void {
    const { id } = asked;
    const pictures = (change: Promise<RunTold>, said: string): void =>
      this.doing(async () => {
        form.showPictures((await change).pictures[id] ?? []);
        this.say(said);
      });
    const form = createForm(run, asked, told.answers[id], {
      save: (said) =>
        this.doing(async () => {
          const { answers } = await sendAnswer(run, id, said);
          const at = criteria.findIndex((one) => one.id === id);
          const next = [...criteria.slice(at + 1), ...criteria.slice(0, at)].find(
            (one) => answers[one.id] === undefined,
          );
          location.hash = next === undefined ? `#${run}` : `#${run}/${next.id}`;
        }),
      addPicture: (picture) => pictures(sendPicture(run, id, picture), 'The picture is stored.'),
      removePicture: (name) => pictures(removePicture(run, id, name), 'The picture is removed.'),
    });
    form.showPictures(told.pictures[id] ?? []);
    this.part('.body').replaceChildren(nav, form.element);
    form.heading.focus();
  }
}

/** How a phone comes to this page: it is for this machine only, so the phone has to be plugged in. */
function onAPhone(): HTMLElement {
  const { origin, port } = location;
  const details = Object.assign(document.createElement('details'), { className: 'phone' });
  const command = document.createElement('code');
  command.textContent = `adb reverse tcp:${port} tcp:${port}`;
  const address = Object.assign(document.createElement('a'), { href: `${origin}/`, textContent: `${origin}/` });
  const text = document.createElement('p');
  text.append('Plug it in here, call ', command, ', and open ', address, ' on it:');
  details.append(
    Object.assign(document.createElement('summary'), { textContent: 'On a phone' }),
    text,
    codePicture(`${origin}/`, 'The address of this page as a QR code'),
  );
  return details;
}

function overview(criteria: readonly Asked[], run: Run, { answers, file }: RunTold): HTMLElement {
  const section = document.createElement('section');
  section.setAttribute('aria-labelledby', 'overview');
  const open = criteria.filter(({ id }) => answers[id] === undefined);
  const heading = Object.assign(document.createElement('h2'), { id: 'overview', tabIndex: -1 });
  heading.textContent = open.length === 0 ? 'All is answered' : `${open.length} of ${criteria.length} still open`;
  const text = document.createElement('p');
  const [first] = open;
  if (first === undefined)
    text.textContent = `What both testers found is in ${file}, for mpos-twin certify --findings.`;
  else text.append(link(`#${run}/${first.id}`, `Go on with ${first.id}`, '').firstElementChild as Element);
  section.append(heading, text);
  requestAnimationFrame(() => heading.focus());
  return section;
}

function link(href: string, text: string, more: string): HTMLElement {
  const item = document.createElement('li');
  const anchor = Object.assign(document.createElement('a'), { href, textContent: text });
  item.append(anchor);
  if (more !== '') item.append(Object.assign(document.createElement('small'), { textContent: ` ${more}` }));
  return item;
}

const main = document.querySelector('main');
if (main !== null) new ManualPage(main).show();
