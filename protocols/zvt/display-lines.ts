/** Display texts: tag 24 holds one tag 07 for each line. */
import { fromHex, toHex } from '../bytes.ts';
import { type Charset, decodeText, encodeText } from './charset.ts';
import { findTag, type TlvNode } from './tlv.ts';

/** The lines in tag 24 of a container; undefined without that tag. */
export function linesOf(nodes: readonly TlvNode[], charset: Charset): string[] | undefined {
  const texts = findTag(nodes, '24')?.children;
  if (texts === undefined) return undefined;
  const lines: string[] = [];
  for (const node of texts) {
    if (node.tag === '07') lines.push(decodeText(fromHex(node.value ?? ''), charset));
  }
  return lines;
}

/** The container with `lines` added as tag 24, unless it has that tag already. */
export function withLines(nodes: TlvNode[], lines: readonly string[] | undefined, charset: Charset): TlvNode[] {
  if (lines === undefined || findTag(nodes, '24') !== undefined) return nodes;
  const children = lines.map((line) => ({ tag: '07', value: toHex(encodeText(line, charset)) }));
  return [...nodes, { tag: '24', children }];
}
