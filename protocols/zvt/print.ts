/**
 * The receipt a terminal has printed by the till: single lines (06 D1) or blocks (06 D3).
 *
 * A line is an attribute and text. Some terminals hang a TLV container with the receipt's
 * type (tag 1F07) behind the text without any mark: it is taken for one if its length
 * reaches exactly to the end, it reads as TLV and it has that tag. A block is TLV
 * throughout: tag 25 lists attributes (09) and lines (07), an attribute holding until the
 * next; one behind all lines marks the receipt's last block.
 */
import { fromHex, toHex } from '../bytes.ts';
import { type Charset, decodeText, encodeText } from './charset.ts';
import type { Fields, PrintLine, Unparsed } from './fields.ts';
import { berLength, berLengthBytes, findTag, parseTlv, pushContainer, type TlvNode } from './tlv.ts';

const FEED_ATTRIBUTE = 0xff;
const RECEIPT_TYPE_TAG = '1F07';

/** Reads the data of 06 D1, which has at least its attribute byte. */
export function parsePrintLine(data: Uint8Array, fields: Fields, charset: Charset): void {
  const attribute = data[0]!;
  let from = 1;
  fields.attribute = attribute;
  if (attribute === FEED_ATTRIBUTE && data.length > 1) fields.feeds = data[from++]!;
  const textEnd = trailingContainer(data, from, fields);
  fields.text = decodeText(data, charset, from, textEnd);
}

/** Where the text ends; reads an unmarked container behind it into the fields. */
function trailingContainer(data: Uint8Array, from: number, fields: Fields): number {
  for (let at = from; at < data.length - 1; at++) {
    if (data[at] !== 0x06) continue;
    const length = berLength(data, at + 1, data.length);
    if (length < 0) continue;
    const start = at + 1 + berLengthBytes(data[at + 1]!);
    if (start + length !== data.length) continue;
    const { nodes, problem } = parseTlv(data, start);
    const receiptType = receiptTypeOf(nodes);
    if (problem !== undefined || receiptType === undefined) continue;
    fields.receiptType = receiptType;
    if (nodes.length > 1) fields.tlv = nodes;
    return at;
  }
  return data.length;
}

function receiptTypeOf(nodes: readonly TlvNode[]): number | undefined {
  const value = findTag(nodes, RECEIPT_TYPE_TAG)?.value;
  return value?.length === 2 ? Number.parseInt(value, 16) : undefined;
}

/** Appends the data of 06 D1. */
export function pushPrintLine(out: number[], fields: Fields, charset: Charset): void {
  out.push(fields.attribute ?? 0);
  if (fields.feeds !== undefined) out.push(fields.feeds);
  for (const byte of encodeText(fields.text ?? '', charset)) out.push(byte);
  if (fields.receiptType === undefined) return;
  out.push(0x06);
  pushContainer(out, fields.tlv ?? [receiptTypeNode(fields.receiptType)]);
}

/** Reads the data of 06 D3 into `receiptType`, `printLines` and `lastAttribute`; other tags go to `tlv`. */
export function parsePrintBlock(data: Uint8Array, fields: Fields, charset: Charset): Unparsed | undefined {
  if (data[0] !== 0x06) return { reason: 'unknown-bitmap', at: 0 };
  const length = berLength(data, 1, data.length);
  if (length < 0) return { reason: length === -1 ? 'truncated' : 'bad-length', at: 0 };
  const from = 1 + berLengthBytes(data[1]!);
  const to = from + length;
  const { nodes, problem } = parseTlv(data, from, Math.min(to, data.length));
  const others: TlvNode[] = [];
  for (const node of nodes) {
    const type = node.tag === RECEIPT_TYPE_TAG ? receiptTypeOf([node]) : undefined;
    if (type !== undefined) fields.receiptType = type;
    else if (node.tag === '25' && node.children !== undefined) readLines(node.children, fields, charset);
    else others.push(node);
  }
  if (others.length > 0) fields.tlv = others;
  if (to > data.length || problem !== undefined) return { reason: problem ?? 'truncated', at: 0 };
  return to < data.length ? { reason: 'unknown-bitmap', at: to } : undefined;
}

function readLines(nodes: readonly TlvNode[], fields: Fields, charset: Charset): void {
  const printLines: PrintLine[] = [];
  let attribute = 0;
  let behindLines: number | undefined;
  for (const { tag, value = '' } of nodes) {
    if (tag === '09' && value.length === 2) {
      attribute = Number.parseInt(value, 16);
      behindLines = attribute;
    } else if (tag === '07') {
      printLines.push({ attribute, text: decodeText(fromHex(value), charset) });
      behindLines = undefined;
    }
  }
  fields.printLines = printLines;
  if (behindLines !== undefined) fields.lastAttribute = behindLines;
}

/** Appends the data of 06 D3; an attribute is written where it changes. */
export function pushPrintBlock(out: number[], fields: Fields, charset: Charset): void {
  const lines: TlvNode[] = [];
  let attribute = 0;
  for (const line of fields.printLines ?? []) {
    if (line.attribute !== attribute) lines.push(attributeNode(line.attribute));
    attribute = line.attribute;
    lines.push({ tag: '07', value: toHex(encodeText(line.text, charset)) });
  }
  if (fields.lastAttribute !== undefined) lines.push(attributeNode(fields.lastAttribute));
  const nodes: TlvNode[] = fields.receiptType === undefined ? [] : [receiptTypeNode(fields.receiptType)];
  if (fields.printLines !== undefined) nodes.push({ tag: '25', children: lines });
  nodes.push(...(fields.tlv ?? []));
  out.push(0x06);
  pushContainer(out, nodes);
}

function attributeNode(attribute: number): TlvNode {
  return { tag: '09', value: toHex(Uint8Array.of(attribute)) };
}

function receiptTypeNode(receiptType: number): TlvNode {
  return { tag: RECEIPT_TYPE_TAG, value: toHex(Uint8Array.of(receiptType)) };
}
