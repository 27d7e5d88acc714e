// A chart's tables say what XState's own transition says, whatever the chart is made of.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  assign,
  cancel,
  createMachine,
  emit,
  initialTransition,
  not,
  raise,
  transition,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  type EventObject,
  type StateValue,
} from 'xstate';
import type { Announced } from './chart-acts.ts';
import { CompiledChart, type Position } from './compiled-chart.ts';

/** Charts with what the algorithm of SCXML has rules for, and the charts of the house seldom use. */
const odd: Record<string, AnyStateMachine> = {
  'shallow and deep history, of regions and of states that were never entered': createMachine({
    initial: 'out',
    states: {
      in: {
        type: 'parallel',
        on: {
          OUT: 'out',
          B: { actions: emit({ type: 'nobody inside' }) },
          SELF: { target: 'in' },
          AGAIN: { target: 'in', reenter: true },
        },
        states: {
          all: { type: 'history', history: 'deep' },
          near: { type: 'history' },
          left: {
            initial: { target: 'a', actions: emit({ type: 'initial of left' }) },
            states: {
              last: { type: 'history' },
              a: { on: { A: 'b' }, entry: emit({ type: 'a' }) },
              b: { initial: 'x', on: { B: 'a' }, states: { x: { on: { A: 'y' } }, y: {} } },
            },
          },
          right: { initial: 'c', states: { c: { on: { A: 'd', B: '#top' } }, d: { on: { A: 'c' } } } },
        },
      },
      out: {
        id: 'top',
        on: { A: 'in.all', B: 'in.near', SELF: 'in.left.last', AGAIN: ['in.left.b.y', 'in.right.d'] },
      },
    },
  }),
  'actions of every step, in order': createMachine({
    initial: 'one',
    entry: emit({ type: 'root' }),
    on: { ROOT: { target: '.two', reenter: true, actions: emit({ type: 'from the root' }) } },
    states: {
      one: {
        initial: { target: 'deep', actions: emit({ type: 'initial of one' }) },
        entry: emit({ type: 'into one' }),
        exit: [emit({ type: 'out of one' }), cancel('bell')],
        on: { A: { target: 'two', actions: emit({ type: 'between' }) }, B: '.deeper', C: { target: 'one.deeper' } },
        states: {
          deep: { entry: emit({ type: 'into deep' }), exit: emit({ type: 'out of deep' }), on: { A: 'deeper' } },
          deeper: {
            entry: raise({ type: 'B' }, { id: 'bell', delay: 50 }),
            on: { C: { actions: raise({ type: 'A' }) } },
          },
        },
      },
      two: {
        on: { A: 'one', B: { target: 'one.deeper' } },
        after: { 20: 'one', 30: { actions: emit({ type: 'late' }) } },
      },
    },
  }),
  'regions that are in each other’s way': createMachine({
    type: 'parallel',
    states: {
      left: {
        initial: 'a',
        states: {
          a: { on: { A: 'b', B: '#c' } },
          b: { on: { A: '#right', B: 'a' }, exit: emit({ type: 'out of b' }) },
        },
      },
      right: {
        id: 'right',
        initial: 'c',
        on: { B: '.d' },
        states: { c: { id: 'c', on: { A: { target: '#c', reenter: true } } }, d: { on: { A: '#right', B: '#c' } } },
      },
      alone: { on: { A: { actions: emit({ type: 'alone' }) } } },
    },
  }),
  'steps without an event, counted in the context': createMachine({
    context: { n: 0, seen: '' },
    type: 'parallel',
    states: {
      counter: {
        initial: 'low',
        always: { guard: ({ context }) => context.n > 6, actions: assign({ n: 0 }) },
        states: {
          low: { always: { guard: ({ context }) => context.n > 2, target: 'high', actions: raise({ type: 'B' }) } },
          high: { always: { guard: ({ context, event }) => context.n < 2 && event.type === 'B', target: 'low' } },
        },
        on: { A: { actions: assign({ n: ({ context }) => context.n + 1, seen: ({ event }) => event.type }) } },
      },
      mirror: {
        initial: 'x',
        states: {
          x: { on: { B: 'y' }, always: { guard: ({ context }) => context.n === 5, target: 'y' } },
          y: {
            always: { guard: ({ context }) => context.n === 4, actions: emit({ type: 'four' }) },
            on: { B: 'x', C: { actions: assign(({ context }) => ({ n: context.n + 3 })) } },
          },
        },
      },
    },
  }),
};

