/**
 * What the generator must know of each fault: whom it hits, how long it is worth lasting, and its parameters. The
 * faults themselves live further on, in simulators/faults; a test holds this table equal to their catalogue, so that a
 * new fault, or a parameter of one, is drawn from the day it is there.
 */
import { z } from 'zod';
import type { Durations } from '#server/core/config';
import type { FaultSpec, FaultTarget } from '../format/fault-spec.ts';
import { around } from './around.ts';
import type { Draw } from './draw.ts';

/** The durations that decide how a fault is met; `edges` are the lengths at which something changes. */
export type FaultKind = {
  target: FaultTarget;
  radio?: true;
  /** Limits in whose company it is interesting to be over: shorter, equal, longer. */
  edges: readonly (keyof Durations)[];
  /** How often it stays to the end, in per cent, where that is more often than of others: nobody mends it for hours. */
  staysPercent?: number;
  /** Its parameters, all of them optional in a file. */
  params?: Readonly<Record<string, (draw: Draw, durations: Durations) => unknown>>;
};

const DEVICE = {
  target: 'device',
  edges: ['leaseMs', 'leaseMs', 'orphanAfterMs', 'toleranceMs', 'heartbeatMs'],
} as const;
const PRINTER = {
  target: 'printer',
  edges: ['failAfterMs', 'printStatusMs', 'printConfirmMs', 'printerPollMs', 'printWaitMs'],
} as const;
const BELT_PRINTER = { target: 'belt-printer', edges: ['printConfirmMs', 'printStatusMs', 'failAfterMs'] } as const;
const TERMINAL = {
  target: 'terminal',
  edges: ['enquiryLimitMs', 'paymentHoldMs', 'zvtT3Ms', 'enquiryRetryMs'],
} as const;
const SERVER = {
  target: 'server',
  edges: ['restartGraceMs', 'leaseMs', 'toleranceMs', 'heartbeatMs', 'zvtT3Ms'],
} as const;

const SERVICE = {
  target: 'service',
  edges: ['serviceAnswerMs', 'receiptWaitMs', 'cardWaitMs', 'signatureWaitMs', 'serviceRestMs', 'serviceRestMostMs'],
} as const;
const PORT = {
  target: 'lan-port',
  edges: ['leaseMs', 'toleranceMs', 'printStatusMs', 'orphanAfterMs', 'enquiryLimitMs'],
} as const;

const signed = (draw: Draw, ms: number): number => (draw.chance(50) ? ms : -ms);

