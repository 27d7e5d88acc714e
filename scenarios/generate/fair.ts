/**
 * Fair floors: those on which a server that does everything right passes. People order no faster than printers print, no
 * ticket goes where it can be lost without anybody knowing, and there is time enough at the end for all that the durations
 * of the server allow. Otherwise what is left at the end would say nothing of the server.
 */
import { isThinClient, resolveFloor, servicesOf } from '../format/floor.ts';
import type { Scenario, ScenarioPrinter, ScenarioStep, StepAct, WaiterStyle } from '../format/scenario.ts';
import { allDurations } from './durations.ts';
import { faultKinds } from './fault-kinds.ts';

/** The quickest that people are: see simulators/devices/waiter.ts. */
const LEAST_ACT_MS = 300;
/** Tickets of a visit, at most, as a rule; the lines on each that are not bookings; and what is said about each. */
const TICKETS = 4;
const OTHER_LINES = 8;
const TALK_MS = 150;
/** A visit in which tabs are changed makes so many more: cancellations, and bills over parts. */
const TICKETS_OF_CHANGES = 4;
const ACTS_OF_CHANGES = 3;
/** Everything a tab holds is on its bill, and a receipt or a copy besides. */
const TIMES_ON_PAPER = 3;
/** How much faster than people hand over a signing unit signs, at least. */
const SIGNED_FASTER = 10;
/** See simulators/steps.ts. */
const PATIENCE_MS = 10_000;
/** See simulators/devices/standard-device.ts. */
const SEND_STORED_AGAIN_MS = 10_000;
/** See simulators/faults/terminal/terminal-slow.ts. */
const TERMINAL_SLOW_MS = 20_000;
/** How much of the time the slowest printer may be printing, if everything came out of that one, in per cent. */
const BUSY_PERCENT = 60;

/** So many bookings are an evening of a large house; more of them show nothing new, and cost as much as many floors. */
const MOST_BOOKINGS = 12_000;
/** Nobody is at one tab for longer because others print, ms. */
const LONGEST_VISIT_MS = 2 * 3_600_000;

/** So many lines a printer that never answers has room for; and the most that a line is waited for that it has not, ms. */
const LINES_IN_ROOM = 60;
const MOST_AWAITED_LINE_MS = 100;

/** The floor without what nobody could get right, with pauses in which printers can follow, and time in the end. */
export function fair(drawn: Scenario): Scenario {
  const floor = withAwaitedLines(drawn);
  const lineMs = mostLineMs(floor);
  const printers = floor.floor.printers.map((one) => withRoll({ ...one, line: Math.min(one.line, lineMs) }, floor));
  const quick = { ...floor, floor: { ...floor.floor, printers }, faults: faultsKnownOf(floor) };
  const { waiters } = floor.work;
  const paced = waiters === undefined ? undefined : inPace(quick, waiters);
  const steps = [...floor.work.steps.filter(isInTime), ...endings(floor)];
  const work = { ...(paced === undefined ? {} : { waiters: paced }), steps };
  return { ...quick, work, settle: settleMs(quick, paced, steps) };
}

/** A roll on which no ticket fits whole would be changed for ever; and a printer that tells nothing does not run out. */
function withRoll({ roll, ...printer }: ScenarioPrinter, floor: Scenario): ScenarioPrinter {
  if (roll === undefined || printer.profile === 'write-only') return printer;
  const lines = Math.max(roll.lines, OTHER_LINES + TIMES_ON_PAPER * mostBookings(floor));
  return { ...printer, roll: { ...roll, lines } };
}

const mostBookings = ({ work: { steps, waiters } }: Scenario): number =>
  Math.max(waiters?.bookings.to ?? 1, ...steps.map(({ lines = 1 }) => lines));

/** Tickets are longer than the buffer of a printer that never answers: the server waits for each line as long as it may take. */
const isAwaited = (floor: Scenario): boolean =>
  OTHER_LINES + TIMES_ON_PAPER * mostBookings(floor) > LINES_IN_ROOM &&
  floor.floor.printers.some(({ profile }) => profile === 'write-only');

function withAwaitedLines(floor: Scenario): Scenario {
  const durations = allDurations(floor.server.durations);
  if (!isAwaited(floor) || durations.printLineMs <= MOST_AWAITED_LINE_MS) return floor;
  return { ...floor, server: { ...floor.server, durations: { ...durations, printLineMs: MOST_AWAITED_LINE_MS } } };
}

/**
 * A printer slower than the server allows for a line is silent, as far as the server can know; and where something may
 * come between them it may still be at an older ticket, as long as any of this floor, when the next one comes.
 */
