/** Which steps belong together: what an operator does at a device with one tab, from opening it to the next. */
import type { ScenarioStep, StepAct } from '../format/scenario.ts';
import type { Part } from './change.ts';

/** Acts that open a tab. */
const OPENS: readonly StepAct[] = ['open', 'collect'];
/** Acts that have nothing to do with the tab that is open. */
const APART: readonly StepAct[] = [
  'sign-on',
  'sign-off',
  'switch-off',
  'switch-on',
  'force-free',
  'reprint',
  'takings',
  'reverse',
  'end-of-day',
  'camera',
  'leave-camera',
];

/** For each step the number of its session, from 0; −1 for one that belongs to none. */
export function sessionsOf(steps: readonly ScenarioStep[]): number[] {
  const open = new Map<string, number>();
  let last = -1;
  return steps.map(({ device, do: act }) => {
    if (APART.includes(act)) return -1;
    if (OPENS.includes(act)) open.set(device, (last += 1));
    return open.get(device) ?? -1;
  });
}

/** The tab of each step's session, or of the step itself. */
export function tabsOf(steps: readonly ScenarioStep[]): (number | undefined)[] {
  const tabs = new Map<number, number | undefined>();
  return sessionsOf(steps).map((session, i) => {
    const { tab } = steps[i] as ScenarioStep;
    if (session >= 0 && !tabs.has(session)) tabs.set(session, tab);
    return session >= 0 ? tabs.get(session) : tab;
  });
}

/** Sessions can be left out as a whole: a tab that is opened must be closed as well. */
export const SESSIONS: Part = {
  size: ({ work }) => Math.max(-1, ...sessionsOf(work.steps)) + 1,
  without(scenario, from, count) {
    const sessions = sessionsOf(scenario.work.steps);
    const steps = scenario.work.steps.filter((_, i) => {
      const session = sessions[i] as number;
      return session < from || session >= from + count;
    });
    return { ...scenario, work: { ...scenario.work, steps } };
  },
};
