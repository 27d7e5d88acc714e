/**
 * A voucher is redeemed once, whatever the service answers and whenever: what its books have as used has come off one
 * tab, and what they have not has come off none. It comes off as far as the tab owes, no less and no more. A card is given
 * up for a reason that is there, and something comes of each in time; devices are shown what that is, and before they are
 * answered anything else under the same hold, also when they have lost their connection meanwhile.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { CardResult } from '#protocols/mpos/cards';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Balances } from '../folds/balances.ts';
import { ServerTime } from '../folds/server-time.ts';
import { onSituation, Situation, type SituationFact } from '../folds/situation.ts';
import { SlowServer } from '../folds/slow-server.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

type CardFact<K extends Fact['kind']> = Extract<Fact, { kind: K }>;
type Scan = {
  fact: CardFact<'card-scanned'>;
  id: number;
  /** When its time with the service began, in the time of the server. */
  since: { ms: number; ranMs: number };
  /** What has come of it, and how much came off the tab. */
  result: CardResult | null;
  cents: number;
  /** When that was in the journal, ms of the run. */
  endedMs: number;
};
/** When something was decided, and when it was in the journal; ms of the run. */
type When = Pick<EventOf<'fact'>, 'at' | 't'>;
/** A voucher, by its code. */
type Voucher = {
  /** What the service has redeemed and not taken back: key → event, and what it was worth. */
  live: Map<string, { id: number; cents: number }>;
  wasUsed: boolean;
  /** Where it came off a tab. */
  off: { id: number; fact: CardFact<'redeemed'> }[];
};

/** What is decided leaves the server once it is on the disk. */
const COMMIT_MS = 50;

class Cards {
  readonly still = stalls();
  readonly time = new ServerTime();
  readonly balances = new Balances();
  readonly slow: SlowServer;
  overMs = 0;
  endMs = 0;
  private readonly now = new Situation();
  private readonly header: HistoryHeader;
  private readonly found: Findings;
  private readonly scans = new Map<number, Scan>();
  private readonly vouchers = new Map<string, Voucher>();
  /** The last card of each device of which something has come. */
  private readonly lastEnded = new Map<string, Scan>();
  /** What each device waits for that has asked for something since then. */
  private readonly waiting = new Map<string, { req: number; scan: Scan }>();
  /** The card of each device of which something has come last, whichever was scanned first. */
  private readonly lastTold = new Map<string, Scan>();
  /** Thin client → the card, and the screens with the balance of its tab that came after something had come of it. */
  private readonly screens = new Map<string, { scan: Scan; seen: number }>();
  private readonly shown: { event: EventOf<'card-shown'>; id: number }[] = [];

  constructor(header: HistoryHeader, found: Findings) {
    this.header = header;
    this.found = found;
    this.slow = new SlowServer(header.timeScale);
  }

  seen(fact: SituationFact, { at, t }: EventOf<'fact'>, id: number): void {
    this.now.seen(fact, at, id);
    switch (fact.kind) {
      case 'started':
        this.started(at);
        return;
      case 'booked':
        this.balances.booked(fact);
        return;
      case 'billed':
        this.balances.billed(fact);
        return;
      case 'card-scanned':
        this.scans.set(fact.scan, { fact, id, since: this.moment(at), result: null, cents: 0, endedMs: 0 });
        return;
      case 'redeemed':
        this.redeemed(fact, { at, t }, id);
        this.balances.changed(fact);
        return;
      case 'lines-moved':
      case 'lines-cancelled':
      case 'discounted':
      case 'reversal-ended':
        this.balances.changed(fact);
        return;
      default:
    }
  }

  private moment(at: number): Scan['since'] {
    return { ms: at, ranMs: this.time.ranMs(at) };
  }

  /** A server that was started gives the service its time anew. */
  private started(at: number): void {
    for (const scan of this.scans.values()) {
      this.lateness(scan, at);
      scan.since = this.moment(at);
    }
  }

  private voucher(code: string): Voucher {
    let voucher = this.vouchers.get(code);
    if (voucher === undefined) this.vouchers.set(code, (voucher = { live: new Map(), wasUsed: false, off: [] }));
    return voucher;
  }

  did({ did, key, code = '', cents = 0 }: EventOf<'service-did'>, id: number): void {
    if (did === 'voucher-redeemed') {
      const voucher = this.voucher(code);
      voucher.live.set(key, { id, cents });
      voucher.wasUsed = true;
    } else if (did === 'voucher-given-back') for (const { live } of this.vouchers.values()) live.delete(key);
  }