const fcEvents = fc.array(fc.constantFrom('A', 'B', 'C', 'OUT', 'SELF', 'AGAIN', 'ROOT', 'unknown'), { maxLength: 30 });

type Did = { value: StateValue; keys: string; context: unknown; announced: unknown[] };

/** What XState says of a step, in our words. */
function told([snapshot, actions]: [AnyMachineSnapshot, readonly { type: string; params: unknown }[]]): Did {
  const announced = actions.map(({ type, params }): Announced | null => {
    const { event, id, delay, sendId } = params as { event: EventObject; id: string; delay?: number; sendId: string };
    if (type === 'xstate.emit') return { kind: 'effect', effect: event };
    if (type === 'xstate.cancel') return { kind: 'cancel', id: sendId };
    return delay === undefined ? null : { kind: 'later', id, ms: delay, event };
  });
  const { value, context } = snapshot;
  return { value, keys: JSON.stringify(value), context, announced: announced.filter((one) => one !== null) };
}

function ours(position: Position): Did {
  const { value, context, announced } = position;
  return { value, keys: JSON.stringify(value), context, announced: announced.splice(0) };
}

function statesIn({ id, type, states }: AnyStateNode): string[] {
  return [...(type === 'history' ? [] : [id]), ...Object.values(states).flatMap(statesIn)];
}

describe('a compiled chart', () => {
  for (const [name, machine] of Object.entries(odd)) {
    it(`does what XState does: ${name}`, () => {
      const chart = new CompiledChart(machine);
      const seen = new Set<string>();
      fc.assert(
        fc.property(fcEvents, (types) => {
          const position = chart.begin(undefined);
          const begun = initialTransition(machine) as Parameters<typeof told>[0];
          let [snapshot] = begun;
          assert.deepEqual(ours(position), told(begun));
          const due = [...machine.events].filter((type) => type.startsWith('xstate.after'));
          for (const type of types.map((one, i) => (one === 'unknown' ? (due[i % due.length] ?? one) : one))) {
            const event: EventObject = { type };
            const step = transition(machine, snapshot, event) as Parameters<typeof told>[0];
            [snapshot] = step;
            chart.play(position, event);
            assert.deepEqual(ours(position), told(step), type);
            for (const node of snapshot._nodes) seen.add(node.id);
          }
        }),
        { numRuns: 300, seed: 12 },
      );
      assert.deepEqual(
        statesIn(machine.root).filter((id) => !seen.has(id)),
        [],
        'states that were never reached',
      );
    });
  }

  it('gives the same value for the same states, so that nobody needs to compare them', () => {
    const chart = new CompiledChart(odd['regions that are in each other’s way'] as AnyStateMachine);
    const [one, other] = [chart.begin(undefined), chart.begin(undefined)];
    for (const type of ['A', 'B', 'A', 'B']) {
      chart.play(one, { type });
      chart.play(other, { type });
      assert.equal(one.value, other.value);
    }
  });

  for (const [what, config] of Object.entries({
    'a final state': { initial: 'a', states: { a: { type: 'final' } } },
    'an invoked actor': { invoke: { src: 'somebody' } },
    'the action act': { entry: 'act' },
    'the action shout with params': { entry: { type: 'shout', params: { loud: true } } },
    'the guard not': { on: { A: { guard: not('loud'), actions: [] } } },
    '\\*': { on: { '*': { actions: [] } } },
    'a target for its history': { initial: 'a', states: { a: {}, h: { type: 'history', target: 'a' } } },
  })) {
    it(`is refused with ${what}`, () => {
      assert.throws(
        () => new CompiledChart(createMachine({ id: 'odd', ...config } as never)),
        new RegExp(`a chart must only announce.*; odd has .*${what}`),
      );
    });
  }
});
