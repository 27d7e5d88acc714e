/**
 * What some floors are about. Left to even chance alone, what must come together for the dear mistakes seldom does: a
 * payment that is cut off, and people who come back to its tab, or who walk away while the guest looks for a card; a
 * printer that fails, and another that stands in; clocks that are wrong, and devices that connect anew.
 */
import type { FloorWish } from './floor/floor-plan.ts';
import type { When } from './moments.ts';
import type { WaitersInput } from './floor/people.ts';

/** Its faults, what people do more often, what the floor has, and what faults lie in wait for. */
export type Theme = {
  faults: readonly string[];
  habits: Partial<WaitersInput>;
  floor?: FloorWish;
  aims?: readonly When[];
};

/** In the midst of a payment, its outcome unknown or not, of a ticket, of a bill; while nobody answers. */
const PAYING: readonly When[] = [
  { kind: 'transition', to: 'open.paying' },
  { kind: 'fact', fact: 'payment-begun' },
];
/** Asked and not answered, answered and not heard, and just back, when it is asked again. */
const ASKING: readonly When[] = [
  { kind: 'sent', type: 'hand-over' },
  { kind: 'fact', fact: 'answered' },
  { kind: 'welcome', hold: 'held' },
  { kind: 'welcome', hold: 'held' },
];
const UNKNOWN: readonly When[] = [
  { kind: 'fact', fact: 'payment-begun' },
  { kind: 'fact', fact: 'payment-parked' },
];
const PRINTING: readonly When[] = [
  { kind: 'fact', fact: 'job-started' },
  { kind: 'fact', fact: 'job-failed' },
];
const BILLING: readonly When[] = [
  { kind: 'fact', fact: 'billed' },
  { kind: 'sent', type: 'bill' },
];

const SERVER_AWAY: readonly When[] = [
  { kind: 'condition', of: 'server', state: 'killed' },
  { kind: 'condition', of: 'server', state: 'paused' },
];

/** When a device looks for its server: switched on, reset, or once more when it has found none. */
const STARTING: readonly When[] = [
  { kind: 'transition', to: 'starting' },
  { kind: 'transition', to: 'starting' },
  { kind: 'transition', to: 'startFailed.server' },
  { kind: 'transition', to: 'connecting.asking' },
];

const BELT = ['belt-printer-out-of-range', 'belt-printer-out-of-range', 'belt-printer-off', 'belt-printer-unpaired'];

