/**
 * How stations roam, by kind of client: how weak the signal is before they look for another access point, and by how much
 * that must be better; and how long the change takes. Figures of the makers' own pages (Apple HT203068, Samsung Knox) and,
 * for old terminals, the worst that is seen of clients that stick to their access point.
 */
import type { Band, Client, Security } from '#history/floor-plan';

export type ClientKind = {
  /** It looks for another access point below this, dBm. */
  scanBelow: number;
  /** By so much the other must be better, dB. */
  margin: number;
  bands: readonly Band[];
  /** How long it misses beacons before it knows that it is alone, ms. */
  beaconLossMs: number;
  /** How long its change takes whatever the security; by the security if null. */
  stallMs: readonly [least: number, most: number] | null;
};

const BOTH: readonly Band[] = ['2.4GHz', '5GHz'];
const OLD: readonly Band[] = ['2.4GHz'];

export const CLIENT_KINDS: Readonly<Record<Client, ClientKind>> = {
  ios: { scanBelow: -70, margin: 8, bands: BOTH, beaconLossMs: 2_000, stallMs: null },
  samsung: { scanBelow: -75, margin: 10, bands: BOTH, beaconLossMs: 2_000, stallMs: null },
  android: { scanBelow: -79, margin: 8, bands: BOTH, beaconLossMs: 2_000, stallMs: null },
  windows: { scanBelow: -75, margin: 8, bands: BOTH, beaconLossMs: 2_000, stallMs: null },
  industrial: { scanBelow: -90, margin: 6, bands: OLD, beaconLossMs: 6_000, stallMs: null },
  'old-terminal': { scanBelow: -86, margin: 1, bands: OLD, beaconLossMs: 6_000, stallMs: [2_000, 10_000] },
};

/** With its screen off a station notices the loss of its beacons late, ms. */
export const SCREEN_OFF_BEACON_LOSS_MS = 6_000;

/** How long a change of access point takes once it is decided, ms. */
export const STALLS: Readonly<Record<Security, readonly [least: number, most: number]>> = {
  '11r': [30, 120],
  '11k': [80, 400],
  psk: [300, 3_000],
  '802.1X': [800, 6_000],
};

/** Below this a link carries nothing any more, and a station that is lost wants more than that to join again, dBm. */
export const LOST_BELOW = -92;
export const JOINS_FROM = -88;
/** A link that has faded comes back a little above where it was lost. */
export const BACK_FROM = -90;

/** A device uses 5 GHz while it is strong enough there; it leaves and takes it at different strengths. */
export const FIVE_FROM = -70;
export const FIVE_UNTIL = -75;
