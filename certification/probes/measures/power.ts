/** Power and the life of the app. */
import { batteryHealth, batteryTemperature, isPlugged } from '../parsers/battery.ts';
import { exemptPackages, mayRunInBackground, standbyBucket } from '../parsers/doze.ts';
import { isFrozen, processNumber, wakefulness } from '../parsers/process.ts';
import { packagesOf } from '../parsers/packages.ts';
import { numberSetting, switchSetting } from '../parsers/settings.ts';
import { crashesOf, startTime } from '../parsers/start.ts';
import { isHarmlessMaker, killerAward, WATCH_MS } from '../killers.ts';
import { all, known, andThen, unknown, type Reading } from '../reading.ts';
import { number, word, type Probe, type Said, type Seen } from '../seen.ts';
import { said } from './build.ts';

const STARTS = ['start-1', 'start-2', 'start-3', 'start-4', 'start-5'];
const EXEMPT = ['exempt', 'exempt-again'];
/** All processes, as newer Androids are asked and as older ones are. */
const PROCESSES = ['processes-after', 'processes-after-dump'];
const BATTERY = ['battery-reset', 'battery'];
/** A screen that people could set is not fixed below this, s. */
const SHORTEST_TIMEOUT_S = 120;
/** By so much the clock of the bench may have been set meanwhile. */
const CLOCK_SET_MS = 60_000;

export const powerProbes: Record<string, Probe> = {
  'OS-10': { uses: [...STARTS, 'running', 'packages', 'crashes', 'crashes-after'], measure: coldStart },
  'PWR-1': { uses: ['low-power', ...EXEMPT], measure: energySaving },
  'PWR-2': { uses: EXEMPT, measure: exemption },
  'PWR-4': {
    uses: ['getprop', 'process', 'put-away', 'process-after', ...PROCESSES, 'screen-after', 'cable-after'],
    measure: lifeOfApp,
  },
  'PWR-5': { uses: ['bucket', 'appops'], measure: background },
  'PWR-6': { uses: ['getprop'], measure: reputation },
  'PWR-8': {
    uses: BATTERY,
    measure: (seen) => andThen(andThen(batteryLines(seen), batteryHealth), (health) => word(health)),
  },
  'PWR-9': { uses: ['screen-timeout'], measure: screenTimeout },
  'PWR-10': {
    uses: BATTERY,
    measure: (seen) => andThen(andThen(batteryLines(seen), batteryTemperature), (celsius) => number(celsius, 1)),
  },
};

/** What the battery measures: the service was told to say nothing else. */
function batteryLines(seen: Seen): Reading<readonly string[]> {
  return andThen(seen.lines('battery-reset'), () => seen.lines('battery'));
}

/** Is the app on the list of those that are exempt from Doze, and does it stay there? */
function isExempt(seen: Seen): Reading<boolean> {
  const lists = EXEMPT.map((step) => andThen(seen.lines(step), exemptPackages));
  return andThen(all(...lists), (exempt) => known(exempt.every((packages) => packages.has(seen.bench.app.package))));
}

function energySaving(seen: Seen): Reading<Said> {
  return andThen(
    andThen(seen.lines('low-power'), (lines) => switchSetting(lines, 'low_power')),
    (isOn) => {
      if (!isOn) return word('off');
      return andThen(isExempt(seen), (exempt) => word(exempt ? 'on, app exempt' : 'on'));
    },
  );
}

function exemption(seen: Seen): Reading<Said> {
  return andThen(isExempt(seen), (exempt) => {
    if (exempt) return word('listed');
    if (seen.bench.exemption === undefined)
      return unknown('The app is not on the list, and nobody has tried to list it.');
    return word(seen.bench.exemption === 'possible' ? 'can be listed' : 'cannot be listed');
  });
}

function background(seen: Seen): Reading<Said> {
  const bucket = andThen(seen.lines('bucket'), standbyBucket);
  return andThen(all(bucket, andThen(seen.lines('appops'), mayRunInBackground)), ([code, mayRun]) =>
    mayRun ? number(code) : word('denied'),
  );
}

