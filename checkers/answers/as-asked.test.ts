// Whether the server does what it was asked for.
import assert from 'node:assert/strict';
import { asAsked } from './as-asked.ts';
import { evening, type Story } from '../story.ts';

const held = (): Story => evening().at(2_000).opens('H01', 'Anna', 5, 1).at(3_000).collects('H01', 5, 1, 500);
const writes = (type: string, fields = {}): Story =>
  held().asks('H01', type, { tab: 5, token: 1, seqs: [1], ...fields });

describe('what the server does', () => {
  it('is what a device has asked for', () => {
    const story = writes('pay', { terminal: 'pt1' }).books('H01', 'Anna', 5, 1, 1, 500).begins(1, 5, 1);
    assert.equal(story.verdict(asAsked), 'pass');
    assert.equal(story.judged(asAsked, {}, false).verdict, 'unknown');
  });

  it('is nothing that nobody has asked for', () => {
    const opened = evening().fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'H01', operator: 'Anna' });
    assert.match(opened.verdict(asAsked), /unasked/);
    const closed = held().fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'new-balance' });
    assert.match(closed.verdict(asAsked), /unasked/);
    const ended = held().fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'lease-ended' });
    assert.equal(ended.verdict(asAsked), 'pass');
    const forced = held().fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'forced' });
    assert.match(forced.verdict(asAsked), /unasked/);
    assert.match(evening().fact({ kind: 'signed-off', device: 'H01' }).verdict(asAsked), /unasked/);
  });

  it('is done under the token that the device has shown, whatever the server writes down', () => {
    assert.match(
      writes('hand-over', { token: 7 }).books('H01', 'Anna', 5, 1, 1, 500).verdict(asAsked),
      /with token 1 instead of 7/,
    );
  });

  it('is what the operator of a thin client has tapped on, also when a slow server comes to it late', () => {
    const taps = (...articles: string[]): Story => {
      const story = evening().at(2_000).opens('H01', 'Anna', 5, 1);
      for (const article of articles) {
        const tap = {
          kind: 'tap',
          screen: 4,
          title: 'Tab 5',
          key: article,
          x: 9,
          y: 9,
          asks: 'book',
          tab: 5,
          token: 1,
        };
        story.event('H01', { ...tap, article } as Parameters<Story['event']>[1]);
      }
      return story;
    };
    const booked = (story: Story, article: string): string =>
      story
        .fact({
          kind: 'booked',
          tab: 5,
          token: 1,
          device: 'H01',
          operator: 'Anna',
          source: '40',
          offline: false,
          bookings: [{ seq: 1, article, quantity: 1, cents: 420, place: 'bar' }],
        })
        .verdict(asAsked);
    assert.equal(booked(taps('Pils', 'Water', 'Soup'), 'Pils'), 'pass');
    assert.match(booked(taps('Pils', 'Water'), 'Soup'), /with 1 x Soup instead of Water/);
    assert.match(booked(taps(), 'Soup'), /unasked|instead of/);
  });

  it('is done in the name of the operator who is signed on', () => {
    const open = evening().asks('H01', 'open', { tab: 5 });
    const wrong = open.fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'H01', operator: 'Ben' });
    assert.match(wrong.verdict(asAsked), /with operator Ben instead of Anna/);
    assert.match(writes('hand-over').books('H01', 'Ben', 5, 1, 1, 500).verdict(asAsked), /operator Ben/);
    const signOn = evening().asks('H01', 'sign-on', { operator: 'Ben' });
    assert.match(signOn.fact({ kind: 'signed-on', device: 'H01', operator: 'Anna' }).verdict(asAsked), /operator Anna/);
  });

  it('is done with the lines, and at the terminal, that were sent', () => {
    assert.match(
      writes('hand-over').books('H01', 'Anna', 5, 1, 2, 500).verdict(asAsked),
      /line 2, which it did not send/,
    );
    assert.match(writes('hand-over', { offline: true }).books('H01', 'Anna', 5, 1, 1, 500).verdict(asAsked), /offline/);
    assert.match(writes('pay', { terminal: 'pt2' }).begins(1, 5, 1).verdict(asAsked), /terminal pt1 instead of pt2/);
    const part = (cents: number): string => writes('pay', { terminal: 'pt1', cents }).begins(1, 5, 1).verdict(asAsked);
    assert.match(part(100), /with cents \d+ instead of 100/);
    assert.equal(part(1_000_000), 'pass');
  });

  it('prints again what was to be printed again, and takes for printed what was reported', () => {
    const job = {
      kind: 'job-queued',
      job: 1,
      document: 'bill',
      tab: 5,
      queue: 'H01',
      device: 'H01',
      lines: [] as string[],
    } as const;
    const queued = (): Story => evening().fact({ ...job, route: 'belt', ticket: 1, copy: false });
    const again = { ...job, job: 2, ticket: 1, route: 'static', queue: 'counter', copy: true } as const;
    assert.equal(queued().asks('till', 'reprint', { job: 1 }).fact(again).verdict(asAsked), 'pass');
    const other = { ...job, job: 3, route: 'static', ticket: 3, copy: false } as const;
    assert.match(queued().fact(other).asks('till', 'reprint', { job: 3 }).fact(again).verdict(asAsked), /unasked/);
    assert.match(queued().fact(again).verdict(asAsked), /unasked/);
    const printed = { kind: 'job-printed', job: 1, printer: 'H01/belt', evidence: 'confirmed' } as const;
    assert.equal(queued().asks('H01', 'receipt-printed', { job: 1 }).fact(printed).verdict(asAsked), 'pass');
    assert.match(queued().asks('H01', 'receipt-printed', { job: 8 }).fact(printed).verdict(asAsked), /unasked/);
  });
});
