/**
 * Thin clients: who has a place. A Freestyle device signs up with a one-time code and takes one of so many slots; an
 * mPOS Client or a PayPOS is set up once, for one installation. A place is a session: whoever comes back with it goes on
 * where they were. A Freestyle slot is free again when its device leaves, or has been silent for as long as a hold lasts;
 * silences are counted in the journal, so that no restart begins that time anew (docs/decisions/026).
 */
import type { ErrorCode } from '#protocols/errors/errors';
import { always, sometimes } from '#protocols/marks';
import type { ThinClientHello } from '#protocols/thin-client/messages';
import { endView } from './camera-views.ts';
import { rightIis } from './iis.ts';
import { contact } from '../tabs/locks.ts';
import { stationTold } from './smart-swap.ts';
import { whyNotListed, type Unlisted } from './whitelist.ts';
import { deviceOf, tabOf, type ClientState, type State } from '../state.ts';
import { answer, record, refuse, send, type StationStart, type Turn } from '../turn.ts';

const withinLimit = always('freestyle-within-limit', 'no more Freestyle devices have a slot than the system admits');
const slotTaken = sometimes('slot-taken-again', 'a Freestyle slot is taken again after it was freed');
const comesBack = sometimes('client-comes-back', 'a thin client goes on with its session on a new connection');

const wrongIis = sometimes('wrong-iis', 'a thin client comes to another IIS than its own');
const whitelistRefuses = sometimes('whitelist-refuses', 'the whitelist turns a device away');
const admissionLost = sometimes('admission-lost', 'a Freestyle device asks again with the code it was admitted with');

/** A client asks for a place, or for the one it has. */
export function clientHello(turn: Turn, ask: number, hello: ThinClientHello): void {
  const { state } = turn;
  const known = state.clients.get(hello.client);
  const right = rightIis(state, hello.client, hello.iis);
  wrongIis(right !== null);
  if (right !== null) {
    turn.outputs.push({ kind: 'turn-away', ask, code: 'wrong-iis', iis: right });
    return;
  }
  const unlisted = whyNotListed(state.config, hello, turn.wallMs);
  whitelistRefuses(unlisted !== null);
  if (unlisted !== null) {
    turnAway(turn, ask, unlisted);
    return;
  }
  if (known !== undefined && isBack(known, hello)) {
    comesBack(known.lastContactMs !== turn.now);
    alive(turn, known);
    admit(turn, ask, known);
    return;
  }
  const refusal = whyNot(state, hello);
  if (refusal !== null) {
    turnAway(turn, ask, { code: refusal });
    return;
  }
  if (known !== undefined) leave(turn, known, 'replaced');
  const { client, kind: family, install, code } = hello;
  const session = state.lastSession + 1;
  slotTaken(family === 'freestyle' && session > state.config.freestyle.limit);
  record(turn, {
    kind: 'client-admitted',
    client,
    family,
    install,
    session,
    code: family === 'freestyle' ? (code ?? '') : null,
  });
  withinLimit(freestyleCount(state) <= state.config.freestyle.limit);
  const admitted = state.clients.get(client);
  if (admitted === undefined) return;
  admitted.lastContactMs = turn.now;
  awaitReturn(turn, admitted);
  admit(turn, ask, admitted);
}

function turnAway(turn: Turn, ask: number, why: Unlisted): void {
  turn.outputs.push({ kind: 'turn-away', ask, ...why });
}

/**
 * Whether a client is the one that has this place. One that is set up may have lost its memory of the session; one that
 * asks again with its code has not heard yet that it was admitted with it.
 */
function isBack(known: ClientState, { kind, install, session, code }: ThinClientHello): boolean {
  if (known.install !== install || known.family !== kind) return false;
  if (kind !== 'freestyle' || known.session === session) return true;
  const asksAgain = session === undefined && code !== undefined && code === known.code;
  admissionLost(asksAgain);
  return asksAgain;
}

/** Why a client gets no place; null if it does. */
function whyNot(state: State, { client, kind, install, code, setUp, session }: ThinClientHello): ErrorCode | null {
  const { config, live } = state;
  if (live.deviceConfig.has(client)) return 'client-unknown';
  if (kind === 'freestyle') {
    if (!config.licences.freestyle) return 'licence-missing';
    if (live.clientConfig.has(client)) return 'client-unknown';
    if (session !== undefined) return 'slot-gone';
    if (code === undefined || !state.codes.has(code)) return 'code-not-valid';
    return freestyleCount(state) >= config.freestyle.limit && !state.clients.has(client) ? 'freestyle-full' : null;
  }
  const entry = live.clientConfig.get(client);
  if (entry === undefined || entry.kind !== kind || entry.setUp !== setUp) return 'client-unknown';
  if (config.licences[kind] === 0) return 'licence-missing';
  const owner = state.setUps.get(client) ?? entry.install;
  if (owner !== undefined && owner !== install) return 'set-up-elsewhere';
  if (state.setUps.has(client)) return null;
  const inUse = [...state.setUps.keys()].filter((name) => live.clientConfig.get(name)?.kind === kind).length;
  return inUse >= config.licences[kind] ? 'licence-used-up' : null;
}

/** Freestyle devices that have a slot. */
export function freestyleCount(state: State): number {
  let count = 0;
  for (const { family } of state.clients.values()) if (family === 'freestyle') count += 1;
  return count;
}

/** The station of a client begins with what the journal knows of it; its hold is claimed by that. */
function admit(turn: Turn, ask: number, { client, session }: ClientState): void {
  // A view does not outlive its connection.
  endView(turn, client);
  turn.outputs.push({ kind: 'admit', ask, client, session, station: stationStart(turn, client) });
}

