/** The explicit steps of a scenario: what an operator does at a device at a time, or when something has happened. */
import type { EventBody } from '#history/events';
import type { Card } from '#protocols/mpos/cards';
import type { DeviceEvent } from '#machines/holder';
import { matches } from '#history/match';
import type { ScenarioStep } from '#scenarios/format/scenario';
import { changeOfStep, isChange } from '#scenarios/format/tab-change-step';
import { onFloor } from './faults/fault.ts';
import { filterOf } from './faults/schedule.ts';
import type { Device } from './devices/standard-device.ts';
import type { World } from './world.ts';

/**
 * Plans all steps. The operator at a device does one thing after the other: a step the device is not ready for (still
 * opening, say) waits for it, and those that fall due meanwhile wait behind it.
 */
export function scheduleSteps(world: World): void {
  const { timers } = world.ground;
  const operators = new Map<string, (step: ScenarioStep) => void>();
  for (const step of world.scenario.work.steps) {
    const device = world.devices.get(step.device);
    if (device === undefined) throw new Error(`no device ${step.device}`);
    const operator = operators.get(step.device) ?? oneAfterTheOther(world, device);
    operators.set(step.device, operator);
    const act = (): void => operator(step);
    if (step.when === undefined) {
      timers.after(world.scaled(step.at ?? 0), act);
      continue;
    }
    const wanted = Object.entries(step.when);
    const stop = world.watch(filterOf(step.when), (event) => {
      if (timers.now() < world.scaled(step.at ?? 0) || !matches(event, wanted)) return;
      stop();
      timers.after(world.scaled(step.after ?? 0), act);
    });
  }
}

/** Scanned by a step that names no card. */
const A_VOUCHER: Card = { kind: 'voucher', code: 'V500-1' };

const PATIENCE_MS = 10_000;
/** Real devices need real time, however fast the run: an operator waits at least that long, in ms; longer for a page. */
const LEAST_PATIENCE_MS = 3_000;
const LEAST_WITH_PAGES_MS = 8_000;
const AGAIN_MS = 250;

function oneAfterTheOther(world: World, device: Device): (step: ScenarioStep) => void {
  const { timers } = world.ground;
  const isPage = world.floor.devices.some(({ name, browser }) => browser && name === device.name);
  const patience = Math.max(isPage ? LEAST_WITH_PAGES_MS : LEAST_PATIENCE_MS, world.scaled(PATIENCE_MS));
  const due: ScenarioStep[] = [];

  function next(until: number): void {
    for (let step = due[0]; step !== undefined; step = due[0]) {
      if (!isReady(device, step) && timers.now() < until) {
        timers.after(world.scaled(AGAIN_MS), () => next(until));
        return;
      }
      due.shift();
      if (isReady(device, step)) perform(world, device, step);
      else giveUp(world, device, step);
      until = timers.now() + patience;
    }
  }

  return (step) => {
    due.push(step);
    if (due.length === 1) next(timers.now() + patience);
  };
}

/** What cannot be done is not done, and the history says so. */
function giveUp(world: World, { name, state }: Device, { do: act, tab }: ScenarioStep): void {
  world.ground.record(name, { kind: 'gave-up', act, ...(tab === undefined ? {} : { tab }), state });
}

/** What is done, with all that the step says of it: a run can be told as steps again. */
function actOf(world: World, step: ScenarioStep): EventBody {
  const { do: act, tab, terminal, confirmed, operator, job, cents, twice, quick, station, camera } = step;
  return {
    kind: 'act',
    act,
    ...(tab === undefined ? {} : { tab }),
    ...(terminal === undefined ? {} : { to: terminal }),
    ...(confirmed === true ? { confirmed } : {}),
    ...(operator === undefined ? {} : { operator }),
    ...(job === undefined ? {} : { job }),
    ...(cents === undefined ? {} : { cents }),
    ...(isChange(act) ? { change: changeOfStep(act, step, firstArticle(world)) } : {}),
    ...(twice === true ? { twice } : {}),
    ...(quick === true ? { quick } : {}),
    ...(act === 'scan' ? { card: step.card ?? A_VOUCHER } : {}),
    ...(station === undefined ? {} : { station }),
    ...(camera === undefined ? {} : { camera }),
  };
}

function perform(world: World, device: Device, step: ScenarioStep): void {
  world.ground.record(device.name, actOf(world, step));
  const key = keyOf(world, step);
  if (key === null) actElsewhere(world, device, step);
  else for (let i = 0; i < (step.twice === true ? 2 : 1); i += 1) device.tell(key);
}

