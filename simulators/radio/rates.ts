/**
 * How a packet fares over WLAN at a signal strength: delay and loss by tables, integers only. Rows are one-way delay
 * in ms (median, 90 %, 99 %, maximum) and loss after the radio's own retries in parts per million, for a calm channel;
 * then how many of a thousand frames fail at their first try, and the rate in kbit/s.
 * The figures lean on published measurements (WiFiSeer, MobiSys 2016; INFOCOM 2016) and the 802.11 rate tables; above
 * −55 dBm the first row holds, below −92 dBm the last.
 */
import type { AirQuality } from '#history/events';
import type { Random } from '../random.ts';

export type Row = readonly [
  dbm: number,
  lossPpm: number,
  p50: number,
  p90: number,
  p99: number,
  max: number,
  firstTryPerMille: number,
  kbps: number,
];

export const RADIO_TABLE: readonly Row[] = [
  [-55, 1, 2, 6, 15, 60, 30, 65000],
  [-58, 2, 2, 7, 18, 70, 36, 65000],
  [-61, 3, 2, 8, 22, 85, 42, 65000],
  [-64, 5, 3, 10, 28, 110, 48, 65000],
  [-67, 24, 3, 12, 40, 150, 70, 58500],
  [-70, 100, 4, 20, 60, 250, 100, 58500],
  [-72, 210, 5, 26, 80, 340, 120, 52000],
  [-74, 380, 5, 34, 100, 490, 140, 39000],
  [-76, 940, 7, 48, 150, 730, 175, 39000],
  [-78, 2600, 9, 75, 240, 1000, 225, 26000],
  [-80, 8100, 12, 120, 400, 1500, 300, 26000],
  [-82, 15000, 18, 200, 700, 2500, 350, 19500],
  [-84, 41000, 30, 350, 1200, 4000, 450, 13000],
  [-86, 130000, 60, 700, 2500, 6000, 600, 13000],
  [-88, 320000, 150, 1500, 4000, 8000, 750, 6500],
  [-90, 660000, 400, 3000, 6000, 10000, 900, 6500],
  [-92, 920000, 1000, 5000, 8000, 12000, 980, 6500],
];

/** Retransmission time-out of TCP after a lost packet, doubled at each further loss (Linux minimum, 200 ms). */
const RTO_MS = 200;

/** The row for a signal: the next weaker one in the table. */
export function radioRow(signalDbm: number): Row {
  for (const row of RADIO_TABLE) if (signalDbm >= row[0]) return row;
  return RADIO_TABLE[RADIO_TABLE.length - 1] as Row;
}

/** What else is on the air: how busy the channel is, and how many of a thousand frames an oven spoils. */
export type Interference = { loadPercent: number; ovenPerMille: number };
const CALM: Interference = { loadPercent: 0, ovenPerMille: 0 };

/** By how much contention prolongs delays, in per cent: 1 / (1 − U), up to the load that is named first. */
const CONTENTION: readonly (readonly [loadPercent: number, delayPercent: number])[] = [
  [0, 100],
  [20, 125],
  [40, 167],
  [60, 250],
  [80, 500],
  [90, 1000],
];
/** Above this load stations collide: ten frames more of a hundred fail at first. */
const COLLIDING_PERCENT = 70;
const COLLISIONS_PER_MILLE = 100;
/** An oven leaves the air for half of each mains period only. */
const OVEN_DELAY_PERCENT = 300;
/** Worse than at the edge of coverage no row is. */
const MOST_PER_MILLE = 980;
const MOST_DELAY_MS = 12_000;
/** A bad contact does not last as long as a walk through the cold store. */
const MOST_CABLE_RTO_MS = 800;

const disturbed = new Map<number, Row>();

/** The row for a signal on an air that others use as well; loss is that of four tries that fail one by one. */
export function airRow(signalDbm: number, { loadPercent, ovenPerMille }: Interference = CALM): Row {
  const calm = radioRow(signalDbm);
  if (loadPercent <= 0 && ovenPerMille <= 0) return calm;
  const key = (-calm[0] * 128 + loadPercent) * 1024 + ovenPerMille;
  let row = disturbed.get(key);
  if (row === undefined) disturbed.set(key, (row = disturbedRow(calm, loadPercent, ovenPerMille)));
  return row;
}

function disturbedRow(calm: Row, loadPercent: number, ovenPerMille: number): Row {
  const [dbm, lossPpm, p50, p90, p99, max, calmPerMille, kbps] = calm;
  const collisions = loadPercent > COLLIDING_PERCENT ? COLLISIONS_PER_MILLE : 0;
  const perMille = Math.min(MOST_PER_MILLE, Math.max(calmPerMille, ovenPerMille) + collisions);
  const lost = Math.floor((perMille * perMille * perMille * perMille) / 1_000_000);
  const [, contention = 1000] = CONTENTION.find(([load]) => loadPercent <= load) ?? [];
  const delay = (ms: number): number =>
    Math.min(MOST_DELAY_MS, Math.floor((ms * contention * (ovenPerMille > 0 ? OVEN_DELAY_PERCENT : 100)) / 10_000));
  return [dbm, Math.max(lossPpm, lost), delay(p50), delay(p90), delay(p99), Math.max(max, delay(max)), perMille, kbps];
}

/** How much longer a packet takes on a cable that loses so many of a million: it is sent again, three times at most. */
export function repeatedMs(lossPpm: number, random: Random): number {
  let delay = 0;
  for (let rto = RTO_MS; rto <= MOST_CABLE_RTO_MS; rto *= 2) {
    if (random.next() % 1_000_000 >= lossPpm) break;
    delay += rto;
  }
  return delay;
}

/** What an air is good for, by how late the hundredth packet is and how many are lost. `good`: nobody notices; `weak`: slow at times; `bad`: answers come later than people wait. */
export function qualityOf(row: Row): Exclude<AirQuality, 'none'> {
  const [, lossPpm, , , p99] = row;
  if (p99 <= 150 && lossPpm <= 1_000) return 'good';
  return p99 <= 700 && lossPpm <= 100_000 ? 'weak' : 'bad';
}

/** How long so many bytes are on the air, ms: half of the rate is left for them. */
export function airtimeMs([, , , , , , , kbps]: Row, bytes: number): number {
  return Math.floor((bytes * 16) / kbps);
}

/** Delay in ms of one packet at a row; a lost packet shows as the delay of its repetitions, at most six. */
export function packetDelayMs(row: Row, random: Random): number {
  let delay = 0;
  for (let rto = RTO_MS; rto <= RTO_MS * 32; rto *= 2) {
    const draw = random.next();
    if (draw % 1_000_000 >= row[1]) return delay + spread(row, draw >>> 12);
    delay += rto;
  }
  return delay + row[5];
}

/** Piecewise linear between half the median, median, 90 %, 99 % and the maximum; `draw` has 20 bits. */
function spread(row: Row, draw: number): number {
  const u = (draw * 1000) >> 20;
  if (u < 500) return 1 + Math.floor((row[2] * u) / 500);
  if (u < 900) return row[2] + Math.floor(((row[3] - row[2]) * (u - 500)) / 400);
  if (u < 990) return row[3] + Math.floor(((row[4] - row[3]) * (u - 900)) / 90);
  return row[4] + Math.floor(((row[5] - row[4]) * (u - 990)) / 10);
}
