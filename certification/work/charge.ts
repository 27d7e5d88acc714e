/** What an evening on its battery says of a device: how long does a charge last? */
import { andThen, all, known, unknown, type Reading } from '../probes/reading.ts';
import { batteryLevel, isPlugged } from '../probes/parsers/battery.ts';
import { wakefulness } from '../probes/parsers/process.ts';
import { number, type Said } from '../probes/seen.ts';
import type { AskedAtWork, Played } from './evening.ts';
import { CABLE, SCREEN } from './looks.ts';
import { answersTo, couldAllBeDone, factsOf } from './seen-at-work.ts';

/** Tabs that are opened and given back: `scenarios/library/devices/device-charge.yaml`. */
const TABS = 18;
const HOUR_MS = 3_600_000;
const FULL_PERCENT = 100;
/** What its level may be wrong by from begin to end, percent of a charge: it is told in whole ones. */
const UNCERTAIN_PERCENT = 2;
/** Of less use nothing can be said. */
const LEAST_PERCENT = 5;
const POWERED = 'It got power: its cable was in.';

/** Why an evening on its battery would show nothing; null where it is on its battery. */
export function isCharged(asked: readonly AskedAtWork[]): string | null {
  const plugged = answersTo(asked, CABLE, isPlugged);
  if (plugged.kind === 'unknown') return plugged.reason;
  return plugged.value.includes(true) ? POWERED : null;
}

/** Hours from full to empty, at what it used between the first time it was asked and the last. */
export function lastsFor(played: Played): Reading<Said> {
  const { asked, timeScale } = played;
  const levels = answersTo(asked, CABLE, batteryLevel);
  return andThen(all(onBattery(played), levels, worked(played)), ([, percents]) => {
    const times = asked.flatMap(({ command, at }) => (command === CABLE ? [at] : []));
    const hours = ((Math.max(...times) - Math.min(...times)) * timeScale) / HOUR_MS;
    const used = (percents[0] ?? 0) - (percents.at(-1) ?? 0);
    if (used < LEAST_PERCENT) return unknown(`Only ${used} % of its charge was used.`);
    const charge = (percent: number): number => (hours * FULL_PERCENT) / percent;
    return number(charge(used), charge(used) - charge(used + UNCERTAIN_PERCENT));
  });
}

/** Without power at the begin and at the end, and with its screen on at the end: nobody wakes it before. */
function onBattery({ asked }: Played): Reading<true> {
  const charged = isCharged(asked);
  if (charged !== null) return unknown(charged);
  return andThen(answersTo(asked, SCREEN, wakefulness), (states) => {
    const other = states.find((state) => state !== 'Awake');
    return other === undefined ? known(true) : unknown(`Its screen did not stay on: ${other}.`);
  });
}

/** A device that does not work uses less. */
function worked(played: Played): Reading<true> {
  const given = factsOf(played.events, 'tab-released').filter(({ cause }) => cause === 'new-balance').length;
  if (given < TABS) return unknown(`Only ${given} of ${TABS} tables were served.`);
  return couldAllBeDone(played) ? known(true) : unknown('It did not work all the time.');
}
