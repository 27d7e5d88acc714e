/** What an evening says of a device, by the ids of the criteria: pure functions of its history and of what was answered. */
import type { EventOf } from '#history/events';
import { unknown, type Measure } from '../catalogue/judge.ts';
import { isPlugged } from '../probes/parsers/battery.ts';
import { wakefulness } from '../probes/parsers/process.ts';
import { all, andThen, known, unknown as notKnown, type Reading } from '../probes/reading.ts';
import { number, word, type Said } from '../probes/seen.ts';
import { goesOnAfterCalls } from './called.ts';
import { codeIsRead } from './cards.ts';
import { heardWhileCarried } from './carried.ts';
import { lastsFor } from './charge.ts';
import { portOpens } from './connects.ts';
import { AT_WORK, type Played } from './evening.ts';
import { worksForHours } from './hours.ts';
import { CABLE, DEPTH, SCREEN } from './looks.ts';
import { startsAnew } from './resets.ts';
import { looksAsItShould } from './screens.ts';
import { answersTo, couldAllBeDone, factsOf, MANY, percentile, stoodStill } from './seen-at-work.ts';
import { staysWithoutInternet } from './uplink.ts';
import { staysUpright, worksAtLowBattery } from './tab-goes-on.ts';

type Measuring = (played: Played) => Reading<Said>;

/** Which criteria each evening measures. */
const measuring: Readonly<Record<string, Readonly<Record<string, Measuring>>>> = {
  taps: { 'RUN-2': asItShould, 'INP-4': tapToServer, 'DSP-8': serverToScreen },
  'out-of-range': { 'NET-2': portOpens, 'NET-11': backOnWlan },
  'put-away': { 'LCK-2': goesOn },
  'left-lying': { 'LCK-1': freeAgain },
  reset: { 'INP-2': startsAnew },
  turned: { 'DSP-3': staysUpright },
  screens: { 'DSP-6': looksAsItShould },
  'low-battery': { 'PWR-11': worksAtLowBattery },
  carried: { 'NET-12': heardWhileCarried },
  uplink: { 'NET-9': staysWithoutInternet },
  called: { 'NTF-1': goesOnAfterCalls },
  cards: { 'CAM-2': codeIsRead },
  doze: { 'PWR-3': silenceInDoze },
  'screen-off': { 'NET-8': latestBeat },
  charge: { 'PWR-7': lastsFor },
  hours: { 'RUN-1': worksForHours },
};

/** What is known also of an evening that did not come out as it should. */
const WHATEVER_FAILED: readonly Measuring[] = [asItShould, worksForHours, looksAsItShould];

/** Of an evening that went wrong itself, nothing is known. */
export function measuresOfEvening(evening: string, played: Played): Record<string, Measure> {
  const { spoiled, undone, verdict, failed, events } = played;
  const isUp = !events.some((event) => event.kind === 'condition' && event.of === 'server' && event.state === 'ended');
  const why =
    spoiled ??
    undone ??
    (isUp ? null : 'The server of the test ended before the evening was over.') ??
    (verdict === 'unknown' ? 'What came of the evening is not known: the machine of the test stood still.' : null);
  return Object.fromEntries(
    Object.entries(measuring[evening] ?? {}).map(([id, measure]) => {
      if (why !== null) return [id, unknown(why)];
      if (verdict === 'fail' && !WHATEVER_FAILED.includes(measure))
        return [id, unknown(`The evening did not come out as it should: ${failed.join(', ')}.`)];
      const reading = measure(played);
      return [id, reading.kind === 'known' ? reading.value : reading];
    }),
  );
}

/** Rounds of an evening. */
const ROUNDS = 3;
const SECOND_MS = 1_000;

function asItShould(played: Played): Reading<Said> {
  const { verdict, events } = played;
  const isDone = couldAllBeDone(played);
  // Whose fault it was, nobody can tell.
  if (!(verdict === 'pass' && isDone) && stoodStill(played)) return notKnown('The machine of the test stood still.');
  const bills = factsOf(events, 'billed').length;
  if (verdict === 'pass' && bills === 0) return notKnown('Nothing was paid in that evening.');
  return word(verdict === 'pass' && isDone ? 'as it should' : 'not as it should');
}

const taps = ({ events }: Played): EventOf<'tap'>[] =>
  events.flatMap((event) => (event.kind === 'tap' && event.node === AT_WORK ? [event] : []));