  private redeemed(fact: CardFact<'redeemed'>, when: When, id: number): void {
    const { scan, tab, code, cents, worthCents } = fact;
    this.voucher(code).off.push({ id, fact });
    this.ends(scan, 'redeemed', cents, when, id);
    const asked = this.scans.get(scan)?.fact;
    if (asked === undefined || asked.tab !== tab || asked.card.code !== code)
      this.fail([id], code, `it came off tab ${tab}, where it was not scanned`, 'not scanned');
    const right = Math.min(worthCents, this.balances.owedCents(tab));
    if (cents === right) return;
    const owed = this.balances.owedCents(tab);
    this.fail([id], code, `${cents} cents of ${worthCents} came off tab ${tab}, which owed ${owed}`, 'how much');
  }

  known({ scan }: CardFact<'customer-known'>, when: When, id: number): void {
    this.ends(scan, 'known', 0, when, id);
  }

  refused({ scan, why }: CardFact<'card-refused'>, when: When, id: number): void {
    const asked = this.scans.get(scan);
    this.ends(scan, why, 0, when, id);
    const code = asked?.fact.card.code ?? '';
    if (why === 'used' && !this.voucher(code).wasUsed)
      this.fail([id], code, 'it was refused as used, and nobody had used it');
  }

  dropped(fact: CardFact<'card-dropped'>, when: When, id: number): void {
    const { scan, tab, cause } = fact;
    const asked = this.scans.get(scan);
    this.ends(scan, 'dropped', 0, when, id);
    if (asked === undefined || this.isSo(cause, asked, tab, when.at)) return;
    this.fail([asked.id, id], asked.fact.card.code, `it was given up for "${cause}", which was not so`);
  }

  private isSo(cause: CardFact<'card-dropped'>['cause'], { fact, since }: Scan, tab: number, at: number): boolean {
    const hold = this.now.holds.get(tab);
    switch (cause) {
      case 'hold-ended':
        return hold?.token !== fact.token;
      case 'payment':
        return hold?.paying === true;
      case 'nothing-owed':
        return this.balances.owedCents(tab) <= 0;
      case 'waited':
        return at - since.ms >= (this.header.limits.cardWaitMs ?? 0) - this.header.limits.slackMs;
    }
  }

  /** Something has come of a card: once. */
  private ends(number: number, result: CardResult, cents: number, { at, t }: When, id: number): void {
    const scan = this.scans.get(number);
    if (scan === undefined) return;
    this.lateness(scan, at);
    if (scan.result !== null)
      this.fail([scan.id, id], scan.fact.card.code, `it was "${scan.result}" already, and now "${result}"`, 'twice');
    scan.result = result;
    scan.cents = cents;
    scan.endedMs = t;
    const { device } = scan.fact;
    this.lastTold.set(device, scan);
    if ((this.lastEnded.get(device)?.fact.scan ?? 0) <= number) this.lastEnded.set(device, scan);
  }

  /** A device that asks for something under the hold of its last card has been told of that before it is answered. */
  sent({ node, token, req, t }: EventOf<'sent'>): void {
    const scan = this.lastEnded.get(node);
    if (scan === undefined || scan.fact.token !== token || t <= scan.endedMs + this.header.limits.slackMs) return;
    this.waiting.set(node, { req, scan });
  }

  /** Between two connections there is no order: an answer comes on the old one, what is told on the new one. */
  dialled({ node }: EventOf<'dialled'>): void {
    this.waiting.delete(node);
  }

  answered({ node, req, t }: EventOf<'reply'>, id: number): void {
    const { scan, req: asked } = this.waiting.get(node) ?? {};
    if (scan === undefined || asked !== req) return;
    this.waiting.delete(node);
    if (this.shown.some(({ event }) => event.scan === scan.fact.scan)) return;
    this.found.fail(
      [scan.id, id],
      `let ${node} scan ${scan.fact.card.code}; then it was answered something else at ${this.found.at(t)}; however it had not been told of the card, which was "${scan.result ?? ''}"`,
      'not told',
    );
  }

  /**
   * A thin client has what came of its last card on every screen with the balance of the tab; of those that come after
   * that, only the first may have been on its way before.
   */
  screen({ node, token, balanceCents, card, t }: EventOf<'screen'>, id: number): void {
    const scan = this.lastTold.get(node);
    const { slackMs } = this.header.limits;
    if (scan === undefined || scan.fact.token !== token || balanceCents === undefined) return;
    if (t <= scan.endedMs + COMMIT_MS + slackMs || this.slow.lateMs(scan.endedMs, t) > 0) return;
    const before = this.screens.get(node);
    const seen = before?.scan === scan ? before.seen + 1 : 1;
    this.screens.set(node, { scan, seen });
    if (seen < 2 || card === scan.fact.scan || card === this.lastEnded.get(node)?.fact.scan) return;
    if (this.still.between(scan.endedMs, t)) this.found.unknown(STALLED);
    else
      this.found.fail(
        [scan.id, id],
        `let ${node} scan ${scan.fact.card.code}; then it showed what the tab owes at ${this.found.at(t)}; however not what had come of the card, which was "${scan.result ?? ''}"`,
        'not told',
      );
  }

