/**
 * What devices ask of the server, a handler a kind of request. What must be so before any is asked stands around it: that
 * somebody is signed on, or that the device has the present hold of the tab.
 */
import { sometimes } from '#protocols/marks';
import type { ClientRequest } from '#protocols/mpos/messages';
import { billInCash, handOver, whyNotBook } from './money/bookings.ts';
import { scanCard } from './money/cards.ts';
import { changeTab } from './tabs/changes.ts';
import { endView, viewCamera } from './clients/camera-views.ts';
import { isExternal, makeCode } from './clients/clients.ts';
import { closeDay } from './money/end-of-day.ts';
import { fencedLock, open, release } from './tabs/locks.ts';
import { pay } from './money/payments.ts';
import { reverse } from './money/reversals.ts';
import { receiptPrinted, redirectReceipt, reprint } from './paper/printing.ts';
import { missingRight } from './tabs/rights.ts';
import { stationState } from './clients/smart-swap.ts';
import { simpleOrder } from './tabs/simple-order.ts';
import { tabOf, type Lock } from './state.ts';
import { tellTakings } from './money/takings.ts';
import { answer, record, refuse, type Turn } from './turn.ts';

const forcedNothing = sometimes('forced-nothing', 'the till frees a tab by force that nobody holds');

/** Who asks: the device, who is signed on there, and the sign-up code that would be made for it now. */
type Asker = { device: string; operator: string | null; code: string };
type Kind = ClientRequest['type'];
type Said<K extends Kind> = Extract<ClientRequest, { type: K }>;
type Handler<K extends Kind> = (turn: Turn, asker: Asker, said: Said<K>) => void;
/** A request under a hold, with what is to be booked first. */
type Write = Extract<ClientRequest, { token: number; bookings: unknown }>;

const handlers: { [K in Kind]: Handler<K> } = {
  'sign-on': signOn,
  'sign-off': signedOn((turn, { device }, { req }) => {
    record(turn, { kind: 'signed-off', device });
    endView(turn, device, 'not-signed-on');
    done(turn, device, req);
  }),
  open: signedOn((turn, { device, operator }, { req, tab, quick }) => {
    open(turn, { device, operator, quick: quick === true }, req, tab);
  }),
  book: holding((turn, lock, { req, bookings }) => {
    handOver(turn, lock, req, bookings, { offline: false, close: false });
  }),
  'hand-over': holding((turn, lock, { req, bookings, offline }) => {
    handOver(turn, lock, req, bookings, { offline, close: false });
  }),
  'new-balance': holding((turn, lock, { req, bookings, offline }) => {
    handOver(turn, lock, req, bookings, { offline: offline === true, close: true });
  }),
  bill: holding((turn, lock, { req, bookings, confirmed, cents }) => {
    billInCash(turn, lock, req, bookings, { confirmed: confirmed === true, mostCents: cents });
  }),
  change: holding((turn, lock, { req, bookings, change }) => changeTab(turn, lock, req, bookings, change)),
  pay: holding((turn, lock, { req, bookings, terminal, confirmed, cents }) => {
    pay(turn, lock, req, bookings, { terminal, confirmed: confirmed === true, mostCents: cents });
  }),
  scan: holding((turn, lock, { req, bookings, card }) => scanCard(turn, lock, req, bookings, card)),
  'simple-order': signedOn((turn, by, { req, tab, bookings }) => simpleOrder(turn, by, req, tab, bookings)),
  reprint: signedOn((turn, { device }, { req, job }) => reprint(turn, device, req, job)),
  'receipt-printed': (turn, { device }, { req, job }) => receiptPrinted(turn, device, req, job),
  'redirect-print': (turn, { device }, { req, job, mayBePrinted }) => {
    redirectReceipt(turn, device, req, job, mayBePrinted);
  },
  'force-free': signedOn((turn, { device }, { req, tab }) => forceFree(turn, device, req, tab)),
  'end-of-day': signedOn((turn, asker, { req, terminal }) => closeDay(turn, asker, req, terminal)),
  reverse: signedOn((turn, asker, said) => reverse(turn, asker, said)),
  takings: signedOn((turn, { device, operator }, { req }) => tellTakings(turn, device, operator, req)),
  'station-state': signedOn((turn, { device }, { req, station, runs }) => {
    stationState(turn, device, req, station, runs);
  }),
  camera: signedOn((turn, { device }, { req, camera }) => viewCamera(turn, device, req, camera)),
  'freestyle-code': (turn, { device, code }, { req }) => makeCode(turn, device, req, code),
};

/** Decides what a device asks: answered, or refused with a code of the error table. */
export function request(turn: Turn, asker: Asker, said: ClientRequest): void {
  const handle = handlers[said.type] as (turn: Turn, asker: Asker, said: ClientRequest) => void;
  handle(turn, asker, said);
}

/** What only who is signed on may ask. */
function signedOn<K extends Kind>(
  handle: (turn: Turn, asker: Asker & { operator: string }, said: Said<K>) => void,
): Handler<K> {
  return (turn, asker, said) => {
    const { operator } = asker;
    if (operator === null) refuse(turn, asker.device, said.req, 'not-signed-on');
    else handle(turn, { ...asker, operator }, said);
  };
}

/** What is asked under a hold: the present one, which no payment keeps, with lines that can be booked, and by right. */
function holding<K extends Write['type']>(handle: (turn: Turn, lock: Lock, said: Said<K>) => void): Handler<K> {
  return signedOn((turn, { device }, said) => {
    const { req, tab, token, bookings } = said as Write;
    const lock = fencedLock(turn.state, device, tab, token);
    const wrong =
      lock === null
        ? 'stale-token'
        : lock.reason === 'payment'
          ? 'held-by-payment'
          : whyNotBook(turn.state, lock, bookings);
    if (lock === null || wrong !== null) {
      refuse(turn, device, req, wrong ?? 'stale-token');
      return;
    }
    const right = missingRight(turn.state, lock.operator, said);
    if (right === null) handle(turn, lock, said);
    else refuse(turn, device, req, 'right-missing', { right });
  });
}

function done(turn: Turn, device: string, req: number): void {
  answer(turn, device, { type: 'reply', req, ok: true, did: 'done' });
}

function signOn(turn: Turn, { device }: Asker, { req, operator }: Said<'sign-on'>): void {
  const { state } = turn;
  if (!state.live.operators.has(operator)) {
    refuse(turn, device, req, 'unknown-operator');
    return;
  }
  if (isExternal(state, device, operator)) {
    refuse(turn, device, req, 'external-operator');
    return;
  }
  record(turn, { kind: 'signed-on', device, operator });
  done(turn, device, req);
}

/** The till frees a tab by force; logged as a fact. A running payment is never cut off. */
function forceFree(turn: Turn, device: string, req: number, number: number): void {
  if (turn.state.live.deviceConfig.get(device)?.family !== 'till') {
    refuse(turn, device, req, 'till-only');
    return;
  }
  const { lock } = tabOf(turn.state, number);
  forcedNothing(lock === null);
  if (lock?.reason === 'payment') {
    refuse(turn, device, req, 'held-by-payment');
    return;
  }
  if (lock !== null) release(turn, lock, 'forced');
  done(turn, device, req);
}