const heards = ({ events }: Played): EventOf<'heard'>[] =>
  events.flatMap((event) => (event.kind === 'heard' && event.from === AT_WORK ? [event] : []));

/**
 * When the server had heard of each tap. Finger down and finger up are a message each, and a heartbeat may come before
 * them: the second message after the tap has told of it in any case.
 */
function heardTaps(played: Played): Reading<{ tappedAt: number; heardAt: number }[]> {
  const heard = heards(played).map(({ t }) => t);
  const found = taps(played).flatMap(({ t }) => {
    const [, second] = heard.filter((at) => at >= t);
    return second === undefined ? [] : [{ tappedAt: t, heardAt: second }];
  });
  if (stoodStill(played)) return notKnown('The machine of the test stood still.');
  return found.length < MANY ? notKnown(`Only ${found.length} taps were heard of.`) : known(found);
}

function tapToServer(played: Played): Reading<Said> {
  return andThen(heardTaps(played), (found) =>
    number(percentile(found.map(({ tappedAt, heardAt }) => heardAt - tappedAt))),
  );
}

/** Each tap is answered by a screen; later ones of the same tap are not looked at. */
function serverToScreen(played: Played): Reading<Said> {
  const shown = played.events.flatMap((event) => (event.kind === 'screen' && event.node === AT_WORK ? [event.t] : []));
  return andThen(heardTaps(played), (found) => {
    const times = found.flatMap(({ heardAt }, i) => {
      const next = found[i + 1]?.tappedAt ?? Number.POSITIVE_INFINITY;
      const at = shown.find((t) => t >= heardAt && t <= next);
      return at === undefined ? [] : [at - heardAt];
    });
    return times.length < MANY ? notKnown(`Only ${times.length} taps changed the screen.`) : number(percentile(times));
  });
}

type Span = { fromMs: number; toMs: number };

/** When a fault was in force on the device. */
function spansOf({ events }: Played, fault: string): Span[] {
  const begun = new Map<number, number>();
  return events.flatMap((event) => {
    if (event.kind !== 'fault' || event.node !== AT_WORK || event.fault !== fault) return [];
    if (event.phase === 'begun') begun.set(event.id, event.t);
    const fromMs = begun.get(event.id);
    return event.phase === 'ended' && fromMs !== undefined ? [{ fromMs, toMs: event.t }] : [];
  });
}

function roundsOf(played: Played, fault: string): Reading<Span[]> {
  const spans = spansOf(played, fault);
  return spans.length < ROUNDS ? notKnown(`Only ${spans.length} of ${ROUNDS} rounds were played.`) : known(spans);
}

const secondsOf = ({ timeScale }: Played, ms: number): number => (ms * timeScale) / SECOND_MS;

/** The worst of three: from its WLAN being switched on again to the server hearing of it. */
function backOnWlan(played: Played): Reading<Said> {
  const heard = heards(played).map(({ t }) => t);
  return andThen(roundsOf(played, 'out-of-range'), (spans) => {
    const silent = spans.every(({ fromMs, toMs }) => longestGap(heard, { fromMs, toMs }) >= (toMs - fromMs) / 2);
    if (!silent) return notKnown('It was heard of while its WLAN was off.');
    const times = spans.map(({ toMs }) => (heard.find((t) => t > toMs) ?? Number.POSITIVE_INFINITY) - toMs);
    if (!times.every(Number.isFinite)) return notKnown('It was not heard of again before the evening was over.');
    return number(secondsOf(played, Math.max(...times)), secondsOf(played, played.heartbeatMs));
  });
}