  show(event: EventOf<'card-shown'>, id: number): void {
    this.shown.push({ event, id });
  }

  /** Something comes of a card in time. */
  private lateness({ fact, id, since, result }: Scan, at: number): void {
    const { cardWaitMs, graceMs, slackMs } = this.header.limits;
    if (cardWaitMs === undefined || result !== null) return;
    const lateMs = this.time.ranMs(at) - since.ranMs - cardWaitMs - graceMs;
    if (lateMs <= slackMs + this.slow.lateMs(since.ms, at)) return;
    if (this.still.between(since.ms, at)) this.found.unknown(STALLED);
    else
      this.found.fail(
        [id],
        `let ${fact.device} scan ${fact.card.code} at ${this.found.at(since.ms)}; then the service had ${this.found.lasting(cardWaitMs)}; however by ${this.found.at(at)} nothing had come of it`,
        { node: fact.device, fromMs: since.ms, dueMs: at - lateMs, actualMs: at },
      );
  }

  end(): void {
    for (const scan of this.scans.values()) {
      this.found.judge();
      this.lateness(scan, this.endMs);
    }
    for (const { event, id } of this.shown) this.compare(event, id);
    const last = Math.max(this.overMs, this.time.startedMs, ...[...this.scans.values()].map(({ since }) => since.ms));
    for (const [code, voucher] of this.vouchers) this.judge(code, voucher, last);
  }

  private compare({ node, scan: number, result, cents = 0, t }: EventOf<'card-shown'>, id: number): void {
    const scan = this.scans.get(number);
    if (scan?.fact.device === node && scan.result === result && scan.cents === cents) return;
    this.found.fail(
      [id],
      `let ${node} scan a card; then it was shown "${result}" at ${this.found.at(t)}; however the journal says ${scan?.result ?? 'nothing of it'}`,
    );
  }

  private judge(code: string, { live, off }: Voucher, lastMs: number): void {
    const offIds = off.map(({ id }) => id);
    if (off.length > 1) this.fail(offIds, code, `it came off ${off.length} times`, 'off twice');
    const [first] = off;
    const [redeemed] = live.values();
    if (first !== undefined && redeemed === undefined)
      this.fail(offIds, code, `it came off tab ${first.fact.tab}, and the service has not redeemed it`, 'not redeemed');
    if (first !== undefined && redeemed !== undefined && first.fact.worthCents !== redeemed.cents)
      this.fail([redeemed.id, first.id], code, `it was taken for worth ${first.fact.worthCents}`, 'worth');
    if (redeemed === undefined || first !== undefined) return;
    // The service may still be asked to take it back.
    const { serviceAnswerMs = 0, serviceRestMostMs = 0, cardWaitMs = 0, graceMs, slackMs } = this.header.limits;
    if (this.endMs - lastMs < cardWaitMs + serviceAnswerMs + serviceRestMostMs + graceMs + slackMs) return;
    if (this.still.between(lastMs, this.endMs)) this.found.unknown(STALLED);
    else this.fail([redeemed.id], code, 'by the end it was used up and had come off no tab', 'used up');
  }

  private fail(events: number[], code: string, however: string, what = however): void {
    this.found.fail(events, `let a guest have the card ${code}; then it was scanned; however ${however}`, what);
  }
}

export const voucherOnce: Checker = {
  name: 'voucher-once',
  about:
    'A voucher is redeemed once: what the service has as used came off one tab, as far as that owed, and else it is given back.',
  start(header) {
    const found = findings('voucher-once', header);
    const cards = new Cards(header, found);
    return {
      on: {
        collected: (event) => cards.balances.collected(event),
        'card-shown': (event, id) => cards.show(event, id),
        screen: (event, id) => cards.screen(event, id),
        sent: (event) => cards.sent(event),
        dialled: (event) => cards.dialled(event),
        reply: (event, id) => cards.answered(event, id),
        stall: (event) => cards.still.seen(event),
        fault: (event) => cards.slow.fault(event),
        condition: (event) => cards.time.seen(event),
        'service-did': (event, id) => cards.did(event, id),
        phase({ phase, t }) {
          if (phase === 'faults-over') cards.overMs = t;
          if (phase === 'end') cards.endMs = t;
        },
      },
      facts: {
        ...onSituation((fact, event, id) => cards.seen(fact, event, id)),
        'customer-known': (fact, event, id) => cards.known(fact, event, id),
        'card-refused': (fact, event, id) => cards.refused(fact, event, id),
        'card-dropped': (fact, event, id) => cards.dropped(fact, event, id),
      },
      end(whole) {
        if (whole) cards.end();
        return found.result(whole);
      },
    };
  },
};
