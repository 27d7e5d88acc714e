/**
 * What an evening says of a device whose WLAN was without internet for ten minutes: does it stay there? What is known of
 * the uplink itself the device says as well: whether something outside answers it, or its system found the internet.
 */
import { AS_LATE_S } from '../catalogue/criteria/radio.ts';
import { linesOf, wholeAnswer, type Answer } from '../probes/answer.ts';
import { inFront } from '../probes/parsers/calls.ts';
import { networksOf, type Networks } from '../probes/parsers/connectivity.ts';
import { routeTo } from '../probes/parsers/network.ts';
import { pingOf } from '../probes/parsers/ping.ts';
import { wakefulness } from '../probes/parsers/process.ts';
import { association } from '../probes/parsers/wifi.ts';
import { all, andThen, known, unknown, type Reading } from '../probes/reading.ts';
import { word, type Said } from '../probes/seen.ts';
import { BROWSER, TESTER_SAID, type Played } from './evening.ts';
import { ACCESS_POINT, ANSWERS, FRONT, NETWORKS, SCREEN, WAY } from './looks.ts';
import { answersTo } from './seen-at-work.ts';
import { faultsOf, lateBetween } from './silence.ts';
import { courseOf } from './tab-goes-on.ts';

/** Most of them while the uplink is cut: `scenarios/library/devices/device-without-internet.yaml`. */
const PLANNED = { tabs: 3, bookings: 16 };
/** Ten minutes by the clock of a person, s. */
const CUT_LEAST_S = 540;
/** It may not say for so long, s, with which network it is: within that a device that had left would be silent. */
const UNSAID_MOST_S = 30;
const SECOND_MS = 1_000;
/** One answer may be lost without anybody cutting anything. */
const SEEN_LOST = 2;
/** Whoever pulls these down has touched the device; it asks nothing by them. */
const SHADES = ['NotificationShade', 'StatusBar'];

/** What it said of something, each time it did while the tester was at it. */
type Sample<T> = { at: number; value: T };
type Cut = { from: number; to: number };

export function staysWithoutInternet(played: Played): Reading<Said> {
  const networks = samplesOf(played, NETWORKS, (answer) => andThen(linesOf(answer), networksOf));
  const own = networks[0]?.value.used;
  if (own === undefined) return unknown('It did not say which network it uses.');
  if (own?.transports.includes('WIFI') !== true)
    return unknown('It used another network than its WLAN before the uplink was cut.');
  const outside = samplesOf(played, ANSWERS, answers);
  const leftAt = leaves(played, networks, own.id);
  const found = networks.flatMap(({ at, value }) =>
    value.all.flatMap(({ id, isValidated }) => (id === own.id ? [{ at, value: isValidated }] : [])),
  );
  // What answers outside is proof of the uplink; where nothing ever did, what its system found is all there is.
  const signs = outside.some(({ value }) => value) ? outside : found;
  const cut = longestCut(signs);
  if (leftAt !== null) {
    const goneAt = [goneSince(outside, SEEN_LOST), goneSince(found, 1)];
    const isSeen = goneAt.some((at) => isThereBetween(networks, own.id, at, leftAt));
    return isSeen ? word('leaves') : unknown('It left its WLAN, but its uplink was not seen to be cut before.');
  }
  const seconds = cut === null ? 0 : ((cut.to - cut.from) * played.timeScale) / SECOND_MS;
  if (cut === null || seconds < CUT_LEAST_S)
    return unknown(`Its uplink was seen to be cut for ${Math.floor(seconds)} s only.`);
  return andThen(all(saidAllTheTime(played, networks, cut), stayedOn(played)), () => worked(played, cut));
}

/** It was there: how did work go on? */
function worked(played: Played, cut: Cut): Reading<Said> {
  const heard = andThen(faultsOf(played, 'service-down', 1), (spans) => howHeard(played, spans));
  const course = courseOf(played, PLANNED);
  const isSilent = heard.kind === 'known' && heard.value === 'silent';
  // Who was silent for so long has failed by that, if nobody knows why its work stopped.
  if (isSilent && (course.kind === 'unknown' || course.value === 'goes on')) return word('silent');
  return andThen(all(course, heard, timesAsked(played, cut)), ([how, beats, times]) => {
    if (how !== 'goes on') return word(how);
    if (times > 1) return word('asks again and again');
    if (times === 1) return word('asks once');
    return word(beats === 'in time' ? 'stays' : beats);
  });
}

type Beats = 'in time' | 'late' | 'silent';

/** However long the machine stood still, if that makes no difference. */
function howHeard(played: Played, spans: Parameters<typeof lateBetween>[1]): Reading<Beats> {
  const beats = (seconds: number): Beats => {
    if (seconds > AS_LATE_S.dialog) return 'silent';
    return seconds > AS_LATE_S.waitSymbol ? 'late' : 'in time';
  };
  return andThen(lateBetween(played, spans), ({ most, least }) =>
    beats(most) === beats(least) ? known(beats(most)) : unknown('The machine of the test stood still.'),
  );
}

