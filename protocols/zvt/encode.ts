/** From named fields to the bytes of an APDU: the inverse of parse. */
import { fromHex } from '../bytes.ts';
import { encodeApdu } from './apdu.ts';
import { pushBcd } from './bcd.ts';
import { type Charset, encodeText } from './charset.ts';
import { commandByName, type Layout, type MessageName } from './commands.ts';
import { pushBitmaps, pushVarLength } from './encode-bitmaps.ts';
import type { Fields } from './fields.ts';
import { pushPrintBlock, pushPrintLine } from './print.ts';

/** Fields a layout carries in front of its bitmaps. */
const leading: Partial<Record<Layout, readonly string[]>> = {
  registration: ['currency'],
  timeout: ['timeout'],
  abort: ['resultCode', 'currency'],
  negative: ['resultCode', 'currency'],
};

/**
 * The whole APDU of a message, its bitmaps in the order of the keys of `fields`. Throws
 * RangeError on values that do not fit; fields the message has no place for are left out.
 */
export function encodeMessage(name: MessageName, fields: Fields = {}, charset: Charset = 'cp437'): Uint8Array {
  const { control, layout } = commandByName(name);
  if (layout === 'raw') return encodeApdu(control, fromHex(fields.data ?? ''));
  const out: number[] = [];
  if (layout === 'print-line') {
    pushPrintLine(out, fields, charset);
  } else if (layout === 'print-block') {
    pushPrintBlock(out, fields, charset);
  } else {
    const skip = pushLeading(out, layout, fields, charset) ? (leading[layout] ?? []) : [];
    pushBitmaps(out, fields, charset, skip);
  }
  return encodeApdu(layout === 'negative' ? control + (fields.errorCode ?? 0) : control, out);
}

/** Appends what stands in front of the bitmaps; false if the layout's leading fields belong to the bitmaps. */
function pushLeading(out: number[], layout: Layout, fields: Fields, charset: Charset): boolean {
  switch (layout) {
    case 'password':
      pushPassword(out, fields.password ?? '000000');
      return true;
    case 'optional-password':
      if (fields.password !== undefined) pushPassword(out, fields.password);
      return true;
    case 'registration':
      pushPassword(out, fields.password ?? '000000');
      out.push(fields.configByte ?? 0);
      if (fields.currency !== undefined) pushBcd(out, fields.currency, 2);
      return true;
    case 'timeout':
      out.push(fields.timeout ?? 0);
      return true;
    case 'intermediate':
      out.push(fields.code ?? 0);
      if (fields.timeoutMinutes !== undefined) pushBcd(out, fields.timeoutMinutes, 1);
      return true;
    case 'completion':
      if (fields.softwareVersion !== undefined) {
        const version = encodeText(fields.softwareVersion, charset);
        pushVarLength(out, version.length, 3);
        out.push(...version);
      }
      if (fields.terminalStatus !== undefined) out.push(fields.terminalStatus);
      return true;
    case 'abort':
      return pushResult(out, fields);
    case 'negative':
      return fields.errorCode === 0x1e && pushResult(out, fields);
    default:
      return true;
  }
}

function pushResult(out: number[], fields: Fields): boolean {
  if (fields.resultCode === undefined) return false;
  out.push(fields.resultCode);
  if (fields.resultCode === 0x6f && fields.currency !== undefined) pushBcd(out, fields.currency, 2);
  return true;
}

function pushPassword(out: number[], password: string): void {
  if (password.length !== 6) throw new RangeError('a password has 6 digits');
  for (const byte of fromHex(password)) out.push(byte);
}
