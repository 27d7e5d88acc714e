/** What the schema cannot say of waiters and steps. */
import { unknownName } from './check-floor.ts';
import { TILL } from './floor.ts';
import type { FloorNames } from './floor-names.ts';
import type { ScenarioStep, WaiterStyle } from './scenario.ts';
import type { Finding } from './scenario-error.ts';

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

/** `endMs` is when the longest run of the scenario ends. */
export function checkStep(step: ScenarioStep, index: number, names: FloorNames, endMs: number): Finding[] {
  const path = ['work', 'steps', index];
  const devices = [...names.devices.keys(), ...(names.till ? [TILL] : [])];
  const findings: Finding[] = [
    ...unknownName([...path, 'device'], 'device', step.device, devices),
    ...unknownName([...path, 'article'], 'article', step.article, names.articles),
    ...unknownName([...path, 'terminal'], 'payment terminal', step.terminal, names.terminals),
    ...unknownName([...path, 'operator'], 'operator', step.operator, names.operators),
    ...checkMoment(step, path, endMs),
  ];
  if (step.do === 'pay' && names.terminals.size === 0 && step.terminal === undefined) {
    findings.push({ path: [...path, 'do'], message: 'there is no payment terminal on this floor' });
  }
  return findings;
}

type Moment = Pick<ScenarioStep, 'at' | 'when' | 'after'>;

/** When something begins, be it a step or a fault. */
export function checkMoment(moment: Moment, path: readonly PropertyKey[], endMs: number): Finding[] {
  const findings: Finding[] = [];
  if (moment.at !== undefined && moment.at >= endMs) {
    findings.push({ path: [...path, 'at'], message: 'is never reached: the run is over by then' });
  }
  if (moment.when !== undefined && Object.keys(moment.when).length === 0) {
    findings.push({ path: [...path, 'when'], message: 'must name at least one field of an event' });
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
