/** A run as the page draws it: lanes, phases, findings with their deadlines, the curve of open tabs. */
import type { HistoryEvent } from '#history/events';
import type { FloorPlan } from '#history/floor-plan';
import type { PageFinding, PageRun } from '#reports/report-data';
import { carriedHistory, type CarriedHistory } from './carried-history.ts';
import { startCollecting, type Phase } from './collect.ts';
import { lanesOf, type Group, type Lane } from './timeline/lanes.ts';
import type { Segment } from './timeline/spans.ts';

/** From when a limit ran, when what had to happen was due, and when it happened; on whose lane it is drawn. */
export type Deadline = { fromMs: number; dueMs: number; actualMs: number; lane: Lane; finding: number };

export type Run = {
  history: CarriedHistory;
  endMs: number;
  groups: Group[];
  lanes: Lane[];
  phases: Phase[];
  /** The events of findings that are on the page, each once. */
  evidence: { n: number; at: number }[];
  deadlines: Deadline[];
  curve: Float64Array;
  /** Where everything is, if the floor has a radio plan, and what its stations hear. */
  plan: FloorPlan | null;
  signals: ReadonlyMap<string, readonly Segment[]>;
  laneOf(event: HistoryEvent | undefined): Lane | undefined;
};

/** Draws up the run from its pieces of text, which may take their time to come. */
export async function readRun(
  about: PageRun,
  pieces: AsyncIterable<string> | Iterable<string>,
  findings: readonly (PageFinding & { index: number })[],
): Promise<Run> {
  const history = carriedHistory(about.first, about.last, about.timeScale);
  const collecting = startCollecting(about.floor, about.timeScale);
  for await (const text of pieces) history.add(text, collecting.take);
  const seen = collecting.end();
  const groups = lanesOf(about.floor, seen, about.toleranceMs * about.timeScale);
  const lanes = groups.flatMap((group) => group.lanes);
  const byNode = new Map(lanes.filter((lane) => lane.node !== '').map((lane) => [lane.node, lane]));
  const shown = new Set(findings.flatMap(({ events }) => events));
  return {
    history,
    endMs: Math.max(1, seen.endMs),
    groups,
    lanes,
    phases: seen.phases,
    evidence: [...shown].flatMap((n) => {
      const at = history.timeOf(n);
      return at === undefined ? [] : [{ n, at }];
    }),
    deadlines: findings.flatMap(({ deadline, index }) => {
      const lane = deadline === undefined ? undefined : byNode.get(deadline.node);
      if (deadline === undefined || lane === undefined) return [];
      const [fromMs = 0, dueMs = 0, actualMs = 0] = [deadline.fromMs, deadline.dueMs, deadline.actualMs].map(
        (ms) => ms * about.timeScale,
      );
      return [{ fromMs, dueMs, actualMs, lane, finding: index }];
    }),
    curve: openTabs(lanes, seen.endMs),
    plan: about.floor.plan ?? null,
    signals: seen.signals,
    laneOf: (event) => byNode.get(subjectOf(event)) ?? byNode.get(event?.node ?? ''),
  };
}

/** Whom an event is about: a fact of the server's is shown where the device, printer or terminal is that it names. */
function subjectOf(event: HistoryEvent | undefined): string {
  if (event?.kind !== 'fact') return event?.node ?? '';
  const { device, printer, terminal } = event.fact;
  return String(device ?? printer ?? terminal ?? event.node);
}

const CURVE_BINS = 600;

/** How many tabs are open on the devices, most at a time per bin: the shape of the evening. */
function openTabs(lanes: readonly Lane[], endMs: number): Float64Array {
  const changes = new Int32Array(CURVE_BINS + 1);
  const bin = (t: number): number => Math.min(CURVE_BINS - 1, Math.floor((t / Math.max(1, endMs)) * CURVE_BINS));
  const change = (at: number, by: number): void => void (changes[at] = (changes[at] ?? 0) + by);
  for (const { bands } of lanes) {
    for (const { from, to } of bands.find((band) => band.row === 'hold')?.segments ?? []) {
      change(bin(from), 1);
      change(bin(to) + 1, -1);
    }
  }
  let open = 0;
  return Float64Array.from({ length: CURVE_BINS }, (_, i) => (open += changes[i] ?? 0));
}
