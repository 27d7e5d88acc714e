/** Made-up histories, as the tests of checkers tell them: short, in virtual time, with the limits of a server by default. */
import type {
  EventBody,
  HistoryEvent,
  HistoryHeader,
  EventOf,
  Limits,
  ReplyEvent,
  SentEvent,
  ServerCondition,
} from '#history/events';
import type { ScreenEvent } from '#history/screen-event';
import type { Booking, Reply } from '#protocols/mpos/messages';
import type { Fact } from '#server/core/facts';
import type { Checker, CheckResult } from './checker.ts';
import { judgeHistory } from './judge.ts';

export const STORY_LIMITS = {
  heartbeatMs: 10_000,
  orphanAfterMs: 25_000,
  leaseMs: 180_000,
  graceMs: 15_000,
  restartGraceMs: 30_000,
  paymentHoldMs: 300_000,
  toleranceMs: 3_000,
  busyMs: 5_000,
  clockSkewWarnMs: 30_000,
  enquiryLimitMs: 60_000,
  terminalWaitMs: 185_000,
  slackMs: 0,
} satisfies Partial<Limits>;

const floor = {
  devices: [
    { name: 'H01', family: 'handheld', beltPrinter: true },
    { name: 'H02', family: 'handheld', beltPrinter: false },
    { name: 'T01', family: 'tablet', beltPrinter: false, lan: true as const },
    { name: 'till', family: 'till', beltPrinter: false },
    { name: 'C01', family: 'client', beltPrinter: false },
    { name: 'C02', family: 'client', beltPrinter: false, as: 'C01' },
    { name: 'F01', family: 'freestyle', beltPrinter: false },
    { name: 'F02', family: 'freestyle', beltPrinter: false },
    { name: 'F03', family: 'freestyle', beltPrinter: false },
  ],
  printers: [{ name: 'counter', alternatives: [] }],
  terminals: ['pt1'],
  places: {},
  fallbackPrinter: 'counter',
  operators: ['Anna', 'Ben', 'Chef'],
  reversalsAgain: true,
  clients: {
    freestyleLimit: 2,
    freestyleOperators: ['Anna', 'Chef'],
    licences: { freestyle: true, client: 2, paypos: 0 },
  },
};

type TapEvent = EventOf<'tap'>;
type Ok = Extract<Reply, { ok: true }>;
type AnswerOf<T> = T extends unknown ? Omit<T, 'type' | 'req' | 'ok'> : never;

/** A history in the making: what happens next happens at the time set last. */
export class Story {
  readonly events: HistoryEvent[] = [];
  private t = 0;
  private n = 0;
  private readonly reqs = new Map<string, number>();

  /** Tells on at this time, in ms of the run. */
  at(t: number): this {
    this.t = t;
    return this;
  }

  event(node: string, body: EventBody): this {
    this.events.push({ t: this.t, node, ...body } as HistoryEvent);
    return this;
  }

  fact(...facts: Fact[]): this {
    for (const fact of facts) this.event('server', { kind: 'fact', n: (this.n += 1), at: this.t, fact });
    return this;
  }

  server(state: ServerCondition): this {
    return this.event('server', { kind: 'condition', of: 'server', state });
  }

  /** A device asks for something. */
  asks(device: string, type: string, fields: Partial<SentEvent> = {}): this {
    const req = (this.reqs.get(device) ?? 0) + 1;
    this.reqs.set(device, req);
    return this.event(device, { ...fields, kind: 'sent', type, req });
  }

  /** The server answers the latest request of a device. */
  answers(device: string, answer: AnswerOf<Ok>): this {
    const req = this.reqs.get(device) ?? 0;
    return this.fact({ kind: 'answered', device, req, reply: { type: 'reply', ok: true, req, ...answer } as Ok });
  }

  /** The device is shown an answer to its latest request. */
  shows(device: string, did: string, fields: Partial<ReplyEvent> = {}): this {
    return this.event(device, { ok: true, ...fields, kind: 'reply', req: this.reqs.get(device) ?? 0, did });
  }

