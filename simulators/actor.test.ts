// Our actor, which plays tables, plays every chart of the house as XState's own does: same effects, states and times.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  createActor,
  setup,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  type EventObject,
} from 'xstate';
import { androidMachines } from '#machines/android/catalogue';
import { machineCatalogue } from '#machines/catalogue';
import { stateText } from '#machines/charts/chart-states';
import { Actor } from '#machines/actor';
import { createScheduler, type Scheduler } from './grounds/sim/scheduler.ts';

/** What any chart of the house wants to know of its surroundings. */
const INPUT = {
  lookMs: 10_000,
  offlineBooking: true,
  scans: true,
  network: true,
  delays: { waitSymbol: 1_000, tolerance: 3_000, startRetry: 5_000, reconnect: 1_000, reconnectMost: 8_000 },
  beaconLossMs: 2_000,
  rejoinMs: 3_000,
  supervisionMs: 20_000,
  pageMs: 2_500,
  negotiationMs: 2_500,
  convergeMs: 3_600,
  cardWaitMs: 60_000,
  bootMs: 25_000,
  timeoutMs: 60_000,
  times: {
    lightAfterMs: 3_000,
    lightPreIdleMs: 3_000,
    lightIdleMs: 5_000,
    lightMaintenanceMs: 1_000,
    inactiveMs: 30_000,
    idlePendingMs: 5_000,
    sensingMs: 4_000,
    locatingMs: 500,
    idleMs: 60_000,
    maintenanceMs: 5_000,
  },
  hasLight: true,
  levelPpm: 980_000,
  perHourPpm: 12_000_000,
  source: 'usb',
  startMs: 700,
  afterMs: 10_000,
  everyMs: 30_000,
  patienceMs: 30_000,
  turnMs: 3_000,
  needsCode: true,
  operator: 'a',
  hold: { tab: 1, token: 1, balanceCents: 0, parked: false, paying: false },
};

/** What events of the house carry; each chart reads what it knows. */
const fcPayload = fc.record({
  tab: fc.integer({ min: 1, max: 3 }),
  token: fc.integer({ min: 1, max: 9 }),
  operator: fc.constantFrom('a', 'b'),
  check: fc.constantFrom('server', 'app', 'network'),
  code: fc.constantFrom(
    'own-locked-tab',
    'held-by-payment',
    'held-by-another-device',
    'stale-token',
    'not-signed-on',
    'card-may-be-charged',
    'V500-1',
  ),
  digit: fc.constantFrom('0', '1'),
  index: fc.integer({ min: 0, max: 3 }),
  balanceCents: fc.integer({ min: 0, max: 5_000 }),
  confirmed: fc.boolean(),
  terminal: fc.constantFrom('', 'terminal-1'),
  outcome: fc.constantFrom('paid', 'declined', 'aborted', 'parked'),
  driver: fc.constantFrom('special', 'wrong'),
  amountCents: fc.integer({ min: 1, max: 5_000 }),
  tipCents: fc.integer({ min: 0, max: 500 }),
  stallMs: fc.integer({ min: 1, max: 10_000 }),
  beaconLossMs: fc.integer({ min: 1, max: 6_000 }),
});

/** The chart of a station begins with a tab open, and has its last states behind many others. */
const STATION_RUNS = 600;

/** What events of a station carry besides. */
const fcStationPayload = fc
  .tuple(
    fcPayload,
    fc.record({
      work: fc.constantFrom('cancel', 'cancel', 'cancel', 'split', 'bill-lines', 'move'),
      article: fc.constantFrom('Soup', 'Pils'),
      most: fc.integer({ min: 1, max: 2 }),
      reason: fc.constant('dropped'),
      card: fc.constantFrom('voucher', 'customer'),
      reversal: fc.record({ outcome: fc.constant('reversed'), cents: fc.integer({ min: 0, max: 5_000 }) }),
      late: fc.record({
        payment: fc.integer({ min: 1, max: 3 }),
        outcome: fc.constantFrom('paid', 'not-paid'),
        cents: fc.integer({ min: 0, max: 5_000 }),
        balanceCents: fc.integer({ min: 0, max: 5_000 }),
      }),
      told: fc.record({ scan: fc.integer({ min: 1, max: 3 }), result: fc.constantFrom('redeemed', 'used') }),
    }),
  )
  .map(([usual, more]) => ({ ...usual, ...more }));

/** What events of Android devices carry. */
const fcAndroidPayload = fc.record({
  on: fc.boolean(),
  plugged: fc.boolean(),
  enabled: fc.boolean(),
  stayOn: fc.boolean(),
  source: fc.constantFrom('none', 'usb', 'ac'),
  reason: fc.constantFrom('USER REQUESTED', 'CRASH'),
  timeoutMs: fc.integer({ min: 1, max: 100_000 }),
  perHourPpm: fc.integer({ min: 1_000_000, max: 12_000_000 }),
  startMs: fc.integer({ min: 1, max: 10_000 }),
});

/** After a pause, one of the events the innermost states wait for (mostly), or of all the chart knows. */
const fcStep = (payload: fc.Arbitrary<object>) =>
  fc.record({
    pauseMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4_000 }), fc.integer({ min: 1, max: 100_000 })),
    awaited: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    pick: fc.nat(),
    payload,
  });
type Step = ReturnType<typeof fcStep> extends fc.Arbitrary<infer T> ? T : never;

/** What the edge sends back from within an effect, by the effect's number; `null` for nothing. */
const fcReply = (payload: fc.Arbitrary<object>) => fc.option(fc.record({ pick: fc.nat(), payload }), { freq: 2 });
type Reply = ReturnType<typeof fcReply> extends fc.Arbitrary<infer T> ? T : never;

