import assert from 'node:assert/strict';
import { readClientFrame, TEXT, writeClientFrame } from '#protocols/web-socket/client-frames';
import { benchOf, STARTED_AT_MS, type Bench } from '../asking.ts';
import { DEVTOOLS, giveBrowser } from '../browser.ts';
import { quirkCatalogue } from './catalogue.ts';
import type { Quirk } from './quirk.ts';

const A_SECOND = 1_000;
const A_MINUTE = 60 * A_SECOND;
const AN_HOUR = 60 * A_MINUTE;
const APP = 'de.example.pos';

const pidOf = ({ ask }: Bench): string => ask(`pidof ${APP}`).stdout.trim();
const levelOf = ({ ask }: Bench): number => Number(/level: (\d+)/.exec(ask('dumpsys battery').stdout)?.[1]);
/** Device clock minus true time, ms. */
const skewOf = ({ device, scheduler }: Bench): number => device.clock.nowMs() - (STARTED_AT_MS + scheduler.now());

/** The app runs and the device is unplugged; the answer is its process. */
function atWork(bench: Bench): string {
  bench.ask(`dumpsys battery unplug; am start -W -n ${APP}/.Main`);
  return pidOf(bench);
}

describe('the energy saving of a maker', () => {
  it('ends the app once the screen has been off for so long, not before', () => {
    const bench = benchOf('planted-energy-saver');
    const pid = atWork(bench);
    assert.match(pid, /^\d+$/);
    bench.ask('input keyevent 26');
    bench.pass(9 * A_MINUTE);
    assert.equal(pidOf(bench), pid);
    bench.pass(2 * A_MINUTE);
    assert.equal(pidOf(bench), '');
    assert.match(bench.ask(`dumpsys activity exit-info ${APP}`).stdout, /reason=13 \(OTHER KILLS BY SYSTEM\)/);
    assert.match(bench.ask('logcat -d -b events').stdout, /am_proc_died/);
  });

  it('counts anew when the screen was on in between', () => {
    const bench = benchOf('planted-energy-saver');
    const pid = atWork(bench);
    bench.ask('input keyevent SLEEP');
    bench.pass(8 * A_MINUTE);
    bench.ask('input keyevent WAKEUP; input keyevent SLEEP');
    bench.pass(8 * A_MINUTE);
    assert.equal(pidOf(bench), pid);
  });

  it('strikes no more once it is over, though the screen is off', () => {
    const bench = benchOf('rocket-class');
    const pid = atWork(bench);
    const { begin, params } = quirkCatalogue.get('energy-saver') as Quirk;
    const end = begin(bench.device, params.parse({}));
    bench.ask('input keyevent SLEEP');
    bench.pass(9 * A_MINUTE);
    end();
    bench.pass(AN_HOUR);
    assert.equal(pidOf(bench), pid);
  });

  it('spares apps that are exempt, where they can be', () => {
    for (const [exemptible, survives] of [
      [true, true],
      [false, false],
    ] as const) {
      const bench = benchOf('rocket-class', [{ quirk: 'energy-saver', with: { exemptible } }]);
      const pid = atWork(bench);
      bench.ask(`dumpsys deviceidle whitelist +${APP}; input keyevent SLEEP`);
      bench.pass(AN_HOUR);
      assert.equal(pidOf(bench) === pid, survives, `exemptible: ${exemptible}`);
    }
  });

  it('freezes an app so that it stands still and lives on', () => {
    const bench = benchOf('planted-freezes');
    const pid = atWork(bench);
    bench.ask('input keyevent SLEEP');
    bench.pass(11 * A_MINUTE);
    assert.equal(bench.device.apps.find(APP)?.actor.getSnapshot().value, 'frozen');
    assert.match(bench.ask('ps').stdout, /do_freezer_trap .*de\.example\.pos/);
    bench.ask('input keyevent WAKEUP');
    assert.equal(bench.device.apps.find(APP)?.actor.getSnapshot().value, 'running');
    assert.equal(pidOf(bench), pid);
  });

  it('takes the network of an app, and gives it back with the screen', () => {
    const bench = benchOf('rocket-class', [{ quirk: 'energy-saver', with: { takes: 'network' } }]);
    atWork(bench);
    bench.ask('input keyevent SLEEP');
    bench.pass(11 * A_MINUTE);
    assert.equal(bench.device.network.passes(APP), false);
    assert.equal(bench.device.network.passes(), true);
    bench.ask('input keyevent WAKEUP');
    assert.equal(bench.device.network.passes(APP), true);
  });
});

