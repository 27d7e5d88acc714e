/**
 * What ZVT messages carry, by name. Amounts are minor units (cents); receipt number,
 * terminal, time, date and expiry are digit strings as sent; counters are numbers.
 */
import type { TlvNode } from './tlv.ts';

/** One brand's share in the totals of an end-of-day. */
export interface BrandTotal {
  count: number;
  cents: number;
}

/** Bitmap 60: totals since the last end-of-day. */
export interface Totals {
  receiptFrom: number;
  receiptTo: number;
  girocard: BrandTotal;
  jcb: BrandTotal;
  eurocard: BrandTotal;
  amex: BrandTotal;
  visa: BrandTotal;
  diners: BrandTotal;
  other: BrandTotal;
}

/** A line of a receipt with the attribute that applies to it (0 = normal). */
export interface PrintLine {
  attribute: number;
  text: string;
}

/** Bitmaps without a name of their own, and those whose digits are none: raw content in hex. */
export type RawFields = { [raw: `bmp${string}`]: string | undefined };

export interface Fields extends RawFields {
  /** 6 digits. */
  password?: string;
  configByte?: number;
  serviceByte?: number;
  amountCents?: number;
  /** ISO 4217 number, 978 = euro. */
  currency?: number;
  /** How to pay (command) or how it was paid (status information). */
  paymentType?: number;
  /** Seconds. */
  timeout?: number;
  maxStatusInfos?: number;
  pump?: number;
  resultCode?: number;
  /** Result of the authorisation system (bitmap A0). */
  resultCodeAs?: number;
  /** 4 digits; FFFF = none. */
  receiptNo?: string;
  trace?: number;
  /** Trace of the transaction a reversal undid. */
  originalTrace?: number;
  turnoverNo?: number;
  /** 8 digits. */
  terminalId?: string;
  /** Merchant contract, 15 characters filled with blanks. */
  vuNumber?: string;
  /** HHMMSS. */
  time?: string;
  /** MMDD: there is no year. */
  date?: string;
  /** YYMMDD, in set-date-time. */
  fullDate?: string;
  /** YYMM. */
  expiry?: string;
  /** Card number or EF_ID; E masks a digit, D separates. */
  pan?: string;
  cardSequence?: number;
  cardType?: number;
  cardTypeNetwork?: number;
  cardTypeFilter?: number;
  cardName?: string;
  authCode?: string;
  additionalText?: string;
  totals?: Totals;
  tlv?: TlvNode[];
  /** Texts for the display: tag 24. */
  lines?: string[];
  /** Registration's completion: what the terminal wants next. */
  statusByte?: number;
  terminalStatus?: number;
  softwareVersion?: string;
  /** Intermediate status code. */
  code?: number;
  timeoutMinutes?: number;
  /** Second byte of a negative answer. */
  errorCode?: number;
  attribute?: number;
  /** Lines to feed, with attribute FF. */
  feeds?: number;
  text?: string;
  /** 1 merchant, 2 customer, 3 administration. */
  receiptType?: number;
  printLines?: PrintLine[];
  /** Attribute that stands behind the last line of a block. */
  lastAttribute?: number;
  /** Data of a command this codec does not look into, hex. */
  data?: string;
}

/** Where reading stopped inside an APDU's data; everything before it is in the fields. */
export interface Unparsed {
  reason: 'unknown-bitmap' | 'repeated-bitmap' | 'truncated' | 'bad-length' | 'bad-digits';
  /** Offset in the data. */
  at: number;
}
