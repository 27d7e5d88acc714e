import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JournalEntry } from '#server/core/facts';
import { randomOf } from '../../random.ts';
import { createSimDisk } from './disk.ts';
import { createScheduler } from './scheduler.ts';

describe('the simulated disk', () => {
  it('is slower by the sum of what makes it slow, and as fast as before when all of it is over', () => {
    const clock = createScheduler();
    const disk = createSimDisk(clock, randomOf(1, 'disk'), () => {});
    const commitMs = (): number => {
      const begun = clock.now();
      let took = 0;
      disk.append([{ n: 1, at: 0, fact: { kind: 'started' } }], () => (took = clock.now() - begun));
      clock.runUntil(begun + 10_000);
      return took;
    };
    disk.slow(800);
    disk.slow(300);
    assert.ok(commitMs() > 1_100);
    disk.slow(-800);
    const less = commitMs();
    assert.ok(less > 300 && less < 800);
    disk.slow(-300);
    assert.ok(commitMs() < 10);
  });

  it('keeps everything committed and the first few commits of the rest, each as a whole, when the power is cut at any moment', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 20 }),
        fc.integer({ min: 0, max: 40 }),
        (seed, batches, cutAt) => {
          const clock = createScheduler();
          const disk = createSimDisk(clock, randomOf(seed, 'disk'), () => {});
          let n = 0;
          const ends = [0];
          let committed = 0;
          for (const size of batches) {
            const entries = Array.from({ length: size }, (): JournalEntry => ({
              n: (n += 1),
              at: 0,
              fact: { kind: 'started' },
            }));
            const last = n;
            ends.push(last);
            disk.append(entries, () => (committed = last));
          }
          clock.runUntil(cutAt);
          const known = committed;
          disk.cut();
          clock.runUntil(1_000);
          const kept = disk.read().map((entry) => entry.n);
          assert.deepEqual(
            kept,
            kept.map((_, i) => i + 1),
            'a prefix, in order',
          );
          assert.ok(ends.includes(kept.length), 'whole commits');
          assert.ok(kept.length >= known, 'nothing committed is missing');
          assert.equal(committed, known, 'nothing is committed after the cut');
        },
      ),
    );
  });
});