describe('the saving of a low battery', () => {
  const SAVED: readonly [takes: string, isTaken: (bench: Bench, pid: string) => boolean][] = [
    ['app', (bench) => pidOf(bench) === ''],
    ['time', (bench) => bench.device.apps.find(APP)?.actor.getSnapshot().value === 'frozen'],
    ['network', (bench) => !bench.device.network.passes(APP)],
  ];

  for (const [takes, isTaken] of SAVED) {
    it(`takes the ${takes} of an app in use, not before it has been low for so long, and not on the charger`, () => {
      const bench = benchOf('rocket-class', [{ quirk: 'battery-saver', with: { takes } }]);
      const pid = atWork(bench);
      bench.ask('dumpsys battery set level 16');
      bench.pass(4 * A_MINUTE);
      assert.equal(isTaken(bench, pid), false);
      bench.ask('dumpsys battery set level 5; dumpsys battery reset');
      bench.pass(4 * A_MINUTE);
      assert.equal(isTaken(bench, pid), false);
      bench.ask('dumpsys battery unplug; dumpsys battery set level 5');
      bench.pass(80 * A_SECOND);
      assert.equal(isTaken(bench, pid), false);
      bench.pass(20 * A_SECOND);
      assert.equal(isTaken(bench, pid), true);
    });
  }

  it('lets go on the charger', () => {
    const bench = benchOf('planted-low-battery-offline');
    atWork(bench);
    bench.ask('dumpsys battery set level 5');
    bench.pass(2 * A_MINUTE);
    assert.equal(bench.device.network.passes(APP), false);
    bench.ask('dumpsys battery reset');
    bench.pass(2 * A_SECOND);
    assert.equal(bench.device.network.passes(APP), true);
  });
});

describe('a device that turns badly', () => {
  const turn = (bench: Bench, quarters: number): unknown =>
    bench.ask(`settings put system accelerometer_rotation 0; settings put system user_rotation ${quarters}`);

  it('ends apps when it is turned, not when it is told to stay as it is', () => {
    const bench = benchOf('planted-turns-badly');
    const pid = atWork(bench);
    turn(bench, 0);
    assert.equal(pidOf(bench), pid);
    turn(bench, 1);
    assert.equal(pidOf(bench), '');
  });

  it('lets apps stand still until it has turned', () => {
    const bench = benchOf('planted-sticks-when-turned');
    atWork(bench);
    const isFrozen = (): boolean => bench.device.apps.find(APP)?.actor.getSnapshot().value === 'frozen';
    turn(bench, 1);
    bench.pass(80 * A_SECOND);
    turn(bench, 2);
    bench.pass(80 * A_SECOND);
    assert.equal(isFrozen(), true);
    bench.pass(20 * A_SECOND);
    assert.equal(isFrozen(), false);
  });
});

describe('a browser that is handed one finger only', () => {
  /** How many fingers it hears of when two are put down through its devtools. */
  function heard({ device }: Bench): number {
    const bytes: Uint8Array[] = [];
    const does = (): void => {};
    giveBrowser(device, {
      ...{ start: does, open: does, end: does, freeze: does, thaw: does, turned: does, picture: does },
      shows: () => Promise.resolve(),
      devtools: () => ({ send: (part) => void bytes.push(part), close: does }),
    });
    const dial = device.ports.get(DEVTOOLS);
    const devtools = dial?.({ onOpen: does, onData: does, onClose: does });
    const params = {
      type: 'touchStart',
      touchPoints: [
        { x: 50, y: 200 },
        { x: 50, y: 300 },
      ],
    };
    const message = JSON.stringify({ id: 1, method: 'Input.dispatchTouchEvent', params });
    devtools?.send(new TextEncoder().encode('GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n'));
    devtools?.send(writeClientFrame(TEXT, new TextEncoder().encode(message)));
    const said = new TextDecoder().decode(readClientFrame(bytes.at(-1) ?? new Uint8Array())?.payload);
    return (JSON.parse(said) as { params: typeof params }).params.touchPoints.length;
  }

  it('hears of no second one, and does again when nothing lies over it any more', () => {
    assert.equal(heard(benchOf('rocket-class')), 2);
    assert.equal(heard(benchOf('planted-drops-second-finger')), 1);
    const bench = benchOf('rocket-class');
    const { begin, params } = quirkCatalogue.get('drops-second-finger') as Quirk;
    const end = begin(bench.device, params.parse({}));
    assert.equal(heard(bench), 1);
    end();
    assert.equal(heard(bench), 2);
  });
});