function stationStart(turn: Turn, client: string): StationStart {
  const { state } = turn;
  const { operator, signedOnAfter, lastReq, booked, lastCard, lastReversal } = deviceOf(state, client);
  const lock = [...state.locks.values()].find(({ device, token }) => device === client && token > signedOnAfter);
  let lastSeq = 0;
  for (const seq of booked.keys()) lastSeq = Math.max(lastSeq, seq);
  const numbers = { operator, lastReq, lastSeq };
  if (lock === undefined || operator === null) return { ...numbers, hold: null };
  contact(turn, client, lock.token);
  const { balanceCents, parked } = tabOf(state, lock.tab);
  const { tab, token, reason } = lock;
  const hold = { tab, token, balanceCents, parked: parked !== null, paying: reason === 'payment' };
  const card = lastCard?.token === token ? { card: lastCard } : {};
  const reversal = lastReversal?.token === token ? { reversal: { ...lastReversal, balanceCents } } : {};
  const late = lock.late === null ? {} : { late: { ...lock.late, balanceCents } };
  return { ...numbers, hold: { ...hold, ...card, ...reversal, ...late, ...stationTold(state, lock.station) } };
}

/** A client was heard; by its token it claims the hold it was shown last. */
export function clientAlive(turn: Turn, client: string, token: number): void {
  const known = turn.state.clients.get(client);
  if (known === undefined) return;
  alive(turn, known);
  if (token !== 0 && contact(turn, client, token) === null) send(turn, client, { type: 'alive', n: 0, ended: token });
}

function alive(turn: Turn, known: ClientState): void {
  known.lastContactMs = turn.now;
  known.carriedMs = 0;
  const { client, session, silentMs } = known;
  if (silentMs > 0) record(turn, { kind: 'client-back', client, session });
}

/** A client gives its place back. */
export function clientLeaves(turn: Turn, client: string): void {
  const known = turn.state.clients.get(client);
  if (known !== undefined) leave(turn, known, 'left');
}

/** Its operator is signed off; a tab that is open there ends as every abandoned hold does. */
function leave(turn: Turn, known: ClientState, cause: 'left' | 'lost' | 'replaced'): void {
  const { client, session } = known;
  record(turn, { kind: 'client-left', client, session, cause });
  if (cause !== 'left') turn.outputs.push({ kind: 'end-station', client, code: 'slot-gone' });
}

function silentMs(known: ClientState, now: number): number {
  return known.carriedMs + now - known.lastContactMs;
}

/** The time to return of a client is over, or was prolonged by a sign of life. */
export function clientLeaseDue(turn: Turn, client: string, session: number): void {
  const known = turn.state.clients.get(client);
  if (known?.session === session) awaitReturn(turn, known);
}

/** Waits for the rest of the time to return. What is set up for fixed use keeps its place for ever. */
function awaitReturn(turn: Turn, known: ClientState): void {
  const { client, session, family } = known;
  if (family !== 'freestyle') return;
  const inMs = turn.state.config.durations.leaseMs - silentMs(known, turn.now);
  if (inMs <= 0) leave(turn, known, 'lost');
  else turn.outputs.push({ kind: 'timer', inMs, timer: { kind: 'client-lease', client, session } });
}

/** Counts long silences of Freestyle devices, each stretch before it has passed. */
export function countClientSilences(turn: Turn): void {
  const { heartbeatMs, orphanAfterMs, leaseMs } = turn.state.config.durations;
  for (const known of turn.state.clients.values()) {
    const byNextLookMs = Math.min(leaseMs, silentMs(known, turn.now) + heartbeatMs);
    if (known.family !== 'freestyle' || byNextLookMs <= Math.max(known.silentMs, orphanAfterMs)) continue;
    record(turn, { kind: 'client-silent', client: known.client, session: known.session, silentMs: byNextLookMs });
  }
}

/** After a start, every client keeps its place for what is left of its time to return. */
export function clientsAfterStart(turn: Turn): void {
  const { orphanAfterMs } = turn.state.config.durations;
  for (const known of turn.state.clients.values()) {
    known.lastContactMs = turn.now;
    known.carriedMs = Math.max(known.silentMs, orphanAfterMs);
    awaitReturn(turn, known);
  }
}

/** The till shows a code for one Freestyle sign-up. */
export function makeCode(turn: Turn, device: string, req: number, code: string): void {
  if (turn.state.live.deviceConfig.get(device)?.family !== 'till') {
    refuse(turn, device, req, 'till-only');
    return;
  }
  if (!turn.state.config.licences.freestyle) {
    refuse(turn, device, req, 'licence-missing');
    return;
  }
  record(turn, { kind: 'code-made', code });
  answer(turn, device, { type: 'reply', req, ok: true, did: 'code', code });
}

/** Whether an operator may sign on at this device: at a Freestyle device only with a sign-up for Freestyle. */
export function isExternal(state: State, device: string, operator: string): boolean {
  const { freestyleOperators } = state.live;
  return (
    freestyleOperators !== null &&
    state.clients.get(device)?.family === 'freestyle' &&
    !freestyleOperators.has(operator)
  );
}

/** The one payment terminal a device pays at; null for any. */
export function assignedTerminal(state: State, device: string): string | null {
  const { deviceConfig, clientConfig } = state.live;
  return deviceConfig.get(device)?.terminal ?? clientConfig.get(device)?.terminal ?? null;
}
