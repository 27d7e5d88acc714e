/** Evenings with simulated devices behind the real adb, for suites of them. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bench } from '#cli/rehearsal/asked';
import { catalogue } from '#certification/catalogue/catalogue';
import { judgeRun, type Measure } from '#certification/catalogue/judge';
import type { Board } from '#certification/work/board';
import type { Evening, EveningRecord } from '#certification/work/evening';
import { evenings } from '#certification/work/evenings';
import { playEvening } from '#cli/working';
import type { PlantedQuirk } from '#simulators/android/start';
import { findBrowser } from '#simulators/grounds/wire/browser';
import { withAdb, type Connected } from './android-bench.ts';

const FLOOR = `
floor:
  operators: [Anna, Chef]
  devices:
    - { name: F01, kind: freestyle, operator: Anna, browser: true }
  till: { operator: Chef }
  printers:
    - { name: kitchen }
  places: { kitchen: kitchen }
  accessPoints: [inside]
server:
  durations: { heartbeatMs: 4000, toleranceMs: 6000 }`;
/** Evenings of seconds, for those of the library that take minutes. */
const SHORT = {
  'one-table': `
format: 1
name: one-table
about: A table is opened, booked and paid.
duration: 30s
settle: 20s${FLOOR}
work:
  steps:
    - { at: 1s, device: till, do: sign-on }
    - { at: 8s, device: F01, do: sign-on }
    - { at: 16s, device: F01, do: open, tab: 21 }
    - { at: 18s, device: F01, do: book, article: Soup }
    - { at: 22s, device: F01, do: bill }
expect:
  events:
    - { what: booked, device: F01 }
    - { what: 'tab-released:bill' }
`,
  'one-round': `
format: 1
name: one-round
about: A device is put away and loses its WLAN with a tab open, and goes on with it.
duration: 60s
settle: 20s${FLOOR}
work:
  steps:
    - { at: 1s, device: till, do: sign-on }
    - { at: 8s, device: F01, do: sign-on }
    - { at: 14s, device: F01, do: open, tab: 11 }
    - { at: 16s, device: F01, do: book, article: Soup }
    - { at: 54s, device: F01, do: new-balance }
faults:
  - { fault: put-away, at: 20s, target: F01, for: 6s }
  - { fault: out-of-range, at: 28s, target: F01, for: 12s }
expect:
  events:
    - { what: putAway, node: F01, times: 1 }
    - { what: problems.red, node: F01 }
    - { what: 'tab-released:new-balance', times: 1 }
    - { never: gave-up }
`,
  'four-screens': `
format: 1
name: four-screens
about: A waiter comes by four kinds of screens.
duration: 32s
settle: 4s${FLOOR}
work:
  steps:
    - { at: 1s, device: till, do: sign-on }
    - { at: 3s, device: till, do: open, tab: 31 }
    - { at: 9s, device: F01, do: sign-on }
    - { at: 14s, device: F01, do: open, tab: 11 }
    - { at: 20s, device: F01, do: new-balance }
    - { at: 25s, device: F01, do: open, tab: 31 }
    - { at: 31s, device: till, do: new-balance }
expect:
  events:
    - { what: 'tab-released:new-balance', times: 2 }
    - { never: gave-up }
`,
} as const;

/** Lets a suite play evenings with devices of so quick a time. */
export function withEvenings(suite: Mocha.Suite, speed: number) {
  const { client, connected } = withAdb(suite, speed);
  const home = mkdtempSync(join(tmpdir(), 'mpos-twin-work-'));
  suite.timeout(15 * 60_000);
  before(async function () {
    if ((await findBrowser()) === undefined) this.skip();
  });
  after(() => rmSync(home, { recursive: true, force: true }));
  async function play(
    evening: Evening,
    { serial }: Connected,
    timeScale = speed,
    board?: Board,
    unplugged?: string,
  ): Promise<EveningRecord> {
    const server = { host: '127.0.0.1', port: client().port };
    return playEvening(evening, {
      ...{ serial, server, till: bench.till, out: home, run: 'run-1', timeScale, now: Date.now },
      ...(board === undefined ? {} : { board }),
      ...(unplugged === undefined ? {} : { unplugged }),
    });
  }
  /** That evening, with a short scenario that has to come out as it says. */
  function short(name: string, scenario: keyof typeof SHORT): Evening {
    const file = join(home, `${scenario}.yaml`);
    writeFileSync(file, SHORT[scenario].trimStart());
    return { ...named(name), scenario: file, expects: true };
  }
  const device = (name: string, planted: readonly PlantedQuirk[] = []) => connected(name, planted, true);
  /** Does that in the middle of an evening. */
  async function interrupted(phone: Connected, evening: Evening, act: () => unknown): Promise<EveningRecord> {
    const timer = setTimeout(act, MIDDLE_MS);
    const record = await play(evening, phone, 4);
    clearTimeout(timer);
    return record;
  }
  return { client, play, short, device, interrupted };
}

/** When an evening of a quarter of a minute is in its middle. */
const MIDDLE_MS = 8_000;

/** The evening of that name. */
export function named(name: string): Evening {
  const evening = evenings.find((one) => one.name === name);
  assert.ok(evening);
  return evening;
}

/** The class of a device of which that is measured. */
export function classOf(id: string, measure: Measure | undefined): string {
  const criterion = catalogue.criteria.find((one) => one.id === id);
  assert.ok(criterion && measure);
  return judgeRun(criterion, measure).class;
}
