/**
 * A run on the wire: the history is on disk before it is judged.
 */
import { renameSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { stalls } from '#checkers/folds/stalls';
import { judgeHistory, verdictOf } from '#checkers/judge';
import type { RunResult } from '#checkers/run-result';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import { headerLine, startRecording, trailerLine } from '#history/history';
import { createLineFile } from '#history/node-files';
import type { TwinError } from '#protocols/errors/errors';
import type { Scenario } from '#scenarios/format/scenario';
import { playOnWire } from '#simulators/grounds/wire/ground';
import type { LentDevice } from '#simulators/grounds/wire/lent-device';
import { expectationOf } from './expectation.ts';
import { headerOf } from './header.ts';

export type WireRunOptions = {
  seed?: number;
  commit?: string;
  /** When it is played, as ISO 8601 in UTC. */
  playedAt?: string;
  /** Where the history is written, if anywhere. */
  historyPath: string | null;
  /** Told what cannot be written; the run goes on. */
  lost: (error: TwinError) => void;
  timeScale?: number;
  /** So often it is played at most while the machine stands still; 3 if absent. */
  mostTries?: number;
  progress?: (playedMs: number, endMs: number) => void;
  /** Told before a run is repeated because the machine stood still. */
  repeated?: (result: RunResult) => void;
  /** A device whose own browser is the app of one of the floor. */
  lent?: LentDevice;
};

/** What measuring with real sockets on a busy machine may add, in ms. */
const SLACK_MS = 1_500;
const DEFAULT_TIME_SCALE = 20;

/** How often a scenario is played, at most, while the machine stands still. */
const TRIES = 3;

/**
 * Plays a scenario against the real server process and judges the saved history. A run that does not come out as expected,
 * and in which the machine stood still, is repeated: nobody knows what would have been otherwise. Each time it is played at
 * half the speed, so that a machine that cannot keep up gets twice the time for the same. The last try counts; the
 * histories of those before are kept beside it.
 */
export async function runOnWire(
  scenario: Scenario,
  options: WireRunOptions,
): Promise<RunResult & { header: HistoryHeader }> {
  const { mostTries = TRIES } = options;
  let timeScale = options.timeScale ?? scenario.ground.wire?.timeScale ?? DEFAULT_TIME_SCALE;
  for (let tries = 1; ; tries++) {
    const { result, stoodStill } = await once(scenario, { ...options, timeScale });
    const isInDoubt = result.verdict === 'unknown' || (stoodStill && !result.expectation.met);
    // What became of a lent device in between is not undone by playing again.
    if (!isInDoubt || tries >= mostTries || options.lent?.isSpoiled() === true) return result;
    options.repeated?.({ ...result, history: keptAside(result.history, tries) });
    timeScale = Math.max(1, Math.ceil(timeScale / 2));
  }
}

/** Moves the history of a try that does not count out of the way. */
function keptAside(history: string | null, tries: number): string | null {
  if (history === null) return null;
  const kept = history.replace(/(\.ndjson)?$/, `.stalled${tries === 1 ? '' : `-${tries}`}.ndjson`);
  renameSync(history, kept);
  return kept;
}

type Once = { result: RunResult & { header: HistoryHeader }; stoodStill: boolean };

async function once(scenario: Scenario, options: WireRunOptions & { timeScale: number }): Promise<Once> {
  const seed = options.seed ?? scenario.ground.wire?.seed ?? scenario.seed;
  const { timeScale } = options;
  const header = headerOf(scenario, {
    ground: 'wire',
    seed,
    commit: options.commit ?? '',
    playedAt: options.playedAt,
    timeScale,
    slackMs: SLACK_MS,
  });
  const { historyPath, lost } = options;
  const file = historyPath === null ? null : createLineFile(historyPath, lost);
  file?.line(headerLine(header));
  const events: HistoryEvent[] = [];
  let t = 0;
  const recording = startRecording(() => t, {
    fold: (event) => events.push(event),
    ...(file === null ? {} : { line: file.line }),
  });
  const begun = performance.now();
  let playedMs = 0;
  let whole = false;
  try {
    const played = await playOnWire(scenario, {
      seed,
      timeScale,
      durationMs: header.durationMs,
      event({ t: at, node, ...body }) {
        t = at;
        recording.record(node, body);
      },
      ...(options.progress === undefined ? {} : { progress: options.progress }),
      lent: options.lent,
    });
    playedMs = played.playedMs;
    file?.line(trailerLine(recording));
  } finally {
    whole = file?.close() ?? false;
  }
  const checkers = judgeHistory(header, events);
  const verdict = verdictOf(checkers);
  const still = stalls();
  for (const event of events) if (event.kind === 'stall') still.seen(event);
  const result = {
    header,
    scenario: scenario.name,
    verdict,
    expectation: expectationOf(scenario.expect, verdict, checkers),
    ground: 'wire' as const,
    seed,
    historyHash: recording.hash(),
    events: recording.events(),
    steps: recording.events(),
    simulatedMs: playedMs * timeScale,
    wallMs: Math.round(performance.now() - begun),
    checkers,
    history: whole ? historyPath : null,
    replay: '',
  };
  return { result, stoodStill: still.between(0, Number.POSITIVE_INFINITY) };
}