/** All answers to a command that begins like that, but those that say nothing. */
function samplesOf<T>({ asked }: Played, command: string, parse: (answer: Answer) => Reading<T>): Sample<T>[] {
  return asked.flatMap((one) => {
    if (one.round === undefined || !one.command.startsWith(command)) return [];
    const reading = andThen(wholeAnswer(one.output), parse);
    return reading.kind === 'known' ? [{ at: one.at, value: reading.value }] : [];
  });
}

/** Whether something outside answers; who is not found does not. */
function answers({ lines }: Answer): Reading<boolean> {
  const pinged = pingOf(lines);
  if (pinged.kind === 'known') return known(pinged.value.times.size > 0);
  return lines.some((line) => /unknown host|unreachable/i.test(line)) ? known(false) : pinged;
}

/** When it was first seen to use another network, or its WLAN anew, or to go another way to the till; null for never. */
function leaves(played: Played, networks: readonly Sample<Networks>[], own: number): number | null {
  const address = (command: string): string => command.slice(WAY.length).trim();
  const ways = played.asked.flatMap((one) => {
    const read = (answer: Answer) => andThen(linesOf(answer), (lines) => routeTo(lines, address(one.command)));
    return samplesOf({ ...played, asked: [one] }, WAY, read);
  });
  const times = [
    ...networks.filter(({ value }) => value.used?.id !== own),
    ...ways.filter(({ value }) => value.device !== ways[0]?.value.device),
  ].map(({ at }) => at);
  return times.length === 0 ? null : Math.min(...times);
}

/** The longest time in which there was no sign of the internet, from the first time on that there was one. */
function longestCut(signs: readonly Sample<boolean>[]): Cut | null {
  let longest: Cut | null = null;
  let from: number | null = null;
  let wasThere = false;
  for (const { at, value } of signs) {
    wasThere ||= value;
    from = value || !wasThere ? null : (from ?? at);
    if (from !== null && (longest === null || at - from > longest.to - longest.from)) longest = { from, to: at };
  }
  return longest;
}

/** When there had been no sign of the internet so many times on end, after there was one; infinity for never. */
function goneSince(signs: readonly Sample<boolean>[], times: number): number {
  const there = signs.findIndex(({ value }) => value);
  const last = signs.findIndex((_, i) => {
    const ones = signs.slice(i - times + 1, i + 1);
    return there >= 0 && i - times >= there && ones.every(({ value }) => !value);
  });
  return signs[last]?.at ?? Number.POSITIVE_INFINITY;
}

/** Was it with its WLAN all the same, though the internet had gone? */
const isThereBetween = (networks: readonly Sample<Networks>[], own: number, from: number, to: number): boolean =>
  networks.some(({ at, value }) => at >= from && at <= to && value.all.some(({ id }) => id === own));

/** What is missing between two answers is not good. */
function saidAllTheTime(played: Played, networks: readonly Sample<Networks>[], { from, to }: Cut): Reading<true> {
  const times = [from, ...networks.map(({ at }) => at).filter((at) => at > from && at < to), to];
  const longest = Math.max(...times.slice(1).map((at, i) => at - (times[i] ?? at)));
  const seconds = (longest * played.timeScale) / SECOND_MS;
  if (seconds > UNSAID_MOST_S)
    return unknown(`It did not say for ${Math.floor(seconds)} s which network it uses while its uplink was cut.`);
  const points = samplesOf(played, ACCESS_POINT, (answer) => andThen(linesOf(answer), association));
  return points.some(({ at }) => at >= from && at <= to)
    ? known(true)
    : unknown('It did not say with which access point it was while its uplink was cut.');
}

/** A page on a display that is off is another matter (NET-8). */
function stayedOn({ asked }: Played): Reading<true> {
  return andThen(answersTo(asked, SCREEN, wakefulness), (states) => {
    const other = states.find((state) => state !== 'Awake');
    return other === undefined ? known(true) : unknown(`Its screen did not stay on: ${other}.`);
  });
}

/** How often another window came to the front; once if only its tester says so. */
function timesAsked(played: Played, { from }: Cut): Reading<number> {
  const fronts = samplesOf(played, FRONT, (answer) => andThen(linesOf(answer), inFront)).filter(({ at }) => at >= from);
  if (fronts.length === 0) return unknown('It did not say which window was in front while its uplink was cut.');
  const others = fronts.map(({ value }) => value.some((one) => one !== BROWSER && !SHADES.includes(one)));
  const seen = others.filter((isOther, i) => isOther && others[i - 1] !== true).length;
  const isTold = played.asked.some(({ command }) => command === TESTER_SAID);
  return known(Math.max(seen, isTold ? 1 : 0));
}