const charts = [
  ...machineCatalogue.map((entry) => ({
    ...entry,
    payload: (entry.name === 'station' ? fcStationPayload : fcPayload) as fc.Arbitrary<object>,
  })),
  ...androidMachines.map((entry) => ({ ...entry, payload: fcAndroidPayload })),
];

/** Either actor, as the test uses it. */
type Player = { scheduler: Scheduler; snapshot(): AnyMachineSnapshot; send(event: EventObject): void };
type Heard = { at: number; effect?: unknown; state: string; context: unknown };

function eventsOf(machine: AnyStateMachine): string[] {
  return machine.events.filter((type) => !type.startsWith('xstate.'));
}

/** Answers every effect as the replies say, and writes down what was heard and in which state. */
function listener(machine: AnyStateMachine, replies: readonly Reply[], heard: Heard[]) {
  const types = eventsOf(machine);
  let effects = 0;
  const note = (player: Player, effect?: unknown) => {
    const { value, context } = player.snapshot();
    heard.push({ at: player.scheduler.now(), effect, state: stateText(value), context });
  };
  return {
    changed: note,
    effect(player: Player, effect: unknown) {
      note(player, effect);
      const reply = replies[effects];
      effects += 1;
      if (reply) player.send({ type: types[reply.pick % types.length] as string, ...reply.payload });
    },
  };
}

function ours(machine: AnyStateMachine, replies: readonly Reply[], heard: Heard[]): Player {
  const scheduler = createScheduler();
  const { effect, changed } = listener(machine, replies, heard);
  const actor: Actor<AnyStateMachine> = new Actor(machine, scheduler, INPUT, {
    effect: (one) => effect(player, one),
    changed: () => changed(player),
  });
  const player: Player = {
    scheduler,
    snapshot: () => actor.getSnapshot() as AnyMachineSnapshot,
    send: (event) => actor.send(event),
  };
  actor.start();
  return player;
}

function xstates(machine: AnyStateMachine, replies: readonly Reply[], heard: Heard[]): Player {
  const scheduler = createScheduler();
  const { effect, changed } = listener(machine, replies, heard);
  const actor = createActor(machine, {
    input: INPUT,
    clock: {
      setTimeout: (run: () => void, ms: number) => scheduler.after(ms, run),
      clearTimeout: (handle: object) => scheduler.cancel(handle),
    },
  });
  const player: Player = {
    scheduler,
    snapshot: () => actor.getSnapshot() as AnyMachineSnapshot,
    send: (event) => actor.send(event),
  };
  actor.on('*', (one) => effect(player, one));
  actor.subscribe(() => changed(player));
  actor.start();
  return player;
}

function eventOf(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  { awaited, pick, payload }: Step,
): EventObject {
  const inner = snapshot._nodes.filter(({ type }) => type === 'atomic').flatMap(({ ownEvents }) => ownEvents);
  const all = eventsOf(machine);
  const types = awaited && inner.some((type) => all.includes(type)) ? all.filter((type) => inner.includes(type)) : all;
  return { type: types[pick % types.length] as string, ...payload };
}

/** The innermost states of a chart in which it can stay, by id: not those that it leaves at once in any case. */
function innermost(node: AnyStateNode): string[] {
  const inner = Object.values(node.states).filter(({ type }) => type !== 'history');
  if (inner.length > 0) return inner.flatMap(innermost);
  return node.always?.some(({ guard }) => guard === undefined) ? [] : [node.id];
}

describe('an actor of ours and one of XState', () => {
  for (const { name, machine, payload } of charts) {
    it(`play ${name} alike, in all its states`, () => {
      const seen = new Set<string>();
      const fcEvening = fc.tuple(
        fc.array(fcStep(payload), { minLength: 20, maxLength: name === 'station' ? 160 : 80 }),
        fc.array(fcReply(payload), { maxLength: 40 }),
      );
      fc.assert(
        fc.property(fcEvening, ([steps, replies]) => {
          const [heard, expected]: [Heard[], Heard[]] = [[], []];
          const mine = ours(machine, replies, heard);
          const theirs = xstates(machine, replies, expected);
          for (const step of steps) {
            const until = theirs.scheduler.now() + step.pauseMs;
            for (const { scheduler } of [mine, theirs]) scheduler.runUntil(until);
            const event = eventOf(machine, theirs.snapshot(), step);
            for (const player of [mine, theirs]) player.send(event);
            for (const { id } of theirs.snapshot()._nodes) seen.add(id);
          }
          assert.deepEqual(heard, expected);
          assert.equal(mine.scheduler.steps(), theirs.scheduler.steps(), 'timers that went off');
        }),
        { numRuns: name === 'station' ? STATION_RUNS : 100, seed: 22 },
      );
      assert.deepEqual(
        innermost(machine.root).filter((id) => !seen.has(id)),
        [],
        'states that were never reached',
      );
    });
  }
});

describe('a chart that acts', () => {
  it('is refused before anything is played: an effect is announced and performed by the edge', () => {
    const acting = setup({ actions: { act() {} } }).createMachine({
      id: 'acting',
      initial: 'a',
      states: { a: { on: { GO: { actions: 'act' } } } },
    });
    assert.throws(
      () => new Actor(acting, createScheduler(), undefined, {}),
      /a chart must only announce, .*; acting has the action act/,
    );
  });

  it('is refused when it cannot even begin', () => {
    const failing = setup({}).createMachine({
      context: () => {
        throw new Error('no context');
      },
    });
    assert.throws(() => new Actor(failing, createScheduler(), undefined, {}), /no context/);
  });
});
