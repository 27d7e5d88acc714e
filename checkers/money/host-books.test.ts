// The books of the payment host, held against the journal.
import assert from 'node:assert/strict';
import type { EventBody } from '#history/events';
import type { Fact } from '#server/core/facts';
import { Story } from '../story.ts';
import { hostBooks } from './host-books.ts';

const NUMBERS = { receiptNo: '0007', trace: 7 };
const OF_THE_HOST = 'service-did';

const charged = (key = 'k1', cents = 690): EventBody => ({
  ...{ kind: 'service-did', did: 'card-charged', key, terminal: 'pt1', cents, ...NUMBERS },
});
const reversed = (key = 'k1'): EventBody => ({ kind: 'service-did', did: 'charge-reversed', key });
const money = (phase: 'taken' | 'reversed'): EventBody => ({ kind: 'money', phase, cents: 690, ...NUMBERS });
const asked: Fact = {
  ...{ kind: 'payment-begun', payment: 1, tab: 5, token: 1, device: 'H01', operator: 'Anna', terminal: 'pt1' },
  ...{ cents: 690, baseline: 'none' },
};
const ended = (outcome: 'paid' | 'declined'): Fact => ({
  ...{ kind: 'payment-ended', payment: 1, tab: 5, outcome, tipCents: 0, refundCents: 0 },
  paidCents: outcome === 'paid' ? 690 : 0,
  record: outcome === 'paid' ? NUMBERS : null,
});
const off: EventBody = { kind: 'condition', of: 'terminal', state: 'off' };
const down: EventBody = { kind: 'condition', of: 'service', state: 'down' };
const on: EventBody = { kind: 'condition', of: 'terminal', state: 'on' };
const givesBack: Fact[] = [
  {
    ...{ kind: 'reversal-begun', payment: 1, tab: 5, token: 2, device: 'H01', operator: 'Anna', terminal: 'pt1' },
    ...{ paidCents: 690, record: NUMBERS },
  },
  {
    ...{ kind: 'reversal-ended', payment: 1, tab: 5, outcome: 'reversed', paidCents: 690, cents: 690 },
    ...{ tipCents: 0, refundCents: 0 },
  },
] as Fact[];

/** What is found in a history in which that happens, one second after the other. */
function verdict(...told: (Fact | EventBody)[]): string {
  const story = new Story();
  let s = 10;
  for (const what of told) {
    story.at((s += 1) * 1_000);
    if (what.kind === OF_THE_HOST || what === down) story.event('paymentHost', what as EventBody);
    else if (what.kind === 'money' || what.kind === 'condition') story.event('pt1', what as EventBody);
    else story.fact(what as Fact);
  }
  const result = story.judged(hostBooks, {}, true, { floor: { services: { paymentHost: {} } } } as never);
  return result.evidence.map(({ sentence }) => sentence).join('\n') || result.verdict;
}

describe('the books of the payment host', () => {
  it('are those of the journal', () => {
    assert.equal(verdict(asked, charged(), money('taken'), ended('paid')), 'pass');
    assert.equal(verdict(asked, charged(), reversed(), ended('declined')), 'pass');
    assert.equal(verdict(asked, charged(), ended('declined'), reversed()), 'pass', 'later');
    const paid = [asked, charged(), money('taken'), ended('paid')];
    assert.equal(verdict(...paid, ...givesBack, money('reversed'), reversed()), 'pass');
  });

  it('have nothing charged of what was not paid, or given back', () => {
    assert.match(verdict(asked, charged(), ended('declined')), /the charge was not reversed/);
    assert.match(verdict(asked, charged()), /the charge was not reversed/);
    assert.match(verdict(asked, charged(), money('taken'), ended('declined')), /the charge was not reversed/);
    assert.match(verdict(asked, charged(), ended('declined'), reversed('k2')), /the charge was not reversed/);
    const paid = [asked, charged(), money('taken'), ended('paid')];
    assert.match(verdict(...paid, ...givesBack, money('reversed')), /the charge was not reversed/);
  });

  it('have all that was paid, for what was paid', () => {
    assert.match(verdict(asked, money('taken'), ended('paid')), /the host has nothing charged/);
    assert.match(verdict(asked, charged(), reversed(), ended('paid')), /the host has nothing charged/);
    assert.match(verdict(asked, charged('k1', 700), money('taken'), ended('paid')), /the charge was not reversed/);
  });

  it('have nothing charged twice, not even for a while', () => {
    assert.match(verdict(asked, charged(), charged('k2'), reversed('k2'), ended('paid')), /charged that 2 times/);
    assert.equal(verdict(asked, charged(), reversed(), charged('k2'), money('taken'), ended('paid')), 'pass');
  });

  it('may have more while a payment is open, or somebody is off who must reverse', () => {
    assert.equal(verdict(asked, charged(), money('taken')), 'pass', 'the server does not know it yet');
    assert.match(verdict(charged(), money('taken')), /the charge was not reversed/, 'nobody had asked');
    assert.equal(verdict(asked, charged(), ended('declined'), off), 'unknown');
    assert.equal(verdict(asked, charged(), ended('declined'), down), 'unknown');
    assert.match(verdict(asked, charged(), ended('declined'), off, on), /the charge was not reversed/);
  });
});
