// What comes while a decision is being carried out.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { marksSeen, type MarkCount } from '#protocols/marks';
import { serverConfigSchema } from '#server/core/config';
import { emptyState } from '#server/core/state';
import type { Input, Output } from '#server/core/turn';
import { marked } from './by-hand.ts';
import { startDeciding } from './decisions.ts';

const state = emptyState(
  serverConfigSchema.parse({ operators: ['Anna'], devices: [{ name: 'H01', family: 'handheld' }] }),
);
const look: Input = { kind: 'timer', timer: { kind: 'look' } };

/** Decides with `decided` called for every input, the first of which has an output that feeds `many` more. */
function deciding(many: number, decided: (n: number) => void) {
  let count = 0;
  const decisions = startDeciding({
    state,
    step: (same) => {
      count += 1;
      decided(count);
      return { state: same, facts: [], outputs: count === 1 ? [{ kind: 'learn-terminal', terminal: 'pt1' }] : [] };
    },
    platform: {
      timers: { now: () => 0, after: () => ({}), cancel() {} },
      wallClock: () => 0,
      append() {},
      log() {},
    },
    perform() {
      for (let n = 0; n < many; n += 1) decisions.feed(look);
    },
  });
  return decisions;
}

describe('inputs in line', () => {
  it('are decided however many they are', () => {
    let decided = 0;
    deciding(20_000, (n) => (decided = n)).feed(look);
    assert.equal(decided, 20_001);
  });

  it('are decided also behind one that fails, which is told', () => {
    let decided = 0;
    const decisions = deciding(3, (n) => {
      if (n === 2) throw new Error('a fault of the program');
      decided = n;
    });
    assert.throws(() => decisions.feed(look), /a fault of the program/);
    assert.equal(decided, 4);
  });
});

describe('what waits for the disk', () => {
  it('is carried out with how long it has waited', () => {
    let now = 1_000;
    let durable = (): void => assert.fail('nothing was appended');
    const waited: [string, number][] = [];
    const entry = { n: 1, at: 0, fact: { kind: 'started' } } as const;
    const decisions = startDeciding({
      state,
      step: (same, _clock, input) => ({
        state: same,
        facts: input === look ? [entry] : [],
        outputs: [{ kind: 'learn-terminal', terminal: input === look ? 'pt1' : 'pt2' }],
      }),
      platform: {
        timers: { now: () => now, after: () => ({}), cancel() {} },
        wallClock: () => 0,
        append: (_entries, committed) => (durable = committed),
        log() {},
      },
      perform: (output, waitedMs) => waited.push([output.kind === 'learn-terminal' ? output.terminal : '', waitedMs]),
    });
    decisions.feed(look);
    now = 1_300;
    decisions.feed({ kind: 'timer', timer: { kind: 'lease', token: 1 } });
    now = 1_800;
    durable();
    assert.deepEqual(waited, [
      ['pt1', 800],
      ['pt2', 500],
    ]);
  });
});

describe('an answer without an entry of its own', () => {
  it('leaves a mark where it waits for entries before it, and only there', () => {
    const entry = { n: 1, at: 0, fact: { kind: 'started' } } as const;
    const warning: Output = { kind: 'warn', event: 'x', fields: {} };
    const plans = {
      answers: { facts: [], outputs: [warning] },
      nothing: { facts: [], outputs: [] },
      writes: { facts: [entry], outputs: [warning] },
    };
    const marksOf = (...inputs: (keyof typeof plans)[]): MarkCount => {
      const left = [...inputs];
      const decisions = startDeciding({
        state,
        step: (same) => ({ state: same, ...plans[left.shift() as keyof typeof plans] }),
        platform: {
          timers: { now: () => 0, after: () => ({}), cancel() {} },
          wallClock: () => 0,
          append() {},
          log() {},
        },
        perform() {},
      });
      return marked('waits-its-turn', () => inputs.forEach(() => decisions.feed(look)));
    };
    assert.deepEqual(marksOf('answers'), { held: 0, not: 1 });
    assert.deepEqual(marksOf('writes', 'nothing'), { held: 0, not: 1 });
    assert.deepEqual(marksOf('writes', 'answers', 'writes', 'answers'), { held: 2, not: 0 });
  });
});

/** An input that decides a number of facts and outputs, and perhaps fails; `looks` more are fed while it is carried out. */
type Plan = { facts: number; outputs: number; looks: number; fails: 'no' | 'step' | 'output'; commits: number };
const fcPlan: fc.Arbitrary<Plan> = fc.record({
  facts: fc.nat({ max: 2 }),
  outputs: fc.nat({ max: 3 }),
  looks: fc.nat({ max: 2 }),
  fails: fc.constantFrom('no', 'no', 'no', 'step', 'output'),
  /** How many of the commits that are due come before the next input. */
  commits: fc.nat({ max: 3 }),
});

