/**
 * Text in ZVT. CP437 unless agreed otherwise at Registration; some terminals send Latin-1
 * without asking, so the character set is a setting of the connection.
 */
import { type CodeTable, decodeCodeTable, encodeCodeTable } from '../code-tables.ts';

export type Charset = CodeTable | 'utf-8';

const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const utf8Encoder = new TextEncoder();

/** Text of `bytes[from..to)`. Malformed UTF-8 becomes replacement characters. */
export function decodeText(bytes: Uint8Array, charset: Charset, from = 0, to = bytes.length): string {
  if (charset === 'utf-8') return utf8Decoder.decode(bytes.subarray(from, to));
  return decodeCodeTable(bytes, charset, from, to);
}

/** Bytes of `text`; '?' where the character set has no such character. */
export function encodeText(text: string, charset: Charset): Uint8Array {
  return charset === 'utf-8' ? utf8Encoder.encode(text) : encodeCodeTable(text, charset);
}
