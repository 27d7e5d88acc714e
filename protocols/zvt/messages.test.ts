import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromHex, toHex } from '../bytes.ts';
import { createApduReader } from './apdu.ts';
import type { MessageName } from './commands.ts';
import { encodeMessage } from './encode.ts';
import type { Fields } from './fields.ts';
import * as build from './messages.ts';
import { parseBytes, parseMessage } from './parse.ts';
import type { TlvNode } from './tlv.ts';

const byte = fc.nat({ max: 0xff });
const digits = (count: number): fc.Arbitrary<string> =>
  fc.nat({ max: 10 ** count - 1 }).map((value) => String(value).padStart(count, '0'));
const text = fc.string({ unit: fc.constantFrom(...'abcÄÖÜäöüß 0129.-\r'), maxLength: 40 });
const amountCents = fc.maxSafeNat().map((value) => value % 10 ** 12);
const brand = fc.record({ count: byte, cents: amountCents }, { noNullPrototype: true });
const receipt = fc.nat({ max: 9999 });
const password = digits(6);
const tlv = fc.constantFrom<TlvNode[]>(
  [],
  [{ tag: '1F73', value: '000002' }],
  [{ tag: '26', children: [{ tag: '0A', value: '06D3' }] }],
);

const statusFields: fc.Arbitrary<Fields> = fc.record(
  {
    resultCode: byte,
    amountCents,
    currency: fc.nat({ max: 9999 }),
    trace: fc.nat({ max: 999999 }),
    originalTrace: fc.nat({ max: 999999 }),
    turnoverNo: fc.nat({ max: 999999 }),
    time: digits(6),
    date: digits(4),
    expiry: digits(4),
    cardSequence: fc.nat({ max: 9999 }),
    paymentType: byte,
    pan: fc.string({ unit: fc.constantFrom(...'0123456789ED'), maxLength: 19 }),
    terminalId: digits(8),
    vuNumber: fc.string({ unit: fc.constantFrom(...'0123 '), minLength: 15, maxLength: 15 }),
    authCode: digits(6),
    additionalText: text,
    totals: fc.record(
      {
        receiptFrom: receipt,
        receiptTo: receipt,
        girocard: brand,
        jcb: brand,
        eurocard: brand,
        amex: brand,
        visa: brand,
        diners: brand,
        other: brand,
      },
      { noNullPrototype: true },
    ),
    receiptNo: digits(4),
    cardType: byte,
    cardTypeNetwork: byte,
    cardName: text,
    resultCodeAs: byte,
    bmpD1: fc.uint8Array({ maxLength: 99 }).map((bytes) => toHex(bytes)),
    tlv,
  },
  { requiredKeys: [], noNullPrototype: true },
);

function parsed(bytes: Uint8Array, answerTo?: number): { name: string; fields: Fields } {
  const message = parseBytes(bytes, { answerTo });
  assert.ok(message.ok);
  assert.equal(message.unparsed, undefined);
  assert.equal(message.incomplete, undefined);
  assert.equal(message.trailing, undefined);
  return { name: message.name, fields: message.fields };
}

