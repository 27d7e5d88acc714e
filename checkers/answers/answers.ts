/**
 * What a device is answered is what was done for it, and stays so: the answer in the journal fits the facts decided with
 * it, the device is shown that answer and no other, and a request is answered once: asked again, after a restart too, it
 * gets the first answer.
 */
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import { Asks, type Ask } from '../folds/asks.ts';
import type { Checker } from '../checker.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';
import { findings, type Findings } from '../findings.ts';
import { Later } from '../folds/later.ts';
import { onSituation, Situation, type SituationFact } from '../folds/situation.ts';

type Answered = Extract<Fact, { kind: 'answered' }>;
type Answer = { req: number; reply: Answered['reply']; id: number };

/** So many answers of a device are remembered: on the wire one may be shown before its fact is told. */
const MOST_ANSWERS = 8;

/** What answers each type of request. */
const DID: Readonly<Record<string, string>> = {
  open: 'opened',
  book: 'handed-over',
  'hand-over': 'handed-over',
  'new-balance': 'handed-over',
  bill: 'billed',
  pay: 'paying',
  'simple-order': 'billed',
  change: 'changed',
  scan: 'scanned',
  'freestyle-code': 'code',
  takings: 'takings',
  reverse: 'reversing',
  camera: 'viewing',
};

class Answers {
  readonly later: Later;
  /** Measured with slack, a fact may be written down before the request that led to it. */
  private readonly isInOrder: boolean;
  private readonly found: Findings;
  private readonly thinClients: ReadonlySet<string>;
  private readonly asks = new Asks();
  private readonly now = new Situation();
  /** By device: the latest answers, the last one first. */
  private readonly answers = new Map<string, Answer[]>();
  /** What the latest decision has billed, and which ticket it has had printed again. */
  private bill: { bill: number; tab: number; cents: number } | null = null;
  private copy = 0;

  constructor(found: Findings, slackMs: number, thinClients: ReadonlySet<string>) {
    this.found = found;
    this.thinClients = thinClients;
    this.later = new Later(slackMs);
    this.isInOrder = slackMs === 0;
  }

  sent(event: EventOf<'sent'>, id: number): void {
    this.asks.sent(event, id);
  }

  fact(fact: SituationFact, event: EventOf<'fact'>, id: number): void {
    this.later.until(event.t);
    this.now.seen(fact, event.at, id);
    if (fact.kind === 'billed') this.bill = fact;
    else if (fact.kind === 'job-queued' && fact.copy) this.copy = fact.ticket;
    else if (fact.kind === 'answered') this.answered(fact, event, id);
  }

  private answered(fact: Answered, event: EventOf<'fact'>, id: number): void {
    // A thin client is not answered: it is shown what has come of it (`screens`).
    if (this.thinClients.has(fact.device)) return;
    this.found.judge();
    const { device, req, reply } = fact;
    const first = this.answerTo(device, req);
    const ask = this.asks.numbered(device, req);
    const wrong =
      first !== undefined
        ? 'that request had been answered already'
        : ask === undefined
          ? this.isInOrder
            ? 'it has not asked for'
            : ''
          : this.untrue(ask, fact);
    if (wrong !== '') {
      const before = first ?? ask;
      this.found.fail(
        before === undefined ? [id] : [before.id, id],
        `let ${device} ask for ${ask?.type ?? 'nothing'} (request ${req}); then at ${this.found.at(event.at)} it was answered "${reply.ok ? reply.did : ''}"; however ${wrong}`,
      );
    }
    this.keep(device, { req, reply, id });
    this.bill = null;
    this.copy = 0;
  }

  private keep(device: string, answer: Answer): void {
    const answers = this.answers.get(device);
    if (answers === undefined) this.answers.set(device, [answer]);
    else if (answers.unshift(answer) > MOST_ANSWERS) answers.pop();
  }

