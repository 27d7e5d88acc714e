/** What facts of kitchen monitors change. */
import type { Appliers } from '../state.ts';

export const applyMonitors: Appliers<'item-queued' | 'items-shown'> = {
  'item-queued'(state, { monitor, item, tab, place, lines }) {
    const known = state.monitors.get(monitor) ?? { last: 0, waiting: [] };
    state.monitors.set(monitor, known);
    known.last = item;
    known.waiting.push({ item, tab, place, lines });
  },
  'items-shown'(state, { monitor, item }) {
    const known = state.monitors.get(monitor);
    if (known !== undefined) known.waiting = known.waiting.filter((one) => one.item > item);
  },
};