/** Taken up again in time: is the tab still the same hold? */
function goesOn(played: Played): Reading<Said> {
  const { events } = played;
  return andThen(all(layThere(played), roundsOf(played, 'put-away')), ([, spans]) => {
    const words = spans.map(({ fromMs, toMs }, i) => {
      const until = spans[i + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
      const after = events.filter(({ t }) => t > toMs && t <= until);
      const released = factsOf(after, 'tab-released').filter(({ cause }) => cause === 'new-balance');
      const lost = factsOf(
        events.filter(({ t }) => t > fromMs && t <= until),
        'tab-released',
      ).filter(({ cause }) => cause === 'lease-ended');
      if (lost.length > 0) return 'refused';
      if (released.length === 0) return null;
      return factsOf(
        events.filter(({ t }) => t > fromMs && t <= toMs),
        'tab-locked',
      ).length > 0
        ? 'tab opened again'
        : 'same tab';
    });
    const worst = ['refused', null, 'tab opened again', 'same tab'].find((one) => words.includes(one as never));
    return worst === null || worst === undefined
      ? notKnown('After it was taken up, the tab was not given back: nobody knows whether the page went on.')
      : word(worst);
  });
}

/** The worst of three: from the last sign of life to the tab being free. */
function freeAgain(played: Played): Reading<Said> {
  const heard = heards(played).map(({ t }) => t);
  return andThen(all(layThere(played), roundsOf(played, 'put-away')), ([, spans]) => {
    if (!spans.every(({ fromMs }) => holdsTab(played, fromMs)))
      return notKnown('It had no tab open when it was put away.');
    const free = spans.map(({ fromMs, toMs }) => {
      const released = factsOf(played.events, 'tab-released').find(
        ({ at, cause }) => at > fromMs && at <= toMs && cause === 'lease-ended',
      );
      const until = released?.at ?? toMs;
      const last = Math.max(fromMs, ...heard.filter((t) => t > fromMs && t <= until));
      return { last, took: released === undefined ? null : released.at - last, silence: until - last };
    });
    if (free.every(({ took }) => took !== null))
      return number(secondsOf(played, Math.max(...free.map(({ took }) => took ?? 0))), 0.1);
    const late = free.filter(({ took }) => took === null);
    return late.some(({ silence }) => secondsOf(played, silence) > LATEST_S)
      ? word('never')
      : notKnown('It went on being heard of while it was put away, so the tab stayed its own.');
  });
}

/** Was a tab its own at that time? */
function holdsTab({ events }: Played, t: number): boolean {
  const before = (kind: string): number =>
    factsOf(events, kind)
      .filter(({ at }) => at <= t)
      .at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  return before('tab-locked') > before('tab-released');
}

/** A tab is free at the latest after so much silence, s. */
const LATEST_S = 195;

/** The longest silence, and whether it is there again at all. */
function silenceInDoze(played: Played): Reading<Said> {
  return andThen(all(layThere(played), dozed(played), lyingSpan(played)), ([, , span]) => {
    const heard = heards(played).map(({ t }) => t);
    if (!heard.some((t) => t > span.fromMs)) return word('dead');
    return number(secondsOf(played, longestGap(heard, span)), secondsOf(played, played.heartbeatMs));
  });
}

/** By how much the latest heartbeat was late. */
function latestBeat(played: Played): Reading<Said> {
  return andThen(all(layThere(played), lyingSpan(played)), ([, span]) => {
    const heard = heards(played).map(({ t }) => t);
    return number(Math.max(0, secondsOf(played, longestGap(heard, span) - played.heartbeatMs)), 0.1);
  });
}

function lyingSpan(played: Played): Reading<Span> {
  const [span] = spansOf(played, 'put-away');
  return span === undefined ? notKnown('It was not put away.') : known(span);
}

/** The longest time in a span without a message; it may have begun before. */
function longestGap(heard: readonly number[], { fromMs, toMs }: Span): number {
  const within = heard.filter((t) => t > fromMs && t < toMs);
  const before = Math.max(...heard.filter((t) => t <= fromMs), Number.NEGATIVE_INFINITY);
  const ends = [...(Number.isFinite(before) ? [before] : [fromMs]), ...within, toMs];
  return Math.max(...ends.slice(1).map((t, i) => t - (ends[i] ?? t)));
}

/** Each time before it was taken up: its screen was off, and it got no power. */
function layThere({ asked }: Played): Reading<true> {
  const screens = answersTo(asked, SCREEN, wakefulness);
  const cables = answersTo(asked, CABLE, isPlugged);
  return andThen(all(screens, cables), ([states, plugged]) => {
    const awake = states.find((state) => state !== 'Asleep' && state !== 'Dozing');
    if (awake !== undefined) return notKnown(`The screen did not stay off: ${awake}.`);
    return plugged.includes(true) ? notKnown('The cable was in.') : known(true);
  });
}

function dozed({ asked }: Played): Reading<true> {
  const depth = (lines: readonly string[]): Reading<string> =>
    known(
      lines
        .map((line) => line.trim())
        .join(' ')
        .trim(),
    );
  return andThen(answersTo(asked, DEPTH, depth), (depths) => {
    const other = depths.find((one) => one !== 'IDLE');
    return other === undefined ? known(true) : notKnown(`It did not say IDLE all the time, but ${other}.`);
  });
}
