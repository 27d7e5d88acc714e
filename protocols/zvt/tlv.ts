/**
 * BER TLV objects as ZVT nests them in bitmap 06.
 *
 * Nodes keep tag and value as upper-case hex: they compare, print and serialise as they
 * are, and unknown tags survive. Bit 6 of the first tag byte marks a constructed node; one
 * whose content is no TLV keeps its value instead of children.
 * Lengths: 00…7F, 81 nn, 82 hi lo. (PA00P015 rev 13.08)
 */
import { fromHex, toHex } from '../bytes.ts';

/** Either `value` (hex) or `children` is present. */
export interface TlvNode {
  tag: string;
  value?: string;
  children?: TlvNode[];
}

export type TlvProblem = 'truncated' | 'bad-length';

export interface TlvResult {
  nodes: TlvNode[];
  problem?: TlvProblem;
}

// Deeper nesting occurs nowhere; the limit keeps hostile bytes from exhausting the stack.
const MAX_DEPTH = 16;
const MAX_TAG_BYTES = 4;

/** Number of bytes of the tag at `at`; -1 if it does not end before `end`, -2 if it is longer than 4 bytes. */
export function tagBytes(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1;
  if ((bytes[at]! & 0x1f) !== 0x1f) return 1;
  for (let count = 2; count <= MAX_TAG_BYTES; count++) {
    if (at + count > end) return -1;
    if (bytes[at + count - 1]! < 0x80) return count;
  }
  return -2;
}

/** Length of the value at `at`; -1 if the field does not end before `end`, -2 if the form is not allowed. */
export function berLength(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1;
  const first = bytes[at]!;
  if (first < 0x80) return first;
  if (first === 0x81) return at + 2 > end ? -1 : bytes[at + 1]!;
  if (first === 0x82) return at + 3 > end ? -1 : (bytes[at + 1]! << 8) | bytes[at + 2]!;
  return -2;
}

/** Bytes a length field takes, by its first byte. */
export function berLengthBytes(first: number): number {
  return first < 0x80 ? 1 : first - 0x7f;
}

/** The nodes in `bytes[from..to)`. On a problem: those up to it, the cut one included where it can be read. */
export function parseTlv(bytes: Uint8Array, from = 0, to = bytes.length, depth = 0): TlvResult {
  const nodes: TlvNode[] = [];
  let at = from;
  while (at < to) {
    const tagLength = tagBytes(bytes, at, to);
    if (tagLength < 0) return { nodes, problem: problemOf(tagLength) };
    const lengthAt = at + tagLength;
    const length = berLength(bytes, lengthAt, to);
    if (length < 0) return { nodes, problem: problemOf(length) };
    const valueAt = lengthAt + berLengthBytes(bytes[lengthAt]!);
    const valueEnd = Math.min(valueAt + length, to);
    nodes.push(parseNode(bytes, at, tagLength, valueAt, valueEnd, depth));
    if (valueAt + length > to) return { nodes, problem: 'truncated' };
    at = valueEnd;
  }
  return { nodes };
}

function parseNode(bytes: Uint8Array, at: number, tagLength: number, from: number, to: number, depth: number): TlvNode {
  const tag = toHex(bytes, at, at + tagLength);
  if ((bytes[at]! & 0x20) !== 0 && depth < MAX_DEPTH) {
    const inner = parseTlv(bytes, from, to, depth + 1);
    if (inner.problem === undefined) return { tag, children: inner.nodes };
  }
  return { tag, value: toHex(bytes, from, to) };
}

function problemOf(negative: number): TlvProblem {
  return negative === -1 ? 'truncated' : 'bad-length';
}

/** Appends the nodes with the shortest length forms. Throws RangeError on bad hex or more than 65535 bytes. */
export function pushTlv(out: number[], nodes: readonly TlvNode[]): void {
  for (const node of nodes) {
    for (const byte of fromHex(node.tag)) out.push(byte);
    if (node.children === undefined) {
      const value = fromHex(node.value ?? '');
      pushBerLength(out, value.length);
      for (const byte of value) out.push(byte);
    } else {
      pushContainer(out, node.children);
    }
  }
}

/** Appends length and content of a container, without its tag. */
export function pushContainer(out: number[], nodes: readonly TlvNode[]): void {
  const content: number[] = [];
  pushTlv(content, nodes);
  pushBerLength(out, content.length);
  for (const byte of content) out.push(byte);
}

function pushBerLength(out: number[], length: number): void {
  if (length < 0x80) out.push(length);
  else if (length < 0x100) out.push(0x81, length);
  else if (length < 0x10000) out.push(0x82, length >> 8, length & 0xff);
  else throw new RangeError(`TLV value of ${length} bytes, at most 65535 fit`);
}

/** The first node with this tag among `nodes` (not searching children). */
export function findTag(nodes: readonly TlvNode[] | undefined, tag: string): TlvNode | undefined {
  return nodes?.find((node) => node.tag === tag);
}
