// Which request is answered by the answer to the last one, and which only has its number.
import assert from 'node:assert/strict';
import type { ClientRequest, Reply } from '#protocols/mpos/messages';
import { isAgain } from './repeated.ts';
import { deviceOf, emptyState, type DeviceState } from './state.ts';
import { serverConfigSchema } from './config.ts';

const booking = { seq: 1, article: 'Soup', quantity: 1, cents: 690, place: 'kitchen' };
const write = { tab: 5, token: 3, bookings: [booking] };
const voucher = { kind: 'voucher', code: 'V500-1' } as const;
const cancel = { kind: 'cancel', lines: [{ article: 'Soup', quantity: 1 }], reason: 'cold' } as const;

/** One request of each kind, as a device says it again. */
const requests = {
  'sign-on': { type: 'sign-on', operator: 'Anna' },
  'sign-off': { type: 'sign-off' },
  open: { type: 'open', tab: 5 },
  'quick open': { type: 'open', tab: 5, quick: true },
  book: { type: 'book', ...write },
  'hand-over': { type: 'hand-over', ...write, offline: false },
  'new-balance': { type: 'new-balance', ...write },
  bill: { type: 'bill', ...write },
  'bill over a part': { type: 'bill', ...write, cents: 690 },
  'simple-order': { type: 'simple-order', tab: 5, bookings: [booking] },
  pay: { type: 'pay', ...write, terminal: 'pt1' },
  change: { type: 'change', ...write, change: cancel },
  scan: { type: 'scan', ...write, card: voucher },
  takings: { type: 'takings' },
  code: { type: 'freestyle-code' },
  camera: { type: 'camera', camera: 'door' },
  reverse: { type: 'reverse', tab: 5, token: 3, terminal: 'pt1' },
  reprint: { type: 'reprint', job: 4 },
} as const;
type Name = keyof typeof requests;

/** What was answered, and the requests that this answers. */
const answers: readonly [answer: object, again: readonly Name[]][] = [
  [{ did: 'done' }, ['sign-on', 'sign-off', 'reprint']],
  [{ did: 'opened', tab: 5, lines: [] }, ['open']],
  [{ did: 'opened', tab: 5 }, ['open', 'quick open']],
  [{ did: 'handed-over', seqs: [1], closed: false }, ['book', 'hand-over']],
  [{ did: 'handed-over', seqs: [1], closed: true }, ['new-balance']],
  [{ did: 'billed', seqs: [1], cents: 690 }, ['bill', 'bill over a part', 'simple-order']],
  [{ did: 'changed', seqs: [1], change: cancel }, ['change']],
  [{ did: 'scanned', seqs: [1], card: voucher }, ['scan']],
  [{ did: 'paying', seqs: [1], payment: 1 }, ['pay']],
  [{ did: 'takings', takings: [] }, ['takings']],
  [{ did: 'code', code: '12' }, ['code']],
  [{ did: 'viewing', camera: 'door' }, ['camera']],
  [{ did: 'reversing', terminal: 'pt1', payment: 1 }, ['reverse']],
];

/** A device of Anna's that has booked a soup on tab 5 and was answered that. */
function answered(answer: object | null): DeviceState {
  const device = deviceOf(emptyState(serverConfigSchema.parse({ operators: ['Anna'], devices: [] })), 'H01');
  device.operator = 'Anna';
  device.booked.set(1, { tab: 5, article: 'Soup', quantity: 1, cents: 690, place: 'kitchen' });
  device.lastReply = answer === null ? null : ({ type: 'reply', req: 9, ok: true, ...answer } as Reply);
  return device;
}
const again = (device: DeviceState, said: object): boolean => isAgain(device, { req: 9, ...said } as ClientRequest);

describe('a request of the number of the last one', () => {
  for (const [answer, names] of answers) {
    it(`is answered by ${JSON.stringify(answer)} if it is ${names.join(', or ')}`, () => {
      const device = answered(answer);
      const said = (Object.keys(requests) as Name[]).filter((name) => again(device, requests[name]));
      assert.deepEqual(said, names);
    });
  }

  it('is another one where nothing was answered, or the answer was a refusal', () => {
    for (const device of [answered(null), answered({ ok: false, code: 'stale-token', text: '' })])
      for (const said of Object.values(requests)) assert.equal(again(device, said), false);
  });

  it('is another one where anything of it is another', () => {
    const others: readonly [answer: object, said: object][] = [
      [{ did: 'done' }, { ...requests['sign-on'], operator: 'Ben' }],
      [
        { did: 'opened', tab: 5 },
        { ...requests.open, tab: 6 },
      ],
      [
        { did: 'handed-over', seqs: [1], closed: false },
        { ...requests.book, bookings: [] },
      ],
      [
        { did: 'handed-over', seqs: [1], closed: false },
        { ...requests.book, tab: 6 },
      ],
      [{ did: 'handed-over', seqs: [2], closed: false }, requests.book],
      [
        { did: 'handed-over', seqs: [2], closed: false },
        { ...requests.book, bookings: [{ ...booking, seq: 2 }] },
      ],
      [
        { did: 'handed-over', seqs: [1], closed: true },
        { ...requests['new-balance'], bookings: [{ ...booking, cents: 1 }] },
      ],
      [
        { did: 'billed', seqs: [1], cents: 690 },
        { ...requests.bill, cents: 689 },
      ],
      [
        { did: 'changed', seqs: [1], change: cancel },
        { ...requests.change, change: { ...cancel, reason: 'late' } },
      ],
      [
        { did: 'scanned', seqs: [1], card: voucher },
        { ...requests.scan, card: { kind: 'customer', code: 'V500-1' } },
      ],
      [
        { did: 'scanned', seqs: [1], card: voucher },
        { ...requests.scan, card: { kind: 'voucher', code: 'V500-2' } },
      ],
      [
        { did: 'viewing', camera: 'door' },
        { ...requests.camera, camera: 'yard' },
      ],
      [
        { did: 'reversing', terminal: 'pt1' },
        { ...requests.reverse, terminal: 'pt2' },
      ],
    ];
    for (const [answer, said] of others) assert.equal(again(answered(answer), said), false, JSON.stringify(said));
    assert.equal(again(answered({ did: 'billed', seqs: [1], cents: 690 }), { ...requests.bill, cents: 691 }), true);
  });
});