/** Feeds one input after the other, commits as planned, and stops when so many outputs have left. */
function play(plans: readonly Plan[], stopAt: number | null) {
  const due: (() => void)[] = [];
  const log: string[] = [];
  const left: number[] = [];
  /** Of each output in the order of decision: how many facts must be durable, and whether carrying it out fails. */
  const decided: { facts: number; fails: boolean; looks: number }[] = [];
  let facts = 0;
  let durable = 0;
  let failures = 0;
  const queue = [...plans];
  const decisions = startDeciding({
    state,
    step(same) {
      const plan = queue.shift();
      if (plan === undefined) return { state: same, facts: [], outputs: [] };
      facts += plan.facts;
      const outputs: Output[] = [];
      for (let i = 0; i < plan.outputs; i += 1) {
        outputs.push({ kind: 'warn', event: String(decided.length), fields: {} });
        decided.push({ facts, fails: plan.fails === 'output' && i === 0, looks: i === 0 ? plan.looks : 0 });
      }
      const entries = Array.from({ length: plan.facts }, () => ({
        n: 0,
        at: 0,
        fact: { kind: 'started' as const },
      }));
      if (plan.fails !== 'step') return { state: same, facts: entries, outputs };
      failures += 1;
      return { state: same, facts: entries, outputs, failure: new Error('a fault of the program') };
    },
    platform: {
      timers: { now: () => 0, after: () => ({}), cancel() {} },
      wallClock: () => 0,
      append(entries, committed) {
        due.push(() => {
          durable += entries.length;
          committed();
        });
      },
      log: (level, event, { output, error }) => log.push(`${level} ${event} ${String(output)}: ${String(error)}`),
    },
    perform(output) {
      const n = Number((output as { event: string }).event);
      const { facts: needed, fails, looks } = decided[n] as (typeof decided)[number];
      assert.ok(needed <= durable, 'left before its commit');
      left.push(n);
      if (left.length === stopAt) decisions.stop();
      for (let i = 0; i < looks; i += 1) decisions.feed(look);
      if (fails) throw new Error('a peer that is gone');
    },
  });
  let thrown = 0;
  const attempt = (run: () => void): void => {
    try {
      run();
    } catch {
      thrown += 1;
    }
  };
  for (const { commits } of plans) {
    attempt(() => decisions.feed(look));
    for (let i = 0; i < commits; i += 1) attempt(due.shift() ?? (() => {}));
  }
  while (due.length > 0) attempt(due.shift() as () => void);

  return { left, decided, log, thrown, failures };
}

/** How often an output was not carried out, in all tests so far. */
const brokenOutputs = (): number => marksSeen()['no-error-of-its-own']?.not ?? 0;

describe('what is decided, whenever the journal commits,', () => {
  it('leaves in order, never before its facts and all before it are durable, and nothing of it is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fcPlan, { minLength: 1, maxLength: 25 }),
        fc.option(fc.nat({ max: 40 })),
        (plans, stopAt) => {
          const before = brokenOutputs();
          const { left, decided, log, thrown, failures } = play(plans, stopAt);
          const all = decided.map((_, n) => n);
          const stopped = stopAt !== null && stopAt > 0 && left.length >= stopAt;
          assert.deepEqual(left, stopped ? all.slice(0, stopAt) : all);
          const failed = left.filter((n) => decided[n]?.fails).length;
          assert.deepEqual(
            log,
            Array.from({ length: failed }, () => 'error output-failed warn: Error: a peer that is gone'),
          );
          assert.equal(brokenOutputs() - before, failed, 'the harness is to see that');
          assert.ok(thrown <= failures && (failures === 0) === (thrown === 0), 'a fault of the program is told');
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is not decided any more once it is stopped', () => {
    let decided = 0;
    const decisions = deciding(5, (n) => {
      decided = n;
      if (n === 3) decisions.stop();
    });
    decisions.feed(look);
    decisions.feed(look);
    assert.equal(decided, 3);
  });

  it('is decided on the clocks of its moment, from the state of the decision before', () => {
    let now = 0;
    const seen: unknown[] = [];
    const decisions = startDeciding({
      state,
      step(before, clock) {
        seen.push([before.entries, clock]);
        return { state: { ...before, entries: before.entries + 1 }, facts: [], outputs: [] };
      },
      platform: {
        timers: { now: () => now, after: () => ({}), cancel() {} },
        wallClock: () => 1_000 + now,
        append() {},
        log() {},
      },
      perform() {},
    });
    decisions.feed(look);
    now = 5;
    decisions.feed(look);
    assert.deepEqual(seen, [
      [0, { nowMs: 0, wallMs: 1_000, zoneMs: 0 }],
      [1, { nowMs: 5, wallMs: 1_005, zoneMs: 0 }],
    ]);
    assert.equal(decisions.state().entries, 2);
  });
});
