// A Simple Order is done whole, or not at all.
import assert from 'node:assert/strict';
import type { ReplyEvent } from '#history/events';
import type { Fact } from '#server/core/facts';
import { evening, type Story } from '../story.ts';
import { simpleOrders } from './simple-order.ts';

const line = { article: 'Espresso', quantity: 1, cents: 280, place: 'bar' };
const by = { device: 'H01', operator: 'Anna' };
const locked: Fact = { kind: 'tab-locked', tab: 99, token: 1, ...by };
const booked = (changes: object = {}, tab = 99): Fact => ({
  ...{ kind: 'booked', tab, token: 1, ...by, source: '40', offline: false },
  bookings: [{ seq: 1, ...line, ...changes }],
});
const billed: Fact = { kind: 'billed', bill: 1, tab: 99, ...by, cents: 280, tender: 'cash', payment: null };
const released: Fact = { kind: 'tab-released', tab: 99, token: 1, device: 'H01', cause: 'bill' };
const job = { kind: 'job-queued', document: 'bill', copy: false, tab: 99 } as unknown as Fact;
const WHOLE = [locked, booked(), job, billed, job, released];

/** H01 presses the key; this is decided, and it is told so. */
function ordered(facts: Fact[], told: Partial<ReplyEvent> = {}): Story {
  const story = evening()
    .asks('H01', 'simple-order', { tab: 99, seqs: [1], line })
    .fact(...facts);
  if (facts.length > 0) story.answers('H01', { did: 'billed', seqs: [1], bill: 1, cents: 280 });
  return told.ok === false ? story.refused('H01', 'try-again') : story.shows('H01', 'billed', told);
}

/** `pass`, or what a failure says after its `however`. */
function verdict(story: Story, article: string | null = 'Espresso'): string {
  const floor = { devices: [], ...(article === null ? {} : { simpleOrder: { tab: 99, article } }) };
  const { verdict: said, evidence } = story.judged(simpleOrders, {}, true, { floor } as object);
  return said === 'fail' ? (evidence[0]?.sentence.split('; however ')[1] ?? '') : said;
}

describe('a Simple Order', () => {
  it('of a thin client, which sends no line, is done whole', () => {
    const atC01 = (facts: Fact[], articles = 'Espresso'): string => {
      const story = evening().fact(...facts.map((fact) => ({ ...fact, device: 'C01' }) as Fact));
      story.answers('C01', { did: 'billed', seqs: [1], bill: 1, cents: 280 });
      const floor = { devices: [{ name: 'C01', family: 'client' }], simpleOrder: { tab: 99, article: articles } };
      const { verdict: said, evidence } = story.judged(simpleOrders, {}, true, { floor } as object);
      return said === 'fail' ? (evidence[0]?.sentence.split('; however ')[1] ?? '') : said;
    };
    assert.equal(atC01([locked, booked(), billed, released]), 'pass');
    assert.match(atC01([locked, booked(), released]), /"tab-locked, booked, tab-released, answered"/);
    assert.match(atC01([locked, booked(), billed, released], 'Tea'), /another article/);
    assert.match(atC01([{ ...locked, tab: 98 } as Fact, booked({}, 98), billed, released]), /on tab 98/);
  });

  it('is booked and cashed out by one decision', () => {
    assert.equal(verdict(ordered(WHOLE)), 'pass');
    assert.match(verdict(ordered([locked, booked(), released])), /"tab-locked, booked, tab-released, answered"/);
    assert.match(verdict(ordered([locked, booked(), billed])), /"tab-locked, booked, billed, answered"/);
    assert.match(verdict(ordered([booked(), billed, released])), /what was decided with it is/);
  });

  it('is not interrupted by anything else', () => {
    assert.match(verdict(ordered([locked, booked(), { kind: 'started' }, billed, released])), /"tab-locked, booked"/);
  });

  it('that was refused, or is not answered, is booked by nobody', () => {
    assert.equal(verdict(ordered([], { ok: false })), 'pass');
    assert.equal(verdict(ordered(WHOLE, { ok: false })), 'it was refused, and its line is booked');
    assert.equal(verdict(ordered([])), 'it was told that it was done, and nothing is booked');
    assert.equal(verdict(evening().asks('H01', 'simple-order', { tab: 99, seqs: [1], line })), 'pass');
  });

  it('is booked once, on its table, with its article, as it was sent', () => {
    assert.equal(verdict(ordered([...WHOLE, ...WHOLE])), 'its line was booked 2 times');
    assert.equal(verdict(ordered([locked, booked({}, 98), billed, released])), 'its line was booked on tab 98');
    assert.equal(
      verdict(ordered([locked, booked({ cents: 1 }), billed, released])),
      'its line was booked otherwise than it was sent',
    );
    assert.equal(verdict(ordered(WHOLE), 'Soup'), 'another article was booked');
    assert.equal(verdict(ordered(WHOLE), null), 'none is set up, and its line is booked');
  });
});
