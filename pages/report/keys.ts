/** What keys do: anywhere n and p step through the findings; on the chart they move and zoom. */
import type { Chart } from './timeline/chart.ts';
import { look } from './timeline/chart.ts';
import type { ViewActions } from './timeline/frame.ts';
import { moved } from './timeline/view.ts';

export type Keyboard = {
  chart: () => Chart | null;
  actions: ViewActions;
  /** Lets go of what is chosen. */
  none: () => void;
  /** 1: the next finding, -1: the one before. */
  step: (by: 1 | -1) => void;
};

const SHARE = 0.15;
const LANE_PX = 60;

export function keyActions({ chart, actions, none, step }: Keyboard): (event: KeyboardEvent) => void {
  const sideways = (one: Chart, by: 1 | -1): void => {
    const { view, run } = one.picture;
    look(one, moved(view, by * (view.to - view.from) * SHARE, run.endMs));
  };
  const down = ({ parts: { lanes } }: Chart, by: number): void => lanes.scrollBy(0, by);
  const onChart: Record<string, (one: Chart) => void> = {
    ArrowLeft: (one) => sideways(one, -1),
    ArrowRight: (one) => sideways(one, 1),
    ArrowUp: (one) => down(one, -LANE_PX),
    ArrowDown: (one) => down(one, LANE_PX),
    PageUp: (one) => down(one, -one.parts.lanes.clientHeight * 0.8),
    PageDown: (one) => down(one, one.parts.lanes.clientHeight * 0.8),
    '+': actions.in,
    '=': actions.in,
    '-': actions.out,
    '0': actions.fit,
  };
  const anywhere: Record<string, () => void> = { n: () => step(1), p: () => step(-1), Escape: none };
  return (event) => {
    const shown = chart();
    const target = event.target as Element;
    if (shown === null || event.ctrlKey || event.metaKey || event.altKey || isWriting(target)) return;
    const act = target === shown.parts.main ? onChart[event.key] : undefined;
    if (act === undefined && anywhere[event.key] === undefined) return;
    event.preventDefault();
    if (act !== undefined) act(shown);
    else anywhere[event.key]?.();
  };
}

const isWriting = (target: Element): boolean => target instanceof HTMLInputElement && target.type !== 'checkbox';
