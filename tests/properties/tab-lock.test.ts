// The reference model of the lock, all its transitions, against the server core and against the live process.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestModel } from 'xstate/graph';
import { tabLock, type TabLockEvent } from '#machines/models/tab-lock';
import { corePuppet } from './core-puppet.ts';
import { processPuppet } from './process-puppet.ts';

/** Paths that are walked side by side, each at a process of its own; they mostly wait. */
const LANES = [0, 1, 2, 3];

/** The model's states as the server shows them: an orphaned hold, or one after a restart, is still a hold. */
const SHOWN: Record<string, string> = {
  free: 'free',
  held: 'held',
  orphaned: 'held',
  restarted: 'held',
  payment: 'payment',
  parked: 'parked',
};

/** Paths that take every transition of the model at least once: each transition after the shortest way to its source. */
function pathsOverAllTransitions() {
  const model = createTestModel(tabLock);
  const shortest = model.getShortestPaths();
  const paths: { events: TabLockEvent['type'][]; states: string[] }[] = [];
  for (const [from, node] of Object.entries(tabLock.config.states ?? {})) {
    for (const [event, to] of Object.entries((node as { on?: Record<string, string> }).on ?? {})) {
      const way = shortest
        .filter((path) => path.state.value === from)
        .toSorted((a, b) => a.steps.length - b.steps.length)[0];
      assert.ok(way !== undefined, `the model reaches ${from}`);
      const steps = way.steps.filter((step) => (step.event.type as string) !== 'xstate.init');
      paths.push({
        events: [...steps.map((step) => step.event.type as TabLockEvent['type']), event as TabLockEvent['type']],
        states: [...steps.map((step) => String(step.state.value)), to],
      });
    }
  }
  return paths;
}

describe('the lock of a tab behaves like its reference model', () => {
  const paths = pathsOverAllTransitions();

  it('has a path for every transition of the chart', () => {
    const taken = new Set(paths.map(({ events, states }) => `${states.at(-2) ?? 'free'} ${events.at(-1)}`));
    assert.equal(taken.size, paths.length);
    assert.ok(paths.length >= 30, `${paths.length} transitions`);
  });

  for (const { events, states } of paths) {
    it(`in the core: ${events.join(', ')}`, async () => {
      const puppet = corePuppet();
      for (const [i, event] of events.entries()) {
        await puppet.act(event);
        assert.equal(await puppet.state(), SHOWN[states[i] as string], `after ${events.slice(0, i + 1).join(', ')}`);
      }
    });
  }

  it('in the live process, along every path', async function () {
    this.timeout(240_000);
    const folder = mkdtempSync(join(tmpdir(), 'mpos-twin-lock-'));
    const wanted = new Set(paths.flatMap(({ events }) => events));
    const seen = new Set<string>();
    try {
      // All lanes come to their end, so that none leaves its process behind when another fails.
      const lanes = await Promise.allSettled(
        LANES.map(async (lane) => {
          for (const [number, { events, states }] of paths.entries()) {
            if (number % LANES.length !== lane) continue;
            const home = join(folder, String(number));
            const puppet = await processPuppet(home);
            try {
              for (const [i, event] of events.entries()) {
                await puppet.act(event);
                seen.add(event);
                assert.equal(
                  await puppet.state(),
                  SHOWN[states[i] as string],
                  `after ${events.slice(0, i + 1).join(', ')}`,
                );
              }
            } finally {
              await puppet.end();
            }
          }
        }),
      );
      const failed = lanes.find((lane) => lane.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    assert.deepEqual([...seen].toSorted(), [...wanted].toSorted());
  });
});
