// Why a device is refused, and whether that is so.
import assert from 'node:assert/strict';
import { refusals } from './refusals.ts';
import { evening, type Story } from '../story.ts';

const held = (): Story => evening().at(2_000).opens('H01', 'Anna', 5, 1).at(3_000);
const wants = (story: Story): Story => story.asks('H02', 'open', { tab: 5 }).at(3_010);
const parked = (): Story =>
  evening().fact({ kind: 'payment-parked', payment: 1, tab: 5 }).at(2_000).opens('H01', 'Anna', 5, 1).at(3_000);
const judge = (story: Story): string => story.at(9_000).fact({ kind: 'started' }).verdict(refusals);

describe('a refusal', () => {
  it('names the holder of the tab, and whether that is another device or the same operator', () => {
    assert.equal(judge(wants(held()).refused('H02', 'held-by-another-device', { holder: 'H01' })), 'pass');
    assert.match(
      judge(wants(held()).refused('H02', 'held-by-another-device', { holder: 'H02' })),
      /not so at any time/,
    );
    assert.match(judge(wants(held()).refused('H02', 'own-locked-tab', { holder: 'H01' })), /not so at any time/);
    const again = held().asks('H01', 'open', { tab: 5 }).at(3_010);
    assert.equal(judge(again.refused('H01', 'own-locked-tab', { holder: 'H01' })), 'pass');
  });

  it('says that a payment keeps the tab while one does', () => {
    const paying = held().begins(1, 5, 1);
    assert.equal(judge(wants(paying).refused('H02', 'held-by-payment', { holder: 'H01' })), 'pass');
    assert.match(judge(wants(held()).refused('H02', 'held-by-payment', { holder: 'H01' })), /not so/);
  });

  it('may be out of date by the time it is read, but not by the time it was asked for', () => {
    const free = { kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'new-balance' } as const;
    const meanwhile = held().asks('H02', 'open', { tab: 5 }).at(3_005).fact(free).at(3_010);
    assert.equal(judge(meanwhile.refused('H02', 'held-by-another-device', { holder: 'H01' })), 'pass');
    const before = wants(held().fact(free).at(3_005));
    assert.match(judge(before.refused('H02', 'held-by-another-device', { holder: 'H01' })), /not so/);
  });

  it('asks to try again only while the bill of the tab is printed, and not for long', () => {
    const settled = (): Story =>
      evening()
        .fact({
          kind: 'billed',
          bill: 1,
          tab: 5,
          device: 'H01',
          operator: 'Anna',
          cents: 1,
          tender: 'cash',
          payment: null,
        })
        .fact({
          kind: 'job-queued',
          job: 1,
          document: 'bill',
          tab: 5,
          route: 'static',
          queue: 'counter',
          device: 'H01',
          ticket: 1,
          copy: false,
          lines: [],
        })
        .at(3_000);
    assert.equal(judge(wants(settled()).refused('H02', 'try-again')), 'pass');
    assert.match(judge(wants(settled().at(7_000)).refused('H02', 'try-again')), /not so/);
    const printed = settled().fact({ kind: 'job-printed', job: 1, printer: 'counter', evidence: 'confirmed' });
    assert.match(judge(wants(printed).refused('H02', 'try-again')), /not so/);
  });

  it('of a write is about its token, its payment, its terminal or its balance', () => {
    const pay = (story: Story, confirmed = false): Story =>
      story.asks('H01', 'pay', { tab: 5, token: 1, terminal: 'pt1', ...(confirmed ? { confirmed } : {}) }).at(3_010);
    assert.equal(judge(pay(parked()).refused('H01', 'card-may-be-charged')), 'pass');
    assert.match(judge(pay(parked(), true).refused('H01', 'card-may-be-charged')), /not so/);
    assert.equal(judge(pay(held()).refused('H01', 'nothing-to-pay')), 'pass');
    const lines = held().collects('H01', 5, 1, 500).books('H01', 'Anna', 5, 1, 1, 500);
    assert.match(judge(pay(lines).refused('H01', 'nothing-to-pay')), /not so/);
    assert.equal(judge(pay(held()).refused('H01', 'terminal-not-ready')), 'pass');
    const known = held().fact({ kind: 'terminal-known', terminal: 'pt1', last: 'none' });
    assert.match(judge(pay(known).refused('H01', 'terminal-not-ready')), /not so/);
    assert.match(judge(pay(held()).refused('H01', 'terminal-busy')), /not so/);
    assert.equal(judge(pay(held().begins(1, 9, 7, 'H02')).refused('H01', 'terminal-busy')), 'pass');
    assert.match(judge(pay(held()).refused('H01', 'stale-token')), /not so/);
    const stale = held().asks('H01', 'bill', { tab: 5, token: 9 }).at(3_010);
    assert.equal(judge(stale.refused('H01', 'stale-token')), 'pass');
  });

  it('is about rights only where they lack', () => {
    const asked = (type: string, fields = {}): Story => evening().asks('H01', type, fields).at(1_010);
    assert.match(judge(asked('open', { tab: 5 }).refused('H01', 'not-signed-on')), /not so/);
    assert.equal(judge(asked('sign-on', { operator: 'Nobody' }).refused('H01', 'unknown-operator')), 'pass');
    assert.match(judge(asked('sign-on', { operator: 'Ben' }).refused('H01', 'unknown-operator')), /not so/);
    assert.equal(judge(asked('force-free', { tab: 5 }).refused('H01', 'till-only')), 'pass');
    assert.equal(judge(asked('reprint', { job: 7 }).refused('H01', 'unknown-job')), 'pass');
  });

  it('never says what no device gives a reason for', () => {
    const asked = evening().asks('H01', 'open', { tab: 5 }).at(1_010);
    assert.match(judge(asked.refused('H01', 'out-of-order')), /not so/);
    const told = evening().event('H01', { kind: 'reply', req: 0, ok: false, did: 'error', code: 'hello-first' });
    assert.match(judge(told), /not so/);
    const twice = evening().event('H01', { kind: 'reply', req: 0, ok: false, did: 'error', code: 'device-replaced' });
    assert.equal(judge(twice), 'pass');
  });

  it('is judged on the wire when what happened before it is sure to have been told', () => {
    const late = evening().at(2_000).asks('H02', 'open', { tab: 5 }).at(3_010);
    late.refused('H02', 'held-by-another-device', { holder: 'H01' }).at(3_020);
    late
      .fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'H01', operator: 'Anna' })
      .at(9_000)
      .fact({ kind: 'started' });
    assert.equal(late.verdict(refusals, { slackMs: 1_500 }), 'pass');
    assert.match(late.verdict(refusals), /not so/);
  });

  it('is unknown in a history that is cut off', () => {
    assert.equal(held().judged(refusals, {}, false).verdict, 'unknown');
  });

  it('says that a ticket is unknown as soon as too many were printed after it', () => {
    const printed = (story: Story, job: number): Story => {
      const made = { document: 'order', tab: 5, route: 'pos', queue: 'counter', device: 'H01', ticket: job } as const;
      story.fact({ kind: 'job-queued', job, ...made, copy: false, lines: [] });
      return story.fact({ kind: 'job-printed', job, printer: 'counter', evidence: 'confirmed' });
    };
    const many = (count: number): Story =>
      Array.from({ length: count }, (_, i) => i + 1).reduce(printed, evening().at(3_000));
    const asked = (count: number): Story => many(count).asks('H01', 'reprint', { job: 1 }).at(3_002);
    assert.match(judge(asked(200).at(3_010).refused('H01', 'unknown-job')), /not so/);
    assert.equal(judge(printed(asked(200), 201).at(3_010).refused('H01', 'unknown-job')), 'pass');
  });

  it('of a Simple Order at a thin client goes by the price on the menu', () => {
    const told = (cents: number): string => {
      const floor = {
        ...{
          devices: [{ name: 'C01', family: 'client', beltPrinter: false }],
          printers: [],
          terminals: [],
          places: {},
        },
        ...{ articles: [{ name: 'Deposit', cents, place: 'none' }], simpleOrder: { tab: 9, article: 'Deposit' } },
      };
      const { verdict } = evening()
        .event('C01', { kind: 'admitted', session: 1 })
        .fact({ kind: 'signed-on', device: 'C01', operator: 'Anna' })
        .screen('C01', 1, 0, 0)
        .at(2_000)
        .taps('C01', 1, 'simple-order', { tab: 9, article: 'Deposit' })
        .at(2_100)
        .screen('C01', 2, 0, 0, { refusal: 'nothing-to-pay' })
        .at(9_000)
        .fact({ kind: 'started' })
        .judged(refusals, {}, true, { floor } as never);
      return verdict;
    };
    assert.deepEqual([told(-25), told(0), told(25)], ['pass', 'pass', 'fail']);
  });
});
