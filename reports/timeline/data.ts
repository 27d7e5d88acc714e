/**
 * What the page gets to draw a run: lanes of bands and marks, as flat arrays of whole numbers. Times and event numbers
 * are written as differences and texts as indexes, because an evening has a hundred thousand segments and the file has
 * to stay small. html/model.js reads exactly this.
 */

/** How a thing is coloured; html/colours.css has one custom property `--t-…` for each. */
export type Tone =
  | ('off' | 'starting' | 'signed-off' | 'idle' | 'opening' | 'open' | 'sending' | 'paying' | 'refused')
  | ('offline' | 'stored' | 'away' | 'frozen' | 'trouble' | 'other' | 'yellow' | 'red' | 'silent')
  | ('hold' | 'stale' | 'lock' | 'orphaned' | 'parked' | 'up' | 'down' | 'ready' | 'asking' | 'fault' | 'stall')
  | ('printed' | 'copy' | 'half' | 'taken' | 'reversed' | 'booking' | 'clock');

/** One stretch of time: what held, since which event, and for bars what is written on it and what ended it. */
export type Segment = {
  from: number;
  to: number;
  code: number;
  event: number;
  label?: string;
  end?: string;
  endEvent?: number;
};

/** `a` and `b` fill the two `#` of its code's text: a label of its own for every ticket would be half the file. */
export type Mark = { at: number; code: number; event: number; a: number; b: number };

export type BandRow = 'state' | 'dialog' | 'silent' | 'hold' | 'lock' | 'payment' | 'fault' | 'bar';
export type LaneKind = 'server' | 'device' | 'tab' | 'machine' | 'fault';

export type Lane = {
  kind: LaneKind;
  /** Whose events appear here; empty for lanes that belong to nobody, e.g. those of the locks. */
  node: string;
  name: string;
  about: string;
  bands: { row: BandRow; segments: Segment[] }[];
  marks: Mark[];
};

export type Group = { name: string; collapsed: boolean; lanes: Lane[] };

/** `spans`: gap since the last end, length, code, event difference. `texts`: label, end, distance to the end's event. */
export type PackedBand = { row: BandRow; spans: number[]; texts?: number[] };
/** `marks`: time difference, code, event difference, the two figures. */
export type PackedLane = {
  kind: LaneKind;
  node: string;
  name: string;
  about: string;
  bands: PackedBand[];
  marks: number[];
};

/** Gives texts numbers, from 0 in the order they are met. */
export type Numbering<T> = { of(value: T): number; values: T[] };

export function numbering<T>(keyOf: (value: T) => string): Numbering<T> {
  const numbers = new Map<string, number>();
  const values: T[] = [];
  return {
    values,
    of(value) {
      const key = keyOf(value);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, values.length);
      values.push(value);
      return values.length - 1;
    },
  };
}

export function packLane(lane: Lane, labels: Numbering<string>): PackedLane {
  const bands = lane.bands.filter((band) => band.segments.length > 0);
  return {
    ...lane,
    bands: bands.map(({ row, segments }) => packBand(row, segments, labels)),
    marks: packMarks(lane.marks),
  };
}

function packBand(row: BandRow, segments: readonly Segment[], labels: Numbering<string>): PackedBand {
  const spans: number[] = [];
  const texts: number[] = [];
  let hasTexts = false;
  let lastTo = 0;
  let lastEvent = 0;
  for (const { from, to, code, event, label, end, endEvent } of segments.toSorted((a, b) => a.from - b.from)) {
    spans.push(from - lastTo, to - from, code, event - lastEvent);
    texts.push(labels.of(label ?? ''), labels.of(end ?? ''), endEvent === undefined ? 0 : endEvent - event);
    hasTexts ||= label !== undefined || end !== undefined;
    lastTo = to;
    lastEvent = event;
  }
  return hasTexts ? { row, spans, texts } : { row, spans };
}

function packMarks(marks: readonly Mark[]): number[] {
  const packed: number[] = [];
  let lastAt = 0;
  let lastEvent = 0;
  for (const { at, code, event, a, b } of marks) {
    packed.push(at - lastAt, code, event - lastEvent, a, b);
    lastAt = at;
    lastEvent = event;
  }
  return packed;
}
