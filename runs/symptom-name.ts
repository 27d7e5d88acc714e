/** A name that says the symptom, for a scenario that is kept: what went wrong, how, and after what. */
import type { Scenario } from '#scenarios/format/scenario';
import { LONGEST_NAME } from '#protocols/names';

/** What each invariant is about, in a word; others are called by their own name. */
const ABOUT: Readonly<Record<string, string>> = {
  'lock-exclusion': 'hold',
  'lock-recovery': 'hold',
  'acknowledged-bookings': 'booking',
  'offline-bookings': 'offline-booking',
  'tickets-once': 'ticket',
  'ticket-order': 'ticket-order',
  'static-redirect': 'redirect',
  'pos-chain': 'chain',
  'redirect-in-time': 'print-queue',
  'payment-once': 'payment',
  'payment-not-lost': 'payment',
  'unknown-parked': 'unknown-payment',
  money: 'bill',
};

/** E.g. `hold-too-late-after-switched-off`, from the signature of the failure and the first fault of the scenario. */
export function symptomName(signature: string, { faults }: Pick<Scenario, 'faults'>): string {
  const [checker = ''] = signature.split(':');
  const [first] = faults;
  return slug(
    [ABOUT[checker] ?? checker, howOf(signature), ...(first === undefined ? [] : ['after', first.fault])].join(' '),
  );
}

function howOf(signature: string): string {
  const word = /\((.+)\)$/.exec(signature)?.[1];
  if (word === 'late' || word === 'early') return `too ${word}`;
  if (word !== undefined) return word;
  return signature.endsWith(', again') ? 'twice' : 'wrong';
}

const LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** Words as the name of a file anywhere: small letters and digits, joined by hyphens. Empty if there are none. */
export function slug(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[äöüß]/g, (letter) => LETTERS[letter] as string)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replaceAll(/^-|-$/g, '');
}