/** Fields without undefined ones, in any order. */
function given(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

describe('ZVT messages', () => {
  it('status informations come back as they were built', () => {
    fc.assert(
      fc.property(statusFields, (fields) => {
        const { name, fields: read } = parsed(build.statusInformation(fields));
        assert.equal(name, 'status-information');
        assert.deepEqual(read, fields);
        assert.deepEqual(Object.keys(read), Object.keys(given(fields)));
      }),
    );
  });

  it('registrations come back as they were built', () => {
    const options = fc.record(
      { password, configByte: byte, currency: fc.nat({ max: 999 }), serviceByte: byte, tlv },
      { requiredKeys: ['password', 'configByte', 'currency'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(options, (fields) => {
        assert.deepEqual(parsed(build.registration(fields)), { name: 'registration', fields });
      }),
    );
  });

  it('payments, refunds and reversals come back as they were built', () => {
    fc.assert(
      fc.property(amountCents, password, digits(4), (cents, pin, receiptNo) => {
        assert.deepEqual(parsed(build.authorisation({ amountCents: cents, currency: 978, paymentType: 0x40 })).fields, {
          amountCents: cents,
          currency: 978,
          paymentType: 0x40,
        });
        assert.deepEqual(parsed(build.refund({ password: pin, amountCents: cents })).fields, {
          password: pin,
          amountCents: cents,
        });
        assert.deepEqual(parsed(build.reversal({ password: pin, receiptNo })).fields, { password: pin, receiptNo });
      }),
    );
  });

  it('receipts come back line by line', () => {
    const block = fc.record(
      {
        receiptType: byte,
        printLines: fc.array(fc.record({ attribute: byte, text }, { noNullPrototype: true }), { maxLength: 60 }),
        lastAttribute: byte,
      },
      { requiredKeys: ['printLines'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(block, (fields) => {
        assert.deepEqual(parsed(build.printTextBlock(fields)), { name: 'print-text-block', fields });
      }),
    );
    fc.assert(
      fc.property(fc.nat({ max: 0xfe }), text, fc.constantFrom(1, 2, 3, undefined), (attribute, line, receiptType) => {
        const { fields } = parsed(build.printLine(attribute, line, receiptType));
        assert.deepEqual(fields, given({ attribute, text: line, receiptType }));
      }),
    );
  });

  it('intermediate states come back with their minutes and texts', () => {
    const lines = fc.option(fc.array(text, { maxLength: 3 }), { nil: undefined });
    fc.assert(
      fc.property(byte, fc.nat({ max: 99 }), lines, (code, timeoutMinutes, shown) => {
        const { tlv: nodes, ...fields } = parsed(build.intermediateStatus(code, timeoutMinutes, shown)).fields;
        assert.deepEqual(fields, given({ code, timeoutMinutes, lines: shown }));
        assert.equal(nodes === undefined, shown === undefined);
      }),
    );
  });

  it('a completion is read by the command it answers', () => {
    assert.deepEqual(parsed(build.completion(0xdc), 0x0501).fields, { terminalStatus: 0xdc });
    assert.deepEqual(parsed(build.completion(0xf0), 0x0501).fields, { terminalStatus: 0xf0 });
    const versioned = build.completion({
      softwareVersion: 'GER-APP-1.2',
      terminalStatus: 0,
      tlv: [{ tag: '1F44', value: '29001006' }],
    });
    assert.deepEqual(Object.keys(parsed(versioned, 0x0501).fields), ['softwareVersion', 'terminalStatus', 'tlv']);
    assert.deepEqual(parsed(build.completion({ statusByte: 1, terminalId: '29001006' }), 0x0600).fields, {
      statusByte: 1,
      terminalId: '29001006',
    });
    assert.equal(toHex(build.completion()), '060F00');
  });

  it('aborts carry their code first and the right currency behind 6F', () => {
    assert.equal(toHex(build.abort(0x6c)), '061E016C');
    assert.equal(toHex(build.abort(0x6f, { currency: 978 })), '061E036F0978');
    assert.deepEqual(parsed(fromHex('061E036F0978')).fields, { resultCode: 0x6f, currency: 978 });
    assert.deepEqual(parsed(fromHex('841E036F0978')).fields, { errorCode: 0x1e, resultCode: 0x6f, currency: 978 });
  });

  it('answers are three bytes', () => {
    assert.equal(toHex(build.positive()), '800000');
    assert.equal(toHex(build.negative(0x9c)), '849C00');
    assert.equal(parsed(fromHex('840000')).name, 'ack');
    assert.deepEqual(parsed(fromHex('849D0704000000000500')).fields, { errorCode: 0x9d, amountCents: 500 });
    assert.equal(toHex(build.positive([{ tag: '1F73', value: '000001' }])), '80000806061F7303000001');
  });

  it('short commands have their fixed bytes', () => {
    assert.equal(toHex(build.logOff()), '060200');
    assert.equal(toHex(build.abortRequest()), '06B000');
    assert.equal(toHex(build.diagnosis()), '067000');
    assert.equal(toHex(build.statusEnquiry()), '050100');
    assert.equal(toHex(build.endOfDay({ password: '123456' })), '065003123456');
    assert.equal(toHex(build.initialisation({ password: '123456' })), '069303123456');
    assert.equal(toHex(build.repeatReceipt({ password: '000000', serviceByte: 3 })), '0620050000000303');
  });

  it('any data of any command is read without throwing, and never twice as long as it is', () => {
    const control = fc.oneof(
      fc.constantFrom(0x0600, 0x0601, 0x040f, 0x04ff, 0x060f, 0x061e, 0x06d1, 0x06d3, 0x0501, 0x06c0, 0x841e),
      fc.nat({ max: 0xffff }),
    );
    const likely = fc.array(
      fc.constantFrom(
        0x04,
        0x06,
        0x19,
        0x22,
        0x27,
        0x3c,
        0x60,
        0x82,
        0x87,
        0xf0,
        0xf3,
        0xf9,
        0x24,
        0x25,
        0x07,
        0x1f,
        0x00,
        0x09,
      ),
      { maxLength: 80 },
    );
    const data = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      likely.map((bytes) => Uint8Array.from(bytes)),
    );
    const charset = fc.constantFrom('cp437' as const, 'latin-1' as const, 'utf-8' as const);
    fc.assert(
      fc.property(control, data, fc.constantFrom(0x0501, 0x0600, undefined), charset, (one, bytes, answerTo, set) => {
        const message = parseMessage({ control: one, data: bytes }, { answerTo, charset: set });
        if (message.ok && message.unparsed !== undefined) assert.ok(message.unparsed.at <= bytes.length);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void parseBytes(bytes)),
      { numRuns: 2000 },
    );
  });

  it('amounts, receipts and names that do not fit are refused while building', () => {
    assert.throws(() => build.authorisation({ amountCents: -1 }), RangeError);
    assert.throws(() => build.authorisation({ amountCents: 0.5 }), RangeError);
    assert.throws(() => build.authorisation({ amountCents: 1e12 }), RangeError);
    assert.throws(() => build.reversal({ password: '000000', receiptNo: '12' }), RangeError);
    assert.throws(() => build.statusInformation({ cardName: 'x'.repeat(99) }), RangeError);
    assert.throws(() => build.statusInformation({ vuNumber: '1'.repeat(16) }), RangeError);
    assert.throws(() => build.negative(256), RangeError);
  });

  it('digits that are none are kept as raw bytes and everything else is read', () => {
    assert.deepEqual(parsed(fromHex('040F0A04EEEEEEEEEEEE870007')).fields, {
      bmp04: 'EEEEEEEEEEEE',
      receiptNo: '0007',
    });
  });

  it('reading stops at an unknown bitmap and says so', () => {
    const message = parseMessage({ control: 0x0601, data: fromHex('040000000010009912') });
    assert.deepEqual(message, {
      ok: true,
      name: 'authorisation',
      fields: { amountCents: 1000 },
      unparsed: { reason: 'unknown-bitmap', at: 7 },
    });
    assert.deepEqual(parseMessage({ control: 0x0777, data: new Uint8Array() }), {
      ok: false,
      reason: 'unknown-command',
    });
    assert.deepEqual(parseMessage({ control: 0x06d1, data: new Uint8Array() }), { ok: false, reason: 'too-short' });
  });

  it('reading stops at a bitmap that stands twice: the first reading counts', () => {
    assert.deepEqual(parseMessage({ control: 0x040f, data: fromHex('270587000727008A05') }), {
      ok: true,
      name: 'status-information',
      fields: { resultCode: 5, receiptNo: '0007' },
      unparsed: { reason: 'repeated-bitmap', at: 5 },
    });
  });

  it('what follows the AID parameter of older terminals is read', () => {
    assert.deepEqual(parsed(fromHex('040F0892F0F0F101870001')).fields, { bmp92: '01', receiptNo: '0001' });
  });

  it('every command without data of its own goes through a stream', () => {
    const names: MessageName[] = ['log-off', 'reset', 'diagnosis', 'abort-from-ecr', 'status-enquiry', 'dial-up'];
    const reader = createApduReader();
    const read = names.flatMap((name) => reader.push(encodeMessage(name)).apdus).map((apdu) => parseMessage(apdu));
    assert.deepEqual(
      read.map((message) => message.ok && message.name),
      names,
    );
  });
});
