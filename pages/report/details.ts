/** The chosen event beside the chart: when, where, and its line of the history in full. */
import { clockText } from '#history/clock';
import { copyOnClick } from '../look/copy.ts';
import { describe, kindText } from './describe.ts';
import type { Thing } from './timeline/layout.ts';
import { button, made } from './made.ts';
import type { Run } from './run.ts';

/** `thing` is what was pointed at in the chart, if anything was; `current` the number of its event, or 0. */
export function showDetails(box: HTMLElement, run: Run, current: number, thing: Thing | null, close: () => void): void {
  const { history } = run;
  const told = thing === null ? null : describe(thing, history);
  const event = history.event(current);
  box.hidden = event === undefined && told === null;
  if (box.hidden) {
    box.replaceChildren();
    return;
  }
  const heading =
    event === undefined ? (told?.title ?? '') : `#${current} · ${clockText(history.timeOf(current) ?? 0)}`;
  const copy = button('Copy', '', () => undefined);
  const shut = button('×', 'Close', close);
  shut.setAttribute('aria-label', 'Close');
  const pre = made('pre', { tabindex: '0' }, event === undefined ? '' : JSON.stringify(event, null, 2));
  copyOnClick(copy, () => history.line(current) ?? '');
  const lines =
    told === null ? (event === undefined ? [] : [`${event.node} · ${kindText(event)}`]) : [told.title, ...told.lines];
  box.replaceChildren(
    made('div', { class: 'bar' }, made('h3', {}, heading), ...(event === undefined ? [] : [copy]), shut),
    ...lines.filter((line) => line !== heading).map((line) => made('p', {}, line)),
    ...(event === undefined ? [made('p', { class: 'empty' }, 'So from the beginning: no event says it.')] : [pre]),
  );
}
