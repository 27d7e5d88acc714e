/**
 * A device's requests: numbered, one out at a time, repeated after a reconnection until answered. The chart's request
 * comes first; what only reports results (receipts printed, jobs to redirect) waits in the background and survives a
 * reset of the app. Camera views and reversals are asked for in the background, too, and
 * forgotten by a reset.
 */
import { reachable, sometimes } from '#protocols/marks';
import type { Booking, ClientRequest, Reply } from '#protocols/mpos/messages';
import type { EventBody, SentEvent } from '#history/events';
import type { DeviceStorage } from '../store/storage.ts';

const sentAgain = reachable('sent-again', 'a device connects again and repeats the request that was not answered');
const answerTooLate = sometimes('answer-too-late', 'an answer reaches a device that does not wait for it any more');
const forgotten = sometimes('request-forgotten', 'an app is reset while a request of its operator is out');

type WithoutReq<T> = T extends unknown ? Omit<T, 'req'> : never;
export type Unnumbered = WithoutReq<ClientRequest>;

export type RequestLine = {
  /** A request of the chart. One of the same kind that is out already (a re-entered state) is the same request. */
  request(unnumbered: Unnumbered): void;
  /** A request in the background. */
  ask(unnumbered: Unnumbered): void;
  /** After a connection was made: the request that is out goes again. False if none is. */
  repeat(): boolean;
  /** Whether the chart waits for what is out. */
  isAwaited(): boolean;
  next(): void;
  /** The request a reply answers, which then is no longer out; null for a reply to anything else. */
  answered(reply: Reply): { asked: ClientRequest; settled: boolean } | null;
  /** The request of this type that is out, if one is, has been answered for the chart by other means than a reply. */
  settle(type: ClientRequest['type']): void;
  /** The app forgets its session. */
  forget(): void;
  isOut(): boolean;
  /** Whether something about this job is out or waiting. */
  concerns(job: number): boolean;
};

/** A line for the given storage. `send` is called only while `connected`. */
export function createRequestLine(options: {
  storage: DeviceStorage;
  connected(): boolean;
  /** The token of the hold there is now; 0 for none. */
  token(): number;
  send(request: ClientRequest): void;
  record(body: EventBody): void;
}): RequestLine {
  const { storage, connected, token, send, record } = options;
  let out: ClientRequest | null = null;
  let settled = false;
  /** What the chart wants next, while something else is out. */
  let waitingChart: Unnumbered | null = null;
  const background: Unnumbered[] = [];

  function put(unnumbered: Unnumbered): void {
    storage.req += 1;
    const numbered = { ...unnumbered, req: storage.req } as ClientRequest;
    out = numbered;
    settled = false;
    record(sentBody(numbered));
    if (connected()) send(numbered);
  }

  /** A reversal was asked for under a hold that has ended before it came to be sent. */
  const isOver = (asked: Unnumbered): boolean =>
    asked.type === 'reverse' && asked.token !== 0 && asked.token !== token();

  function next(): void {
    if (out !== null) return;
    while (waitingChart === null && background[0] !== undefined && isOver(background[0])) background.shift();
    const waiting = waitingChart ?? background.shift();
    waitingChart = null;
    if (waiting !== undefined) put(waiting);
  }

  return {
    request(unnumbered) {
      if (out === null) put(unnumbered);
      else if (settled || out.type !== unnumbered.type)
        waitingChart = sameAgain(waitingChart, unnumbered) ?? unnumbered;
    },
    ask(unnumbered) {
      background.push(unnumbered);
      if (connected()) next();
    },
    repeat() {
      if (out === null) return false;
      sentAgain();
      send(out);
      return true;
    },
    next,
    answered(reply) {
      const asked = out;
      answerTooLate(reply.req !== asked?.req);
      if (asked === null || reply.req !== asked.req) return null;
      out = null;
      return { asked, settled };
    },
    settle(type) {
      if (out?.type === type) settled = true;
    },
    forget() {
      forgotten(out !== null && !isBackground(out));
      if (out !== null && isBackground(out)) background.unshift(out);
      background.splice(0, Infinity, ...background.filter(({ type }) => !FORGOTTEN.includes(type)));
      out = null;
      waitingChart = null;
    },
    isAwaited: () => out !== null && !settled && !isBackground(out),
    isOut: () => out !== null,
    concerns: (job) => [out, ...background].some((one) => one !== null && 'job' in one && one.job === job),
  };
}

/** What an operator wants in the background of the session that a reset ends. */
const FORGOTTEN: readonly string[] = ['camera', 'reverse'];

/** What waits already, if it is the same again from a state that is re-entered: who pressed the key said more of it. */
function sameAgain(waiting: Unnumbered | null, again: Unnumbered): Unnumbered | null {
  const isSame = waiting?.type === again.type && tabOf(waiting) === tabOf(again);
  return isSame ? waiting : null;
}

const tabOf = (asked: Unnumbered): number => ('tab' in asked ? asked.tab : 0);

/** What the history keeps of a request: all of it, but for what its lines say, which was told when they were collected. */
function sentBody(asked: ClientRequest): SentEvent {
  const sent: SentEvent = { kind: 'sent', type: asked.type, req: asked.req };
  if ('tab' in asked) sent.tab = asked.tab;
  if ('token' in asked) sent.token = asked.token;
  if ('bookings' in asked && asked.bookings.length > 0) sent.seqs = asked.bookings.map((line) => line.seq);
  if (asked.type === 'simple-order') sent.line = lineOf(asked.bookings);
  if ('operator' in asked) sent.operator = asked.operator;
  if ('terminal' in asked) sent.terminal = asked.terminal;
  if ('job' in asked) sent.job = asked.job;
  if ('camera' in asked) sent.camera = asked.camera;
  if ('quick' in asked && asked.quick === true) sent.quick = true;
  if ('cents' in asked && asked.cents !== undefined) sent.cents = asked.cents;
  if ('confirmed' in asked && asked.confirmed === true) sent.confirmed = true;
  if ('offline' in asked && asked.offline === true) sent.offline = true;
  if ('change' in asked) sent.change = asked.change;
  if ('card' in asked) sent.card = asked.card;
  if ('mayBePrinted' in asked && asked.mayBePrinted) sent.mayBePrinted = true;
  return sent;
}

/** The line of a Simple Order, of which nothing else tells. */
function lineOf([line]: readonly Booking[]): NonNullable<SentEvent['line']> {
  const { article = '', quantity = 0, cents = 0, place = '' } = line ?? {};
  return { article, quantity, cents, place };
}

/** Requests whose answers do not concern the chart. */
export function isBackground(asked: ClientRequest): boolean {
  switch (asked.type) {
    case 'receipt-printed':
    case 'redirect-print':
    case 'reprint':
    case 'force-free':
    case 'takings':
    case 'end-of-day':
    case 'reverse':
    case 'freestyle-code':
    case 'station-state':
    case 'camera':
      return true;
    default:
      return false;
  }
}
