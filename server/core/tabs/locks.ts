/**
 * Locks: a tab is held for one session of one device. A grant carries a fencing token that rises with every grant;
 * every write must show it. The hold lives on the signs of life *in which its holder claims it*, on the
 * server's monotonic clock; TCP connections prove nothing. The till is an equal holder.
 *
 * A hold ends when its holder was silent for the whole lease, however often the server is started meanwhile: long
 * silences are counted in the journal, each stretch before it has passed (docs/decisions/026).
 */
import type { ErrorCode } from '#protocols/errors/errors';
import { always, sometimes } from '#protocols/marks';
import type { ReleaseCause } from '../facts.ts';
import { tabOf, type Lock, type State, type Tab } from '../state.ts';
import { stationTold, swapFor, type Swap } from '../clients/smart-swap.ts';
import { linesTold } from './tab-lines.ts';
import { answer, record, refuse, type Turn } from '../turn.ts';

const tokenRises = always('token-rises', 'a hold has a higher token than every hold before it');
const ownHoldEnds = always('own-hold-ends', 'a hold that ends is the present one of its tab');
const ownElsewhere = sometimes('own-tab-elsewhere', 'an operator is refused a tab that she has open at another device');
const lateTimer = sometimes(
  'refused-after-the-lease',
  'a tab is refused although its lease is over: its timer comes next',
);
const claimedAfterStart = sometimes('hold-claimed-after-start', 'a device claims its hold after a start of the server');
const backInTime = sometimes(
  'back-before-lease-end',
  'a holder that was silent for long is back before its lease ends',
);
const overStarts = sometimes(
  'lease-over-starts',
  'a lease ends that was used up in part before the server was started',
);
const keptByPaymentOnly = sometimes('kept-by-payment', 'a payment ends whose hold nobody has claimed since the start');
const graceInPayment = sometimes('grace-in-payment', 'the grace after a start is over while a payment keeps the hold');

/** Who opens a tab; `quick` in Quick Mode, in which its bookings stay where they are. */
type Opener = { device: string; operator: string; quick: boolean };

/** `open(tab)`: a grant with a new token, or a refusal that names holder, reason and when the tab will be free. */
export function open(turn: Turn, { device, operator, quick }: Opener, req: number, number: number): void {
  const tab = tabOf(turn.state, number);
  if (refuseHeld(turn, device, operator, req, tab)) return;
  const swap = swapFor(turn.state, device, number);
  const lock = grant(turn, tab, device, operator, swap);
  awaitLease(turn, lock);
  answer(turn, device, {
    type: 'reply',
    req,
    ok: true,
    did: 'opened',
    tab: number,
    token: lock.token,
    balanceCents: tab.balanceCents,
    parked: tab.parked !== null,
    ...(quick || turn.state.clients.has(device) ? {} : linesTold(tab)),
    ...stationTold(turn.state, swap.station?.name),
    ...(swap.refused === null ? {} : { notRunning: swap.refused }),
  });
}

/** Refuses a tab that cannot be opened now, and says why; false if it can. */
export function refuseHeld(turn: Turn, device: string, operator: string, req: number, tab: Tab): boolean {
  const { state, now } = turn;
  if (tab.lock !== null) {
    const { lock } = tab;
    ownElsewhere(lock.device !== device && lock.operator === operator);
    lateTimer(freeInMs(state, lock, now) < 0);
    refuse(turn, device, req, refusalOf(lock, device, operator), {
      holder: lock.device,
      sinceMs: Math.max(0, now - lock.sinceMs),
      freeInMs: Math.max(0, freeInMs(state, lock, now)),
    });
    return true;
  }
  if (!isBusy(state, tab, now)) return false;
  refuse(turn, device, req, 'try-again');
  return true;
}

/** Begins a hold of a tab that nobody holds, under a token higher than every one before. */
export function grant(turn: Turn, { number: tab }: Tab, device: string, operator: string, swap?: Swap): Lock {
  const { state, now } = turn;
  const token = state.lastToken + 1;
  tokenRises(!state.locks.has(token));
  const station = swap?.station?.name;
  const inForce =
    station === undefined ? {} : { station, ...(swap?.maintain === true ? { maintain: true as const } : {}) };
  record(turn, { kind: 'tab-locked', tab, token, device, operator, ...inForce });
  const lock = state.locks.get(token);
  if (lock === undefined) throw new Error(`no hold ${token} after it was granted`);
  lock.lastContactMs = now;
  lock.sinceMs = now;
  return lock;
}

/** Whether a tab that was settled is still printing, so that opening it must wait a moment. */
function isBusy(state: State, tab: Tab, now: number): boolean {
  return tab.busyJob !== null && now < tab.busyUntilMs && state.jobs.has(tab.busyJob);
}

function refusalOf(lock: Lock, device: string, operator: string): ErrorCode {
  if (lock.reason === 'payment') return 'held-by-payment';
  return lock.device === device || lock.operator === operator ? 'own-locked-tab' : 'held-by-another-device';
}

/** A sign of life in which the device claims the hold of this token. Returns the hold if it is the device's. */
export function contact(turn: Turn, device: string, token: number): Lock | null {
  if (token === 0) return null;
  const lock = turn.state.locks.get(token);
  if (lock === undefined || lock.device !== device) return null;
  lock.lastContactMs = turn.now;
  if (lock.unclaimed) claimedAfterStart();
  lock.unclaimed = false;
  lock.carriedMs = 0;
  backInTime(lock.silentMs > 0);
  if (lock.silentMs > 0) record(turn, { kind: 'hold-claimed', tab: lock.tab, token, device });
  return lock;
}

