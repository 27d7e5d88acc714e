import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { step } from '#server/core/step';
import { scenarioSchema } from '#scenarios/format/scenario';
import { newNight, nightVerdict, type Night } from './figures.ts';
import { readNight } from './node-night-file.ts';
import { findCanary, playNight, type NightOptions } from './node-night.ts';

const scenario = scenarioSchema.parse({
  format: 1,
  name: 'one-tab',
  about: 'One tab is opened.',
  duration: '10s',
  settle: '10s',
  floor: { operators: ['Anna'], devices: [{ name: 'H01' }] },
  work: { steps: [{ at: '2s', device: 'H01', do: 'sign-on' }] },
});
const healthy = { mutant: 'none', about: 'nothing is wrong', plant: () => step, floors: 3 };

describe('a night that is played', function () {
  this.timeout(400_000);
  const out = mkdtempSync(join(tmpdir(), 'mpos-twin-night-'));
  after(() => rmSync(out, { recursive: true, force: true }));
  let told: string[];

  async function play(name: string, over: Partial<NightOptions>, budget: Night['budget']): Promise<Night> {
    told = [];
    const machine = { node: process.version, cores: 1 };
    const begunAt = new Date().toISOString();
    const night = newNight({ name, commit: 'c', machine, seed: 3, budget, begunAt });
    const folder = join(out, name);
    await playNight({
      folder,
      night,
      corpus: join(folder, 'corpus'),
      jobs: 1,
      wire: false,
      regressions: [],
      library: [],
      readScenario: () => scenario,
      call: 'mpos-twin',
      say: (text) => told.push(text),
      progress() {},
      lost: (error) => assert.fail(error),
      isStopped: () => false,
      atStop() {},
      ...over,
    });
    assert.deepEqual(readNight(folder), night);
    return night;
  }

  it('is void, and over at once, if the planted bug is not found', async () => {
    const night = await play('void', { planted: healthy }, { floors: 1_000 });
    assert.equal(nightVerdict(night), 'void');
    assert.deepEqual([night.done, night.search, night.canary?.floors], [['regressions', 'canary'], null, 3]);
    assert.match(told.join('\n'), /^VOID: the planted bug none was not found on 3 floors/);
  });

  it('finds its own planted bug', () => {
    assert.ok(findCanary(2).found);
  });

  it('plays the library on the wire, and regressions on sim, each once', async () => {
    const named = { named: 'one-tab.yaml', scenario };
    const over = { wire: true, regressions: [named], library: [named] };
    const night = await play('wire', over, { floors: 1 });
    assert.deepEqual(
      [night.regressions, night.wire].map((runs) => runs.map(({ ground, verdict, met }) => [ground, verdict, met])),
      [[['sim', 'pass', true]], [['wire', 'pass', true]]],
    );
    assert.equal(nightVerdict(night), 'pass');
  });

  it('says what it left out when its time is over', async () => {
    const over = { wire: true, library: [{ named: 'one-tab.yaml', scenario }] };
    const night = await play('short', over, { forMs: 1 });
    assert.equal(nightVerdict(night), 'unknown');
    assert.deepEqual(night.leftOut, [
      'the search on sim: no time was left',
      '1 scenario of the library on the wire: no time was left',
    ]);
  });
});
