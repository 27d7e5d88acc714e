import assert from 'node:assert/strict';
import { bench, goodDevice, written } from './sample-answers.ts';
import type { Evening, EveningRecord } from '../work/evening.ts';
import { planOf } from './plan.ts';
import { goOn, newRun, runStateSchema, type Outcome, type RunOptions, type RunPorts, type RunState } from './run.ts';

const NOON = Date.UTC(2026, 10, 27, 12);

/** A device that answers as the sample does, whose clock is that of the test; `trouble` may answer before it. */
function simulated(
  trouble: (command: string, count: number) => Outcome | 'started anew' | undefined = () => undefined,
) {
  let now = NOON;
  let bootedAt = NOON - 3_600_000;
  let count = 0;
  const asked: string[] = [];
  const told: string[] = [];
  const saved: RunState[] = [];
  const answers = new Map(planOf(bench).map(({ name, command }) => [command, goodDevice[name]]));
  const run = newRun(now);
  const answer = (command: string): string => {
    if (command === 'echo here') return written('here');
    if (command === 'cat /proc/uptime') return written(`${((now - bootedAt) / 1_000).toFixed(2)} 100.00`);
    if (command === 'date +%s') return written(String(Math.floor(now / 1_000)));
    return written(answers.get(command) ?? '!127');
  };
  const ports: RunPorts = {
    now: () => now,
    sleep: (ms) => Promise.resolve(void (now += ms)),
    tell: (text) => void told.push(text),
    save: () => void saved.push(runStateSchema.parse(JSON.parse(JSON.stringify(run)))),
    ask(line, timeoutMs) {
      const command = line.replace(/; echo "end-of-answer \$\?"$/, '');
      now += 30;
      asked.push(command);
      const bad = trouble(command, (count += 1));
      if (bad === 'started anew') bootedAt = now;
      else if (bad !== undefined) {
        if (bad.kind === 'timeout') now += timeoutMs;
        return Promise.resolve(bad);
      }
      return Promise.resolve({ kind: 'output', text: answer(command) });
    },
  };
  return { run, ports, asked, told, saved, later: (ms: number) => (now += ms) };
}

const options: RunOptions = {
  steps: planOf(bench),
  with: new Set(),
  apiOf: ({ heard }) => (heard['getprop'] === undefined ? null : 30),
  isHarmless: () => true,
};

const GONE: Outcome = { kind: 'gone', why: 'device not found' };
const answered = ({ heard }: RunState): string[] =>
  Object.keys(heard).filter((step) => 'output' in (heard[step] ?? {}));
const usual = planOf(bench).filter(({ only, api }) => only === undefined && api?.most === undefined);