/** For how long the holder has been silent while a server ran, ms; more rather than less after a start. */
function silentMs(lock: Lock, now: number): number {
  return lock.carriedMs + now - lock.lastContactMs;
}

/** When the hold ends if its holder stays silent, in ms from now; while a payment keeps it, when it is parked at the latest. */
export function freeInMs({ config, payments }: State, lock: Lock, now: number): number {
  const { leaseMs, restartGraceMs, paymentHoldMs } = config.durations;
  if (lock.reason === 'payment') {
    for (const { token, carriedMs, sinceMs } of payments.values())
      if (token === lock.token) return paymentHoldMs - carriedMs - (now - sinceMs);
  }
  const leftMs = leaseMs - silentMs(lock, now);
  return lock.unclaimed ? Math.min(leftMs, lock.lastContactMs + restartGraceMs - now) : leftMs;
}

/** Whether a hold has been silent for so long that it is shown as orphaned; it is freed only when its lease ends. */
export function isOrphaned(state: State, lock: Lock, now: number): boolean {
  return lock.reason === 'open' && silentMs(lock, now) > state.config.durations.orphanAfterMs;
}

/** The hold under which a write may be made: token and device must be those of the tab's present hold. */
export function fencedLock(state: State, device: string, tab: number, token: number): Lock | null {
  const lock = state.locks.get(token);
  return lock !== undefined && lock.device === device && lock.tab === tab ? lock : null;
}

/** Ends a hold. */
export function release(turn: Turn, lock: Lock, cause: ReleaseCause): void {
  ownHoldEnds(tabOf(turn.state, lock.tab).lock === lock);
  record(turn, { kind: 'tab-released', tab: lock.tab, token: lock.token, device: lock.device, cause });
}

/** The lease timer of a hold: frees it if its session was silent for the whole lease, else comes again. */
export function leaseDue(turn: Turn, token: number): void {
  const lock = turn.state.locks.get(token);
  if (lock !== undefined) awaitLease(turn, lock);
}

/** Waits for the rest of the lease; frees the hold if nothing is left of it and no payment keeps it. */
function awaitLease(turn: Turn, lock: Lock): void {
  if (lock.reason === 'payment') return;
  const inMs = turn.state.config.durations.leaseMs - silentMs(lock, turn.now);
  overStarts(inMs <= 0 && lock.carriedMs > 0);
  if (inMs <= 0) release(turn, lock, 'lease-ended');
  else turn.outputs.push({ kind: 'timer', inMs, timer: { kind: 'lease', token: lock.token } });
}

/**
 * After a payment that did not settle the tab the hold lives on signs of life again. If nobody has claimed it since the
 * server started, the grace for that may be over by now: only the payment has kept it, and it ends.
 */
export function resumeHold(turn: Turn, lock: Lock): void {
  const { restartGraceMs } = turn.state.config.durations;
  keptByPaymentOnly(lock.unclaimed);
  if (lock.unclaimed && turn.now >= lock.lastContactMs + restartGraceMs) release(turn, lock, 'restart');
  else awaitLease(turn, lock);
}

/**
 * Counts long silences: what will be used up of a lease by the next look is journalled now, so that no process, however
 * short its life, can wait for a holder without its successor knowing. A holder that beats its heart is never written
 * down.
 */
export function countSilences(turn: Turn): void {
  const { heartbeatMs, orphanAfterMs, leaseMs } = turn.state.config.durations;
  for (const lock of turn.state.locks.values()) {
    const byNextLookMs = Math.min(leaseMs, silentMs(lock, turn.now) + heartbeatMs);
    if (byNextLookMs <= Math.max(lock.silentMs, orphanAfterMs)) continue;
    const { tab, token, device } = lock;
    record(turn, { kind: 'hold-silent', tab, token, device, silentMs: byNextLookMs });
  }
}

/**
 * After a start, every hold waits for its holder to return; what the journal does not count may be just too short for it,
 * or have passed since the last look.
 */
export function holdsAfterStart(turn: Turn): void {
  const { restartGraceMs, orphanAfterMs, heartbeatMs } = turn.state.config.durations;
  for (const lock of turn.state.locks.values()) {
    lock.unclaimed = true;
    lock.lastContactMs = turn.now;
    lock.sinceMs = turn.now - Math.max(0, turn.wallMs - lock.grantedAt);
    lock.carriedMs = Math.max(lock.silentMs, orphanAfterMs, heartbeatMs);
    turn.outputs.push({ kind: 'timer', inMs: restartGraceMs, timer: { kind: 'restart-grace', token: lock.token } });
    awaitLease(turn, lock);
  }
}

/** The grace after a start is over: a hold nobody claimed is freed, unless a payment keeps it. */
export function restartGraceDue(turn: Turn, token: number): void {
  const lock = turn.state.locks.get(token);
  graceInPayment(lock?.unclaimed === true && lock.reason === 'payment');
  if (lock === undefined || !lock.unclaimed || lock.reason === 'payment') return;
  release(turn, lock, 'restart');
}
