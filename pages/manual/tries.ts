/**
 * Tries that are timed one by one by a hand on a key, each after a pause in which nothing is done. They are kept in the
 * browser, as what a timer says is, and go on over a reload; when all are there the worst of them is told.
 */
import type { Asked } from '#certification/manual/messages';
import { clock } from './stopwatch.ts';

type Wanted = NonNullable<Asked['tries']>;
export type Tries = { element: HTMLElement; timesMs(): number[] };

/** `sinceMs`: when the try that is on was begun; `restsMs`: since when nothing is done. */
type Kept = { timesMs: number[]; sinceMs: number | null; restsMs: number };
const SHOWN_EVERY_MS = 200;

/** `key` is what they are kept under; `given` those of the answer that is stored. */
export function createTries(wanted: Wanted, key: string, given: number[], done: (worstMs: number) => void): Tries {
  const element = document.createElement('section');
  element.className = 'tries';
  element.setAttribute('aria-label', 'Tries');
  element.innerHTML = `<p><button type="button" class="try"></button> <output aria-label="Time of the try"></output></p>
    <p class="rest"><span class="muted"></span> <button type="button">It was used: begin the pause anew</button></p><ol></ol>`;
  const part = <E extends HTMLElement>(selector: string): E => element.querySelector<E>(selector) as E;
  let kept: Kept = read(key) ?? { timesMs: given, sinceMs: null, restsMs: Date.now() };

  const keep = (next: Kept): void => {
    kept = next;
    localStorage.setItem(key, JSON.stringify(kept));
    show();
  };
  const show = (): void => {
    const { timesMs, sinceMs } = kept;
    const button = part('.try');
    button.textContent = sinceMs === null ? `Start try ${timesMs.length + 1} of ${wanted.count}` : 'Stop it';
    button.hidden = timesMs.length >= wanted.count;
    part('ol').replaceChildren(...timesMs.map(tryItem));
    tick();
  };
  const tick = (): void => {
    const { timesMs, sinceMs, restsMs } = kept;
    const leftMs = restsMs + wanted.pauseMs - Date.now();
    const rests = sinceMs === null && timesMs.length < wanted.count && leftMs > 0;
    part<HTMLButtonElement>('.try').disabled = rests;
    part('.rest').hidden = wanted.pauseMs === 0 || sinceMs !== null || timesMs.length >= wanted.count;
    part('.rest span').textContent = rests
      ? `Leave the device alone for another ${clock(Math.ceil(leftMs / 1_000))}.`
      : 'It has rested for long enough.';
    part('output').textContent = sinceMs === null ? '' : seconds(Date.now() - sinceMs);
  };
  const tryItem = (ms: number, i: number): HTMLElement => {
    const item = document.createElement('li');
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Remove' });
    button.setAttribute('aria-label', `Remove try ${i + 1}, ${seconds(ms)}`);
    button.addEventListener('click', () => keep({ ...kept, timesMs: kept.timesMs.filter((_, at) => at !== i) }));
    item.append(`${seconds(ms)} `, button);
    return item;
  };
  part('.rest button').addEventListener('click', () => keep({ ...kept, restsMs: Date.now() }));
  part('.try').addEventListener('click', () => {
    const now = Date.now();
    if (kept.sinceMs === null) {
      keep({ ...kept, sinceMs: now });
      return;
    }
    const timesMs = [...kept.timesMs, Math.max(0, now - kept.sinceMs)];
    keep({ timesMs, sinceMs: null, restsMs: now });
    if (timesMs.length === wanted.count) done(Math.max(...timesMs));
  });
  const ticking = setInterval(() => {
    if (element.isConnected) tick();
    else clearInterval(ticking);
  }, SHOWN_EVERY_MS);
  keep(kept);
  return { element, timesMs: () => kept.timesMs };
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;

/** What was kept; null where nothing was, or what no page of this version has kept. */
function read(key: string): Kept | null {
  try {
    const { timesMs, sinceMs, restsMs } = JSON.parse(localStorage.getItem(key) ?? '') as Kept;
    const isTime = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
    return timesMs.every(isTime) && isTime(restsMs) && (sinceMs === null || isTime(sinceMs))
      ? { timesMs, sinceMs, restsMs }
      : null;
  } catch {
    return null;
  }
}
