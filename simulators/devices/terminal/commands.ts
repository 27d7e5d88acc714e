/**
 * What a terminal answers to a till's command, as far as no guest is needed for it: taken at its word, so that a till
 * which registers carelessly gets what it has asked for. Facts: PA00P015 rev 13.08; where terminals differ, the profile.
 */
import { encodeMessage } from '#protocols/zvt/encode';
import type { Fields } from '#protocols/zvt/fields';
import { abort, completion, negative, positive, statusInformation } from '#protocols/zvt/messages';
import type { Message } from '#protocols/zvt/parse';
import type { TerminalProfile } from '#protocols/zvt/profiles';

/** What the till has registered for; it outlives connections, but not the terminal's power or a log-off. */
export type Registration = { configByte: number; tellsCurrency: boolean };

/** What a terminal says: its answer, then commands of its own one after the other. `pay` leaves the rest to the guest, `reverse` to the host. */
export type Reaction = { answer: Uint8Array; commands: Uint8Array[]; pay?: Payment; reverse?: true };
export type Payment = { amountCents: number; goodsSeconds?: number; mostRepeats?: number };

export const TERMINAL_ID = '00000000';
/** Config byte in force before a registration and after a log-off. */
export const UNREGISTERED: Registration = { configByte: 0x86, tellsCurrency: false };
export const SENDS_INTERMEDIATE = 0x08;

const PASSWORD = '000000';
const EURO = 978;
const NO_TRANSACTION = 0x64;
const NOT_POSSIBLE = 0x83;
const REVERSAL_NOT_POSSIBLE = 0xb5;
const PLEASE_WAIT = 0x9c;
const WRONG_PASSWORD = 0x37;
const WRONG_CURRENCY = 0x6f;
/** Service byte of a repeat receipt, bit 0: the till wants the status information. */
const WANTS_RESULT = 0x01;
const WITH_PASSWORD = ['registration', 'repeat-receipt', 'initialisation', 'end-of-day', 'reversal'];

/**
 * The answer of a terminal at rest, or of one that does what needs no guest although it is busy. `register` is called
 * when the till has registered or logged off.
 */
export function react(
  message: Message,
  terminal: {
    profile: TerminalProfile;
    registration: Registration;
    last: Fields | null;
    busy: boolean;
    register(registration: Registration): void;
    /** Whether a payment of that receipt number can be reversed. */
    canReverse(receiptNo: string): boolean;
    /** Ends the day, and tells its totals. */
    endDay(): Fields;
  },
): Reaction {
  if (!message.ok || message.unparsed !== undefined) return refused(NOT_POSSIBLE);
  const { name, fields } = message;
  const { profile, registration, busy } = terminal;
  if (profile.checksPassword && WITH_PASSWORD.includes(name) && fields.password !== PASSWORD)
    return refused(WRONG_PASSWORD);
  switch (name) {
    case 'registration':
      return register(fields, profile, terminal.register);
    case 'log-off':
      terminal.register(UNREGISTERED);
      return taken();
    case 'status-enquiry':
      return taken(completion(busy ? PLEASE_WAIT : 0));
    case 'diagnosis':
    case 'initialisation':
      return taken(completion());
    case 'repeat-receipt':
      return repeat(fields, profile, registration, terminal.last);
    case 'authorisation':
      return busy ? refused(PLEASE_WAIT) : authorise(fields);
    case 'reversal':
      if (busy) return refused(PLEASE_WAIT);
      if (!terminal.canReverse(fields.receiptNo ?? '')) return taken(abort(REVERSAL_NOT_POSSIBLE));
      return { ...taken(), reverse: true };
    case 'end-of-day':
      if (busy) return refused(PLEASE_WAIT);
      return taken(statusInformation({ ...terminal.endDay(), terminalId: TERMINAL_ID }), completion());
    case 'abort-from-ecr':
      return taken();
    default:
      return refused(NOT_POSSIBLE);
  }
}

/** What a terminal at work says to anything but a request to stop, unless it does what needs no guest; null for nothing. */
export function busyAnswer(busy: Exclude<TerminalProfile['busy'], 'tells'>): Uint8Array | null {
  if (busy === 'nothing') return null;
  return negative(busy === 'please-wait' ? PLEASE_WAIT : NOT_POSSIBLE);
}

function register(fields: Fields, profile: TerminalProfile, keep: (registration: Registration) => void): Reaction {
  const { configByte = 0, currency } = fields;
  if (profile.checksCurrencyEarly && currency !== undefined && currency !== EURO) {
    const answer = encodeMessage('negative', { errorCode: 0x1e, resultCode: WRONG_CURRENCY, currency: EURO });
    return { answer, commands: [] };
  }
  keep({ configByte, tellsCurrency: currency !== undefined });
  return taken(
    completion({ statusByte: 0, terminalId: TERMINAL_ID, ...(currency === undefined ? {} : { currency: EURO }) }),
  );
}

function repeat(fields: Fields, profile: TerminalProfile, { configByte }: Registration, last: Fields | null): Reaction {
  if (last === null) return taken(abort(NO_TRANSACTION));
  const wanted = ((fields.serviceByte ?? 0) & WANTS_RESULT) !== 0;
  const told = wanted && (configByte & profile.repeatsWith) === profile.repeatsWith;
  return told ? taken(statusInformation({ ...last, terminalId: TERMINAL_ID }), completion()) : taken(completion());
}

function authorise({ amountCents, currency, timeout, maxStatusInfos }: Fields): Reaction {
  if (amountCents === undefined || amountCents <= 0) return refused(NOT_POSSIBLE);
  if (currency !== undefined && currency !== EURO) {
    return taken(
      statusInformation({ resultCode: WRONG_CURRENCY, terminalId: TERMINAL_ID }),
      abort(WRONG_CURRENCY, { currency: EURO }),
    );
  }
  return { ...taken(), pay: { amountCents, goodsSeconds: timeout, mostRepeats: maxStatusInfos } };
}

function taken(...commands: Uint8Array[]): Reaction {
  return { answer: positive(), commands };
}

function refused(code: number): Reaction {
  return { answer: negative(code), commands: [] };
}
