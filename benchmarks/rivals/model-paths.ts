/**
 * Paths through charts alone: `xstate/graph` finds the shortest way to every state of the lock (by `createTestModel`), of
 * a device and of a terminal (their charts have delays, which `createTestModel` refuses, so by `getShortestPaths`, which
 * it is made of), and every event is tried there. Each path is told as steps and faults on a plain floor. First every path by itself, then two and
 * more of them one after the other in random order, for as long as is asked. No generator of floors, no coverage.
 */
import type { AnyStateMachine } from 'xstate';
import { createTestModel, getShortestPaths } from 'xstate/graph';
import { handheld } from '#machines/handheld';
import { paymentTerminal } from '#machines/payment-terminal';
import { tabLock } from '#machines/models/tab-lock';
import type { Scenario } from '#scenarios/format/scenario';
import { randomOf } from '#simulators/random';
import { onPlainFloor } from './plain-floor.ts';
import { PathTeller } from './path-teller.ts';

type Event = { type: string } & Record<string, unknown>;
type Path = { chart: string; events: readonly Event[] };

/** More states than these charts have, in paths without their contexts. */
const MOST_STATES = 20_000;
/** Paths one after the other in a floor, once each has been walked by itself. */
const MOST_JOINED = 8;

const DEVICE_EVENTS: readonly Event[] = [
  ...['SWITCH_ON', 'SWITCH_OFF', 'PUT_AWAY', 'TAKE_OUT', 'FREEZE', 'SWIPE', 'CHECKED', 'SIGN_OFF', 'DONE'],
  ...['UNDERSTOOD', 'BOOK', 'HAND_OVER', 'NEW_BALANCE', 'HANDED_OVER', 'CLOSED', 'PAYING', 'LOCK_LOST', 'LATE'],
  ...['DISCONNECTED', 'CONNECTED', 'NETWORK_LOST', 'NETWORK_BACK'],
].map((type) => ({ type }));
const SAID: readonly Event[] = [
  { type: 'SIGN_ON', operator: 'Anna' },
  { type: 'OPEN', tab: 1 },
  { type: 'OPENED', token: 1 },
  { type: 'BILL', confirmed: false },
  { type: 'PAY', terminal: 'pt1', confirmed: false },
  { type: 'COLLECT', tab: 1 },
  { type: 'SEND_STORED', tab: 1 },
  ...['held-by-another-device', 'own-locked-tab', 'held-by-payment', 'stale-token', 'not-signed-on', 'try-again'].map(
    (code) => ({ type: 'REFUSED', code }),
  ),
  ...['paid', 'declined', 'aborted', 'parked'].map((outcome) => ({ type: 'PAYMENT_ENDED', outcome })),
  ...['server', 'app', 'network'].map((check) => ({ type: 'CHECK_FAILED', check })),
];
const TERMINAL_EVENTS: readonly Event[] = [
  { type: 'AUTHORISE', amountCents: 100 },
  { type: 'APPROVE', tipCents: 0 },
  ...[
    'POWER_OFF',
    'POWER_ON',
    'CARD',
    'STOP_KEY',
    'DECLINE',
    'ACKNOWLEDGED',
    'NOT_ISSUED',
    'ABORT',
    'DISCONNECTED',
  ].map((type) => ({ type })),
];
const DEVICE_INPUT = {
  offlineBooking: true,
  network: true,
  delays: { tolerance: 3_000, startRetry: 10_000, reconnect: 1_000, reconnectMost: 8_000 },
};

/** Each transition of a chart after the shortest way to its source. */
function pathsOf(chart: string, machine: AnyStateMachine, events?: readonly Event[], input?: unknown): Path[] {
  const found =
    events === undefined
      ? createTestModel(machine).getShortestPaths()
      : getShortestPaths(machine, {
          events: [...events],
          input,
          limit: MOST_STATES,
          serializeState: ({ value }: { value: unknown }) => JSON.stringify(value),
        } as never);
  const ways = found.map(({ steps }) => steps.map(({ event }) => event as unknown as Event).filter(isPlayed));
  const alphabet = events ?? [...new Map(ways.flat().map((event) => [event.type, event])).values()];
  return ways.flatMap((way) => [
    { chart, events: way },
    ...alphabet.map((event) => ({ chart, events: [...way, event] })),
  ]);
}

const isPlayed = ({ type }: Event): boolean => !type.startsWith('xstate.');

let known: readonly Path[] | null = null;

/** All paths, those of the lock first. */
export function modelPaths(): readonly Path[] {
  known ??= [
    ...pathsOf('lock', tabLock),
    ...pathsOf('device', handheld, [...DEVICE_EVENTS, ...SAID], DEVICE_INPUT),
    ...pathsOf('terminal', paymentTerminal, TERMINAL_EVENTS, { cardWaitMs: 60_000 }),
  ];
  return known;
}

/** The floor with that number of the search with that seed. */
export function pathFloor(seed: number, number: number): Scenario {
  const paths = modelPaths();
  const random = randomOf(seed, `path ${number}`);
  const alone = randomOrder(paths, seed)[number];
  const walked =
    alone === undefined ? Array.from({ length: random.between(2, MOST_JOINED) }, () => random.pick(paths)) : [alone];
  const teller = new PathTeller();
  for (const { chart, events } of walked) teller.tell(chart, events);
  return onPlainFloor(number, teller.seconds, teller.steps, teller.faults);
}

function randomOrder(paths: readonly Path[], seed: number): readonly Path[] {
  const random = randomOf(seed, 'order of paths');
  const order = [...paths];
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j] as Path, order[i] as Path];
  }
  return order;
}
