/**
 * What ZVT's codes mean: results (bitmap 27, abort, 84 xx), terminal status and
 * intermediate status. Names are stable keys for scenarios and reports, texts are for
 * people. None of the intermediate codes proves how a payment ended.
 */

export interface CodeMeaning {
  name: string;
  text: string;
}

type Table = Map<number, CodeMeaning>;

function table(rows: [number, string, string][]): Table {
  return new Map(rows.map(([code, name, text]) => [code, { name, text }]));
}

/** Codes 01…63 come from the host and vary by operator; those listed are the common reading. */
export const resultCodes: Table = table([
  [0x00, 'ok', 'no error'],
  [0x05, 'declined', 'the host declined'],
  [0x0d, 'host-amount', 'the host refused the amount'],
  [0x21, 'host-card-expired', 'the host says the card has expired'],
  [0x33, 'host-limit', 'limit exceeded or no cover'],
  [0x36, 'host-card-expired', 'the host says the card has expired'],
  [0x37, 'wrong-pin', 'wrong PIN'],
  [0x41, 'pin-needed', 'the host wants a PIN'],
  [0x64, 'card-unreadable', 'card could not be read'],
  [0x65, 'no-card-data', 'no card data'],
  [0x66, 'processing-error', 'processing error'],
  [0x67, 'not-for-card', 'function not allowed for this card'],
  [0x68, 'not-for-card', 'function not allowed for this card'],
  [0x6a, 'turnover-full', 'turnover file full'],
  [0x6b, 'not-registered', 'till is not registered'],
  [0x6c, 'aborted', 'stopped by key, by the till or by waiting too long'],
  [0x6f, 'wrong-currency', 'wrong currency'],
  [0x71, 'credit-too-low', 'credit too low'],
  [0x72, 'chip-error', 'chip error'],
  [0x73, 'card-data-wrong', 'card data wrong'],
  [0x77, 'end-of-day-impossible', 'end-of-day not possible'],
  [0x78, 'card-expired', 'card expired'],
  [0x79, 'card-not-yet-valid', 'card not yet valid'],
  [0x7a, 'card-unknown', 'card unknown'],
  [0x7b, 'no-fallback', 'stripe not allowed instead of chip'],
  [0x7c, 'no-fallback', 'stripe not allowed instead of chip'],
  [0x7d, 'communication-error', 'communication error'],
  [0x7e, 'no-fallback', 'stripe not allowed instead of chip'],
  [0x83, 'function-impossible', 'function unknown or not possible now'],
  [0x85, 'key-missing', 'key missing'],
  [0x89, 'pin-pad-defective', 'PIN pad does not work'],
  [0x9a, 'protocol-error', 'protocol error'],
  [0x9b, 'dial-up-error', 'no line to the host'],
  [0x9c, 'please-wait', 'busy, please wait'],
  [0x9d, 'partial-issue', 'only part of the goods was issued'],
  [0xa0, 'receiver-not-ready', 'receiver not ready'],
  [0xa1, 'no-answer', 'remote station does not answer'],
  [0xa3, 'no-connection', 'no connection'],
  [0xa5, 'forbidden-by-pci', 'forbidden by card industry rules'],
  [0xb1, 'memory-full', 'memory full'],
  [0xb2, 'journal-full', 'journal full'],
  [0xb4, 'already-reversed', 'already reversed'],
  [0xb5, 'reversal-impossible', 'reversal not possible'],
  [0xb7, 'pre-authorisation-amount', 'pre-authorised amount wrong'],
  [0xb8, 'pre-authorisation', 'pre-authorisation error, or the list of open ones'],
  [0xbf, 'voltage', 'supply voltage too low'],
  [0xc0, 'lock-defective', 'card lock does not work'],
  [0xc2, 'diagnosis-required', 'diagnosis required'],
  [0xc3, 'amount-too-high', 'amount too high'],
  [0xc4, 'card-profile-missing', 'card profile missing'],
  [0xc5, 'method-unsupported', 'payment method not supported'],
  [0xc6, 'currency-impossible', 'currency not possible'],
  [0xc8, 'amount-too-small', 'amount too small'],
  [0xcc, 'printer-not-ready', 'printer not ready'],
  [0xd2, 'not-for-service-card', 'not allowed with a service card'],
  [0xdc, 'card-inserted', 'a card is inserted'],
  [0xdd, 'eject-error', 'card could not be ejected'],
  [0xde, 'insert-error', 'card could not be drawn in'],
  [0xe0, 'remote-maintenance', 'remote maintenance runs'],
  [0xe2, 'reader-defective', 'card reader does not answer'],
  [0xe3, 'shutter-open', 'shutter does not close'],
  [0xe4, 'activation-required', 'activation required'],
  [0xf0, 'reconciliation-required', 'end-of-day is due first'],
  [0xfc, 'device-missing', 'a required device is missing'],
  [0xff, 'system-error', 'other error, see tags 1F16 and 1F17'],
]);

