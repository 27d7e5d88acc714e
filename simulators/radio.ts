/**
 * How a packet fares over WLAN at a signal strength: delay and loss by tables, integers only. Rows are one-way delay
 * in ms (median, 90 %, 99 %, maximum) and loss after the radio's own retries in parts per million, for a calm channel.
 * The figures lean on published measurements (WiFiSeer, MobiSys 2016; INFOCOM 2016) and the 802.11 rate tables; above
 * −55 dBm the first row holds, below −92 dBm the last.
 */
import type { Random } from './random.ts';

type Row = readonly [dbm: number, lossPpm: number, p50: number, p90: number, p99: number, max: number];

export const RADIO_TABLE: readonly Row[] = [
  [-55, 1, 2, 6, 15, 60],
  [-58, 2, 2, 7, 18, 70],
  [-61, 3, 2, 8, 22, 85],
  [-64, 5, 3, 10, 28, 110],
  [-67, 24, 3, 12, 40, 150],
  [-70, 100, 4, 20, 60, 250],
  [-72, 210, 5, 26, 80, 340],
  [-74, 380, 5, 34, 100, 490],
  [-76, 940, 7, 48, 150, 730],
  [-78, 2600, 9, 75, 240, 1000],
  [-80, 8100, 12, 120, 400, 1500],
  [-82, 15000, 18, 200, 700, 2500],
  [-84, 41000, 30, 350, 1200, 4000],
  [-86, 130000, 60, 700, 2500, 6000],
  [-88, 320000, 150, 1500, 4000, 8000],
  [-90, 660000, 400, 3000, 6000, 10000],
  [-92, 920000, 1000, 5000, 8000, 12000],
];

/** Retransmission time-out of TCP after a lost packet, doubled at each further loss (Linux minimum, 200 ms). */
const RTO_MS = 200;

/** The row for a signal: the next weaker one in the table. */
export function radioRow(signalDbm: number): Row {
  for (const row of RADIO_TABLE) if (signalDbm >= row[0]) return row;
  return RADIO_TABLE[RADIO_TABLE.length - 1] as Row;
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
