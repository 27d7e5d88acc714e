import assert from 'node:assert/strict';
import fc from 'fast-check';
import { concatBytes, fromHex, toHex } from '../bytes.ts';
import { createAdbReader, encodePacket, MAX_PAYLOAD, type AdbCommand, type AdbPacket } from './packet.ts';
import { createShellReader, encodeShell, type ShellKind } from './shell-v2.ts';

const commands: AdbCommand[] = ['CNXN', 'AUTH', 'OPEN', 'OKAY', 'WRTE', 'CLSE'];
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const packets = fc.array(
  fc.record<AdbPacket>(
    {
      command: fc.constantFrom(...commands),
      arg0: uint32,
      arg1: uint32,
      payload: fc.uint8Array({ maxLength: 40 }),
    },
    { noNullPrototype: true },
  ),
  { maxLength: 6 },
);

describe('packets of adb', () => {
  it('are as the protocol has them', () => {
    const open = encodePacket('OPEN', 1, 0, new TextEncoder().encode('shell:\0'));
    assert.equal(toHex(open), '4F50454E01000000000000000700000052020000B0AFBAB17368656C6C3A00');
  });

  it('are read whatever pieces they come in', () => {
    fc.assert(
      fc.property(packets, fc.infiniteStream(fc.integer({ min: 1, max: 30 })), (sent, sizes) => {
        const bytes = concatBytes(
          sent.map(({ command, arg0, arg1, payload }) => encodePacket(command, arg0, arg1, payload)),
        );
        const reader = createAdbReader();
        const read: AdbPacket[] = [];
        for (let at = 0; at < bytes.length;) {
          const size = sizes.next().value as number;
          read.push(...reader.push(bytes.subarray(at, at + size)).packets);
          at += size;
        }
        assert.deepEqual(read, sent);
      }),
    );
  });

  it('are told from other bytes, for good', () => {
    const reader = createAdbReader();
    assert.match(
      reader.push(new TextEncoder().encode('GET / HTTP/1.1\r\nHost: a\r\n')).broken ?? '',
      /no packet of adb/,
    );
    assert.ok(reader.push(encodePacket('CNXN', 1, 2)).broken);
    const wrongMagic = encodePacket('CNXN', 1, 2);
    wrongMagic[23] = 0;
    assert.ok(createAdbReader().push(wrongMagic).broken);
  });

  it('are not waited for when they claim to be endless', () => {
    const header = encodePacket('WRTE', 1, 2);
    new DataView(header.buffer).setUint32(12, MAX_PAYLOAD + 1, true);
    assert.match(createAdbReader().push(header).broken ?? '', /at most/);
  });
});

describe('packets of the second shell protocol', () => {
  it('are read whatever pieces they come in', () => {
    const sent: [ShellKind, string][] = [
      ['stdout', 'AB'],
      ['stderr', ''],
      ['exit', '07'],
    ];
    const bytes = concatBytes(sent.map(([kind, hex]) => encodeShell(kind, fromHex(hex))));
    assert.equal(toHex(bytes), '0101000000AB0200000000030100000007');
    const reader = createShellReader();
    const read = [...bytes].flatMap((byte) => reader.push(Uint8Array.of(byte)));
    assert.deepEqual(
      read.map(({ kind, data }) => [kind, toHex(data)]),
      sent,
    );
  });
});