describe('a run of the catalogue', () => {
  it('asks everything once and is then over', async () => {
    const { run, ports, asked } = simulated();
    assert.equal(await goOn(run, options, ports), null);
    assert.deepEqual(answered(run).toSorted(), usual.map(({ name }) => name).toSorted());
    assert.ok(run.endedAt !== null);
    assert.equal(asked.filter((command) => command === 'getprop').length, 1);
  });

  it('says why it has not asked the rest', async () => {
    const { run, ports } = simulated();
    await goOn(run, options, ports);
    assert.deepEqual(run.heard['process'], {
      command: 'pidof de.example.pos',
      silent: 'It is asked only with --long.',
    });
    assert.deepEqual(run.heard['wifi-dump'], {
      command: 'dumpsys wifi',
      silent: 'Other versions of Android are asked this.',
    });
  });

  it('waits an hour and a day where that is wanted', async () => {
    const { run, ports } = simulated();
    assert.equal(await goOn(run, { ...options, with: new Set(['long', 'walk']) }, ports), null);
    assert.ok((run.endedAt ?? 0) - run.startedAt > 24 * 3_600_000);
    assert.ok('output' in (run.heard['process-after'] ?? {}));
  });

  it('waits for a device that is away for a while, and asks again', async () => {
    const { run, ports, told } = simulated((command, count) => (count > 20 && count < 25 ? GONE : undefined));
    assert.equal(await goOn(run, options, ports), null);
    assert.deepEqual(answered(run).toSorted(), usual.map(({ name }) => name).toSorted());
    assert.match(told.join(), /away/);
  });

  it('stops when a device has vanished, and goes on with it later', async () => {
    let away = false;
    const device = simulated((command) => {
      if (command === 'dumpsys media.camera') away = true;
      return away ? GONE : undefined;
    });
    assert.match((await goOn(device.run, options, device.ports)) ?? '', /not there/);
    assert.equal(device.run.endedAt, null);
    assert.ok(!('camera' in device.run.heard));
    const before = device.asked.length;
    const again = simulated();
    Object.assign(again.run, device.saved.at(-1));
    again.later(600_000);
    assert.equal(await goOn(again.run, options, again.ports), null);
    assert.ok(again.asked.length < before, 'what was answered is not asked again');
    assert.ok('output' in (again.run.heard['camera'] ?? {}));
  });

  it('says what to do when a device lets the computer in no more, and goes on when it does again', async () => {
    for (const [why, text] of [
      ["device unauthorized.\nThis adb server's $ADB_VENDOR_KEYS is not set", /allow USB debugging on its display/],
      ['device still authorizing', /allow USB debugging/],
      ['device offline', /pull the cable/],
      ['insufficient permissions for device: see [http://x]', /may not open the device/],
    ] as const) {
      let isShut = false;
      const device = simulated((command) => {
        if (command === 'dumpsys media.camera') isShut = true;
        return isShut ? { kind: 'gone', why } : undefined;
      });
      assert.match((await goOn(device.run, options, device.ports)) ?? '', text);
      assert.equal(device.run.endedAt, null);
      assert.equal(device.told.filter((one) => text.test(one)).length, 1, 'it is told once');
      const again = simulated();
      Object.assign(again.run, device.saved.at(-1));
      again.later(600_000);
      assert.equal(await goOn(again.run, options, again.ports), null);
    }
  });

  it('stops when a device is frozen', async () => {
    let frozen = false;
    const { run, ports } = simulated((command) => {
      if (command === 'dumpsys battery') frozen = true;
      return frozen ? { kind: 'timeout' } : undefined;
    });
    assert.match((await goOn(run, options, ports)) ?? '', /does not answer/);
    assert.equal(run.endedAt, null);
  });

  it('leaves a command that hangs unanswered, and goes on with the next', async () => {
    const { run, ports } = simulated((command) => (command === 'dumpsys battery' ? { kind: 'timeout' } : undefined));
    assert.equal(await goOn(run, options, ports), null);
    assert.deepEqual(run.heard['battery'], { command: 'dumpsys battery', silent: 'It took longer than 20 s.' });
  });

  it('asks all anew when the device was started anew in between', async () => {
    let times = 0;
    const { run, ports, asked, told } = simulated((command) =>
      command === 'dumpsys media.camera' && (times += 1) === 1 ? 'started anew' : undefined,
    );
    assert.equal(await goOn(run, options, ports), null);
    assert.equal(asked.filter((command) => command === 'getprop').length, 2);
    assert.match(told.join(), /started anew/);
  });

  it('asks once more when an answer was cut off', async () => {
    let times = 0;
    const { run, ports } = simulated((command) =>
      command === 'getprop' && (times += 1) === 1 ? { kind: 'output', text: '[ro.build' } : undefined,
    );
    assert.equal(await goOn(run, options, ports), null);
    assert.match((run.heard['getprop'] as { output: string }).output, /end-of-answer 0/);
  });

  it('gives up on a device that is lost again and again', async () => {
    const { run, ports } = simulated((command) => (command === 'dumpsys battery' ? GONE : undefined));
    assert.match((await goOn(run, options, ports)) ?? '', /too often/);
    assert.equal(run.endedAt, null);
  });

  describe('with evenings', () => {
    const evening = (name: string, only?: 'long'): Evening => ({
      ...{
        name,
        about: `It plays ${name}.`,
        scenario: name,
        way: 'cable',
        before: [],
        after: [],
        putAway: [],
        takeUp: [],
      },
      ...(only === undefined ? {} : { only }),
    });
    const record: EveningRecord = {
      measures: { 'RUN-2': { kind: 'word', word: 'as it should' } },
      files: [],
      spoiled: false,
    };
    const playing = { ...options, evenings: [evening('taps'), evening('doze'), evening('night', 'long')] };

    it('plays each once, when all is asked, and those that take hours only when there is time', async () => {
      const { run, ports } = simulated();
      const played: string[] = [];
      const play = ({ name }: Evening) => Promise.resolve(void played.push(name)).then(() => record);
      assert.equal(await goOn(run, playing, { ...ports, play }), null);
      assert.equal(await goOn({ ...run, endedAt: null }, playing, { ...ports, play }), null);
      assert.deepEqual(played, ['taps', 'doze']);
      assert.deepEqual(run.evenings, { taps: record, doze: record });
      assert.deepEqual(runStateSchema.parse(JSON.parse(JSON.stringify(run))), run);
    });

    it('plays again, after all was asked anew, when the device was started anew meanwhile', async () => {
      let anew = false;
      const { run, ports, told } = simulated((command) => {
        if (!anew || command !== 'cat /proc/uptime') return undefined;
        anew = false;
        return 'started anew';
      });
      const played: string[] = [];
      const play = ({ name }: Evening) => {
        played.push(name);
        anew = played.length === 2;
        return Promise.resolve(record);
      };
      assert.equal(await goOn(run, playing, { ...ports, play }), null);
      assert.deepEqual(played, ['taps', 'doze', 'taps', 'doze']);
      assert.match(told.join(), /started anew/);
    });

    it('plays one that was spoiled once more, and then keeps it as it is', async () => {
      const { run, ports } = simulated();
      let count = 0;
      const play = () => Promise.resolve({ ...record, spoiled: (count += 1) !== 4 });
      assert.equal(await goOn(run, playing, { ...ports, play }), null);
      assert.deepEqual([count, run.evenings['taps']?.spoiled, run.evenings['doze']?.spoiled], [4, true, false]);
    });

    it('keeps nothing of one in which the device went, and stops if it stays away', async () => {
      let isGone = false;
      const { run, ports } = simulated(() => (isGone ? GONE : undefined));
      const play = () => {
        isGone = true;
        return Promise.resolve(record);
      };
      assert.equal(await goOn(run, playing, { ...ports, play }), 'The device is not there.');
      assert.deepEqual([run.evenings, run.endedAt], [{}, null]);
    });
  });
});
