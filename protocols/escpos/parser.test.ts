import assert from 'node:assert/strict';
import fc from 'fast-check';
import { concatBytes, fromHex, toHex } from '../bytes.ts';
import { decodeCodeTable } from '../code-tables.ts';
import { type Command, isRealTime } from './commands.ts';
import * as encode from './encode.ts';
import { createEscPosParser, MAX_STORED_BYTES } from './parser.ts';

/** Text runs joined, bytes as hex: what must not depend on the segmentation. */
function normalised(commands: Command[]): unknown[] {
  const result: Record<string, unknown>[] = [];
  for (const command of commands) {
    const last = result.at(-1);
    const plain: Record<string, unknown> = { ...command };
    for (const key of ['bytes', 'data']) {
      if (plain[key] instanceof Uint8Array) plain[key] = toHex(plain[key]);
    }
    if (command.kind === 'text' && last?.kind === 'text')
      last.bytes = `${last.bytes as string}${plain.bytes as string}`;
    else result.push(plain);
  }
  return result;
}

function parse(...parts: Uint8Array[]): Command[] {
  const parser = createEscPosParser();
  return parts.flatMap((part) => parser.push(part).map(({ command }) => command));
}

const byteByByte = (bytes: Uint8Array): Uint8Array[] => Array.from(bytes, (byte) => Uint8Array.of(byte));

// Bytes that begin, continue and end commands, so that random streams are made of commands.
const lively = fc.constantFrom(
  0x10,
  0x1b,
  0x1c,
  0x1d,
  0x00,
  0x01,
  0x02,
  0x04,
  0x05,
  0x06,
  0x0a,
  0x14,
  0x26,
  0x28,
  0x2a,
  0x30,
  0x31,
  0x38,
  0x40,
  0x43,
  0x44,
  0x48,
  0x50,
  0x51,
  0x56,
  0x61,
  0x67,
  0x6b,
  0x70,
  0x71,
  0x72,
  0x74,
  0x76,
  0x7e,
  0x84,
);
const stream = fc
  .array(fc.oneof({ weight: 5, arbitrary: lively }, fc.nat({ max: 0xff })), { maxLength: 400 })
  .map((bytes) => Uint8Array.from(bytes));

