/** Radio, network and clock. */
import { clockSeconds } from '../parsers/identity.ts';
import { routeTo, wlanAddress } from '../parsers/network.ts';
import { longestGap, lostPercent, percentile95, pingOf, type Ping } from '../parsers/ping.ts';
import { switchSetting } from '../parsers/settings.ts';
import { association, FIVE_GHZ_FROM_MHZ, scannedFrequencies, sending, type Association } from '../parsers/wifi.ts';
import { PING_COUNT, PING_INTERVAL_MS, WALKS } from '../plan.ts';
import { all, known, andThen, unknown, type Reading } from '../reading.ts';
import { number, word, type Probe, type Said, type Seen } from '../seen.ts';

/** The edge of good coverage, dBm. */
const EDGE_DBM = { least: -67, most: -60 };
/** Fewest packets of which a share is taken. */
const FEWEST_PACKETS = 200;
/** Longest call by which a clock is read, and shortest time over which it drifts, ms. */
const LONGEST_CALL_MS = 10_000;
const SHORTEST_DRIFT_MS = 12 * 3_600_000;
const DAY_MS = 86_400_000;

const EDGE = ['ping', 'edge', 'edge-dump', 'edge-after', 'edge-after-dump'];

/** The steps before and after a walk. */
const sides = (walk: number): [string, string] => [`walk-${walk}-from`, `walk-${walk}-to`];

export const radioProbes: Record<string, Probe> = {
  'NET-1': { uses: ['address', 'route'], measure: sameNetwork },
  'NET-3': { uses: ['wifi', 'scan', 'wifi-dump'], measure: band },
  'NET-4': { uses: EDGE, measure: (seen) => andThen(edgePing(seen), roundTrip) },
  'NET-5': { uses: EDGE, measure: (seen) => andThen(edgePing(seen), (ping) => number(lostPercent(ping))) },
  'NET-6': { uses: ['wifi'], measure: sentAgain },
  'NET-7': {
    uses: WALKS.flatMap((n) => [`walk-${n}`, ...sides(n).flatMap((one) => [one, `${one}-dump`])]),
    measure: roaming,
  },
  'CLK-1': {
    uses: ['clock'],
    measure: (seen) =>
      andThen(skew(seen, 'clock'), ({ seconds, uncertainty }) => number(Math.abs(seconds), uncertainty)),
  },
  'CLK-2': {
    uses: ['auto-time'],
    measure: (seen) =>
      andThen(seen.lines('auto-time'), (lines) =>
        andThen(switchSetting(lines, 'auto_time'), (isOn) => word(isOn ? 'on' : 'off')),
      ),
  },
  'CLK-3': { uses: ['clock', 'clock-later'], measure: drift },
};

function sameNetwork(seen: Seen): Reading<Said> {
  const route = andThen(seen.lines('route'), (lines) => routeTo(lines, seen.bench.till));
  return andThen(all(andThen(seen.lines('address'), wlanAddress), route), ([, { device, gateway }]) => {
    if (device !== 'wlan0') return word('not over WLAN');
    return word(gateway === null ? 'same subnet' : 'routed');
  });
}

/** From Android 11 on by `cmd wifi`, before by the dump. */
function associated(seen: Seen, step: string, dump: string): Reading<Association> {
  const status = andThen(seen.lines(step), association);
  const dumped = andThen(seen.lines(dump), association);
  return status.kind === 'known' ? status : dumped.kind === 'known' ? dumped : status;
}

function band(seen: Seen): Reading<Said> {
  const now = associated(seen, 'wifi', 'wifi-dump');
  const scans = [andThen(seen.lines('scan'), scannedFrequencies), andThen(seen.lines('wifi-dump'), scannedFrequencies)];
  const scanned = scans.flatMap((one) => (one.kind === 'known' ? one.value : []));
  const heard = [...scanned, ...(now.kind === 'known' ? [now.value.frequencyMhz] : [])];
  if (heard.some((mhz) => mhz >= FIVE_GHZ_FROM_MHZ)) return word('5 GHz');
  if (scanned.length === 0) return now.kind === 'unknown' ? now : unknown('No network is listed.');
  return seen.bench.fiveGhzInRange
    ? word('2.4 GHz only')
    : unknown('None is seen at 5 GHz, and none is known to be in range.');
}

