/**
 * What the card is asked for: just what is on the tab, as the devices have its lines, or so much of it as the operator has
 * asked for, at the terminal the operator named, once for each payment; and never while another payment has no outcome
 * there or runs on the tab. A payment that nobody listens to any more was asked to stop first, unless the server has died
 * meanwhile. What a terminal was asked for it says itself.
 */
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';
import { Asks, type Ask } from '../folds/asks.ts';
import { Balances } from '../folds/balances.ts';
import { onChanges } from '../folds/changes.ts';
import type { Checker } from '../checker.ts';
import { euros } from '../folds/euros.ts';
import { findings, type Findings } from '../findings.ts';
import { Requests } from '../folds/requests.ts';

type Begun = Extract<Fact, { kind: 'payment-begun' }>;
type Charge = { begun: Begun; id: number; t: number; owedCents: number; parked: boolean; asked: number[] };
/** What a terminal was asked for last, and since when the server must have lived to know that. */
type Running = { id: number; t: number; sinceMs: number };

export const charges: Checker = {
  name: 'charges',
  about:
    'The card is asked once for just what is on the tab, at the terminal that was named, not while another payment is open, and to stop when it is given up.',
  start(header) {
    const found = findings('charges', header);
    const tabs = new Balances();
    const requests = new Requests();
    const taps = new Asks();
    const open = new Map<number, Charge>();
    const givenUp = new GivenUp(found, header.limits.slackMs);
    let latest: Charge | null = null;

    function begin(charge: Charge, t: number): void {
      const { begun, id } = charge;
      const { payment, tab, terminal } = begun;
      for (const other of open.values()) {
        const onTab = other.begun.tab === tab && !other.parked;
        if (!onTab && other.begun.terminal !== terminal) continue;
        found.fail(
          [other.id, id],
          `let payment ${other.begun.payment} of tab ${other.begun.tab} run at ${other.begun.terminal}; then payment ${payment} of tab ${tab} was begun at ${terminal} at ${found.at(t)}; however the first had no outcome`,
        );
      }
    }

    function answered(device: string, req: number): void {
      const charge = latest;
      latest = null;
      const request = charge === null ? null : requests.of(device, req);
      if (charge === null) return;
      // Measured with slack, a fact may be written down before the request that led to it.
      const asked = request?.sent ?? tapFor(taps, charge.begun);
      const isTold = asked !== undefined || header.limits.slackMs === 0;
      judgeAmount(found, charge, isTold ? asked?.cents : charge.begun.cents);
      if (request === null || asksFor(request.sent, charge.begun)) return;
      const { sent, id } = request;
      const { tab, terminal } = charge.begun;
      found.fail(
        [id, charge.id],
        `let ${device} send ${sent.type} for tab ${sent.tab ?? 0} at ${sent.terminal ?? 'no terminal'}; then a payment was begun; however it is one of tab ${tab} at ${terminal}`,
      );
    }

    return {
      on: {
        collected: (event) => tabs.collected(event),
        sent: (event, id) => requests.sent(event, id),
        tap: (event, id) => void taps.tapped(event, id),
        condition: (event) => givenUp.condition(event),
        'left-alone': (event, id) => givenUp.leftAlone(event, id),
        'asked-to-pay'({ node, cents, t }, id) {
          const charge = [...open.values()].find(({ begun }) => begun.terminal === node);
          givenUp.asked(node, charge === undefined ? null : { id, t, sinceMs: charge.t });
          if (charge === undefined) return;
          charge.asked.push(id);
          judgeAsked(found, charge, { node, cents, t });
        },
      },
      facts: {
        booked: (fact) => tabs.booked(fact),
        ...onChanges((fact) => tabs.changed(fact)),
        billed: (fact) => tabs.billed(fact),
        'payment-begun'(begun, { t }, id) {
          found.judge();
          const charge = { begun, id, t, owedCents: tabs.owedCents(begun.tab), parked: false, asked: [] };
          begin(charge, t);
          open.set(begun.payment, charge);
          latest = charge;
        },
        'payment-parked'({ payment }) {
          const charge = open.get(payment);
          if (charge !== undefined) charge.parked = true;
        },
        'payment-ended': ({ payment }) => void open.delete(payment),
        answered: ({ device, req }) => answered(device, req),
      },
      end(whole) {
        givenUp.end();
        return found.result(whole);
      },
    };
  },
};

