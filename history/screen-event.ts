import type { ScreenKeys } from './screen-keys.ts';

/**
 * What a thin client shows: the lines that can be read, and what its pictures weighed. Below that is what its operator
 * reads there; absent where the screen says nothing of it.
 */
export type ScreenEvent = {
  kind: 'screen';
  screen: number;
  title: string;
  tab: number;
  token: number;
  bytes: number;
  /**
   * How many of its widgets are not as they were on the screen before, and how many of those before are not there any
   * more; of the first screen with a place, all are new. Absent from older histories.
   */
  changed?: number;
  gone?: number;
  /** How many of its widgets lie beyond the display, or under another; absent where all can be seen. */
  hidden?: number;
  lines: string[];
  /** Its keys, where it is another screen than before or has others. Absent from older histories. */
  keys?: ScreenKeys;
  /** Code of the error whose sentence stands there. */
  refusal?: string;
  /** Who holds the tab that was refused, and in how many ms, rounded up to seconds, it will be free. */
  holder?: string;
  freeInMs?: number;
  /** The right that is missing. */
  right?: string;
  /** What the tab owed when the station opened it, and what it owes now. */
  beforeCents?: number;
  balanceCents?: number;
  /** The tab is called parked. Absent from older histories. */
  parked?: true;
  /** How the last payment here has ended. */
  outcome?: string;
  /** The card of which it says what came of it, by the number of its scan. */
  card?: number;
  /** The camera view that it shows. */
  view?: number;
  /** Who is signed on. */
  operator?: string;
};
