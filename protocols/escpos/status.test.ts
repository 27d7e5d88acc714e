import assert from 'node:assert/strict';
import fc from 'fast-check';
import { concatBytes, fromHex } from '../bytes.ts';
import { createStatusReader, type StatusEvent } from './status-reader.ts';
import * as status from './status.ts';

const printerStatus: fc.Arbitrary<status.PrinterStatus> = fc.record(
  {
    online: fc.boolean(),
    coverOpen: fc.boolean(),
    paper: fc.constantFrom('ok', 'near-end', 'end'),
    error: fc.constantFrom('none', 'mechanical', 'cutter', 'unrecoverable', 'recovers'),
  },
  { noNullPrototype: true },
);
const processId = fc.string({
  unit: fc.nat({ max: 0x7e - 0x20 }).map((n) => String.fromCharCode(n + 0x20)),
  minLength: 4,
  maxLength: 4,
});

const healthy: status.PrinterStatus = { online: true, coverOpen: false, paper: 'ok', error: 'none' };

describe('printer status', () => {
  it('comes back from four ASB bytes', () => {
    fc.assert(
      fc.property(printerStatus, (one) => {
        assert.deepEqual(status.decodeAsb(status.encodeAsb(one)), { ok: true, status: one });
      }),
    );
  });

  it('comes back from the four real-time bytes together', () => {
    fc.assert(
      fc.property(printerStatus, (one) => {
        const read: Partial<status.PrinterStatus> = {};
        for (const n of [1, 2, 3, 4]) {
          const reading = status.decodeRealTimeStatus(n, status.encodeRealTimeStatus(n, one));
          assert.ok(reading.ok);
          Object.assign(read, reading.status);
        }
        assert.deepEqual(read, one);
      }),
    );
  });

  it('has the bytes of the reference', () => {
    const bytes = (one: status.PrinterStatus): number[] => [1, 2, 3, 4].map((n) => status.encodeRealTimeStatus(n, one));
    assert.deepEqual(bytes(healthy), [0x12, 0x12, 0x12, 0x12]);
    assert.deepEqual(bytes({ ...healthy, online: false, coverOpen: true }), [0x1a, 0x16, 0x12, 0x12]);
    assert.deepEqual(bytes({ ...healthy, online: false, paper: 'end' }), [0x1a, 0x32, 0x12, 0x7e]);
    assert.deepEqual(bytes({ ...healthy, paper: 'near-end' }), [0x12, 0x12, 0x12, 0x1e]);
    assert.deepEqual(bytes({ ...healthy, online: false, error: 'cutter' }), [0x1a, 0x52, 0x1a, 0x12]);
    assert.deepEqual(
      [...status.encodeAsb({ online: false, coverOpen: true, paper: 'end', error: 'mechanical' })],
      [0x38, 0x04, 0x0f, 0],
    );
  });

  it('is not read from other bytes', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 }), fc.nat({ max: 0xff }), fc.uint8Array({ maxLength: 8 }), (n, byte, bytes) => {
        assert.equal(status.decodeRealTimeStatus(n, byte).ok, status.isRealTimeByte(byte) && n >= 1 && n <= 4);
        status.decodeAsb(bytes);
      }),
    );
    assert.deepEqual(status.decodeAsb(fromHex('100000')), { ok: false, reason: 'too-short' });
    assert.deepEqual(status.decodeAsb(fromHex('12000000')), { ok: false, reason: 'not-an-asb' });
  });
});

type Sent = { bytes: Uint8Array; event: StatusEvent };
const sent: fc.Arbitrary<Sent> = fc.oneof(
  printerStatus.map((one): Sent => ({ bytes: status.encodeAsb(one), event: { kind: 'asb', status: one } })),
  processId.map((id): Sent => ({ bytes: status.processIdReply(id), event: { kind: 'process-id', id } })),
  fc.tuple(fc.constantFrom(1, 2, 3, 4), printerStatus).map(([n, one]): Sent => {
    const byte = status.encodeRealTimeStatus(n, one);
    return { bytes: Uint8Array.of(byte), event: { kind: 'status-byte', byte } };
  }),
  fc.constant<Sent>({ bytes: fromHex('5F544D2D6D333000'), event: { kind: 'printer-id', text: 'TM-m30' } }),
  fc
    .constantFrom(0x00, 0x0c, 0x11)
    .map((byte): Sent => ({ bytes: Uint8Array.of(byte), event: { kind: 'other', byte } })),
);

describe('status reader', () => {
  it('tells replies apart however they mix and are cut', () => {
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 12 }), fc.nat({ max: 60 }), (all, cut) => {
        const bytes = concatBytes(all.map((one) => one.bytes));
        const expected = all.map((one) => one.event);
        const reader = createStatusReader();
        assert.deepEqual([...reader.push(bytes.subarray(0, cut)), ...reader.push(bytes.subarray(cut))], expected);
        assert.deepEqual(Array.from(bytes, (byte) => reader.push(Uint8Array.of(byte))).flat(), expected);
      }),
    );
  });

  it('finds a real-time byte between the bytes of an ASB', () => {
    assert.deepEqual(createStatusReader().push(fromHex('1000120000')), [
      { kind: 'status-byte', byte: 0x12 },
      { kind: 'asb', status: healthy },
    ]);
  });

  it('reads anew behind a reply that was none', () => {
    const events = createStatusReader().push(fromHex('372261371012'));
    assert.deepEqual(
      events.map((event) => event.kind),
      ['other', 'other', 'other', 'other', 'status-byte'],
    );
    const behind = createStatusReader().push(fromHex('3737223030303100'));
    assert.deepEqual(behind, [
      { kind: 'other', byte: 0x37 },
      { kind: 'process-id', id: '0001' },
    ]);
  });

  it('reads any bytes without throwing, and the same for any cut', () => {
    const noise = fc
      .array(fc.oneof(fc.constantFrom(0x37, 0x22, 0x10, 0x12, 0x00, 0x5f, 0x30), fc.nat({ max: 0xff })), {
        maxLength: 300,
      })
      .map((bytes) => Uint8Array.from(bytes));
    fc.assert(
      fc.property(noise, (bytes) => {
        const whole = createStatusReader().push(bytes);
        const reader = createStatusReader();
        assert.deepEqual(Array.from(bytes, (byte) => reader.push(Uint8Array.of(byte))).flat(), whole);
      }),
    );
  });
});
