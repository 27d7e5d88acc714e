// A tab that is settled in parts: nothing of it is lost, and nothing is settled twice.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ClientMessage } from '#protocols/mpos/messages';
import { serverConfigSchema } from '../config.ts';
import type { Fact } from '../facts.ts';
import { emptyState, tabOf, type State } from '../state.ts';
import { step } from '../step.ts';
import type { Input } from '../turn.ts';

const config = serverConfigSchema.parse({
  operators: ['Anna'],
  devices: [{ name: 'H01', family: 'handheld' }],
  terminals: [{ name: 'pt1' }],
});

/** A floor on which H01 asks one thing after the other; whatever the card is asked for, it pays at once. */
class Visit {
  state: State = emptyState(config);
  readonly facts: Fact[] = [];
  private req = 0;
  private nowMs = 0;

  constructor(...cents: number[]) {
    this.put({ kind: 'terminal-known', terminal: 'pt1', last: 'none' });
    this.ask({ type: 'sign-on', operator: 'Anna' });
    this.open();
    const bookings = cents.map((price, seq) => ({ seq, article: 'Soup', quantity: 1, cents: price, place: 'none' }));
    this.ask({ type: 'new-balance', bookings });
  }

  put(input: Input): void {
    this.nowMs += 10_000;
    const { state, facts } = step(this.state, { nowMs: this.nowMs, wallMs: this.nowMs }, input);
    this.state = state;
    this.facts.push(...facts.map(({ fact }) => fact));
  }

  open(): void {
    this.ask({ type: 'open' });
  }

  ask(request: object): void {
    this.req += 1;
    const { lock } = tabOf(this.state, 7);
    const message = { tab: 7, token: lock?.token ?? 0, bookings: [], ...request, req: this.req };
    this.put({ kind: 'message', device: 'H01', message: message as unknown as ClientMessage });
  }

  settle(tender: 'cash' | 'card', cents: number): void {
    this.open();
    this.ask(tender === 'cash' ? { type: 'bill', cents } : { type: 'pay', terminal: 'pt1', cents });
    for (const { payment, cents: paidCents } of this.state.payments.values()) {
      const record = { receiptNo: String(payment).padStart(4, '0'), trace: payment };
      this.put({ kind: 'payment-outcome', payment, outcome: 'paid', paidCents, record });
    }
    if (tabOf(this.state, 7).lock !== null) this.ask({ type: 'new-balance' });
  }

  bills(): number[] {
    return this.facts.flatMap((fact) => (fact.kind === 'billed' ? [fact.cents] : []));
  }

  balance(): number {
    return tabOf(this.state, 7).balanceCents;
  }
}

describe('a tab that is settled in parts', () => {
  it('keeps what is left, and is settled by who pays more than that', () => {
    const visit = new Visit(1_890, 650);
    visit.settle('cash', 847);
    assert.equal(visit.balance(), 1_693);
    visit.settle('card', 847);
    assert.equal(visit.balance(), 846);
    visit.settle('cash', 5_000);
    assert.deepEqual(visit.bills(), [847, 847, 846]);
    assert.deepEqual(tabOf(visit.state, 7).lines, []);
  });

  it('says on each bill what it is for, and on the last what was paid before', () => {
    const visit = new Visit(500);
    visit.settle('cash', 200);
    assert.deepEqual(
      tabOf(visit.state, 7).lines.map(({ article, cents }) => [article, cents]),
      [
        ['Soup', 500],
        ['Paid in part', -200],
      ],
    );
  });

  it('loses no cent, whatever is paid how', () => {
    const tender = fc.constantFrom('cash' as const, 'card' as const);
    const price = fc.integer({ min: 1, max: 9_999 });
    fc.assert(
      fc.property(
        fc.array(price, { minLength: 1, maxLength: 8 }),
        fc.array(fc.tuple(tender, price), { maxLength: 8 }),
        (prices, parts) => {
          const visit = new Visit(...prices);
          const whole = prices.reduce((sum, cents) => sum + cents, 0);
          for (const [how, cents] of parts) visit.settle(how, cents);
          const billed = visit.bills().reduce((sum, cents) => sum + cents, 0);
          assert.equal(billed + visit.balance(), whole);
          const lines = tabOf(visit.state, 7).lines.reduce((sum, { cents }) => sum + cents, 0);
          assert.equal(lines, visit.balance());
        },
      ),
    );
  });
});