function mostLineMs(floor: Scenario): number {
  const { printLineMs, printConfirmMs } = allDurations(floor.server.durations);
  const lines = OTHER_LINES + TIMES_ON_PAPER * mostBookings(floor);
  const leftMs = isPrintedInPeace(floor) ? Number.POSITIVE_INFINITY : printConfirmMs / lines;
  return Math.floor(Math.min(printLineMs / 2, leftMs));
}

/** Nothing happens to a ticket, or to the word of it: the next one comes when it is out. */
function isPrintedInPeace({ floor, faults }: Scenario): boolean {
  const targets = faults.map(({ fault }) => faultKinds[fault]?.target);
  return (
    floor.plan === undefined &&
    floor.printers.every(({ roll }) => roll === undefined) &&
    !targets.some((target) => BREAKS_OFF.includes(target))
  );
}

/** What is done to a device when an event comes may be done when it is too late to take it up again. */
const isInTime = ({ do: act, when }: ScenarioStep): boolean =>
  when === undefined || (act !== 'put-away' && act !== 'switch-off');

/** What is put away is taken out again, and tabs are closed, as no waiter may be there any more: else nothing could settle. */
function endings({ duration, work: { steps }, server }: Scenario): ScenarioStep[] {
  const { paymentHoldMs, zvtT4Ms } = allDurations(server.durations);
  const done = (act: StepAct): Set<string> => new Set(steps.flatMap((step) => (step.do === act ? [step.device] : [])));
  const isDue = (device: string, act: StepAct, at: number): boolean =>
    !steps.some((step) => step.device === device && step.do === act && (step.at ?? 0) >= at);
  const due = (devices: Iterable<string>, act: StepAct, at: number): ScenarioStep[] =>
    [...devices].filter((device) => isDue(device, act, at)).map((device) => ({ at, device, do: act }));
  const closing = done('book');
  return [
    ...due(done('put-away'), 'take-out', duration),
    ...due(done('switch-off'), 'switch-on', duration),
    ...due(closing, 'understood', duration + 1_000),
    ...due(closing, 'new-balance', duration + 2_000 + paymentHoldMs + zvtT4Ms),
  ];
}

/** What may break between server and printers. */
const AT_PRINTERS: readonly (string | undefined)[] = ['printer', 'lan-port', 'network'];

const BREAKS_OFF: readonly (string | undefined)[] = [...AT_PRINTERS, 'server', 'till', 'access-point'];

/** A printer that never answers loses what it is sent while it, or the way to it, is in trouble, and nobody can know. */
function faultsKnownOf({ floor, faults }: Scenario): Scenario['faults'] {
  const isMute = floor.printers.some(({ profile }) => profile === 'write-only');
  return isMute ? faults.filter(({ fault }) => !AT_PRINTERS.includes(faultKinds[fault]?.target)) : faults;
}

/** After a payment waiters go on at once, so where most pay by card they think longer. */
function inPace(floor: Scenario, waiters: WaiterStyle): WaiterStyle {
  const visitMs = leastVisitMs(floor, waiters);
  const acts = actsOf(waiters);
  const slower = { ...waiters, think: Math.max(waiters.think, Math.ceil(visitMs / acts)) };
  // Hundreds of taps that are thought over for a minute each are a night at one tab.
  const isQuick = waiters.cardPercent < 50 || visitsMs(floor, slower) > LONGEST_VISIT_MS;
  const { think } = isQuick ? waiters : slower;
  return { ...waiters, think, pause: Math.max(waiters.pause, visitMs - acts * actMs({ ...waiters, think })) };
}

/** The least time from one tab to the next. */
function leastVisitMs(floor: Scenario, waiters: WaiterStyle): number {
  const { printers, till } = floor.floor;
  const people = resolveFloor(floor).devices.length + (till === undefined ? 0 : 1);
  const awaitedMs = isAwaited(floor) ? allDurations(floor.server.durations).printLineMs : 0;
  const lineMs = Math.max(awaitedMs, ...printers.map(({ line }) => line));
  const lines = (waiters.bookings.from + waiters.bookings.to) / 2;
  const tickets = TICKETS + (waiters.changePercent > 0 ? TICKETS_OF_CHANGES : 0);
  const printingMs =
    printers.length === 0 ? 0 : tickets * TALK_MS + (TIMES_ON_PAPER * lines + tickets * OTHER_LINES) * lineMs;
  const visitMs = Math.max((printingMs * 100) / BUSY_PERCENT, (lines * floor.duration) / MOST_BOOKINGS);
  return Math.ceil(people * visitMs);
}

