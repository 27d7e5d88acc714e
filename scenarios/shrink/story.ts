/** A scenario as a story: a line for each step and fault, for whoever reads the file. */
import { shortClockText } from '#history/clock';
import { formatDuration } from '../format/duration.ts';
import { namedTargets } from '../format/fault-spec.ts';
import { TILL } from '../format/floor.ts';
import type { Scenario, ScenarioFault, ScenarioStep } from '../format/scenario.ts';
import { tabsOf } from './sessions.ts';

/** What happens, by the places of the format where it is said; in the order of the lists there. */
export type Story = { steps: string[]; faults: string[] };

/** `0:00:12 Anna opens tab 3 at H1`. What has no time of its own is told by what it waits for. */
export function storyOf(scenario: Scenario): Story {
  const { work, faults } = scenario;
  const tabs = tabsOf(work.steps);
  const people = signedOn(scenario);
  return {
    steps: work.steps.map((step, i) => `${timeOf(step)} ${deed(step, people[i] as string, tabs[i])}`),
    faults: faults.map((fault) => `${timeOf(fault)} ${misfortune(fault)}`),
  };
}

/** Who is at the device in each step: whoever has signed on there last. */
function signedOn({ floor, work }: Scenario): string[] {
  const people = new Map(floor.devices.map(({ name = '', operator }) => [name, operator ?? floor.operators[0] ?? '']));
  if (floor.till !== undefined) people.set(TILL, floor.till.operator);
  return work.steps.map(({ device, operator }) => {
    if (operator !== undefined) people.set(device, operator);
    return people.get(device) ?? 'somebody';
  });
}

function timeOf({ at, when, after, every }: (ScenarioStep & Pick<ScenarioFault, 'every'>) | ScenarioFault): string {
  if (when !== undefined) {
    const event = Object.entries(when).map(([key, value]) => `${key} ${String(value)}`);
    return `${after === undefined ? 'at' : `${formatDuration(after)} after`} ${event.join(', ')}:`;
  }
  return every === undefined ? shortClockText(at ?? 0) : `every ${formatDuration(every as number)}:`;
}

function deed(step: ScenarioStep, who: string, session: number | undefined): string {
  const { device, tab = session ?? 1 } = step;
  const told = doing(step, who, device === TILL ? 'the till' : device, tab);
  return step.twice === true ? `${told}, and presses twice` : told;
}

function doing(step: ScenarioStep, who: string, where: string, tab: number): string {
  const all = step.confirmed === true ? ' all the same' : '';
  const part = step.cents === undefined ? '' : `${step.cents} cents of `;
  switch (step.do) {
    case 'sign-on':
      return `${who} signs on at ${where}`;
    case 'sign-off':
      return `${who} signs off at ${where}`;
    case 'open':
      return `${who} opens tab ${tab} at ${where}${step.quick === true ? ' in Quick Mode' : ''}`;
    case 'collect':
      return `${who} collects for tab ${tab} at ${where}, without radio`;
    case 'book':
      return `${who} books ${what(step)} on tab ${tab}`;
    case 'simple-order':
      return `${who} books to and cashes out the table of Simple Order at ${where}`;
    case 'hand-over':
      return `${who} hands over tab ${tab}`;
    case 'new-balance':
      return `${who} closes tab ${tab} with new balance`;
    case 'bill':
      return `${who} settles ${part}tab ${tab} in cash${all}`;
    case 'pay':
      return `${who} has ${part}tab ${tab} paid by card${step.terminal === undefined ? '' : ` at ${step.terminal}`}${all}`;
    case 'split':
      return `${who} puts ${counted(step)} of tab ${tab} on tab ${step.other ?? 1}`;
    case 'move':
      return `${who} moves tab ${tab} to tab ${step.other ?? 1}`;
    case 'merge':
      return `${who} takes all of tab ${step.other ?? 1} to tab ${tab}`;
    case 'cancel':
      return `${who} cancels ${counted(step)} of tab ${tab}`;
    case 'discount':
      return `${who} gives a discount on tab ${tab}`;
    case 'bill-lines':
      return `${who} settles ${counted(step)} of tab ${tab} in cash`;
    case 'bill-share':
      return `${who} settles a share of tab ${tab} in cash`;
    case 'scan':
      return `${who} scans ${cardOf(step)} for tab ${tab}`;
    case 'understood':
      return `${who} has read what ${where} says`;
    case 'put-away':
      return `${who} puts ${where} away`;
    case 'take-out':
      return `${who} takes ${where} out again`;
    case 'swipe':
      return `${who} resets the app of ${where}`;
    case 'turn':
      return `${who} turns ${where} by a quarter, or back`;
    case 'switch-off':
      return `${who} switches ${where} off`;
    case 'switch-on':
      return `${who} switches ${where} on`;
    case 'reprint':
      return `${who} has job ${step.job ?? 1} printed once more`;
    case 'end-of-day':
      return `${who} has the day of ${step.terminal ?? 'the first terminal'} ended at ${where}`;
    case 'camera':
      return `${who} looks at ${step.camera ?? 'the first camera'} at ${where}`;
    case 'leave-camera':
      return `${who} leaves the camera view at ${where}`;
    case 'reverse':
      return `${who} has the last card payment at ${step.terminal ?? 'the first terminal'} reversed`;
    case 'takings':
      return `${who} looks at the takings at ${where}`;
    case 'force-free':
      return `${who} frees tab ${step.tab ?? 1} by force at ${where}`;
    case 'station-up':
      return `${who} tells at ${where} that station ${step.station ?? ''} runs`;
    case 'station-down':
      return `${who} tells at ${where} that station ${step.station ?? ''} does not run`;
    case 'sign-up':
      return `${who} signs ${where} up with a new code`;
    case 'leave':
      return `${who} gives the place of ${where} back`;
  }
}

function cardOf({ card }: ScenarioStep): string {
  return card === undefined ? 'a voucher' : `the ${card.kind} card ${card.code}`;
}

function counted({ what: named }: ScenarioStep): string {
  const each = Object.entries(named ?? {}).map(([article, quantity]) => `${quantity} ${article}`);
  return each.length === 0 ? 'something' : each.join(' and ');
}

function what({ article, quantity, lines }: ScenarioStep): string {
  const one = [...(quantity === undefined ? [] : [String(quantity)]), article ?? 'something'].join(' ');
  return lines === undefined ? one : `${lines} lines of ${one}`;
}

function misfortune({ fault, target, for: lasts, every }: ScenarioFault): string {
  const whom = namedTargets(target);
  const until = lasts === undefined ? '' : `, for ${formatDuration(lasts)}`;
  return `${fault}${whom.length === 0 ? '' : ` hits ${whom.join(' and ')}`}${every === undefined ? until : ''}`;
}