describe('ESC/POS parser', () => {
  it('gives the same commands however the stream is cut', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat({ max: 400 }), { maxLength: 10 }), (bytes, at) => {
        const whole = normalised(parse(bytes));
        const ends = [...at.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort((a, b) => a - b);
        const pieces = ends.map((end, index) => bytes.slice(ends[index - 1] ?? 0, end));
        assert.deepEqual(normalised(parse(...pieces)), whole);
        assert.deepEqual(normalised(parse(...byteByByte(bytes))), whole);
      }),
      { numRuns: 3000 },
    );
  });

  it('counts every byte as part of one command', () => {
    fc.assert(
      fc.property(stream, (bytes) => {
        const parser = createEscPosParser();
        const sizes = byteByByte(bytes).flatMap((byte) => parser.push(byte).map(({ size }) => size));
        assert.equal(
          sizes.reduce((sum, size) => sum + size, parser.pendingBytes()),
          bytes.length,
        );
      }),
    );
  });

  it('takes a tab stop that does not rise for text behind the command', () => {
    assert.deepEqual(normalised(parse(fromHex('1B4405140041'))), [
      { kind: 'tab-stops', columns: [5, 20] },
      { kind: 'text', bytes: '41' },
    ]);
    for (const parts of [[fromHex('1B44304142412041')], byteByByte(fromHex('1B44304142412041'))]) {
      assert.deepEqual(normalised(parse(...parts)), [
        { kind: 'tab-stops', columns: [0x30, 0x41, 0x42] },
        { kind: 'text', bytes: '412041' },
      ]);
    }
  });

  it('knows how much of a command is still to come', () => {
    const parser = createEscPosParser();
    parser.push(fromHex('1B401D76300004000100AABB'));
    assert.equal(parser.pendingBytes(), 10);
    assert.equal(parser.push(fromHex('CCDD')).length, 1);
    assert.equal(parser.pendingBytes(), 0);
  });

  it('reads back a ticket', () => {
    const ticket = concatBytes([
      encode.initialise(),
      encode.selectCodeTable('cp858'),
      encode.align('centre'),
      encode.size(2),
      encode.line('Tisch 12'),
      encode.size(1),
      encode.bold(true),
      encode.line('2 × Käsespätzle 19,80 €'),
      encode.bold(false),
      encode.feed(3),
      encode.processId('a1~ '),
      encode.cut('partial', 80),
      encode.drawerKick(),
      encode.enableAsb(),
      encode.transmitStatus(1),
      encode.printerId(0x43),
    ]);
    const commands = parse(ticket);
    assert.deepEqual(
      commands.filter((command) => command.kind !== 'text'),
      [
        { kind: 'initialise' },
        { kind: 'code-table', n: 19 },
        { kind: 'style', style: 'align', value: 1 },
        { kind: 'style', style: 'size', value: 0x11 },
        { kind: 'feed', lines: 1 },
        { kind: 'style', style: 'size', value: 0 },
        { kind: 'style', style: 'bold', value: 1 },
        { kind: 'feed', lines: 1 },
        { kind: 'style', style: 'bold', value: 0 },
        { kind: 'feed', lines: 3 },
        { kind: 'process-id', id: 'a1~ ' },
        { kind: 'cut', mode: 'partial', feed: 80 },
        { kind: 'drawer', pin: 0, onMs: 50, offMs: 500 },
        { kind: 'asb', mask: 0x0e },
        { kind: 'transmit-status', n: 1 },
        { kind: 'printer-id', n: 0x43 },
      ],
    );
    const texts = commands.flatMap((command) =>
      command.kind === 'text' ? [decodeCodeTable(command.bytes, 'cp858')] : [],
    );
    assert.deepEqual(texts, ['Tisch 12', '2 × Käsespätzle 19,80 €']);
  });

  it('reads back any text a code table has', () => {
    const names = fc.constantFrom('cp437', 'cp850', 'cp858', 'wpc1252' as const);
    fc.assert(
      fc.property(names, fc.uint8Array(), (name, bytes) => {
        const table = name as encode.PrinterCodeTable;
        const printable = decodeCodeTable(
          bytes.map((byte) => byte | 0x20),
          table,
        );
        const commands = parse(encode.text(printable, table));
        const text = commands.map((command) => (command.kind === 'text' ? decodeCodeTable(command.bytes, table) : '!'));
        assert.equal(text.join(''), printable);
      }),
    );
  });

  it('never finds a command in text, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (typed) => {
        for (const command of parse(encode.line(typed))) assert.ok(command.kind === 'text' || command.kind === 'feed');
      }),
    );
  });

  it('sees a status request between commands at once, and which others may wait', () => {
    const commands = parse(
      concatBytes([encode.text('half a li'), encode.realTimeStatus(4), encode.realTimeRecover(2)]),
    );
    assert.deepEqual(commands.slice(1), [
      { kind: 'real-time-status', n: 4 },
      { kind: 'real-time-recover', n: 2 },
    ]);
    assert.deepEqual(commands.map(isRealTime), [false, true, true]);
  });

  it('takes 10 04 in data for data', () => {
    const trap = '100401';
    for (const [hex, kind] of [
      [`1D763000030001 00${trap}`, 'raster'],
      [`1D6B4903${trap}`, 'barcode'],
      [`1D6B04${trap}00`, 'barcode'],
      [`1D286B0600315030${trap}`, 'qr'],
      [`1B2A000300${trap}`, 'unknown'],
      [`1B2A210100${trap}`, 'unknown'],
      [`1D28450300${trap}`, 'unknown'],
      [`1D384C03000000${trap}`, 'unknown'],
      [`1D513000030001 00${trap}`, 'unknown'],
      [`1C67310000000000 0300${trap}`, 'unknown'],
      [`1D7A30${trap.slice(0, 4)}`, 'unknown'],
      [`1B42${trap.slice(0, 4)}`, 'unknown'],
      [`1B43${trap}`, 'unknown'],
      [`1D4430433041410101 424D09000000 ${trap}`, 'unknown'],
    ] as const) {
      const bytes = fromHex(hex.replaceAll(' ', ''));
      for (const commands of [parse(bytes), parse(...byteByByte(bytes))]) {
        assert.deepEqual(
          commands.map((command) => command.kind),
          [kind],
          hex,
        );
      }
    }
  });

  it('takes 10 04 in stored pictures and defined characters for data', () => {
    const picture = concatBytes([
      fromHex('1C710201000100'),
      fromHex('1004011004011004'),
      fromHex('01000000'),
      encode.realTimeStatus(1),
    ]);
    assert.deepEqual(
      parse(picture).map((command) => command.kind),
      ['unknown', 'unknown', 'unknown', 'real-time-status'],
    );
    const characters = concatBytes([
      fromHex('1B26034142'),
      fromHex('01100401'),
      fromHex('00'),
      encode.realTimeStatus(1),
    ]);
    assert.deepEqual(
      parse(characters).map((command) => command.kind),
      ['unknown', 'unknown', 'unknown', 'real-time-status'],
    );
  });

  it('reads a picture and a QR code with their data', () => {
    assert.deepEqual(normalised(parse(fromHex('1D76300002000200AA55BB66'))), [
      { kind: 'raster', mode: 0, widthBytes: 2, heightDots: 2, data: 'AA55BB66' },
    ]);
    const steps = parse(encode.qr('https://example.org/é'));
    assert.deepEqual(
      steps.map((command) => command.kind === 'qr' && command.step),
      ['model', 'size', 'level', 'store', 'print'],
    );
    const stored = steps[3];
    assert.ok(stored?.kind === 'qr');
    assert.equal(new TextDecoder().decode(stored.data), 'https://example.org/é');
  });

  it('counts but does not keep a picture beyond all measure', () => {
    const parser = createEscPosParser();
    assert.deepEqual(parser.push(fromHex('1D763000FFFF2000')), []);
    const part = new Uint8Array(0xffff).fill(0x10);
    let commands: Command[] = [];
    for (let row = 0; row < 32; row++) commands = parser.push(part).map(({ command }) => command);
    const [picture] = commands;
    assert.ok(picture?.kind === 'raster');
    assert.equal(picture.data.length, MAX_STORED_BYTES - 8);
    assert.deepEqual(parser.push(encode.initialise()), [{ command: { kind: 'initialise' }, size: 2 }]);
  });

  it('lets a lone ESC go and obeys what follows', () => {
    for (const parts of [[fromHex('1B1B40')], byteByByte(fromHex('1B1B40'))]) {
      assert.deepEqual(normalised(parse(...parts)), [{ kind: 'unknown', bytes: '1B' }, { kind: 'initialise' }]);
    }
  });

  it('refuses what no printer could obey', () => {
    assert.throws(() => encode.processId('abc'), RangeError);
    assert.throws(() => encode.processId('abc\n'), RangeError);
    assert.throws(() => encode.processId('abcä'), RangeError);
    assert.throws(() => encode.processId('abä'), RangeError);
    assert.throws(() => encode.feed(256), RangeError);
    assert.throws(() => encode.size(9), RangeError);
    assert.throws(() => encode.drawerKick(0, 25.5), RangeError);
    assert.throws(() => encode.qr('x'.repeat(8000)), RangeError);
  });
});