/** The key of the app that is pressed, if it is one. */
function keyOf(world: World, step: ScenarioStep): DeviceEvent | null {
  const { tab = 1, confirmed = false, quick = false, terminal = world.floor.terminals[0]?.name ?? '' } = step;
  const part = step.cents === undefined ? {} : { cents: step.cents };
  switch (step.do) {
    case 'sign-on':
      return { type: 'SIGN_ON', operator: step.operator ?? operatorOf(world, step.device) };
    case 'sign-off':
      return { type: 'SIGN_OFF' };
    case 'open':
      return { type: 'OPEN', tab, quick };
    case 'collect':
      return { type: 'COLLECT', tab };
    case 'simple-order':
      return { type: 'SIMPLE_ORDER' };
    case 'hand-over':
      return { type: 'HAND_OVER' };
    case 'new-balance':
      return { type: 'NEW_BALANCE' };
    case 'bill':
      return { type: 'BILL', confirmed, ...part };
    case 'pay':
      return { type: 'PAY', terminal, confirmed, ...part };
    case 'scan':
      return { type: 'SCAN', card: step.card ?? A_VOUCHER };
    case 'understood':
      return { type: 'UNDERSTOOD' };
    default:
      return isChange(step.do) ? { type: 'CHANGE', change: changeOfStep(step.do, step, firstArticle(world)) } : null;
  }
}

/** Lines, requests outside the chart, and what is done with the device itself. */
function actElsewhere(world: World, device: Device, step: ScenarioStep): void {
  const body = onFloor(world.bodies, device.name);
  switch (step.do) {
    case 'book': {
      const article = world.floor.articles.find((one) => one.name === step.article) ?? world.floor.articles[0];
      if (article === undefined) return;
      for (let line = 0; line < (step.lines ?? 1); line += 1) device.book(article, step.quantity ?? 1);
      return;
    }
    case 'put-away':
      body.putAway();
      return;
    case 'take-out':
      body.takeOut();
      return;
    case 'swipe':
      body.swipe();
      return;
    case 'turn':
      device.turn();
      return;
    case 'switch-off':
      body.switchOff();
      return;
    case 'switch-on':
      body.switchOn();
      return;
    case 'reprint':
      device.ask({ type: 'reprint', job: step.job ?? 1 });
      return;
    case 'end-of-day':
      device.ask({ type: 'end-of-day', terminal: step.terminal ?? world.floor.terminals[0]?.name ?? '' });
      return;
    case 'camera':
      device.look(step.camera ?? world.floor.till?.cameras[0]?.name ?? '');
      return;
    case 'leave-camera':
      device.lookAway();
      return;
    case 'reverse':
      device.reverse(step.terminal ?? world.floor.terminals[0]?.name ?? '', step.tab);
      return;
    case 'takings':
      device.ask({ type: 'takings' });
      return;
    case 'force-free':
      device.ask({ type: 'force-free', tab: step.tab ?? 1 });
      return;
    case 'station-up':
    case 'station-down':
      device.ask({ type: 'station-state', station: step.station ?? '', runs: step.do === 'station-up' });
      return;
    case 'sign-up':
      world.signUp(device);
      return;
    case 'leave':
      device.place?.leave();
  }
}

/** What is done to the device itself can be done always. */
const OF_BODY: readonly ScenarioStep['do'][] = ['put-away', 'take-out', 'swipe', 'turn', 'switch-off', 'switch-on'];

/** The state of the app in which a step makes sense, if it can be seen; steps of the body always do. */
function isReady(device: Device, step: ScenarioStep): boolean {
  const state = device.state;
  if (device.isCovered && !OF_BODY.includes(step.do)) return false;
  switch (step.do) {
    case 'sign-on':
      return state === 'signedOff';
    case 'open':
    case 'simple-order':
    case 'sign-off':
      return state === 'idle';
    case 'collect':
      return state === 'idle' && !device.connected();
    case 'book':
      return state === 'open.booking' || state === 'collectingOffline';
    case 'new-balance':
      return state === 'open.booking' || state === 'collectingOffline';
    case 'hand-over':
    case 'bill':
    case 'pay':
    case 'scan':
      return state === 'open.booking';
    case 'camera':
      return (state === 'idle' || state === 'open.booking') && device.viewState !== 'leaving';
    case 'leave-camera':
      return device.viewState === 'open' || device.viewState === 'asking';
    case 'reverse':
      return device.place === undefined || state === 'open.booking';
    case 'reprint':
    case 'takings':
      return device.place === undefined || state === 'idle';
    case 'understood':
      return state.startsWith('refused') || state.startsWith('told');
    case 'sign-up':
      return device.place?.needsCode() ?? false;
    case 'leave':
      return device.place !== undefined && device.connected();
    default:
      return isChange(step.do) ? state === 'open.booking' : true;
  }
}

function firstArticle(world: World): string {
  return world.floor.articles[0]?.name ?? '';
}

function operatorOf(world: World, device: string): string {
  const entry = world.floor.devices.find((one) => one.name === device);
  return entry?.operator ?? world.floor.till?.operator ?? world.floor.operators[0] ?? '';
}
