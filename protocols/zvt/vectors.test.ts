/** Recorded and published APDUs, read by this codec. The file holds data only. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fromHex, toHex } from '../bytes.ts';
import { apduLength, createApduReader, encodeApdu, readApduHeader } from './apdu.ts';
import type { Charset } from './charset.ts';
import { encodeMessage } from './encode.ts';
import type { Fields } from './fields.ts';
import { openReceipts } from './open-receipts.ts';
import { varLength } from './parse-bitmaps.ts';
import { parseBytes, parseMessage } from './parse.ts';
import { tagBytes, type TlvNode } from './tlv.ts';

interface Vector {
  id: string;
  hex: string;
  part?: string;
  decoded: Record<string, unknown> & { asserted?: string[] };
}

const vectors: Vector[] = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8'));

/** The file sums a text block up; the codec lists its lines. */
function summarised(fields: Fields): Record<string, unknown> {
  const { printLines, ...rest } = fields;
  if (printLines === undefined) return rest;
  const texts = printLines.map((line) => line.text);
  return { ...rest, lineCount: texts.length, firstLine: texts[0], lastLine: texts.at(-1) };
}

/** The value of the first node with that tag, at any depth. */
function tagValue(nodes: TlvNode[] | undefined, tag: string): string | undefined {
  for (const node of nodes ?? []) {
    const found = node.tag === tag ? node.value : tagValue(node.children, tag);
    if (found !== undefined) return found;
  }
  return undefined;
}

describe('ZVT vectors: whole APDUs', () => {
  for (const { id, hex, decoded } of vectors.filter((vector) => vector.part === undefined)) {
    it(id, () => {
      const bytes = fromHex(hex);
      const context = {
        answerTo: decoded.answerTo === undefined ? undefined : Number.parseInt(decoded.answerTo as string, 16),
        charset: decoded.charset as Charset | undefined,
      };
      const message = parseBytes(bytes, context);
      assert.ok(message.ok);
      assert.equal(message.unparsed, undefined);
      assert.equal(toHex(Uint8Array.of(message.control >> 8, message.control & 0xff)), decoded.control);
      assert.equal(message.name, decoded.name);
      assert.equal(message.length, decoded.length);
      assert.equal(message.incomplete, decoded.incomplete);
      assert.equal(message.trailing, decoded.trailing);
      assert.deepEqual(summarised(message.fields), decoded.fields);
      for (const name of decoded.asserted ?? []) {
        if (name.startsWith('tlv:')) assert.notEqual(tagValue(message.fields.tlv, name.slice(4)), undefined, name);
      }
      for (const text of (decoded.contains ?? []) as string[]) {
        assert.ok(
          message.fields.printLines?.some((line) => line.text.trim() === text.trim()),
          text,
        );
      }
      if (decoded.roundTrip === true) {
        assert.equal(toHex(encodeMessage(message.name, message.fields, context.charset)), hex.toUpperCase());
      }
    });
  }

  it('come out of the encoder byte for byte, whoever recorded them', () => {
    // A short length in FF form or a card name without its 00 would not survive; no recording has them.
    let same = 0;
    for (const { id, hex, decoded } of vectors.filter((vector) => vector.part === undefined)) {
      if (decoded.incomplete === true || decoded.trailing !== undefined) continue;
      const charset = decoded.charset as Charset | undefined;
      const answerTo = decoded.answerTo === undefined ? undefined : Number.parseInt(decoded.answerTo as string, 16);
      const message = parseBytes(fromHex(hex), { charset, answerTo });
      assert.ok(message.ok);
      assert.equal(toHex(encodeMessage(message.name, message.fields, charset)), hex.toUpperCase(), id);
      same++;
    }
    assert.ok(same > 60);
  });
});

describe('ZVT vectors: parts and streams', () => {
  for (const { id, hex, part, decoded } of vectors.filter((vector) => vector.part !== undefined)) {
    it(`${id} (${part})`, () => checkPart(part!, fromHex(hex), decoded));
  }
});

function checkPart(part: string, bytes: Uint8Array, decoded: Record<string, unknown>): void {
  switch (part) {
    case 'stream':
      return checkStream(bytes, decoded);
    case 'frame-header': {
      const header = readApduHeader(bytes);
      assert.equal(!header.ok, decoded.incomplete === true);
      if (!header.ok) return;
      assert.equal(header.control, Number.parseInt(decoded.control as string, 16));
      return assert.equal(header.length, decoded.length);
    }
    case 'length-field':
      assert.equal(apduLength(bytes, 0), decoded.length);
      return assert.deepEqual(
        encodeApdu(0x0600, new Uint8Array(decoded.length as number)).subarray(2, 2 + bytes.length),
        bytes,
      );
    case 'llvar-length':
      return assert.equal(varLength(bytes, 0, 2), decoded.length);
    case 'lllvar-length':
      return assert.equal(varLength(bytes, 0, 3), decoded.length);
    case 'tlv-tag':
      assert.equal(tagBytes(bytes, 0, bytes.length), decoded.bytes);
      assert.equal(toHex(bytes, 0, decoded.bytes as number), decoded.tag);
      return assert.equal((bytes[0]! & 0x20) !== 0, decoded.constructed);
    case 'data of 04FF': {
      const message = parseMessage({ control: 0x04ff, data: bytes });
      assert.ok(message.ok);
      const { code, lines, timeoutMinutes } = message.fields;
      return assert.deepEqual(
        { code, lines, timeoutMinutes },
        {
          code: decoded.code,
          lines: decoded.lines,
          timeoutMinutes: decoded.timeoutMinutes,
        },
      );
    }
    case 'data of BMP 22': {
      const message = parseMessage({ control: 0x040f, data: Uint8Array.of(0x22, 0xf0, 0xf0 + bytes.length, ...bytes) });
      assert.ok(message.ok);
      const { pan } = message.fields;
      assert.equal(pan?.length, decoded.digits);
      assert.equal(pan?.split('E').length, (decoded.masked as number) + 1);
      return assert.ok(pan?.endsWith(decoded.last as string));
    }
    case 'apdu-wrong-lengths': {
      const framed = parseBytes(bytes);
      assert.ok(framed.ok && framed.incomplete);
      const message = parseMessage({ control: framed.control, data: bytes.subarray(3) });
      assert.ok(message.ok);
      assert.equal(message.unparsed?.reason, 'truncated');
      assert.equal(framed.control, Number.parseInt(decoded.control as string, 16));
      assert.equal(message.fields.resultCode, decoded.resultCode);
      return assert.deepEqual(openReceipts(message.fields), decoded.openReceipts);
    }
    default:
      assert.fail(`no check for part ${part}`);
  }
}

function checkStream(bytes: Uint8Array, decoded: Record<string, unknown>): void {
  const reader = createApduReader();
  const chunks = decoded.chunkBytes as number[];
  let at = 0;
  for (const [index, size] of chunks.entries()) {
    const { apdus, broken } = reader.push(bytes.subarray(at, at + size));
    at += size;
    assert.equal(broken, undefined);
    assert.equal(apdus.length, index === chunks.length - 1 ? decoded.apdus : 0);
    const apdu = apdus[0];
    if (apdu === undefined) continue;
    assert.equal(apdu.control, Number.parseInt(decoded.control as string, 16));
    assert.equal(apdu.data.length, decoded.length);
    const message = parseMessage(apdu);
    assert.ok(message.ok);
    assert.equal(message.fields.receiptType, decoded.receiptType);
  }
  assert.equal(reader.pendingBytes(), 0);
}
