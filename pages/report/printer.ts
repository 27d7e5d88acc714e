/** Readies the page for paper and puts it back: everything unfolded, the timeline as paper shows it. */
import { ask, type Chart } from './timeline/chart.ts';
import { made } from './made.ts';
import { fillPaper } from './paper.ts';

/** `shown` gives the chart that is shown, if any, and what tells its run from others. */
export function listenToPrinter(section: HTMLElement, shown: () => { chart: Chart | null; head: string }): void {
  const paper = made('div', { class: 'paper on-paper' });
  const folds = document.querySelectorAll('details');
  const folded = new Set<HTMLDetailsElement>();
  section.append(paper);
  addEventListener('beforeprint', () => {
    for (const one of folds) {
      if (one.open) continue;
      folded.add(one);
      one.open = true;
    }
    const { chart, head } = shown();
    if (chart !== null) fillPaper(paper, chart, head);
  });
  addEventListener('afterprint', () => {
    for (const one of folded) one.open = false;
    folded.clear();
    paper.replaceChildren();
    const { chart } = shown();
    if (chart !== null) ask(chart);
  });
}