function reputation(seen: Seen): Reading<Said> {
  return andThen(said(seen, 'ro.product.manufacturer'), (maker) => {
    const award = killerAward(maker);
    return award === null ? unknown(`${maker} is in no table of makers.`) : number(award);
  });
}

function screenTimeout(seen: Seen): Reading<Said> {
  return andThen(
    andThen(seen.lines('screen-timeout'), (lines) => numberSetting(lines, 'screen_off_timeout')),
    (ms) => {
      const seconds = ms / 1_000;
      const isFixed = seen.bench.screenTimeout === 'is fixed' && seconds < SHORTEST_TIMEOUT_S;
      return isFixed ? word('fixed below 120 s') : number(seconds);
    },
  );
}

/** The median of five, and half of their range; the app has to run afterwards, and the log to tell of no crash. */
function coldStart(seen: Seen): Reading<Said> {
  const { package: app } = seen.bench.app;
  const crashes = (step: string) => andThen(seen.lines(step), (lines) => crashesOf(lines, app));
  return andThen(andThen(seen.lines('packages'), packagesOf), (packages) => {
    if (!packages.has(app)) return unknown('The app is not installed.');
    const running = andThen(seen.answer('running'), processNumber);
    return andThen(all(crashes('crashes'), crashes('crashes-after'), running), ([before, after, pid]) => {
      if (after > before) return word('crash');
      if (pid === null) return unknown('The app does not run after its start, and no crash is told.');
      if (after < before) return unknown('The log of crashes was emptied meanwhile.');
      return andThen(all(...STARTS.map((step) => andThen(seen.lines(step), startTime))), (times) => {
        const sorted = times.toSorted((a, b) => a - b);
        return number(sorted[2] as number, ((sorted[4] as number) - (sorted[0] as number)) / 2);
      });
    });
  });
}

function isFrozenAfter(seen: Seen, pid: string): Reading<boolean> {
  const [newer, older] = PROCESSES.map((step) => andThen(seen.lines(step), (lines) => isFrozen(lines, pid)));
  return newer?.kind === 'known' ? newer : (older ?? unknown('The processes are not listed.'));
}

/** The wait was as long as its maker deserves. */
function wasWatched(seen: Seen): Reading<true> {
  const watched = andThen(seen.lines('put-away'), () => all(seen.times('put-away'), seen.times('process-after')));
  return andThen(watched, ([away, after]) => {
    const maker = said(seen, 'ro.product.manufacturer');
    const isHarmless = maker.kind === 'known' && isHarmlessMaker(maker.value);
    const leastMs = (isHarmless ? WATCH_MS.harmless : WATCH_MS.others) - CLOCK_SET_MS;
    return after.askedAt - away.answeredAt >= leastMs ? known(true) : unknown('The wait was cut short.');
  });
}

/** Its process before and after the wait, which has to have been one: screen off, no cable. */
function lifeOfApp(seen: Seen): Reading<Said> {
  const before = andThen(seen.answer('process'), processNumber);
  const conditions = all(
    andThen(seen.lines('screen-after'), wakefulness),
    andThen(seen.lines('cable-after'), isPlugged),
    wasWatched(seen),
  );
  return andThen(
    all(before, andThen(seen.answer('process-after'), processNumber), conditions),
    ([one, other, rest]) => {
      const [screen, plugged] = rest;
      if (one === null) return unknown('The app did not run before the wait.');
      if (screen !== 'Asleep' && screen !== 'Dozing') return unknown(`The screen did not stay off: ${screen}.`);
      if (plugged) return unknown('The cable was in.');
      if (other === null) return word('killed');
      if (other !== one) return unknown('It is another process now; only its heartbeat tells how soon it was back.');
      return andThen(isFrozenAfter(seen, one), (frozen) => word(frozen ? 'frozen' : 'same process'));
    },
  );
}
