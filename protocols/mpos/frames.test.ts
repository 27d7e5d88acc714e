import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_FRAME } from '../frame.ts';
import { decodeClientFrame, decodeServerFrame, encodeFrame } from './frames.ts';
import type { ClientMessage } from './messages.ts';

const booking = fc.record(
  {
    seq: fc.nat(),
    article: fc.oneof(
      fc.constantFrom('½ Hähnchen', 'Cola 0,3/0,5', '寿司', '<b>'),
      fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text === text.trim() && text !== ''),
    ),
    quantity: fc.integer({ min: 1, max: 99 }),
    cents: fc.integer({ min: 0, max: 100_000 }),
    place: fc.constantFrom('kitchen', 'bar'),
  },
  { noNullPrototype: true },
);
const message: fc.Arbitrary<ClientMessage> = fc.oneof(
  fc.record(
    { type: fc.constant('heartbeat' as const), n: fc.nat(), clockMs: fc.nat(), token: fc.nat() },
    { noNullPrototype: true },
  ),
  fc.record(
    { type: fc.constant('open' as const), req: fc.nat(), tab: fc.integer({ min: 1, max: 99_999 }) },
    { noNullPrototype: true },
  ),
  fc.record(
    {
      type: fc.constant('hand-over' as const),
      req: fc.nat(),
      tab: fc.integer({ min: 1, max: 99_999 }),
      token: fc.nat(),
      bookings: fc.array(booking, { maxLength: 10 }),
      offline: fc.boolean(),
    },
    { noNullPrototype: true },
  ),
);

describe('frames of the device–server protocol', () => {
  it('come back as they were sent', () => {
    fc.assert(
      fc.property(message, (said) =>
        assert.deepEqual(decodeClientFrame(encodeFrame(said)), { ok: true, message: said }),
      ),
    );
  });

  it('never throw, whatever arrives', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        decodeClientFrame(text);
        decodeServerFrame(text);
      }),
    );
  });

  it('with an unknown field are refused by its name', () => {
    const decoded = decodeClientFrame('{"type":"open","req":1,"tab":2,"colour":"red"}');
    assert.ok(!decoded.ok && decoded.code === 'bad-frame' && decoded.detail.includes('colour'));
  });

  it('of another version are refused as such, longer ones unread', () => {
    const other = decodeClientFrame('{"type":"hello","v":2}');
    assert.ok(!other.ok && other.code === 'protocol-version');
    const deep = decodeClientFrame(`{"type":"hello","v":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    assert.ok(!deep.ok && deep.code === 'protocol-version' && deep.detail.length < 100, 'however deep the version is');
    const long = decodeClientFrame(' '.repeat(MAX_FRAME + 1));
    assert.ok(!long.ok && long.code === 'bad-frame');
  });
});