const actsOf = ({ bookings, atOnce }: WaiterStyle): number => Math.ceil(bookings.from / atOnce) + 2;
const actMs = ({ think }: WaiterStyle): number => Math.max(LEAST_ACT_MS, think);

function settleMs(floor: Scenario, waiters: WaiterStyle | undefined, steps: readonly ScenarioStep[]): number {
  const d = allDurations(floor.server.durations);
  const holdingMs = d.leaseMs + 2 * d.graceMs + d.restartGraceMs;
  const payingMs = d.paymentHoldMs + d.zvtT4Ms + d.enquiryLimitMs + d.enquiryRetryMs;
  // What could not be printed meanwhile is printed at the end.
  const printingMs =
    floor.floor.printers.length === 0
      ? 0
      : floor.duration + 2 * d.printerPollMs + newRollsMs(floor) + holdOffsMs(floor);
  return (
    60_000 +
    holdingMs +
    payingMs +
    printingMs +
    servicesMs(floor) +
    storedMs(floor) +
    visitsMs(floor, waiters) +
    slowTerminalsMs(floor) +
    stepsMs(floor, steps)
  );
}

/** A printer whose paper is used up prints again with its new roll. */
function newRollsMs({ floor }: Scenario): number {
  return Math.max(0, ...floor.printers.map(({ roll }) => roll?.change ?? 0));
}

/** Printers of which one stands in for the other may fail one after the other. */
function holdOffsMs({ floor }: Scenario): number {
  return floor.printers.reduce((sum, { failAfter = 0 }) => sum + failAfter, 0);
}

/**
 * A service that is well again is asked after its rest, and a receipt that is due in the end may still be printed;
 * signatures that were not made meanwhile are made up for one after the other.
 */
function servicesMs({ floor, server, duration }: Scenario): number {
  const services = servicesOf(floor);
  if (services.length === 0) return 0;
  const { serviceAnswerMs, serviceRestMostMs, receiptWaitMs, cardWaitMs, graceMs } = allDurations(server.durations);
  const madeUpForMs = services.includes('tse') ? Math.ceil(duration / SIGNED_FASTER) : 0;
  const waitedMs = Math.max(receiptWaitMs, cardWaitMs);
  return serviceAnswerMs + serviceRestMostMs + waitedMs + graceMs + madeUpForMs + hostMs(floor.services);
}

/** What a slow terminal has begun takes its time to the end: as long as all that make it slow at once say together. */
function slowTerminalsMs({ faults }: Scenario): number {
  const slow = faults.filter(({ fault }) => fault === 'terminal-slow');
  return slow.reduce((sum, { slowMs = TERMINAL_SLOW_MS, times = 1 }) => sum + Number(slowMs) * times, 0);
}

/** A terminal waits for its payment host, and then for what it has to reverse. */
function hostMs({ paymentHost }: Scenario['floor']['services']): number {
  return paymentHost === undefined ? 0 : paymentHost.wait + 2 * (paymentHost.answer + paymentHost.rest);
}

/** Steps wait for their device, one after the other, and the last ones are due when payments are over. */
function stepsMs({ duration }: Scenario, steps: readonly ScenarioStep[]): number {
  const last = Math.max(duration, ...steps.map(({ at = 0 }) => at));
  const devices = [...new Set(steps.map(({ device }) => device))];
  const longest = Math.max(0, ...devices.map((name) => steps.filter(({ device }) => device === name).length));
  return last - duration + PATIENCE_MS * longest;
}

/** What devices have collected without radio they hand over one tab after the other. */
function storedMs({ floor, duration, work: { waiters } }: Scenario): number {
  const collects = floor.offlineBooking || floor.iis.some(({ offlineBooking }) => offlineBooking === true);
  if (!collects || waiters === undefined) return 0;
  const tabs = floor.tables.to - floor.tables.from + 1;
  const visits = Math.ceil(duration / (actsOf(waiters) * actMs(waiters) + waiters.pause));
  return Math.min(tabs, visits) * SEND_STORED_AGAIN_MS;
}

/** How long people need at most for the tab they are at when they are told to stop. At a thin client a tap is one line. */
function visitsMs(floor: Scenario, waiters: WaiterStyle | undefined): number {
  if (waiters === undefined) return 0;
  const atOnce = resolveFloor(floor).devices.some(({ kind }) => isThinClient(kind)) ? 1 : waiters.atOnce;
  const acts = 2 * Math.ceil(waiters.bookings.to / atOnce) + 8 + ACTS_OF_CHANGES;
  return acts * 2 * actMs(waiters) + 4 * waiters.pause;
}
