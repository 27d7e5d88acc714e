// A run in which the machine stood still is played once more, and both histories are there afterwards.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readScenarioFor } from '#cli/scenarios';
import { linesOfFile } from '#history/node-files';
import { readHistory } from '#history/reading';
import type { RunResult } from '#checkers/run-result';
import { runOnWire } from '#runs/run-on-wire';

describe('a run on the wire in which the machine stands still', function () {
  this.timeout(60_000);
  const out = mkdtempSync(join(tmpdir(), 'mpos-twin-stalled-'));
  after(() => rmSync(out, { recursive: true, force: true }));

  it('is unknown, is repeated once, and keeps the history of the first try', async () => {
    const base = readScenarioFor('foreign-device-holds-tab');
    const scenario = {
      ...base,
      duration: 40_000,
      settle: 20_000,
      expect: { ...base.expect, happens: ['payment-parked'] },
    };
    const historyPath = join(out, 'history.ndjson');
    const repeated: RunResult[] = [];
    let stood = false;
    const result = await runOnWire(scenario, {
      historyPath,
      lost: assert.fail,
      repeated: (first) => repeated.push(first),
      progress() {
        if (stood) return;
        stood = true;
        const until = performance.now() + 1_500;
        while (performance.now() < until);
      },
    });
    assert.deepEqual(
      repeated.map(({ verdict, history }) => ({ verdict, history })),
      [{ verdict: 'unknown', history: join(out, 'history.stalled.ndjson') }],
    );
    assert.ok(existsSync(join(out, 'history.stalled.ndjson')) && existsSync(historyPath));
    const { events, damage } = readHistory(linesOfFile(historyPath));
    assert.deepEqual([events, damage], [result.events, null], 'the events of the second try, and of no other');
    // A machine that stands still by itself in the second try makes that one unknown, too.
    assert.notEqual(result.verdict, 'pass');
  });
});