export const faultKinds: Readonly<Record<string, FaultKind>> = {
  'access-point-reboot': { target: 'access-point', edges: ['leaseMs', 'toleranceMs', 'orphanAfterMs'] },
  'app-frozen': DEVICE,
  'app-missing': DEVICE,
  'bad-cable': {
    ...PORT,
    params: {
      periodMs: (draw, d) => Math.max(100, around(draw, draw.pick([3 * d.toleranceMs, d.heartbeatMs, 10_000, 500]))),
      downPercent: (draw) => draw.pick([1, 10, 30, 50, 90, 99]),
      lossPercent: (draw) => draw.pick([0, 0, 1, 5, 20, 50]),
    },
  },
  'battery-empty': DEVICE,
  'belt-printer-off': BELT_PRINTER,
  'belt-printer-out-of-range': BELT_PRINTER,
  'belt-printer-unpaired': BELT_PRINTER,
  'cable-out': PORT,
  call: DEVICE,
  'camera-unplugged': {
    target: 'camera',
    edges: ['cameraFrameMs', 'orphanAfterMs'],
    params: { hangs: (draw) => draw.chance(30) },
  },
  'card-declined': TERMINAL,
  carried: {
    ...DEVICE,
    radio: true,
    params: {
      stallMs: (draw, d) =>
        Math.min(10_000, draw.pick([draw.between(30, 400), draw.between(300, 3_000), around(draw, d.toleranceMs)])),
    },
  },
  'clock-skew': {
    ...DEVICE,
    staysPercent: 70,
    params: {
      skewMs: (draw, { clockSkewWarnMs }) =>
        signed(draw, draw.pick([around(draw, clockSkewWarnMs), draw.between(0, 1_000), 3_600_000, 86_400_000 * 400])),
      driftMs: (draw, { clockSkewWarnMs }) => draw.pick([0, 0, clockSkewWarnMs, around(draw, 4 * clockSkewWarnMs)]),
    },
  },
  'cover-open': PRINTER,
  'customer-aborts': TERMINAL,
  'disk-full': SERVER,
  'full-house': {
    target: 'crowd',
    edges: ['leaseMs', 'toleranceMs', 'orphanAfterMs'],
    params: { guestsPercent: (draw) => draw.pick([30, 60, 100, 100]) },
  },
  'half-open': DEVICE,
  'link-drop': DEVICE,
  'link-latency': {
    ...DEVICE,
    params: { latencyMs: (draw, d) => around(draw, draw.pick([d.toleranceMs, Math.ceil(d.toleranceMs / 2), 100])) },
  },
  'monitor-off': { target: 'monitor', edges: ['printStatusMs', 'printerPollMs', 'printWaitMs'] },
  'other-network': DEVICE,
  'old-hardware': {
    ...DEVICE,
    staysPercent: 40,
    params: {
      slowMs: (draw, d) => Math.min(10_000, around(draw, draw.pick([900, 300, 50, Math.ceil(d.toleranceMs / 2)]))),
    },
  },
  'out-of-range': { ...DEVICE, radio: true },
  'oven-on': { target: 'oven', edges: ['leaseMs', 'toleranceMs', 'printConfirmMs', 'enquiryLimitMs'] },
  'paper-out': PRINTER,
  'path-flaps': {
    target: 'network',
    edges: ['leaseMs', 'toleranceMs', 'orphanAfterMs', 'printStatusMs', 'enquiryLimitMs'],
    params: {
      periodMs: (draw, d) =>
        Math.max(100, around(draw, draw.pick([4 * d.toleranceMs, 2 * d.heartbeatMs, 30_000, 2_000]))),
      upPercent: (draw) => draw.pick([5, 30, 50, 50, 90]),
    },
  },
  'printer-off': PRINTER,
  'printer-off-mid-job': {
    ...PRINTER,
    // It waits for something to be printed, and the power is back at its end.
    edges: ['printConfirmMs', 'printerPollMs', 'printWaitMs', 'leaseMs'],
    params: { afterMs: (draw) => draw.pick([0, 1, 10, 60, draw.between(0, 2_000)]) },
  },
  'printer-stuck': {
    ...PRINTER,
    edges: ['printConfirmMs', 'printLineMs', 'printerPollMs', 'printWaitMs', 'leaseMs'],
    // The lines of a ticket have their time before anybody notices.
    staysPercent: 35,
  },
  'put-away': DEVICE,
  'server-clock-step': {
    ...SERVER,
    params: {
      stepMs: (draw, { leaseMs }) =>
        signed(draw, draw.pick([around(draw, leaseMs), draw.between(1, 1_000), 3_600_000, 86_400_000])),
    },
  },
  'server-killed': SERVER,
  'server-paused': SERVER,
  'server-slow': { ...SERVER, params: { commitMs: (draw, d) => around(draw, draw.pick([d.toleranceMs, 800, 50])) } },
  'service-answer-lost': SERVICE,
  'service-busy': SERVICE,
  'service-certificate-expired': SERVICE,
  'service-down': SERVICE,
  'service-failing': SERVICE,
  'service-slow': {
    ...SERVICE,
    params: {
      slowMs: (draw, d) =>
        around(draw, draw.pick([d.serviceAnswerMs, d.receiptWaitMs, d.cardWaitMs, d.signatureWaitMs, 500])),
    },
  },
  'service-wrong': SERVICE,
  'switched-off': DEVICE,
  'terminal-lost-mid-payment': {
    ...TERMINAL,
    staysPercent: 35,
    params: { stage: (draw) => draw.pick(['waitingForCard', 'askingHost', 'reporting']) },
  },
  'terminal-slow': {
    ...TERMINAL,
    params: { slowMs: (draw, d) => around(draw, draw.pick([d.zvtT3Ms, d.paymentHoldMs, 500])) },
  },
  'till-restart': { ...SERVER, target: 'till' },
};

/** What the format checks of a fault's entry, as far as the generator knows it. */
export const faultSpecs: readonly FaultSpec[] = Object.entries(faultKinds).map(([name, { target, radio }]) => ({
  name,
  target,
  params: z.record(z.string(), z.unknown()),
  ...(radio === undefined ? {} : { radio }),
}));
