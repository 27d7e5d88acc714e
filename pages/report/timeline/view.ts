/** What part of a run is in view, and the times that are written above it. Times in ms of the scenario. */

export type View = { from: number; to: number };

const LEAST_SPAN_MS = 20;

/** Kept within the run, and never shorter than can be told apart. */
export function viewOf(from: number, to: number, endMs: number): View {
  const span = Math.min(Math.max(LEAST_SPAN_MS, to - from), Math.max(LEAST_SPAN_MS, endMs));
  const middle = (from + to) / 2;
  const start = Math.max(0, Math.min(endMs - span, to - from < LEAST_SPAN_MS ? middle - span / 2 : from));
  return { from: start, to: start + span };
}

/** A factor below 1 comes closer; the time `at` stays where it is. */
export function zoomed(view: View, at: number, factor: number, endMs: number): View {
  const span = Math.min(endMs, Math.max(LEAST_SPAN_MS, (view.to - view.from) * factor));
  const share = (at - view.from) / (view.to - view.from);
  return viewOf(at - span * share, at - span * share + span, endMs);
}

export function moved(view: View, ms: number, endMs: number): View {
  return viewOf(view.from + ms, view.to + ms, endMs);
}

/** What two fingers do: the times they took hold of, `grip`, come to lie where they are now, at `shares` of the width. */
export function pinched(grip: readonly [number, number], shares: readonly [number, number], endMs: number): View {
  const apart = shares[1] - shares[0];
  const msPerShare = Math.abs(apart) < 0.02 ? endMs : (grip[1] - grip[0]) / apart;
  const span = Math.min(endMs, Math.max(LEAST_SPAN_MS, Math.abs(msPerShare)));
  const middle = (grip[0] + grip[1]) / 2;
  const from = middle - ((shares[0] + shares[1]) / 2) * span;
  return viewOf(from, from + span, endMs);
}

const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 28_800_000,
];

/** Round times in view, at most one per `leastPx`. */
export function ticksOf(view: View, width: number, leastPx: number): { step: number; ticks: number[] } {
  const most = Math.max(1, width / leastPx);
  const step = STEPS_MS.find((ms) => (view.to - view.from) / ms <= most) ?? 28_800_000;
  const ticks = [];
  for (let t = Math.ceil(view.from / step) * step; t <= view.to; t += step) ticks.push(t);
  return { step, ticks };
}
