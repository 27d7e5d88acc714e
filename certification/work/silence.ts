/** How late a device was heard of while something was done to it, where a heartbeat is due every second. */
import { all, andThen, known, unknown, type Reading } from '../probes/reading.ts';
import { AT_WORK, type Played } from './evening.ts';
import { STILL_MS, stillBetween } from './seen-at-work.ts';

const SECOND_MS = 1_000;

type Span = { fromMs: number; toMs: number };

/** When that fault was in force; unknown if not so many times to its end. */
export function faultsOf({ events }: Played, fault: string, times: number): Reading<Span[]> {
  const ofIt = events.flatMap((event) => (event.kind === 'fault' && event.fault === fault ? [event] : []));
  const spans = ofIt.flatMap(({ phase, id, t }) => {
    const end = ofIt.find((other) => other.id === id && other.phase === 'ended');
    return phase === 'begun' && end !== undefined ? [{ fromMs: t, toMs: end.t }] : [];
  });
  return spans.length < times ? unknown('What its tester does was not played to its end.') : known(spans);
}

/** A silence between two heartbeats, ms; `least` without the time for which the machine stood still meanwhile. */
type Silence = { most: number; least: number };

/** By how much the latest heartbeat was late, s: at least and at most, as the machine may have stood still meanwhile. */
export function lateBetween(played: Played, spans: readonly Span[]): Reading<Silence> {
  const seconds = (ms: number): number => (Math.max(0, ms - played.heartbeatMs) * played.timeScale) / SECOND_MS;
  return andThen(longestIn(played, spans), ({ most, least }) => known({ most: seconds(most), least: seconds(least) }));
}

/**
 * The same as one figure. Whoever was silent for longer at another time than while the machine stood still is measured by
 * that.
 */
export function latestBeat(played: Played, spans: readonly Span[]): Reading<number> {
  return andThen(all(longestIn(played, spans), lateBetween(played, spans)), ([{ most, least }, late]) =>
    most <= played.heartbeatMs || most - least <= STILL_MS
      ? known(late.most)
      : unknown('The machine of the test stood still.'),
  );
}

/** The longest silence, and the longest without what the machine stood still; those that began before count to their end. */
function longestIn(played: Played, spans: readonly Span[]): Reading<Silence> {
  const heard = played.events.flatMap((event) => (event.kind === 'heard' && event.from === AT_WORK ? [event.t] : []));
  const silences = heard.slice(1).flatMap((t, i) => {
    const since = heard[i] ?? t;
    if (!spans.some(({ fromMs, toMs }) => t > fromMs && since < toMs)) return [];
    return [{ most: t - since, least: t - since - stillBetween(played, since, t) }];
  });
  if (silences.length === 0) return unknown('It was not heard of meanwhile.');
  return known({
    most: Math.max(...silences.map((silence) => silence.most)),
    least: Math.max(...silences.map((silence) => silence.least)),
  });
}
