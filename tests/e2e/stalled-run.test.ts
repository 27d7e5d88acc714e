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
import type { Scenario } from '#scenarios/format/scenario';

describe('a run on the wire in which the machine stands still', function () {
  this.timeout(240_000);
  const out = mkdtempSync(join(tmpdir(), 'mpos-twin-stalled-'));
  after(() => rmSync(out, { recursive: true, force: true }));

  /** Plays it so that the machine stands still in the first try. */
  async function play(happens: Partial<Scenario['expect']>, folder: string) {
    const base = readScenarioFor('foreign-device-holds-tab');
    const scenario = { ...base, duration: 40_000, settle: 20_000, expect: { ...base.expect, ...happens } };
    const historyPath = join(out, folder, 'history.ndjson');
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
    return { result, repeated, historyPath, aside: join(out, folder, 'history.stalled.ndjson') };
  }

  it('is unknown, is repeated at half the speed, and keeps the history of the first try', async () => {
    const { result, repeated, historyPath, aside } = await play({ happens: ['payment-parked'] }, 'unknown');
    assert.deepEqual(
      repeated.slice(0, 1).map(({ verdict, history }) => ({ verdict, history })),
      [{ verdict: 'unknown', history: aside }],
    );
    assert.ok(existsSync(aside) && existsSync(historyPath));
    const { events, damage } = readHistory(linesOfFile(historyPath));
    assert.deepEqual([events, damage], [result.events, null], 'the events of the second try, and of no other');
    const speedOf = (path: string): unknown => readHistory(linesOfFile(path)).header?.timeScale;
    // A machine that stands still by itself in the second try makes that one unknown, too.
    assert.deepEqual([speedOf(aside), speedOf(historyPath)], [20, repeated.length === 1 ? 10 : 5]);
    assert.notEqual(result.verdict, 'pass');
  });

  it('and fails for what no time has to do with, is repeated, and fails again', async () => {
    const { result, repeated, aside } = await play({ events: [{ never: 'signed-on' }] }, 'fail');
    assert.deepEqual([repeated[0]?.history, result.verdict], [aside, 'fail']);
  });
});