/** A whole ping, the signal before and after it that of the edge. */
function edgePing(seen: Seen): Reading<Ping> {
  const before = associated(seen, 'edge', 'edge-dump');
  const after = associated(seen, 'edge-after', 'edge-after-dump');
  return andThen(all(before, after, pingAt(seen, 'ping')), ([one, other, ping]) => {
    const outside = [one, other].find(({ signalDbm }) => signalDbm < EDGE_DBM.least || signalDbm > EDGE_DBM.most);
    if (outside !== undefined)
      return unknown(`The signal was ${outside.signalDbm} dBm, not ${EDGE_DBM.most} to ${EDGE_DBM.least}.`);
    return ping.sent === PING_COUNT ? known(ping) : unknown(`${ping.sent} packets were sent, not ${PING_COUNT}.`);
  });
}

/** ping ends with 1 where nothing came back. */
function pingAt(seen: Seen, step: string): Reading<Ping> {
  return andThen(seen.answer(step), ({ lines, exitCode }) =>
    exitCode <= 1 ? pingOf(lines) : unknown(`ping ended with code ${exitCode}.`),
  );
}

function roundTrip(ping: Ping): Reading<Said> {
  const ms = percentile95(ping);
  return Number.isFinite(ms) ? number(ms, 1) : word('more than 5 % lost');
}

function sentAgain(seen: Seen): Reading<Said> {
  return andThen(andThen(seen.lines('wifi'), sending), ({ successful, retried }) => {
    const packets = successful + retried;
    return packets < FEWEST_PACKETS ? unknown(`${packets} packets are too few.`) : number((100 * retried) / packets);
  });
}

/** The worst gap of five pings, in each of which the access point has changed. */
function roaming(seen: Seen): Reading<Said> {
  const gaps = WALKS.map((walk) => {
    const [from, to] = sides(walk).map((side) => associated(seen, side, `${side}-dump`)) as [
      Reading<Association>,
      Reading<Association>,
    ];
    return andThen(all(from, to, pingAt(seen, `walk-${walk}`)), ([a, b, ping]) =>
      a.bssid === b.bssid ? unknown('The access point did not change.') : known(longestGap(ping, PING_INTERVAL_MS)),
    );
  });
  return andThen(all(...gaps), (ms) => number(Math.max(...ms), PING_INTERVAL_MS));
}

/** How far the clock of the device is ahead of the bench, s. The device says whole seconds, cut off. */
function skew(seen: Seen, step: string): Reading<{ seconds: number; uncertainty: number; atMs: number }> {
  return andThen(
    all(andThen(seen.lines(step), clockSeconds), seen.times(step)),
    ([device, { askedAt, answeredAt }]) => {
      const tookMs = answeredAt - askedAt;
      if (tookMs > LONGEST_CALL_MS || tookMs < 0) return unknown('The call by which the clock is read took too long.');
      const atMs = askedAt + tookMs / 2;
      return known({ seconds: device + 0.5 - atMs / 1_000, uncertainty: tookMs / 2_000 + 0.5, atMs });
    },
  );
}

function drift(seen: Seen): Reading<Said> {
  return andThen(all(skew(seen, 'clock'), skew(seen, 'clock-later')), ([one, other]) => {
    const apart = other.atMs - one.atMs;
    if (apart < SHORTEST_DRIFT_MS) return unknown('The two skews are less than 12 h apart.');
    const days = apart / DAY_MS;
    return number(Math.abs(other.seconds - one.seconds) / days, (one.uncertainty + other.uncertainty) / days);
  });
}