  /** What of an answer is not so; empty if all is. */
  private untrue(ask: Ask, { device, reply }: Answered): string {
    if (!reply.ok) return 'a refusal is no answer for good';
    const { type, tab = 0, token, seqs = [], job = 0 } = ask;
    if (reply.did !== (DID[type] ?? 'done')) return `that is no answer to ${type}`;
    if ('seqs' in reply && !areSame(reply.seqs, seqs))
      return `it had sent the lines ${seqs.join()}, not ${reply.seqs.join()}`;
    const hold = this.now.holds.get(tab);
    const isHeld = hold?.device === device && hold.token === (token ?? hold.token);
    switch (reply.did) {
      case 'opened':
        return reply.tab === tab && isHeld && hold.token === reply.token
          ? ''
          : `that hold of tab ${reply.tab} is not its own`;
      case 'handed-over':
        if (reply.closed !== (type === 'new-balance')) return `it asked for ${type}`;
        return reply.closed !== isHeld ? '' : `its hold of tab ${tab} ${isHeld ? 'has not ended' : 'is gone'}`;
      case 'billed': {
        const { bill } = this;
        if (bill?.tab !== tab || bill.bill !== reply.bill || bill.cents !== reply.cents)
          return `no bill ${reply.bill} over ${reply.cents} cents was made`;
        return isHeld ? `its hold of tab ${tab} has not ended` : '';
      }
      case 'changed':
        if (JSON.stringify(reply.change) !== JSON.stringify(ask.change)) return 'that is another change';
        if (!isHeld) return `its hold of tab ${tab} is gone`;
        if (reply.bill === undefined) return ask.change?.kind.startsWith('bill') === true ? 'it names no bill' : '';
        return this.bill?.bill === reply.bill && this.bill.cents === reply.cents ? '' : 'no such bill was made';
      case 'paying': {
        const payment = this.now.payments.get(reply.payment);
        return payment?.tab === tab && payment.device === device
          ? ''
          : `payment ${reply.payment} is not that of tab ${tab}`;
      }
      case 'scanned':
        if (JSON.stringify(reply.card) !== JSON.stringify(ask.card)) return 'that is another card';
        return isHeld ? '' : `its hold of tab ${tab} is gone`;
      // That it may be reversed is judged by `acceptance` and `reversals`.
      case 'reversing':
        if (reply.terminal !== ask.terminal) return `it asked for ${ask.terminal ?? 'no terminal'}`;
        return this.now.reversing.get(reply.terminal)?.payment === reply.payment ? '' : 'no such reversal was begun';
      // That the sums are right is judged by `takings`; that a code is good, by `places`.
      case 'takings':
      case 'code':
        return '';
      // What becomes of the view is judged by `camera-view`.
      case 'viewing':
        return reply.camera === ask.camera ? '' : `it asked for ${ask.camera ?? 'no camera'}`;
      case 'done':
        return this.undone(ask, device, tab, job);
    }
  }

  private undone({ type, operator }: Ask, device: string, tab: number, job: number): string {
    const { now } = this;
    const signedOn = now.operators.get(device);
    switch (type) {
      case 'sign-on':
        return signedOn === (operator ?? signedOn) ? '' : `${signedOn ?? 'nobody'} is signed on`;
      case 'sign-off':
        return signedOn === undefined ? '' : `${signedOn} is still signed on`;
      case 'force-free':
        return now.holds.has(tab) ? `tab ${tab} is still held` : '';
      case 'reprint':
        return job === 0 || now.reprintable(job)?.ticket === this.copy ? '' : `job ${job} is not printed again`;
      default:
        return now.jobs.get(job)?.belt === true ? `job ${job} still waits for its belt printer` : '';
    }
  }

  shown(event: EventOf<'reply'>, id: number): void {
    this.later.until(event.t);
    const { node, req, t } = event;
    if (req === 0) return;
    if (this.answerTo(node, req) !== undefined) this.compare(event, id);
    else this.later.after(t, () => this.compare(event, id));
  }

  private answerTo(device: string, req: number): Answer | undefined {
    return this.answers.get(device)?.find((one) => one.req === req);
  }

  private compare(event: EventOf<'reply'>, id: number): void {
    const { node, req } = event;
    const answer = this.answerTo(node, req);
    if (answer === undefined && !event.ok) return;
    const wrong = answer === undefined ? 'the journal has no such answer' : difference(event, answer.reply);
    if (wrong === '') return;
    this.found.fail(
      answer === undefined ? [id] : [answer.id, id],
      `let ${node} wait for the answer to request ${req}; then at ${this.found.at(event.t)} it was shown "${event.ok ? event.did : 'a refusal'}"; however ${wrong}`,
    );
  }
}

function areSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((number, i) => number === other[i]);
}

/** In what a device was shown another answer than was given; fields that old histories do not tell are let be. */
function difference(shown: EventOf<'reply'>, reply: Answered['reply']): string {
  if (!reply.ok) return '';
  if (!shown.ok) return `it had been answered "${reply.did}" already, not "${shown.code ?? ''}"`;
  if (reply.did !== shown.did) return `it was answered "${reply.did}"`;
  const given = reply as unknown as Record<string, unknown>;
  for (const field of ['token', 'balanceCents', 'bill', 'cents', 'payment'] as const) {
    if (shown[field] !== undefined && shown[field] !== given[field])
      return `${field} was ${String(given[field])}, not ${shown[field]}`;
  }
  const isNew = shown.token !== undefined;
  if (isNew && (shown.parked === true) !== given['parked']) return `parked was ${String(given['parked'])}`;
  return '';
}

export const answers: Checker = {
  name: 'answers',
  about:
    'What a device is answered was done, and stays its answer: asked again, after a restart too, it gets the first one.',
  start(header) {
    const found = findings('answers', header);
    const fold = new Answers(found, header.limits.slackMs, thinClientsOf(header.floor));
    return {
      on: {
        sent: (event, id) => fold.sent(event, id),
        reply: (event, id) => fold.shown(event, id),
      },
      facts: onSituation((fact, event, id) => fold.fact(fact, event, id)),
      end(whole) {
        fold.later.rest();
        return found.result(whole);
      },
    };
  },
};
