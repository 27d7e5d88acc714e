/**
 * What the report is made of, and what its page is given beside the markup. The events themselves travel as the text
 * of the history, deflated (node-html.ts packs, pages/report/carried-history.ts unpacks): the page draws from the same
 * record the checkers judged, and can quote every event of it.
 */
import type { Evidence } from '#checkers/checker';
import type { RunResult } from '#checkers/run-result';
import type { HistoryEvent, HistoryHeader } from '#history/events';

/** A judged run with everything that is needed to show it. `events` is gone through more than once. */
export type ReportedRun = {
  header: HistoryHeader;
  events: Iterable<HistoryEvent>;
  result: RunResult;
  /** The smallest scenario that fails alike, if one was found: its text, and the command that plays it ('' for none). */
  shrunk?: { text: string; command: string };
};

/** What the page must know of a run to draw its history. */
export type PageRun = {
  /** What tells this run from the others on the page, e.g. its ground. */
  head: string;
  timeScale: number;
  toleranceMs: number;
  floor: HistoryHeader['floor'];
  /** Numbers of the first event that is on the page, and of the last. */
  first: number;
  last: number;
};

/** A finding as the page steps through them, in the order of its markup; `run` is an index into the runs. */
export type PageFinding = { run: number; events: number[]; deadline?: NonNullable<Evidence['deadline']> };

export type PageData = { runs: PageRun[]; findings: PageFinding[] };
