/** What may not disappear among its neighbours when all of them share one pixel. */
import type { Tone } from './spans.ts';

const RANK: { [K in Tone]?: number } = {
  fault: 9,
  down: 9,
  red: 9,
  'air-none': 8,
  'air-bad': 7,
  'air-weak': 6,
  trouble: 8,
  orphaned: 8,
  stale: 8,
  frozen: 7,
  refused: 7,
  parked: 7,
  yellow: 6,
  off: 5,
  away: 5,
  offline: 5,
  paying: 4,
  stored: 4,
};

export const rankOf = (tone: Tone): number => RANK[tone] ?? 1;
