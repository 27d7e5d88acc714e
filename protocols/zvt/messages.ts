/**
 * One builder for each message a till and a terminal need; each returns a whole APDU.
 * Amounts are minor units, passwords and receipt numbers digit strings (6 and 4 digits),
 * currency the ISO 4217 number. Values that do not fit throw RangeError.
 */
import { encodeApdu } from './apdu.ts';
import type { Charset } from './charset.ts';
import { encodeMessage } from './encode.ts';
import type { Fields, PrintLine } from './fields.ts';
import type { TlvNode } from './tlv.ts';

const EURO = 978;

/** 06 00. Service byte and container need a currency in front of them: euro unless given. */
export function registration(options: {
  password: string;
  configByte: number;
  currency?: number;
  serviceByte?: number;
  tlv?: TlvNode[];
}): Uint8Array {
  const { password, configByte, serviceByte, tlv } = options;
  const needed = serviceByte !== undefined || tlv !== undefined;
  const currency = options.currency ?? (needed ? EURO : undefined);
  return encodeMessage('registration', { password, configByte, currency, serviceByte, tlv });
}

/** 06 01, the payment. */
export function authorisation(options: {
  amountCents: number;
  currency?: number;
  paymentType?: number;
  timeout?: number;
  maxStatusInfos?: number;
  tlv?: TlvNode[];
}): Uint8Array {
  const { amountCents, currency, paymentType, timeout, maxStatusInfos, tlv } = options;
  return encodeMessage('authorisation', { amountCents, currency, paymentType, timeout, maxStatusInfos, tlv });
}

/** 06 02. */
export function logOff(): Uint8Array {
  return encodeMessage('log-off');
}

/** 06 20. Service byte: bit 0 repeats the status information, bit 1 suppresses printing. */
export function repeatReceipt(options: { password: string; serviceByte?: number }): Uint8Array {
  return encodeMessage('repeat-receipt', { password: options.password, serviceByte: options.serviceByte });
}

/** 05 01. The service byte needs the password. */
export function statusEnquiry(options: { password?: string; serviceByte?: number; tlv?: TlvNode[] } = {}): Uint8Array {
  const { password, serviceByte, tlv } = options;
  return encodeMessage('status-enquiry', { password, serviceByte, tlv });
}

/** 06 30: undoes the payment with that receipt number. */
export function reversal(options: {
  password: string;
  receiptNo: string;
  amountCents?: number;
  currency?: number;
}): Uint8Array {
  const { password, receiptNo, amountCents, currency } = options;
  return encodeMessage('reversal', { password, receiptNo, amountCents, currency });
}

/** 06 31: pays money out. */
export function refund(options: { password: string; amountCents: number; currency?: number }): Uint8Array {
  const { password, amountCents, currency } = options;
  return encodeMessage('refund', { password, amountCents, currency });
}

/** 06 50. */
export function endOfDay(options: { password: string }): Uint8Array {
  return encodeMessage('end-of-day', { password: options.password });
}

/** 06 70. */
export function diagnosis(): Uint8Array {
  return encodeMessage('diagnosis');
}

/** 06 93. */
export function initialisation(options: { password: string }): Uint8Array {
  return encodeMessage('initialisation', { password: options.password });
}

/** 06 B0: the till asks a running command to end. */
export function abortRequest(): Uint8Array {
  return encodeMessage('abort-from-ecr');
}

/** 80 00, without data unless a container is to be returned. */
export function positive(tlv?: TlvNode[]): Uint8Array {
  return encodeMessage('ack', { tlv });
}

/** 84 code 00. */
export function negative(code: number): Uint8Array {
  if (!Number.isInteger(code) || code < 0 || code > 0xff) throw new RangeError(`no error code: ${code}`);
  return encodeApdu(0x8400 + code);
}

/** 04 0F with the given fields in their order. */
export function statusInformation(fields: Fields, charset?: Charset): Uint8Array {
  return encodeMessage('status-information', fields, charset);
}

/** 04 FF. `minutes` replaces the till's waiting time; `lines` are texts to display. */
export function intermediateStatus(code: number, minutes?: number, lines?: string[], charset?: Charset): Uint8Array {
  return encodeMessage('intermediate-status', { code, timeoutMinutes: minutes, lines }, charset);
}

/** 06 0F: fields by name, or after a status enquiry just the terminal status. */
export function completion(fields: Fields | number = {}, charset?: Charset): Uint8Array {
  return encodeMessage('completion', typeof fields === 'number' ? { terminalStatus: fields } : fields, charset);
}

/** 06 1E. */
export function abort(resultCode: number, fields: Fields = {}, charset?: Charset): Uint8Array {
  return encodeMessage('abort', { ...fields, resultCode }, charset);
}

/** 06 D1. */
export function printLine(attribute: number, text: string, receiptType?: number, charset?: Charset): Uint8Array {
  return encodeMessage('print-line', { attribute, text, receiptType }, charset);
}

/** 06 D3. `lastAttribute` 0x81 marks the end of a receipt. */
export function printTextBlock(
  block: { receiptType?: number; printLines: PrintLine[]; lastAttribute?: number },
  charset?: Charset,
): Uint8Array {
  const { receiptType, printLines, lastAttribute } = block;
  return encodeMessage('print-text-block', { receiptType, printLines, lastAttribute }, charset);
}
