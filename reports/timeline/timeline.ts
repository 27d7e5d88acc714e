/** A judged run as the page draws it: lanes, findings and the events that are quoted word for word. */
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { RunResult } from '#checkers/run-result';
import { collect, type Beginning } from './collect.ts';
import { numbering, packLane, type PackedLane, type Tone } from './data.ts';
import { detailsOf, evidenceEvents, type Details } from './details.ts';
import { lanesOf } from './lanes.ts';

/** A run with everything that is needed to show it. */
export type JudgedRun = { header: HistoryHeader; events: HistoryEvent[]; result: RunResult };

export type TimelineData = {
  endMs: number;
  codes: [text: string, tone: Tone][];
  labels: string[];
  groups: { name: string; collapsed: boolean; lanes: PackedLane[] }[];
  phases: [at: number, phase: string][];
  details: Details;
  evidence: number[];
};

export function timelineOf({ header, events, result }: JudgedRun): TimelineData {
  const seen = collect(events, beginningsOf(header), header.durationMs);
  const groups = lanesOf(header, seen);
  const labels = numbering<string>((text) => text);
  labels.of('');
  return {
    endMs: seen.endMs,
    groups: groups.map((group) => ({ ...group, lanes: group.lanes.map((lane) => packLane(lane, labels)) })),
    codes: seen.codes.values.map(({ text, tone }) => [text, tone]),
    labels: labels.values,
    phases: seen.phases,
    details: detailsOf(events, result),
    evidence: evidenceEvents(result).filter((n) => n >= 1 && n <= events.length),
  };
}

/** What everything on the floor is before its first event. */
function beginningsOf({ floor }: HistoryHeader): Map<string, Beginning> {
  const beginnings = new Map<string, Beginning>([['server', { text: 'not started', tone: 'down' }]]);
  const all = (names: readonly string[], text: string, tone: Tone): void => {
    for (const name of names) beginnings.set(name, { text, tone });
  };
  all(floor.accessPoints, 'up', 'up');
  all(
    floor.devices.map(({ name }) => name),
    'off',
    'off',
  );
  all(
    floor.printers.map(({ name }) => name),
    'ready',
    'ready',
  );
  all(
    floor.devices.filter((device) => device.beltPrinter).map(({ name }) => `${name}/belt`),
    'ready',
    'ready',
  );
  all(floor.terminals, 'idle', 'idle');
  return beginnings;
}