export const themes: readonly Theme[] = [
  {
    faults: ['bad-cable', 'bad-cable', 'cable-out', 'cable-out', 'path-flaps', 'server-killed', 'printer-off'],
    habits: { handOverPercent: 60 },
    aims: ASKING,
  },
  {
    faults: [
      'terminal-lost-mid-payment',
      'terminal-lost-mid-payment',
      'terminal-slow',
      'customer-aborts',
      'card-declined',
    ],
    habits: { cardPercent: 60, billPercent: 40, confirmPercent: 100, returnPercent: 100, ownTablesPercent: 0 },
  },
  {
    faults: ['terminal-lost-mid-payment', 'terminal-lost-mid-payment', 'terminal-slow'],
    habits: {
      ...{ cardPercent: 60, billPercent: 30, confirmPercent: 100, returnPercent: 100, ownTablesPercent: 0 },
      ...{ bookings: { from: 1, to: 2 }, think: '600ms', pause: '1s' },
    },
    floor: 'few tables',
    aims: PAYING,
  },
  {
    faults: ['terminal-lost-mid-payment', 'server-killed', 'till-restart', 'server-paused'],
    habits: { cardPercent: 80, billPercent: 20, confirmPercent: 100, returnPercent: 70 },
    aims: UNKNOWN,
  },
  {
    faults: [
      'out-of-range',
      'put-away',
      'link-drop',
      'half-open',
      'switched-off',
      'terminal-slow',
      'card-declined',
      'customer-aborts',
      'server-killed',
    ],
    habits: { cardPercent: 90, billPercent: 10, ownTablesPercent: 50 },
  },
  {
    faults: ['half-open', 'half-open', 'link-drop', 'link-latency', 'server-slow', 'card-declined', 'customer-aborts'],
    habits: {
      ...{ cardPercent: 100, billPercent: 0, ownTablesPercent: 50 },
      ...{ bookings: { from: 1, to: 1 }, think: '300ms', pause: '1s' },
    },
    aims: [{ kind: 'sent', type: 'pay' }, ...PAYING],
  },
  {
    faults: ['half-open', 'link-drop', 'put-away', 'battery-empty', 'out-of-range'],
    habits: { handOverPercent: 100, cardPercent: 0, billPercent: 0, bookings: { from: 3, to: 6 } },
    aims: ASKING,
  },
  {
    faults: ['server-clock-step', 'clock-skew', 'clock-skew', 'link-drop', 'out-of-range', 'server-killed'],
    habits: { ownTablesPercent: 50 },
  },
  {
    faults: [
      ...['paper-out', 'cover-open', 'printer-off', 'printer-off', 'printer-off-mid-job', 'printer-off-mid-job'],
      ...['printer-stuck', 'printer-stuck'],
    ],
    habits: { handOverPercent: 60 },
    floor: 'chains',
    aims: PRINTING,
  },
  {
    faults: ['paper-out', 'cover-open', 'printer-off', 'printer-off-mid-job', 'printer-stuck', 'server-killed'],
    habits: { handOverPercent: 60, reprintPercent: 10, billPercent: 60, cardPercent: 0 },
    floor: 'chains',
    aims: PRINTING,
  },
  {
    faults: [...BELT, ...BELT, 'switched-off', 'app-frozen', 'link-drop'],
    habits: { billPercent: 80, cardPercent: 20 },
    floor: 'belts',
    aims: BILLING,
  },
  {
    faults: [...BELT, 'battery-empty', 'paper-out', 'server-killed', 'link-latency', 'link-drop'],
    habits: { billPercent: 80, cardPercent: 20, reprintPercent: 10 },
    floor: 'belts',
    aims: BILLING,
  },
  {
    faults: ['put-away', 'put-away', 'customer-aborts', 'card-declined', 'card-declined'],
    habits: { cardPercent: 90, billPercent: 10, bookings: { from: 1, to: 2 }, think: '600ms', pause: '1s' },
    aims: PAYING,
  },
  {
    faults: ['app-frozen', 'app-frozen', 'switched-off', 'customer-aborts', 'terminal-slow', 'terminal-slow'],
    habits: {
      ...{ cardPercent: 90, billPercent: 10, otherTerminalPercent: 60, ownTablesPercent: 0 },
      ...{ bookings: { from: 1, to: 1 }, think: '600ms', pause: '1s' },
    },
    floor: 'terminals',
    aims: PAYING,
  },
  {
    faults: ['out-of-range', 'half-open', 'link-drop', 'link-latency', 'access-point-reboot'],
    habits: { returnPercent: 0, ownTablesPercent: 0, cardPercent: 0, billPercent: 20 },
    floor: 'few tables',
  },
  {
    faults: ['out-of-range', 'access-point-reboot', 'put-away', 'app-frozen', 'switched-off', 'battery-empty'],
    habits: { returnPercent: 30, ownTablesPercent: 50, forceFreePercent: 60 },
  },
  {
    faults: [
      'server-killed',
      'server-killed',
      'till-restart',
      'disk-full',
      'server-paused',
      'server-slow',
      'server-clock-step',
    ],
    habits: { returnPercent: 30, handOverPercent: 20, ownTablesPercent: 50 },
  },
  {
    faults: ['link-drop', 'half-open', 'link-latency', 'server-slow', 'server-killed'],
    habits: { handOverPercent: 60 },
  },
  {
    faults: [
      ...['app-missing', 'app-missing', 'other-network', 'other-network', 'switched-off', 'switched-off'],
      ...['app-frozen', 'out-of-range', 'put-away', 'server-killed', 'server-paused', 'till-restart'],
    ],
    habits: { ownTablesPercent: 50 },
    aims: STARTING,
  },
  {
    faults: ['server-killed', 'server-killed', 'server-paused', 'app-frozen', 'switched-off'],
    habits: { ownTablesPercent: 50 },
    aims: SERVER_AWAY,
  },
];
