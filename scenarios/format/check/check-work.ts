/** What the schema cannot say of waiters and steps. */
import { LINES_OF_THE_SERVER, USUAL_REASONS } from '#protocols/mpos/tab-changes';
import { checkWhen, type Known } from './check-events.ts';
import { unknownName } from './check-floor.ts';
import { isThinClient, TILL } from '../floor.ts';
import { nodesOf, type FloorNames } from '../floor-names.ts';
import { STEP_ACTS, type ScenarioStep, type StepAct, type WaiterStyle } from '../scenario.ts';
import type { Finding } from '../scenario-error.ts';
import { isChange } from '../tab-change-step.ts';

export function checkWaiters(waiters: WaiterStyle): Finding[] {
  const path = ['work', 'waiters'];
  const { bookings, billPercent, cardPercent } = waiters;
  const findings: Finding[] = [];
  if (bookings.from > bookings.to) {
    findings.push({
      path: [...path, 'bookings'],
      message: `must not begin (${bookings.from}) after they end (${bookings.to})`,
    });
  }
  if (billPercent + cardPercent > 100) {
    findings.push({
      path,
      message: `billPercent and cardPercent must be at most 100 together, not ${billPercent + cardPercent}`,
    });
  }
  return findings;
}

/** When a run is over: where it is shortest, on which ground that is, if it is only there; and where it is longest. */
export type RunEnd = { ms: number; ground: string | null; longestMs: number };

/** `ends` is when the shortest run of the scenario ends. */
export function checkStep(step: ScenarioStep, index: number, known: Known, ends: RunEnd): Finding[] {
  const path = ['work', 'steps', index];
  const { names } = known;
  const findings: Finding[] = [
    ...unknownName([...path, 'device'], 'device', step.device, nodesOf(names, 'holder')),
    ...unknownName([...path, 'article'], 'article', step.article, names.articles),
    ...Object.keys(step.what ?? {}).flatMap((article) =>
      isOfTheServer(article) ? [] : unknownName([...path, 'what', article], 'article', article, names.articles),
    ),
    ...unknownName([...path, 'terminal'], 'payment terminal', step.terminal, names.terminals),
    ...unknownName([...path, 'operator'], 'operator', step.operator, names.operators),
    ...unknownName([...path, 'station'], 'station', step.station, names.stations),
    ...unknownName([...path, 'camera'], 'camera', step.camera, names.allCameras),
    ...checkMoment(step, path, ends, known),
  ];
  const why = whyNever(step, names);
  if (why !== null) findings.push({ path: [...path, 'do'], message: why });
  return findings;
}

/** People may ask for what the server has put on a tab itself, and are told that they cannot have it. */
function isOfTheServer(article: string): boolean {
  return (LINES_OF_THE_SERVER as readonly string[]).includes(article);
}

/** What is done to the body or the app of a mobile device; the till stands where it stands. */
const MOBILE_ACTS: readonly StepAct[] = ['put-away', 'take-out', 'swipe', 'turn', 'collect', 'camera', 'leave-camera'];

/** What a thin client has no part in: it stores nothing, and prints nothing itself. */
const NOT_THIN: readonly StepAct[] = ['collect', 'hand-over', 'station-up', 'station-down', 'end-of-day'];

/** Keys of the app, which people in a hurry press twice. */
const KEYS: readonly StepAct[] = [
  'sign-on',
  'sign-off',
  'open',
  'collect',
  'simple-order',
  'hand-over',
  'new-balance',
  'bill',
  'pay',
  'scan',
  ...STEP_ACTS.filter(isChange),
  'understood',
];

/** Why an actor can never do a step; null if it can. */
function whyNever(step: ScenarioStep, names: FloorNames): string | null {
  if (step.device === TILL && MOBILE_ACTS.includes(step.do))
    return `the till cannot ${step.do}: it is no mobile device`;
  if (step.do === 'collect' && !names.collecting.has(step.device)) {
    return names.collecting.size === 0
      ? 'no device collects without radio here: offlineBooking is false'
      : 'this device does not collect without radio: offlineBooking is false for it';
  }
  const kind = names.devices.get(step.device);
  if (step.do === 'sign-up' && kind !== 'freestyle') return 'only a Freestyle device is signed up with a code';
  if (kind === undefined || !isThinClient(kind)) {
    if (step.do === 'leave') return 'only a thin client has a place to give back';
  } else if (NOT_THIN.includes(step.do) || step.twice === true)
    return `a thin client cannot ${step.twice === true ? 'press a key twice: it taps on a screen' : step.do}`;
  if (step.do === 'reverse' && step.tab !== undefined && kind !== undefined && isThinClient(kind))
    return 'a thin client has a payment reversed of the tab that is open there';
  if (step.cents !== undefined && step.do !== 'bill' && step.do !== 'pay')
    return 'only a bill or a payment is over a part';
  if (step.reason !== undefined && kind !== undefined && isThinClient(kind) && !isUsual(step.reason))
    return `a thin client has keys for these reasons: ${USUAL_REASONS.join(', ')}`;
  if (step.quick === true && step.do !== 'open')
    return `only a tab that is opened is opened in Quick Mode, not by ${step.do}`;
  if (step.quick === true && (step.device === TILL || (kind !== undefined && isThinClient(kind))))
    return 'Quick Mode is a function of handhelds and tablets';
  if (step.twice === true && !KEYS.includes(step.do)) return `${step.do} is no key of the app that is pressed twice`;
  if (step.do === 'pay' && names.terminals.size === 0 && step.terminal === undefined) {
    return 'there is no payment terminal on this floor';
  }
  if ((step.do === 'station-up' || step.do === 'station-down') && step.station === undefined)
    return `${step.do} needs the \`station\` that it is about`;
  if (step.card !== undefined && step.do !== 'scan') return 'only a scan is of a card';
  if (step.do === 'simple-order' && !names.simpleOrder) return 'no simpleOrder is set up on this floor';
  if (step.camera !== undefined && step.do !== 'camera') return 'only `camera` is about a camera';
  if ((step.do === 'camera' || step.do === 'leave-camera') && names.allCameras.size === 0)
    return 'the till of this floor has no camera';
  if (step.do === 'end-of-day' && names.terminals.size === 0) return 'there is no payment terminal on this floor';
  if (step.do === 'reprint' && names.printers.size === 0) return 'there is no printer on this floor';
  return null;
}

const isUsual = (reason: string): boolean => USUAL_REASONS.some((one) => one === reason);

type Moment = Pick<ScenarioStep, 'at' | 'when' | 'after'>;

/** When something begins, be it a step or a fault. */
export function checkMoment(moment: Moment, path: readonly PropertyKey[], ends: RunEnd, known: Known): Finding[] {
  const findings: Finding[] = [];
  if (moment.at !== undefined && moment.at >= ends.ms) {
    const where = ends.ground === null ? '' : ` on ${ends.ground}`;
    findings.push({ path: [...path, 'at'], message: `is never reached${where}: the run is over by then` });
  }
  if (moment.when !== undefined) {
    if (Object.keys(moment.when).length === 0) {
      findings.push({ path: [...path, 'when'], message: 'must name at least one field of an event' });
    }
    findings.push(...checkWhen(moment.when, [...path, 'when'], known));
  }
  if (moment.after !== undefined && moment.when === undefined) {
    findings.push({
      path: [...path, 'after'],
      message: 'counts from the event of `when`, which is missing',
      atKey: true,
    });
  }
  return findings;
}
