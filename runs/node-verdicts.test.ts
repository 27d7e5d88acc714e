import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeText } from '#history/node-disk';
import { scenarioSchema } from '#scenarios/format/scenario';
import { playAndSave } from './node-run.ts';
import { lastVerdicts } from './node-verdicts.ts';

const scenario = scenarioSchema.parse({
  format: 1,
  name: 'quiet',
  about: 'Nothing happens.',
  duration: '1s',
  settle: '1s',
  floor: { operators: ['Anna'], devices: [{ name: 'H01' }] },
});

describe('saved verdicts', () => {
  let out: string;
  before(() => {
    out = mkdtempSync(join(tmpdir(), 'mpos-twin-verdicts-'));
  });
  after(() => rmSync(out, { recursive: true }));

  it('are none where nothing was played', () => {
    assert.deepEqual(lastVerdicts(join(out, 'nothing')), { verdicts: [], damaged: [] });
  });

  it('are kept with every run; the newest counts, and what is none is named', async () => {
    await playAndSave(scenario, 'sim', { out, commit: 'unknown', call: 'mpos-twin' });
    const expected = { ...scenario, expect: { ...scenario.expect, verdict: 'fail' as const } };
    await playAndSave(expected, 'sim', { out, commit: 'unknown', call: 'mpos-twin' });
    writeText(join(out, 'quiet-sim-1', '003', 'verdict.json'), '{"scenario":"quiet"');
    const { verdicts, damaged } = lastVerdicts(out);
    assert.deepEqual(
      verdicts.map(({ ground, seed, verdict, met }) => ({ ground, seed, verdict, met })),
      [{ ground: 'sim', seed: 1, verdict: 'pass', met: false }],
    );
    assert.deepEqual(damaged, [join(out, 'quiet-sim-1', '003', 'verdict.json')]);
  });
});
