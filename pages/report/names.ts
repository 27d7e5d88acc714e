/** The names to the left of the chart; groups are buttons that fold. */
import type { Layout } from './timeline/layout.ts';
import { made } from './made.ts';

export function showNames(box: HTMLElement, { rows, height }: Layout, onFold: (group: string) => void): void {
  box.style.height = `${height}px`;
  box.replaceChildren(
    ...rows.map((row) => {
      const style = `top:${row.y}px;height:${row.height}px`;
      if (row.lane !== undefined) {
        const { kind, name, about } = row.lane;
        const small = about === '' ? [] : [made('small', {}, about)];
        return made('div', { class: `name ${kind}`, style, title: name }, made('b', {}, name), ...small);
      }
      const { group, isFolded, count } = row;
      const fold = made(
        'button',
        { type: 'button', class: 'fold', style, 'aria-expanded': String(!isFolded) },
        made('span', { class: 'caret', 'aria-hidden': 'true' }),
        group.name,
        made('small', {}, String(count)),
      );
      fold.addEventListener('click', () => {
        onFold(group.name);
        // The names are made anew; the one that was pressed keeps the focus.
        const same = [...box.querySelectorAll<HTMLElement>('.fold')].find((one) => one.dataset['group'] === group.name);
        same?.focus({ preventScroll: true });
      });
      fold.dataset['group'] = group.name;
      return fold;
    }),
  );
}
