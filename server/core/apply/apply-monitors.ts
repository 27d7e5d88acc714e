/** What facts of kitchen monitors change. */
import type { Appliers } from '../state.ts';

export const applyMonitors: Appliers<'item-queued' | 'items-shown' | 'monitor-away'> = {
  'item-queued'(state, { monitor, item, tab, place, lines, device }) {
    const known = state.monitors.get(monitor) ?? { last: 0, waiting: [], isAway: false };
    state.monitors.set(monitor, known);
    known.last = item;
    known.waiting.push({ device, shows: { item, tab, place, lines } });
  },
  'items-shown'(state, { monitor, item }) {
    const known = state.monitors.get(monitor);
    if (known === undefined) return;
    known.waiting = known.waiting.filter(({ shows }) => shows.item > item);
    known.isAway = false;
  },
  'monitor-away'(state, { monitor }) {
    const known = state.monitors.get(monitor);
    if (known !== undefined) known.isAway = true;
  },
};
