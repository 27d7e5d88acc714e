/**
 * From APDU to named message. Most commands read by themselves; a completion does not: the
 * one that ends a status enquiry begins with version and status instead of bitmaps, so the
 * caller says what was asked (`answerTo`).
 *
 * Bytes are foreign: nothing here throws. What could be read before something unreadable
 * is kept, and `unparsed` says where it ended; a terminal answers 84 83 then.
 */
import { toHex } from '../bytes.ts';
import { type Apdu, readApduHeader } from './apdu.ts';
import { bcdNumber } from './bcd.ts';
import { type Charset, decodeText } from './charset.ts';
import { type Command, commandByControl, type MessageName } from './commands.ts';
import type { Fields, Unparsed } from './fields.ts';
import { parseBitmaps, varLength } from './parse-bitmaps.ts';
import { parsePrintBlock, parsePrintLine } from './print.ts';
import { berLength, berLengthBytes, parseTlv } from './tlv.ts';

export interface ParseContext {
  /** Control field of the command before, e.g. 0x0501. */
  answerTo?: number;
  /** cp437 unless given. */
  charset?: Charset;
}

export type Message =
  | { ok: true; name: MessageName; fields: Fields; unparsed?: Unparsed }
  | { ok: false; reason: 'unknown-command' | 'too-short' };

export type FramedMessage =
  | {
      ok: true;
      control: number;
      name: MessageName;
      length: number;
      fields: Fields;
      unparsed?: Unparsed;
      incomplete?: true;
      trailing?: string;
    }
  | { ok: false; reason: 'unknown-command' | 'too-short' | 'incomplete' };

/** Name and fields of an APDU. */
export function parseMessage(apdu: Apdu, context: ParseContext = {}): Message {
  const command = commandByControl(apdu.control);
  if (command === undefined) return { ok: false, reason: 'unknown-command' };
  const fields: Fields = {};
  const unparsed = parseData(command, apdu.data, fields, context);
  if (unparsed === 'too-short') return { ok: false, reason: 'too-short' };
  return unparsed === undefined
    ? { ok: true, name: command.name, fields }
    : { ok: true, name: command.name, fields, unparsed };
}

/**
 * The message at the start of `bytes`, for dumps and logs: `incomplete` (and no fields) if
 * its data is cut short, `trailing` (hex) for what follows it.
 */
export function parseBytes(bytes: Uint8Array, context: ParseContext = {}): FramedMessage {
  const header = readApduHeader(bytes);
  if (!header.ok) return header;
  const { control, length, headerBytes } = header;
  const end = headerBytes + length;
  if (end > bytes.length) {
    const command = commandByControl(control);
    if (command === undefined) return { ok: false, reason: 'unknown-command' };
    return { ok: true, control, name: command.name, length, fields: {}, incomplete: true };
  }
  const message = parseMessage({ control, data: bytes.subarray(headerBytes, end) }, context);
  if (!message.ok) return message;
  const framed: FramedMessage = { ...message, control, length };
  if (end < bytes.length) framed.trailing = toHex(bytes, end);
  return framed;
}

function parseData(
  command: Command,
  data: Uint8Array,
  fields: Fields,
  context: ParseContext,
): Unparsed | undefined | 'too-short' {
  const charset = context.charset ?? 'cp437';
  switch (command.layout) {
    case 'bitmaps':
      return parseBitmaps(data, 0, fields, charset);
    case 'optional-password':
      return data.length === 0 ? undefined : parseBehindPassword(data, fields, charset);
    case 'password':
      return parseBehindPassword(data, fields, charset);
    case 'registration':
      return parseRegistration(data, fields, charset);
    case 'timeout':
      if (data.length < 1) return 'too-short';
      fields.timeout = data[0]!;
      return parseBitmaps(data, 1, fields, charset, 'cardTypeFilter');
    case 'intermediate':
      return parseIntermediate(data, fields, charset);
    case 'completion':
      if (context.answerTo === 0x0501 && data.length > 0) return parseStatusCompletion(data, fields, charset);
      return parseBitmaps(data, 0, fields, charset, 'statusByte');
    case 'negative':
      fields.errorCode = command.control & 0xff;
      if (fields.errorCode === 0x1e) return parseResult(data, fields, charset);
      return parseBitmaps(data, 0, fields, charset);
    case 'abort':
      return parseResult(data, fields, charset);
    case 'print-line':
      if (data.length < 1) return 'too-short';
      parsePrintLine(data, fields, charset);
      return undefined;
    case 'print-block':
      return data.length < 1 ? 'too-short' : parsePrintBlock(data, fields, charset);
    case 'raw':
      fields.data = toHex(data);
      return undefined;
  }
}

