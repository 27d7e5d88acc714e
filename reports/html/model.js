/**
 * The page's data, unpacked: the inverse of timeline/data.ts. Bands become typed arrays sorted by their beginning,
 * with the running maximum of their ends, so that what is in view is found by halving.
 */

/** @returns runs with lanes, marks, quoted events, findings and the curve of open tabs. */
export function unpackRun(packed) {
  const codes = packed.codes.map(([text, tone]) => ({ text, tone }));
  const groups = packed.groups.map((group) => ({ ...group, lanes: [] }));
  const lanes = [];
  for (const [g, group] of packed.groups.entries()) {
    for (const one of group.lanes) {
      const bands = one.bands.map((band) => unpackBand(band, packed.labels));
      const lane = { ...one, group: g, bands, marks: unpackMarks(one.marks), details: [] };
      lanes.push(lane);
      groups[g].lanes.push(lane);
    }
  }
  const byNode = new Map(lanes.filter((lane) => lane.node !== '').map((lane) => [lane.node, lane]));
  const laneOf = (event) => byNode.get(subjectOf(event)) ?? byNode.get(event?.node);
  const details = new Map(packed.details);
  for (const [n, event] of packed.details) byNode.get(event.node)?.details.push({ n, at: event.t });
  const evidence = packed.evidence.filter((n) => details.has(n)).map((n) => ({ n, at: details.get(n).t }));
  return { ...packed, codes, groups, lanes, laneOf, details, evidence, curve: openTabs(lanes, packed.endMs) };
}

/** Whom an event is about: a fact of the server's is shown where the device, printer or terminal is that it names. */
function subjectOf(event) {
  if (event?.kind !== 'fact') return event?.node;
  return event.fact.device ?? event.fact.printer ?? event.fact.terminal ?? event.node;
}

function unpackBand({ row, spans, texts }, labels) {
  const count = spans.length / 4;
  const band = {
    row,
    count,
    from: new Float64Array(count),
    to: new Float64Array(count),
    latest: new Float64Array(count),
    code: new Uint16Array(count),
    event: new Uint32Array(count),
    label: (i) => (texts ? labels[texts[i * 3]] : ''),
    end: (i) => (texts ? labels[texts[i * 3 + 1]] : ''),
    endEvent: (i) => (texts && texts[i * 3 + 2] > 0 ? band.event[i] + texts[i * 3 + 2] : 0),
  };
  let to = 0;
  let event = 0;
  let latest = 0;
  for (let i = 0; i < count; i += 1) {
    const from = to + spans[i * 4];
    to = from + spans[i * 4 + 1];
    event += spans[i * 4 + 3];
    latest = Math.max(latest, to);
    band.from[i] = from;
    band.to[i] = to;
    band.latest[i] = latest;
    band.code[i] = spans[i * 4 + 2];
    band.event[i] = event;
  }
  return band;
}

function unpackMarks(packed) {
  const marks = [];
  let at = 0;
  let event = 0;
  for (let i = 0; i < packed.length; i += 5) {
    at += packed[i];
    event += packed[i + 2];
    marks.push({ at, code: packed[i + 1], event, figures: [packed[i + 3], packed[i + 4]] });
  }
  return marks;
}

/** The first index from which `isAfter` holds, in something sorted by it. */
export function firstIndex(count, isAfter) {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAfter(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const CURVE_BINS = 600;

/** How many tabs are open on the devices, most at a time per bin: the shape of the evening. */
function openTabs(lanes, endMs) {
  const changes = new Int32Array(CURVE_BINS + 1);
  const bin = (t) => Math.min(CURVE_BINS - 1, Math.floor((t / Math.max(1, endMs)) * CURVE_BINS));
  for (const lane of lanes) {
    for (const band of lane.bands) {
      if (band.row !== 'hold') continue;
      for (let i = 0; i < band.count; i += 1) {
        changes[bin(band.from[i])] += 1;
        changes[bin(band.to[i]) + 1] -= 1;
      }
    }
  }
  const curve = new Float64Array(CURVE_BINS);
  let open = 0;
  for (let i = 0; i < CURVE_BINS; i += 1) {
    open += changes[i];
    curve[i] = open;
  }
  return curve;
}

const LEAST_SPAN_MS = 20;

/** What part of a run is in view; kept within the run. */
export function viewOf(from, to, endMs) {
  const span = Math.min(Math.max(LEAST_SPAN_MS, to - from), Math.max(LEAST_SPAN_MS, endMs));
  const middle = (from + to) / 2;
  const start = Math.max(0, Math.min(endMs - span, to - from < LEAST_SPAN_MS ? middle - span / 2 : from));
  return { from: start, to: start + span };
}

/** A factor below 1 comes closer; the time `at` stays where it is. */
export function zoomed(view, at, factor, endMs) {
  const span = Math.min(endMs, Math.max(LEAST_SPAN_MS, (view.to - view.from) * factor));
  const share = (at - view.from) / (view.to - view.from);
  return viewOf(at - span * share, at - span * share + span, endMs);
}

export function moved(view, ms, endMs) {
  return viewOf(view.from + ms, view.to + ms, endMs);
}

const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 28_800_000,
];

/** Round times in view, at most one per `leastPx`. */
export function ticksOf(view, width, leastPx) {
  const most = Math.max(1, width / leastPx);
  const step = STEPS_MS.find((ms) => (view.to - view.from) / ms <= most) ?? STEPS_MS.at(-1);
  const ticks = [];
  for (let t = Math.ceil(view.from / step) * step; t <= view.to; t += step) ticks.push(t);
  return { step, ticks };
}
