/**
 * The server's durations of a floor. Most floors are quick ones: what takes three minutes in a restaurant takes seconds
 * there, so that leases end, payments are parked and enquiries give up within a short run.
 */
import { durationsSchema, type Durations } from '#server/core/config';
import type { Draw } from './draw.ts';
import { around } from './around.ts';

/** What a file says of them. */
export type DurationsInput = { -readonly [K in keyof Durations]?: Durations[K] };
type Key = keyof Durations;

const defaults = durationsSchema.parse(undefined);
const KEYS = Object.keys(defaults) as Key[];

/**
 * The least that makes sense, in ms. An answer needs its time on the air, and twice that when a packet is lost; below
 * it a limit says of what is well that it is not, and no checker could call that wrong. The grace is what the checkers
 * allow beyond what the server counts, which is little where nothing is slow; a terminal asks for whole minutes, and
 * waits them.
 */
const LEAST: Durations = {
  heartbeatMs: 250,
  orphanAfterMs: 500,
  leaseMs: 3_000,
  graceMs: 2_000,
  paymentHoldMs: 1_000,
  restartGraceMs: 500,
  busyMs: 1,
  toleranceMs: 800,
  clockSkewWarnMs: 100,
  zvtT3Ms: 1_000,
  zvtT4Ms: 5_000,
  minuteMs: 60_000,
  enquiryRetryMs: 50,
  enquiryLimitMs: 200,
  printStatusMs: 1_000,
  printConfirmMs: 1_500,
  printLineMs: 100,
  printWaitMs: 1_000,
  failAfterMs: 1,
  printerPollMs: 500,
  serviceAnswerMs: 100,
  serviceRestMs: 100,
  serviceRestMostMs: 500,
  receiptWaitMs: 100,
  signatureWaitMs: 1_000,
  cardWaitMs: 100,
  cameraFrameMs: 2_500,
};

/** What every limit is divided by on a quick floor. */
const DIVISORS = [4, 10, 20, 40];

/** How often a server sends a ticket before it gives it up: as it is set, or so seldom that it comes to that. */
export function drawAttempts(draw: Draw): { printAttempts?: number } {
  return draw.chance(40) ? {} : { printAttempts: draw.pick([1, 1, 1, 2, 2, 3, 8]) };
}

export function drawDurations(draw: Draw): DurationsInput {
  const style = draw.pick(['as they are', 'quick', 'quick', 'quick', 'quick', 'quick', 'any', 'least'] as const);
  const divisor = style === 'quick' ? draw.pick(DIVISORS) : style === 'least' ? 1_000_000 : 1;
  const durations = { ...defaults };
  for (const key of KEYS) {
    const ms = style === 'any' ? draw.pick(valuesOf(key)) : defaults[key] / divisor;
    durations[key] = Math.max(LEAST[key], Math.round(ms));
  }
  if (draw.chance(50)) for (const key of draw.some(KEYS, 3)) durations[key] = another(draw, key, durations);
  return sensible(durations);
}

const valuesOf = (key: Key): number[] => [LEAST[key], LEAST[key], defaults[key] / 10, defaults[key] / 3, defaults[key]];

/** Small, as another one, or just beside another one: where two limits meet, it matters which is kept first. */
export function another(draw: Draw, key: Key, durations: Durations): number {
  const other = durations[draw.pick(KEYS)];
  const ms = draw.pick([LEAST[key], defaults[key], other, around(draw, other), durations[key] * 2]);
  return Math.max(LEAST[key], Math.min(ms, defaults[key] * 2));
}

/**
 * Durations a server can be run with. A device says that it is alive some times within its lease: otherwise every hold
 * would end under the eyes of its holder, and nothing else would ever happen.
 */
export function sensible(durations: Durations): Durations {
  const { leaseMs, toleranceMs } = durations;
  return {
    ...durations,
    heartbeatMs: Math.min(durations.heartbeatMs, Math.max(LEAST.heartbeatMs, Math.floor((leaseMs - toleranceMs) / 2))),
  };
}

/** All durations of a floor that says only some. */
export function allDurations(some: DurationsInput | undefined): Durations {
  return { ...defaults, ...some };
}