function parseBehindPassword(data: Uint8Array, fields: Fields, charset: Charset): Unparsed | undefined | 'too-short' {
  if (data.length < 3) return 'too-short';
  fields.password = toHex(data, 0, 3);
  return parseBitmaps(data, 3, fields, charset);
}

/** Password, config byte, then a currency without bitmap 49 and bitmaps. */
function parseRegistration(data: Uint8Array, fields: Fields, charset: Charset): Unparsed | undefined | 'too-short' {
  if (data.length < 4) return 'too-short';
  fields.password = toHex(data, 0, 3);
  fields.configByte = data[3]!;
  if (data.length === 4) return undefined;
  const currency = data.length < 6 ? -1 : bcdNumber(data, 4, 2);
  if (currency < 0) return { reason: data.length < 6 ? 'truncated' : 'bad-digits', at: 4 };
  fields.currency = currency;
  return parseBitmaps(data, 6, fields, charset);
}

/** Code, then minutes and a container, or a container alone if its length fits exactly. */
function parseIntermediate(data: Uint8Array, fields: Fields, charset: Charset): Unparsed | undefined | 'too-short' {
  if (data.length < 1) return 'too-short';
  fields.code = data[0]!;
  if (data.length === 1) return undefined;
  if (isContainer(data, 1)) return parseBitmaps(data, 1, fields, charset);
  const minutes = bcdNumber(data, 1, 1);
  if (minutes < 0) return { reason: 'bad-digits', at: 1 };
  fields.timeoutMinutes = minutes;
  return parseBitmaps(data, 2, fields, charset);
}

function isContainer(data: Uint8Array, at: number): boolean {
  if (data[at] !== 0x06) return false;
  const length = berLength(data, at + 1, data.length);
  if (length < 0) return false;
  const from = at + 1 + berLengthBytes(data[at + 1]!);
  return from + length === data.length && parseTlv(data, from).problem === undefined;
}

/** [LLLVAR version] status [container]: only a version begins with an F-digit. */
function parseStatusCompletion(data: Uint8Array, fields: Fields, charset: Charset): Unparsed | undefined {
  let at = 0;
  // F0 alone is a status; a version's length takes three bytes that all look like digits.
  if (data.length > 3 && (data[0]! & data[1]! & data[2]!) >= 0xf0) {
    const length = varLength(data, 0, 3);
    if (length < 0) return { reason: 'bad-length', at };
    at = 3 + length;
    if (at > data.length) return { reason: 'truncated', at: 0 };
    fields.softwareVersion = decodeText(data, charset, 3, at);
    if (at === data.length) return undefined;
  }
  fields.terminalStatus = data[at]!;
  return parseBitmaps(data, at + 1, fields, charset, 'statusByte');
}

/** Result code without bitmap; with 6F (wrong currency) the right one may follow, with or without bitmap 49. */
function parseResult(data: Uint8Array, fields: Fields, charset: Charset): Unparsed | undefined {
  if (data.length === 0) return undefined;
  const resultCode = data[0]!;
  fields.resultCode = resultCode;
  const currency =
    resultCode === 0x6f && data.length >= 3 && data[1]! < 0x10 && data[1] !== 0x06 ? bcdNumber(data, 1, 2) : -1;
  if (currency >= 0) fields.currency = currency;
  return parseBitmaps(data, currency < 0 ? 1 : 3, fields, charset);
}