describe('a camera that focuses late', () => {
  /** After what time of the device its browser sees a card sharply, ms. */
  async function sharpAfter({ device }: Bench): Promise<number | null> {
    let after: number | null = null;
    device.camera.shows = (_card, focusMs) => {
      after = focusMs;
      return Promise.resolve();
    };
    await device.camera.hold({ symbology: 'QR', code: 'V200-1' });
    return after;
  }

  it('sees a card sharply four seconds after it was opened, or never', async () => {
    assert.equal(await sharpAfter(benchOf('rocket-class')), 0);
    assert.equal(await sharpAfter(benchOf('planted-focuses-late')), 4 * A_SECOND);
    const bench = benchOf('rocket-class');
    const { begin, params } = quirkCatalogue.get('focuses-late') as Quirk;
    const end = begin(bench.device, params.parse({ never: true }));
    assert.equal(await sharpAfter(bench), Number.POSITIVE_INFINITY);
    end();
    assert.equal(await sharpAfter(bench), 0);
  });
});

describe('what shows screens otherwise than they are', () => {
  it('is a bubble or a film over them, or a browser that shows them larger, until that is over', () => {
    const shown = ({ device }: Bench): number[] => [device.bubbleDp, device.filmPercent, device.pageZoom];
    assert.deepEqual(shown(benchOf('rocket-class')), [0, 0, 1]);
    assert.deepEqual(shown(benchOf('planted-bubble')), [60, 0, 1]);
    assert.deepEqual(shown(benchOf('planted-film')), [0, 25, 1]);
    assert.deepEqual(shown(benchOf('planted-zooms-pages')), [0, 0, 1.3]);
    const bench = benchOf('rocket-class');
    const ends = ['bubble-over-apps', 'film-over-apps', 'zooms-pages'].map((name) => {
      const { begin, params } = quirkCatalogue.get(name) as Quirk;
      return begin(bench.device, params.parse({}));
    });
    assert.deepEqual(shown(bench), [60, 25, 1.3]);
    for (const end of ends) end();
    assert.deepEqual(shown(bench), [0, 0, 1]);
  });
});

describe('a clock that is wrong', () => {
  it('drifts further and further', () => {
    const bench = benchOf('planted-clock-drifts');
    assert.equal(skewOf(bench), 0);
    bench.pass(AN_HOUR);
    assert.equal(skewOf(bench), 6_000);
    bench.pass(23 * AN_HOUR);
    assert.equal(skewOf(bench), 144_000);
  });

  it('is read by date', () => {
    const { ask } = benchOf('planted-clock-wrong');
    assert.equal(Number(ask('date +%s').stdout) * 1000, STARTED_AT_MS + 60_000);
    assert.equal(ask('settings get global auto_time').stdout, '0\n');
  });
});

describe('a device that roams badly', () => {
  it('loses what is sent while it changes its access point, for so long', () => {
    const { ask } = benchOf('planted-roams-badly');
    const { stdout } = ask('ping -c 150 -i 0.2 192.168.7.10');
    const seen = [...stdout.matchAll(/icmp_seq=(\d+)/g)].map(([, n]) => Number(n));
    const gaps = seen.slice(1).map((n, i) => (n - (seen[i] as number)) * 200);
    const stalls = gaps.filter((ms) => ms > 3_000);
    assert.ok(
      stalls.length >= 2 && Math.max(...stalls) <= 4_600,
      `gaps of ${gaps.filter((ms) => ms > 200).join(', ')} ms`,
    );
  });

  it('does not while it stands', () => {
    const { ask } = benchOf('rocket-class');
    assert.match(ask('ping -c 100 -i 0.2 192.168.7.10').stdout, /100 received, 0% packet loss/);
  });
});

