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
    const unsent = held()
      .collects('H01', 5, 1, 500)
      .asks('H01', 'pay', { tab: 5, token: 1, seqs: [1], terminal: 'pt1' })
      .at(3_010);
    assert.match(judge(unsent.refused('H01', 'nothing-to-pay')), /not so/);
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

  it('is judged by the request it is for, whatever others ask and are told meanwhile', () => {
    const three = (): Story =>
      evening()
        .signsOn('till', 'Chef')
        .at(2_000)
        .asks('H01', 'open', { tab: 6 })
        .asks('H02', 'open', { tab: 7 })
        .asks('till', 'open', { tab: 8 })
        .at(2_010)
        .shows('H02', 'opened');
    assert.equal(three().judged(refusals).judged, 0);
    const told = three()
      .refused('H01', 'held-by-another-device', { holder: 'H02' })
      .at(2_020)
      .fact({ kind: 'started' });
    const { judged, failures } = told.refused('till', 'held-by-another-device', { holder: 'H02' }).judged(refusals);
    assert.deepEqual([judged, failures], [2, 2]);
    const kept = evening().signsOn('till', 'Chef').at(2_000).opens('till', 'Chef', 5, 1).at(3_000);
    kept.asks('H01', 'open', { tab: 6 }).asks('H02', 'open', { tab: 5 }).at(3_010);
    assert.equal(judge(kept.refused('H02', 'held-by-another-device', { holder: 'till' })), 'pass');
  });

  it('of a request that the device has given up is left alone', () => {
    const given = evening().at(2_000).asks('H01', 'open', { tab: 5 }).at(2_010).asks('H01', 'open', { tab: 6 });
    const late = given.event('H01', { kind: 'reply', req: 2, ok: false, did: 'open', code: 'held-by-payment' });
    assert.equal(judge(late), 'pass');
  });

  it('may be explained on the wire by what is told after the device has asked anew', () => {
    const late = evening().at(2_000).asks('H02', 'open', { tab: 5 }).at(3_010);
    late.refused('H02', 'held-by-another-device', { holder: 'H01' }).at(3_020).asks('H02', 'open', { tab: 6 });
    late.at(3_030).fact({ kind: 'tab-locked', tab: 5, token: 1, device: 'H01', operator: 'Anna' });
    assert.equal(late.at(9_000).fact({ kind: 'started' }).verdict(refusals, { slackMs: 1_500 }), 'pass');
    assert.match(judge(late), /not so/);
  });

  it('says in a failure what was asked, when, and what it was told', () => {
    const open = evening().at(2_000).asks('H02', 'open', { tab: 5 }).at(2_010);
    const { evidence } = open.refused('H02', 'held-by-another-device', { holder: 'H01' }).judged(refusals);
    assert.deepEqual(evidence, [
      {
        events: [11, 12],
        sentence:
          'let H02 wait for an answer; then at 0:00:02.010 it was told "held-by-another-device" (H01) about its open of tab 5; however that was not so at any time meanwhile',
      },
    ]);
    const off = evening().at(2_000).asks('H02', 'sign-off').at(2_010).refused('H02', 'not-signed-on');
    assert.match(off.judged(refusals).evidence[0]?.sentence ?? '', /told "not-signed-on" about its sign-off; however/);
    const none = evening().event('H01', { kind: 'reply', req: 0, ok: false, did: 'error', code: 'hello-first' });
    const [about] = none.judged(refusals).evidence;
    assert.deepEqual(about?.events, [11]);
    assert.match(about?.sentence ?? '', /told "hello-first" about the connection; however/);
  });
});

