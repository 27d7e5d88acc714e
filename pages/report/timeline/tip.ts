/** The tooltip beside the pointer. */
import { clockText } from '#history/clock';
import type { CarriedHistory } from '../carried-history.ts';
import { describe } from '../describe.ts';
import type { Thing } from './layout.ts';
import { made } from '../made.ts';

const MOST_CHARACTERS = 360;

/** Shows what `thing` is at this place of the window, and keeps it on the page. */
export function showTip(tip: HTMLElement, thing: Thing, history: CarriedHistory, x: number, y: number): void {
  const { title, lines, event, at } = describe(thing, history);
  const exact = event === 0 ? undefined : history.line(event);
  const head = event === 0 ? 'from the beginning' : `#${event} · ${clockText(at)}`;
  tip.replaceChildren(
    made('strong', {}, title),
    ...lines.map((line) => made('span', {}, line)),
    made('span', { class: 'when' }, head),
    ...(exact === undefined ? [] : [made('code', {}, shortened(exact))]),
  );
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  tip.style.left = `${Math.max(8, Math.min(x + 16, clientWidth - width - 12))}px`;
  tip.style.top = `${y + 20 + height > clientHeight ? Math.max(8, y - height - 14) : y + 20}px`;
}

const shortened = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} …` : text;
