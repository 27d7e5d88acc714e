// A hold over any number of restarts: a silence ends it when the lease is used up, whatever lives the server has meanwhile,
// and never much before. The server's time stands still while none runs.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { apply } from '#server/core/apply/apply';
import { serverConfigSchema } from '#server/core/config';
import type { JournalEntry } from '#server/core/facts';
import { emptyState } from '#server/core/state';
import { step } from '#server/core/step';
import type { Input, Timer } from '#server/core/turn';

const config = serverConfigSchema.parse({
  operators: ['Anna'],
  devices: [{ name: 'H01', family: 'handheld' }],
});
const { leaseMs, restartGraceMs, orphanAfterMs, heartbeatMs } = config.durations;
const TAB = 7;

/** The core with time moved by hand; every process of it has a monotonic clock of its own. */
class Server {
  ranMs = 0;
  starts = 0;
  startedMs = 0;
  /** When the hold ended, and why. */
  ended: { atMs: number; cause: string } | null = null;
  token = 0;
  private state = emptyState(config);
  private readonly journal: JournalEntry[] = [];
  private timers: { due: number; timer: Timer }[] = [];

  start(): void {
    this.state = emptyState(config);
    this.timers = [];
    this.starts += 1;
    this.startedMs = this.ranMs;
    for (const entry of this.journal) apply(this.state, entry);
    this.feed({ kind: 'started' });
  }

  feed(input: Input): void {
    const clock = { nowMs: this.ranMs - this.startedMs, wallMs: 0 };
    const { state, facts, outputs } = step(this.state, clock, input);
    this.state = state;
    this.journal.push(...facts);
    for (const { fact } of facts) {
      if (fact.kind === 'tab-locked') this.token = fact.token;
      if (fact.kind === 'tab-released') this.ended = { atMs: this.ranMs, cause: fact.cause };
    }
    for (const output of outputs)
      if (output.kind === 'timer') this.timers.push({ due: this.ranMs + output.inMs, timer: output.timer });
  }

  run(ms: number): void {
    const until = this.ranMs + ms;
    for (;;) {
      const next = this.timers.filter(({ due }) => due <= until).toSorted((a, b) => a.due - b.due)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.ranMs = Math.max(this.ranMs, next.due);
      this.feed({ kind: 'timer', timer: next.timer });
    }
    this.ranMs = until;
  }
}

const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('run' as const), ms: fc.integer({ min: 1, max: 60_000 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('restart' as const), ms: fc.integer({ min: 1, max: 40_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('claim' as const), ms: fc.constant(0) }) },
);

describe('a hold over many restarts', () => {
  it('ends when its lease is used up, and not before its holder had a chance to return', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 60 }), (acts) => {
        const server = new Server();
        server.start();
        const said = { kind: 'message', device: 'H01' } as const;
        server.feed({ ...said, message: { type: 'sign-on', req: 1, operator: 'Anna' } });
        server.feed({ ...said, message: { type: 'open', req: 2, tab: TAB } });
        let lifeMs = 0;
        let startsThen = 1;
        for (const { does, ms } of [...acts, { does: 'run' as const, ms: leaseMs }]) {
          if (does === 'claim') {
            server.feed({ ...said, message: { type: 'heartbeat', n: 1, clockMs: 0, token: server.token } });
            lifeMs = server.ranMs;
            startsThen = server.starts;
          } else {
            if (does === 'restart') server.start();
            server.run(ms);
          }
          if (server.ended !== null) break;
        }
        assert.ok(server.ended !== null, 'it has ended');
        const { atMs, cause } = server.ended;
        const silentMs = atMs - lifeMs;
        assert.ok(silentMs <= leaseMs, `silent for ${silentMs}`);
        const restarts = server.starts - startsThen;
        const guessedMs = restarts === 0 ? 0 : orphanAfterMs + restarts * heartbeatMs;
        if (cause === 'lease-ended') assert.ok(silentMs >= leaseMs - guessedMs, `ended after ${silentMs}`);
        else assert.ok(restarts > 0 && atMs >= server.startedMs + restartGraceMs, `${cause} at ${atMs}`);
      }),
      { numRuns: 300 },
    );
  });
});