/** Status after 05 01. */
export const terminalStatusCodes: Table = table([
  [0x00, 'ready', 'ready'],
  [0x51, 'initialisation-required', 'initialisation required'],
  [0x62, 'date-time-wrong', 'date or time wrong'],
  [0x9c, 'please-wait', 'busy, please wait'],
  [0xb1, 'memory-full', 'memory full'],
  [0xb2, 'journal-full', 'journal full'],
  [0xc2, 'diagnosis-required', 'diagnosis required'],
  [0xc4, 'card-profile-missing', 'card profile missing'],
  [0xcc, 'printer-not-ready', 'printer not ready'],
  [0xdc, 'card-inserted', 'a card is inserted'],
  [0xdf, 'out-of-order', 'out of order'],
  [0xe0, 'remote-maintenance', 'remote maintenance runs'],
  [0xe1, 'card-not-removed', 'card was not removed'],
  [0xe2, 'reader-defective', 'card reader does not answer'],
  [0xe3, 'shutter-open', 'shutter does not close'],
  [0xe4, 'activation-required', 'activation required'],
  [0xf0, 'reconciliation-required', 'end-of-day is due'],
]);

const intermediateRows: [number, string, string][] = [
  [0x00, 'confirm-amount', 'waits for the amount to be confirmed'],
  [0x01, 'see-pin-pad', 'please follow the PIN pad'],
  [0x02, 'see-pin-pad', 'please follow the PIN pad'],
  [0x03, 'not-accepted', 'not accepted'],
  [0x04, 'waits-for-host', 'waits for the host'],
  [0x05, 'auto-reversal', 'sends a reversal'],
  [0x06, 'post-bookings', 'sends stored bookings'],
  [0x07, 'card-not-admitted', 'card not admitted'],
  [0x08, 'card-unknown', 'card unknown'],
  [0x09, 'card-expired', 'card expired'],
  [0x0a, 'insert-card', 'insert card'],
  [0x0b, 'remove-card', 'remove card'],
  [0x0c, 'card-unreadable', 'card could not be read'],
  [0x0d, 'processing-error', 'processing error'],
  [0x0e, 'please-wait', 'please wait'],
  [0x0f, 'automatic-end-of-day', 'automatic end-of-day begins'],
  [0x10, 'card-invalid', 'card invalid'],
  [0x12, 'malfunction', 'malfunction'],
  [0x13, 'payment-impossible', 'payment not possible'],
  [0x14, 'credit-too-low', 'credit too low'],
  [0x15, 'wrong-pin', 'wrong PIN'],
  [0x16, 'limit-exceeded', 'limit exceeded'],
  [0x17, 'please-wait', 'please wait'],
  [0x18, 'pin-tries-exceeded', 'too many wrong PINs'],
  [0x19, 'card-data-wrong', 'card data wrong'],
  [0x1a, 'service-mode', 'service mode'],
  [0x1b, 'approved-fill-up', 'approved, fill up'],
  [0x1c, 'approved-take-goods', 'approved, take the goods'],
  [0x1d, 'declined', 'declined'],
  [0x28, 'choose-currency', 'choose the currency'],
  [0x29, 'choose-language', 'choose the language'],
  [0x2b, 'offline-emergency', 'offline emergency mode'],
  [0x2c, 'choose-application', 'choose the application'],
  [0x66, 'retry-remove-card', 'try again, remove card'],
  [0x67, 'remove-card', 'remove card'],
  [0x68, 'card-inserted', 'card is inserted'],
  [0x69, 'choose-conversion', 'choose the currency of billing'],
  [0xc7, 'enter-mileage', 'enter the mileage'],
  [0xc8, 'waits-for-cashier', 'waits for the cashier'],
  [0xc9, 'diagnosis', 'diagnosis runs'],
  [0xca, 'initialisation', 'initialisation runs'],
  [0xcb, 'journal-full', 'journal full'],
  [0xcc, 'pin-instead-of-debit', 'direct debit not possible, PIN needed'],
  [0xd2, 'dialling', 'dials up'],
  [0xd3, 'connected', 'connected'],
  [0xe0, 'choose-application', 'choose the application'],
  [0xe1, 'choose-language', 'choose the language'],
  [0xf1, 'offline', 'offline'],
  [0xf2, 'online', 'online'],
  [0xff, 'see-text', 'see the text in tag 24'],
];

/** Status while a command runs (04 FF). Codes 41…5D are 01…1D with the card to be removed as well. */
export const intermediateCodes: Table = table(intermediateRows);
for (const [code, name, text] of intermediateRows) {
  if (code === 0x00 || code > 0x1d || intermediateCodes.has(code + 0x40)) continue;
  const remove = name === 'remove-card';
  intermediateCodes.set(code + 0x40, {
    name: remove ? name : `${name}-remove-card`,
    text: remove ? text : `${text}, remove card`,
  });
}

/** Name and text of a result code; host codes without a common reading get a generic one. */
export function describeResultCode(code: number): CodeMeaning {
  const known = resultCodes.get(code);
  if (known !== undefined) return known;
  return code > 0 && code < 0x64 ? { name: 'host-code', text: `answer ${code} of the host` } : unknownCode(code);
}

/** Name and text of a terminal status. */
export function describeTerminalStatus(code: number): CodeMeaning {
  return terminalStatusCodes.get(code) ?? unknownCode(code);
}

/** Name and text of an intermediate status. */
export function describeIntermediateCode(code: number): CodeMeaning {
  return intermediateCodes.get(code) ?? unknownCode(code);
}

function unknownCode(code: number): CodeMeaning {
  return { name: 'unknown', text: `unknown code ${code.toString(16).padStart(2, '0')}` };
}
