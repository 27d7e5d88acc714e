import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { step } from '#server/core/step';
import { scenarioSchema } from '#scenarios/format/scenario';
import { TwinError } from '#protocols/errors/errors';
import { newNight, nightVerdict, type Night, type NightDevice } from './figures.ts';
import type { NightBench } from './node-devices.ts';
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
/** Under it the planted bug shows on the first floor. */
const SEED = 5;
const healthy = { mutant: 'none', about: 'nothing is wrong', plant: () => step, floors: 3 };

const device: NightDevice = {
  profile: 'phone',
  title: 'a phone',
  verdict: 'pass',
  row: 'approved',
  found: [],
  sentence: '',
  command: 'mpos-twin certify --rehearse phone',
  wallMs: 1,
};

/** A bench of three devices that are all as they should be; `certified` is told of each. */
function benchOf(certified: (profile: string) => void): NightBench {
  return {
    profiles: ['phone', 'tablet', 'terminal'],
    start: () =>
      Promise.resolve({
        certify(profile) {
          certified(profile);
          return Promise.resolve({ ...device, profile });
        },
        close: () => Promise.resolve(),
      }),
  };
}

describe('a night that is played', function () {
  this.timeout(400_000);
  const out = mkdtempSync(join(tmpdir(), 'mpos-twin-night-'));
  after(() => rmSync(out, { recursive: true, force: true }));
  let told: string[];

  async function play(name: string, over: Partial<NightOptions>, budget: Night['budget']): Promise<Night> {
    told = [];
    const machine = { node: process.version, cores: 1 };
    const begunAt = new Date().toISOString();
    const night = newNight({ name, commit: 'c', machine, seed: SEED, budget, begunAt });
    await resume(night, over);
    return night;
  }

  /** Plays it, or goes on with it. */
  async function resume(night: Night, over: Partial<NightOptions>): Promise<void> {
    const folder = join(out, night.name);
    await playNight({
      folder,
      night,
      corpus: join(folder, 'corpus'),
      jobs: 1,
      wire: false,
      devices: null,
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

  it('certifies each device once, and goes on with the next one after it was broken off', async () => {
    const order: string[] = [];
    const devices = benchOf((profile) => order.push(profile));
    const night = await play('devices', { devices, isStopped: () => order.length > 0 }, { floors: 1 });
    assert.deepEqual([order, night.done.includes('devices'), night.leftOut], [['phone'], false, []]);
    await resume(night, { devices });
    assert.deepEqual(order, ['phone', 'tablet', 'terminal']);
    assert.deepEqual([night.devices.length, night.done.at(-1), nightVerdict(night)], [3, 'devices', 'pass']);
  });

  it('says loudly that no device was certified where this machine cannot do it', async () => {
    const start = () => Promise.reject(new TwinError('adb-missing', 'It is not on the PATH.'));
    const night = await play('no-adb', { devices: { ...benchOf(() => {}), start } }, { floors: 1 });
    assert.match(night.leftOut.join(), /^certification of 3 simulated devices: There is no adb on this machine/);
    assert.equal(nightVerdict(night), 'unknown');
    assert.match(told.join('\n'), /^LEFT OUT: certification of 3/m);
  });

  it('says what it left out when its time is over', async () => {
    const over = { wire: true, devices: benchOf(() => {}), library: [{ named: 'one-tab.yaml', scenario }] };
    const night = await play('short', over, { forMs: 1 });
    assert.equal(nightVerdict(night), 'unknown');
    assert.deepEqual(night.leftOut, [
      'the search on sim: no time was left',
      '1 scenario of the library on the wire: no time was left',
      'certification of 3 simulated devices: no time was left',
    ]);
  });
});
