/** What an evening says of cards before the camera of a device: how soon is a code read? */
import type { EventOf } from '#history/events';
import type { PrintedCard } from '#protocols/codes/card-print';
import { withCheckDigit } from '#protocols/codes/ean13';
import { unknown, type Reading } from '../probes/reading.ts';
import { number, word, type Said } from '../probes/seen.ts';
import { AT_WORK, type Played } from './evening.ts';
import { STILL_MS, standstillsBetween } from './seen-at-work.ts';

const PAIRS = [1, 2, 3, 4, 5];
const NUMBER_DIGITS = 10;
/** The ten cards, in the order of `scenarios/library/devices/device-cards.yaml`: vouchers, and customers. */
export const TEST_CARDS: readonly PrintedCard[] = PAIRS.flatMap((n): PrintedCard[] => [
  { symbology: 'QR', code: `V200-${n}` },
  { symbology: 'EAN-13', code: withCheckDigit(`20${String(n).padStart(NUMBER_DIGITS, '0')}`) },
]);

/** One picture of the camera, ms. */
const UNCERTAIN_MS = 33;
/** A page says what came of a card within this, ms. */
const TELLING_MS = 150;
/** So long it has looked for a code that it has not read, ms. */
const LOOKED_MS = 10_000;

const HINDERED = {
  insecure: 'its page is at no secure address',
  refused: 'it may not use it',
  failed: 'it did not start, or the page said nothing',
} as const;

type Look = EventOf<'card-before-camera'>;

/** The median of the ten, from the first picture of the camera to the code, each as it came out last. */
export function codeIsRead(played: Played): Reading<Said> {
  const looks = played.events.flatMap((event) =>
    event.kind === 'card-before-camera' && event.node === AT_WORK && event.outcome !== 'other-read' ? [event] : [],
  );
  for (const { why } of looks) {
    if (why === 'none') return word('no camera');
    if (why !== undefined) return unknown(`Its browser did not open the camera: ${HINDERED[why]}.`);
  }
  const last = new Map<string, Look>(looks.map((look) => [look.code, look]));
  if (last.size < TEST_CARDS.length) return unknown(`Only ${last.size} of ${TEST_CARDS.length} cards were shown.`);
  if (looks.some((look) => stoodStillDuring(played, look)))
    return unknown('The machine of the test stood still while a card was shown.');
  const took = [...last.values()].map(({ tookMs, outcome }) => (outcome === 'read' ? (tookMs ?? null) : null));
  if (took.includes(null)) return word('not read');
  return number(median(took.flatMap((ms) => (ms === null ? [] : [ms * played.timeScale]))), UNCERTAIN_MS);
}

/** For that long at once, while the page looked; a machine of tests stands still for a moment every other second. */
function stoodStillDuring(played: Played, { t, tookMs = LOOKED_MS }: Look): boolean {
  return standstillsBetween(played, t - tookMs - TELLING_MS, t).some((ms) => ms > STILL_MS);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [lower = Number.NaN, upper = Number.NaN] = sorted.slice(Math.ceil(sorted.length / 2) - 1);
  return sorted.length % 2 === 0 ? (lower + upper) / 2 : lower;
}