describe('a battery', () => {
  it('falls while it is used, a tenth as quickly with the screen off, and empties', () => {
    const bench = benchOf('planted-battery-drains');
    bench.device.battery.send({ type: 'PLUG', source: 'none' });
    bench.ask('settings put system screen_off_timeout 86400000');
    const before = levelOf(bench);
    bench.pass(AN_HOUR);
    assert.ok(Math.abs(before - levelOf(bench) - 50) <= 1, `${before} to ${levelOf(bench)}`);
    bench.ask('input keyevent SLEEP');
    const dark = levelOf(bench);
    bench.pass(AN_HOUR);
    assert.ok(Math.abs(dark - levelOf(bench) - 5) <= 1);
    bench.ask('input keyevent WAKEUP');
    bench.pass(AN_HOUR);
    assert.equal(bench.device.system.getSnapshot().value, 'off');
  });

  it('is what the shell pretends until that is reset', () => {
    const bench = benchOf('rocket-class');
    bench.ask('dumpsys battery unplug; dumpsys battery set level 5');
    assert.match(bench.ask('dumpsys battery').stdout, /USB powered: false[\s\S]*level: 5\n/);
    bench.ask('dumpsys battery reset');
    assert.match(bench.ask('dumpsys battery').stdout, /USB powered: true[\s\S]*level: 84\n/);
  });
});

describe('Doze', () => {
  it('comes by itself to a device that lies about, and takes the network of apps that are not exempt', () => {
    const bench = benchOf('rocket-class');
    atWork(bench);
    bench.ask('input keyevent SLEEP');
    bench.pass(7 * A_MINUTE);
    assert.equal(bench.ask('dumpsys deviceidle get light').stdout, 'IDLE\n');
    assert.equal(bench.device.network.passes(APP), false);
    bench.pass(40 * A_MINUTE);
    assert.equal(bench.ask('dumpsys deviceidle get deep').stdout, 'IDLE\n');
    bench.ask('input keyevent WAKEUP');
    assert.equal(bench.ask('dumpsys deviceidle get deep').stdout, 'ACTIVE\n');
    assert.equal(bench.device.network.passes(APP), true);
  });

  it('leaves a device on its charger alone', () => {
    const bench = benchOf('rocket-class');
    bench.ask('input keyevent SLEEP');
    bench.pass(3 * AN_HOUR);
    assert.match(bench.ask('dumpsys deviceidle').stdout, /mState=ACTIVE mLightState=ACTIVE/);
  });

  it('is forced, and lifted', () => {
    const bench = benchOf('rocket-class');
    bench.ask(`dumpsys deviceidle whitelist +${APP}`);
    assert.match(bench.ask('dumpsys deviceidle force-idle').stdout, /forced in to deep idle mode/);
    assert.equal(bench.device.network.passes('com.android.chrome'), false);
    assert.equal(bench.device.network.passes(APP), true);
    bench.ask('dumpsys deviceidle unforce');
    assert.equal(bench.device.network.passes('com.android.chrome'), true);
  });
});

describe('other quirks', () => {
  it('forget exemptions', () => {
    const { ask, pass } = benchOf('oneplus-6');
    ask(`dumpsys deviceidle whitelist +${APP}`);
    assert.match(ask('dumpsys deviceidle whitelist').stdout, /user,de\.example\.pos/);
    pass(6 * A_MINUTE);
    assert.doesNotMatch(ask('dumpsys deviceidle whitelist').stdout, /user,/);
  });

  it('start apps slowly', () => {
    assert.match(benchOf('planted-slow-apps').ask(`am start -W -n ${APP}/.Main`).stdout, /TotalTime: 9\d{3}\n/);
  });

  it('hide a service, which is told on standard error only', () => {
    assert.deepEqual(benchOf('planted-no-battery-service').ask('dumpsys battery'), {
      stdout: '',
      stderr: "Can't find service: battery\n",
      code: 0,
    });
  });

  it('take the device away, and bring it back', () => {
    for (const [quirk, meanwhile] of [
      ['goes-off', 'off'],
      ['hangs', 'hung'],
      ['reboots', 'booting'],
    ] as const) {
      const bench = benchOf('rocket-class', [{ quirk, with: { afterS: 10 } }]);
      bench.pass(9 * A_SECOND);
      assert.equal(bench.device.system.getSnapshot().value, 'up');
      bench.pass(2 * A_SECOND);
      assert.equal(bench.device.system.getSnapshot().value, meanwhile);
      bench.pass(A_MINUTE);
      assert.equal(bench.device.system.getSnapshot().value, 'up');
    }
  });

  it('end as they began: the device is again what it was', () => {
    for (const quirk of quirkCatalogue.values()) {
      const bench = benchOf('rocket-class');
      const asked = (): string => bench.ask('settings list global; dumpsys battery; dumpsys deviceidle').stdout;
      const before = asked();
      quirk.begin(bench.device, quirk.params.parse({}))();
      assert.equal(asked(), before, quirk.name);
      assert.equal(skewOf(bench), 0, quirk.name);
    }
  });
});
