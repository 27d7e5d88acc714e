/** Steps through the findings: on the screen one is shown at a time, and all of them on paper. */
import { button, made } from './made.ts';

export type Pager = {
  articles: HTMLElement[];
  count: HTMLElement;
  /** Place of the finding that is shown, from 0. */
  shown: number;
};

/** Null where there is no finding. `onGo` is asked to bring a finding's events into view. */
export function pagerOf(onGo: (index: number) => void): Pager | null {
  const section = document.querySelector<HTMLElement>('.findings');
  const title = section?.querySelector('h2');
  if (!section || !title) return null;
  const pager: Pager = { articles: [...section.querySelectorAll('article')], count: made('output', {}), shown: 0 };
  const previous = button('‹', 'Previous finding (p)', () => onGo(before(pager)));
  const next = button('›', 'Next finding (n)', () => onGo(after(pager)));
  previous.setAttribute('aria-label', 'Previous finding');
  next.setAttribute('aria-label', 'Next finding');
  const bar = made('div', { class: 'stepper' });
  title.replaceWith(bar);
  bar.append(title, pager.count);
  if (pager.articles.length > 1) bar.append(previous, next);
  for (const [index, article] of pager.articles.entries()) {
    if (article.querySelector('button.event') === null) continue;
    const show = button('Show on the timeline', '', () => onGo(index));
    show.classList.add('go');
    article.querySelector('.evidence')?.prepend(show);
  }
  showInPager(pager, 0);
  return pager;
}

export const after = ({ shown, articles }: Pager): number => (shown + 1) % articles.length;
export const before = ({ shown, articles }: Pager): number => (shown + articles.length - 1) % articles.length;

export function showInPager(pager: Pager, index: number): void {
  pager.shown = index;
  pager.count.textContent = `${index + 1} of ${pager.articles.length}`;
  for (const [i, article] of pager.articles.entries()) article.hidden = i !== index;
}