  refused(device: string, code: string, fields: Partial<ReplyEvent> = {}): this {
    return this.shows(device, 'asked', { ok: false, code, ...fields });
  }

  signsOn(device: string, operator: string): this {
    return this.asks(device, 'sign-on', { operator })
      .fact({ kind: 'signed-on', device, operator })
      .answers(device, { did: 'done' })
      .shows(device, 'done');
  }

  /** A device opens a tab and is shown so. */
  opens(device: string, operator: string, tab: number, token: number, shown: Partial<ReplyEvent> = {}): this {
    const { balanceCents = 0, parked = false } = shown;
    return this.asks(device, 'open', { tab })
      .fact({ kind: 'tab-locked', tab, token, device, operator })
      .answers(device, { did: 'opened', tab, token, balanceCents, parked })
      .shows(device, 'opened', { token, balanceCents, ...shown })
      .event(device, { kind: 'hold', tab, token });
  }

  /** A device has put a line on a tab. */
  collects(device: string, tab: number, seq: number, cents: number): this {
    const line = { article: 'Soup', quantity: 1, place: 'none' };
    return this.event(device, { kind: 'collected', tab, seq, cents, ...line, offline: false });
  }

  books(device: string, operator: string, tab: number, token: number, seq: number, cents: number): this {
    const bookings: Booking[] = [{ seq, article: 'Soup', quantity: 1, cents, place: 'none' }];
    return this.fact({ kind: 'booked', tab, token, device, operator, source: '40', offline: false, bookings });
  }

  heard(from: string, token: number): this {
    return this.event('server', { kind: 'heard', from, token });
  }

  /** A thin client shows a screen; `token` 0 for no hold. */
  screen(node: string, screen: number, tab: number, token: number, read: Partial<ScreenEvent> = {}): this {
    return this.event(node, { kind: 'screen', screen, title: 'Screen', tab, token, bytes: 1, lines: [], ...read });
  }

  /** Somebody taps a key of a screen that asks for something. */
  taps(node: string, screen: number, asks: string, fields: Partial<TapEvent> = {}): this {
    return this.event(node, { kind: 'tap', screen, title: 'Screen', key: asks, x: 1, y: 1, asks, ...fields });
  }

  begins(payment: number, tab: number, token: number, device = 'H01', operator = 'Anna'): this {
    const asked = { terminal: 'pt1', cents: 500, baseline: 'none' } as const;
    return this.fact({ kind: 'payment-begun', payment, tab, token, device, operator, ...asked });
  }

  ends(payment: number, tab: number, outcome: 'paid' | 'declined' | 'not-paid'): this {
    const paidCents = outcome === 'paid' ? 500 : 0;
    const rest = { tipCents: 0, record: null, refundCents: 0 };
    return this.fact({ kind: 'payment-ended', payment, tab, outcome, paidCents, ...rest });
  }

  /** What a checker finds in it; `changes` are limits that differ, `more` is what else the header says. */
  judged(
    checker: Checker,
    changes: Partial<Limits> = {},
    whole = true,
    more: Partial<HistoryHeader> = {},
  ): CheckResult {
    const limits = { ...STORY_LIMITS, ...changes };
    const header = { limits, floor, timeScale: 1, ...more } as unknown as HistoryHeader;
    return judgeHistory(header, this.events, { whole, checkers: [checker] })[0] as CheckResult;
  }

  /** `pass`, `unknown`, or what a failure says after its `however`. */
  verdict(checker: Checker, changes: Partial<Limits> = {}): string {
    const { verdict, evidence } = this.judged(checker, changes);
    return verdict === 'fail' ? (evidence[0]?.sentence.split('; however ')[1] ?? '') : verdict;
  }
}

/** Two operators are signed on. */
export function evening(): Story {
  return new Story().server('up').fact({ kind: 'started' }).at(1_000).signsOn('H01', 'Anna').signsOn('H02', 'Ben');
}
