import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JournalEntry } from '#server/core/facts';
import { randomOf } from '../../random.ts';
import { createSimDisk } from './disk.ts';
import { createScheduler } from './scheduler.ts';

describe('the simulated disk', () => {
  it('tells of a failure without room, forgets what waits and what comes, and goes on in the next life', () => {
    const clock = createScheduler();
    const disk = createSimDisk(clock, randomOf(1, 'disk'), () => {});
    const told: string[] = [];
    const append = (n: number): void =>
      disk.append(
        [started(n)],
        () => told.push(`${n} committed`),
        () => told.push(`${n} failed`),
      );
    append(1);
    clock.runUntil(10);
    disk.fill(true);
    append(2);
    append(3);
    clock.runUntil(20);
    disk.fill(false);
    append(4);
    disk.cut();
    assert.deepEqual(
      disk.read().map(({ n }) => n),
      [1],
    );
    append(2);
    clock.runUntil(30);
    assert.deepEqual(told, ['1 committed', '2 failed', '2 committed']);
    assert.deepEqual(
      disk.read().map(({ n }) => n),
      [1, 2],
    );
  });

  it('has one commit at a time, which all that is appended meanwhile shares, and calls back in order, never at once', () => {
    const clock = createScheduler();
    const disk = createSimDisk(clock, randomOf(1, 'disk'), () => {});
    const committed: [number, number][] = [];
    for (const n of [1, 2, 3]) disk.append([started(n)], () => committed.push([n, clock.now()]), assert.fail);
    assert.equal(committed.length, 0);
    clock.runUntil(100);
    assert.deepEqual(
      committed.map(([n]) => n),
      [1, 2, 3],
    );
    const [first, second, third] = committed.map(([, at]) => at);
    assert.ok((first ?? 0) < (second ?? 0));
    assert.equal(second, third);
  });
});

describe('the simulated disk at a power cut', () => {
  it('keeps everything committed and the commit under way or not, each as a whole, when the power is cut at any moment', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3 })), { maxLength: 20 }),
        fc.integer({ min: 0, max: 40 }),
        (seed, appends, cutAt) => {
          const clock = createScheduler();
          const disk = createSimDisk(clock, randomOf(seed, 'disk'), () => {});
          let n = 0;
          let at = 0;
          const ends = new Set([0]);
          let committed = 0;
          for (const [size, pauseMs] of appends) {
            at += pauseMs;
            clock.after(at, () => {
              const entries = Array.from({ length: size }, () => started((n += 1)));
              const last = n;
              ends.add(last);
              disk.append(
                entries,
                () => {
                  assert.ok(disk.read().length >= last, 'what is reported is on disk');
                  committed = last;
                },
                assert.fail,
              );
            });
          }
          clock.runUntil(cutAt);
          const known = committed;
          disk.cut();
          const kept = disk.read().map((entry) => entry.n);
          clock.runUntil(cutAt);
          assert.deepEqual(
            kept,
            kept.map((_, i) => i + 1),
            'a prefix, in order',
          );
          assert.ok(ends.has(kept.length), 'whole decisions');
          assert.ok(kept.length >= known, 'nothing committed is missing');
          assert.equal(committed, known, 'nothing is committed after the cut');
        },
      ),
    );
  });
});

function started(n: number): JournalEntry {
  return { n, at: 0, fact: { kind: 'started' } };
}