/** Payments at terminals whose till has hung up before it was told how they ended. */
class GivenUp {
  private readonly found: Findings;
  private readonly slackMs: number;
  private readonly running = new Map<string, Running>();
  /** When the server began or ceased to run, ms of the run; that may be told after what comes of it. */
  private readonly serverMs: number[] = [];
  private readonly unasked: { node: string; one: Running; id: number; t: number }[] = [];

  constructor(found: Findings, slackMs: number) {
    this.found = found;
    this.slackMs = slackMs;
  }

  condition({ of, t }: EventOf<'condition'>): void {
    if (of === 'server') this.serverMs.push(t);
  }

  /** A terminal was asked for a payment; null for one of which the journal has nothing. */
  asked(node: string, one: Running | null): void {
    if (one === null) this.running.delete(node);
    else this.running.set(node, one);
  }

  leftAlone({ node, askedToStop, t }: EventOf<'left-alone'>, id: number): void {
    const one = this.running.get(node);
    if (one === undefined) return;
    this.found.judge();
    if (!askedToStop) this.unasked.push({ node, one, id, t });
  }

  /** A server that has died meanwhile could not ask. */
  end(): void {
    for (const { node, one, id, t } of this.unasked) {
      if (this.serverMs.some((ms) => ms >= one.sinceMs && ms <= t + this.slackMs)) continue;
      this.found.fail(
        [one.id, id],
        `let ${node} be asked to pay at ${this.found.at(one.t)}; then its till hung up at ${this.found.at(t)} before it was told how that ended; however it had not asked it to stop`,
        'not asked to stop',
      );
    }
  }
}

/** The tap at a thin client that asked for a payment: over so much if one did, else the latest. */
function tapFor(taps: Asks, { device, tab, cents }: Begun): Ask | undefined {
  const isPay = (ask: Ask): boolean => ask.type === 'pay' && ask.tab === tab;
  return taps.tap(device, (ask) => isPay(ask) && ask.cents === cents) ?? taps.tap(device, isPay);
}

/** A terminal was asked for what the payment is over, once. */
function judgeAsked(
  found: Findings,
  { begun, id, asked }: Charge,
  at: { node: string; cents: number; t: number },
): void {
  const { node, cents, t } = at;
  const { payment, tab, cents: right } = begun;
  if (cents === right && asked.length === 1) return;
  found.fail(
    [id, ...asked],
    `let payment ${payment} of tab ${tab} be begun over ${euros(right)}; then ${node} was asked for ${euros(cents)} at ${found.at(t)}; however that is ${cents === right ? `the ${asked.length}. time` : 'another amount'}`,
  );
}

/** All that is on the tab is to be paid, or so much of it as was asked for. */
function judgeAmount(found: Findings, { begun, id, t, owedCents }: Charge, mostCents = owedCents): void {
  const { payment, tab, cents } = begun;
  if (cents === Math.min(owedCents, mostCents)) return;
  const asked = mostCents < owedCents ? `, and ${euros(mostCents)} of it be asked for` : '';
  found.fail(
    [id],
    `let the devices have put lines over ${euros(owedCents)} on tab ${tab}${asked}; then payment ${payment} was begun at ${found.at(t)}; however it is over ${euros(cents)}`,
  );
}

function asksFor({ type, tab, terminal }: EventOf<'sent'>, begun: Begun): boolean {
  return type === 'pay' && tab === begun.tab && terminal === begun.terminal;
}