describe('a refusal on the screen of a thin client', () => {
  const client = (): Story =>
    held()
      .event('C01', { kind: 'admitted', session: 1 })
      .fact({ kind: 'signed-on', device: 'C01', operator: 'Ben' })
      .screen('C01', 1, 0, 0)
      .at(4_000);
  const opens = (story: Story, tab: number): Story => story.taps('C01', 1, 'open', { tab });
  const told = (story: Story, refusal: string, fields: object = {}): Story =>
    story.at(4_100).screen('C01', 2, 0, 0, { refusal, ...fields });

  it('names the true holder of the tab', () => {
    assert.equal(judge(told(opens(client(), 5), 'held-by-another-device', { holder: 'H01' })), 'pass');
    assert.match(judge(told(opens(client(), 5), 'held-by-another-device', { holder: 'H02' })), /not so/);
    assert.match(judge(told(opens(client(), 5), 'held-by-another-device')), /not so/);
  });

  it('names the right that is missing', () => {
    const floor = { devices: [{ name: 'C01', family: 'client' }], terminals: ['pt1'], rights: { Ben: ['split'] } };
    const change = { kind: 'discount', percent: 10 } as const;
    const verdict = (right: string): string => {
      const story = client().fact({ kind: 'tab-locked', tab: 6, token: 2, device: 'C01', operator: 'Ben' });
      story.books('C01', 'Ben', 6, 2, 1, 500).taps('C01', 1, 'change', { tab: 6, token: 2, change });
      return told(story, 'right-missing', { right }).judged(refusals, {}, true, { floor } as never).verdict;
    };
    assert.deepEqual([verdict('discount'), verdict('split')], ['pass', 'fail']);
  });

  it('may be about any of the taps that no screen has answered yet', () => {
    const taps = (): Story => opens(opens(client(), 5), 6);
    assert.equal(judge(told(taps(), 'held-by-another-device', { holder: 'H01' })), 'pass');
    assert.match(judge(told(taps(), 'held-by-payment', { holder: 'H01' })), /not so/);
    const answered = taps().at(4_050).screen('C01', 2, 6, 2);
    assert.equal(told(answered, 'held-by-payment').judged(refusals).judged, 0);
  });

  it('is judged once, however often that screen is sent, and not by a tap that only turns a page', () => {
    const wrong = told(opens(client(), 6), 'held-by-payment', { holder: 'H01' });
    const again = wrong.at(4_200).screen('C01', 3, 0, 0, { refusal: 'held-by-payment' });
    const { judged, failures } = again.judged(refusals);
    assert.deepEqual([judged, failures], [1, 1]);
    const page = { kind: 'tap', screen: 1, title: 'Screen', key: 'more', x: 1, y: 1 } as const;
    assert.equal(told(client().event('C01', page), 'held-by-payment').judged(refusals).judged, 0);
  });

  it('is about its own taps, whatever is tapped and shown at another', () => {
    const two = (): Story =>
      client()
        .fact({ kind: 'signed-on', device: 'C02', operator: 'Chef' })
        .taps('C01', 1, 'open', { tab: 6 })
        .taps('C02', 1, 'open', { tab: 5 })
        .at(4_050);
    assert.match(judge(told(two(), 'held-by-another-device', { holder: 'H01' })), /not so/);
    const shown = two().screen('C02', 2, 0, 0, { refusal: 'held-by-another-device', holder: 'H01' });
    assert.match(judge(told(shown, 'own-locked-tab', { holder: 'C01' })), /not so/);
    assert.match(judge(told(two().screen('C02', 2, 5, 2), 'held-by-payment')), /not so/);
  });

  it('may be explained on the wire by what is told after it, though somebody has tapped on', () => {
    const late = (): Story =>
      told(opens(client(), 6), 'held-by-another-device', { holder: 'H02' })
        .taps('C01', 2, 'open', { tab: 7 })
        .at(4_200)
        .fact({ kind: 'tab-locked', tab: 6, token: 2, device: 'H02', operator: 'Anna' })
        .at(9_000)
        .fact({ kind: 'started' });
    assert.equal(late().verdict(refusals, { slackMs: 1_500 }), 'pass');
    assert.match(late().verdict(refusals), /not so/);
  });

  it('asks to sign on anew where the client has lost its place, and not before', () => {
    const left = client().fact({ kind: 'client-left', client: 'C01', session: 1, cause: 'lost' });
    assert.equal(judge(told(opens(left, 6), 'not-signed-on')), 'pass');
    assert.match(judge(told(opens(client(), 6), 'not-signed-on')), /not so/);
  });
});
