// Digital receipts: what is asked of the service, when paper stands in, and what a restart leaves of it.
import assert from 'node:assert/strict';
import type { CloudAnswer } from '#protocols/cloud/exchange';
import { ISSUE_PATH, WITHDRAW_PATH } from '#protocols/cloud/nocoo';
import { CoreByHand } from '../by-hand.ts';
import type { ServerConfigInput } from '../config.ts';
import type { Timer } from '../turn.ts';

const plain = {
  operators: ['Anna'],
  devices: [
    { name: 'H01', family: 'handheld', beltPrinter: true },
    { name: 'H02', family: 'handheld' },
  ],
  printers: [{ name: 'counter' }],
  fallbackPrinter: 'counter',
} satisfies ServerConfigInput;
type Nocoo = NonNullable<NonNullable<ServerConfigInput['services']>['nocoo']>;

/** A server whose service is asked by hand; H02, or another device, settles tabs in cash. */
function server(nocoo: Nocoo, device = 'H02', more: Partial<ServerConfigInput> = {}) {
  const core = new CoreByHand({ ...plain, ...more, services: { nocoo } });
  let seq = 0;
  const say = (message: object): void => core.ask(device, message);
  say({ type: 'sign-on', operator: 'Anna' });
  return {
    restart: () => core.restart(),
    settle(tab: number): void {
      say({ type: 'open', tab });
      const bookings = [{ seq: (seq += 1), article: 'Soup', quantity: 1, cents: 690, place: 'none' }];
      say({ type: 'bill', tab, token: core.state.lastToken, bookings });
    },
    answers: (answer: CloudAnswer | null) => core.feed({ kind: 'service-answered', service: 'nocoo', answer }),
    due: (timer: Timer) => core.feed({ kind: 'timer', timer }),
    /** What was asked of the service since this was looked at last: `issue 1`. */
    asked: (): string[] => {
      const names: Record<string, string> = { [ISSUE_PATH]: 'issue', [WITHDRAW_PATH]: 'withdraw' };
      return core.take('ask-service').map(({ request }) => `${names[request.path]} ${request.key}`);
    },
    timers: (kind: Timer['kind']): number[] =>
      core.outputs.flatMap((one) => (one.kind === 'timer' && one.timer.kind === kind ? [one.inMs] : [])),
    sent: () => core.outputs.flatMap((one) => (one.kind === 'send' ? [one.message.type] : [])),
    facts: (...kinds: string[]) => core.journal.flatMap(({ fact }) => (kinds.includes(fact.kind) ? [fact.kind] : [])),
    held: () => core.state.locks.size,
  };
}

const K1 = 'receipt-of-bill-1';
const issued = (key: string, status = 201): CloudAnswer => ({ status, body: { key, reference: 'R1' } });
const ENDS = ['receipt-sent', 'receipt-on-paper', 'receipt-withdrawn', 'job-queued'];

describe('a digital receipt', () => {
  it('is waited for where paper can stand in: at the fallback printer, or the belt printer of its device', () => {
    const waits = (device: string, fallbackPrinter: string | undefined): number => {
      const one = server({ receipts: 'instead' }, device, { fallbackPrinter });
      one.settle(5);
      return one.timers('receipt-wait').length;
    };
    assert.deepEqual([waits('H02', 'counter'), waits('H01', undefined), waits('H02', undefined)], [1, 1, 0]);
  });

  it('is asked for with the bill, by a key of its number; the tab waits for nothing', () => {
    const one = server({});
    one.settle(5);
    assert.deepEqual(one.asked(), [`issue ${K1}`]);
    assert.equal(one.held(), 0);
    one.answers(issued(K1));
    assert.deepEqual(one.facts(...ENDS), ['receipt-sent']);
    assert.deepEqual(one.asked(), []);
  });

  it('is asked for again after a rest that grows, by the same key, whatever came instead of an answer', () => {
    const one = server({ whenDown: 'queue' });
    one.settle(5);
    const bad = [
      null,
      { status: 503, body: {} },
      issued('another'),
      { status: 200, body: null },
      { status: 410, body: { key: K1, reference: 'R1' } },
    ];
    for (const answer of bad) {
      assert.deepEqual(one.asked(), [`issue ${K1}`]);
      one.answers(answer);
      assert.deepEqual(one.asked(), []);
      one.due({ kind: 'service-rest', service: 'nocoo' });
    }
    assert.deepEqual(one.timers('service-rest'), [2_000, 4_000, 8_000, 16_000, 30_000]);
    one.answers(issued(K1, 200));
    assert.deepEqual(one.facts(...ENDS), ['receipt-sent']);
  });

  it('is on paper after its time, and withdrawn, also if it was issued meanwhile', () => {
    const one = server({});
    one.settle(5);
    assert.deepEqual(one.timers('receipt-wait'), [20_000]);
    one.due({ kind: 'receipt-wait', bill: 1 });
    assert.deepEqual(one.asked(), [`issue ${K1}`]);
    one.answers(issued(K1));
    assert.deepEqual(one.asked(), [`withdraw ${K1}`]);
    one.answers(issued(K1));
    one.due({ kind: 'service-rest', service: 'nocoo' });
    assert.deepEqual(one.asked(), [`withdraw ${K1}`]);
    one.answers({ status: 200, body: { key: K1, withdrawn: true } });
    one.due({ kind: 'receipt-wait', bill: 1 });
    assert.deepEqual(one.facts(...ENDS), ['receipt-on-paper', 'job-queued', 'receipt-withdrawn']);
    assert.deepEqual(one.asked(), []);
  });

  it('is not printed once it was sent, nor where it is to wait, comes besides paper, or cannot be printed', () => {
    const sent = server({});
    sent.settle(5);
    sent.answers(issued(K1));
    sent.due({ kind: 'receipt-wait', bill: 1 });
    assert.deepEqual(sent.facts(...ENDS), ['receipt-sent']);
    const waiting = [server({ whenDown: 'queue' }), server({ receipts: 'besides' })];
    const { fallbackPrinter: _, ...nowhere } = plain;
    waiting.push(server({}, 'H02', { ...nowhere, fallbackPrinter: undefined }));
    for (const one of waiting) {
      one.settle(5);
      assert.deepEqual(one.timers('receipt-wait'), []);
    }
    assert.deepEqual(
      waiting.map((one) => one.facts('job-queued').length),
      [0, 1, 0],
    );
  });

  it('that is to be printed by a device is sent there', () => {
    const one = server({}, 'H01');
    one.settle(5);
    assert.deepEqual(one.sent().includes('receipt'), false);
    one.due({ kind: 'receipt-wait', bill: 1 });
    assert.deepEqual(one.sent().at(-1), 'receipt');
  });

  it('is asked for again after a restart, and has its time anew; one on paper is withdrawn', () => {
    const one = server({});
    one.settle(5);
    one.settle(6);
    one.due({ kind: 'receipt-wait', bill: 1 });
    one.restart();
    assert.deepEqual(one.asked(), [`withdraw ${K1}`]);
    assert.deepEqual(one.timers('receipt-wait'), [20_000]);
    one.answers({ status: 200, body: { key: K1, withdrawn: true } });
    assert.deepEqual(one.asked(), ['issue receipt-of-bill-2']);
    one.answers(issued('receipt-of-bill-2', 200));
    one.restart();
    assert.deepEqual([one.asked(), one.timers('receipt-wait')], [[], []]);
  });

  it('an answer to nothing changes nothing', () => {
    const one = server({});
    one.answers(issued(K1));
    assert.deepEqual(one.facts(...ENDS), []);
  });
});
