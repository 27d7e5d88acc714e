/**
 * Evenings of a certification: scenarios of the library in which the browser of the device is the app of a thin client,
 * and what is done to the device itself by commands in its shell. What came of one is measured (`measures.ts`) from the
 * history that it left, and from what the device answered.
 */
import { z } from 'zod';
import type { HistoryEvent } from '#history/events';
import type { Measure } from '../catalogue/judge.ts';
import { criterionId, sha256, words } from '../certificate/run-record.ts';

/** The device of the floor that is the one on the bench. */
export const AT_WORK = 'F01';
/** The app at work: the browser that opens the server's page. */
export const BROWSER = 'com.android.chrome';

export type Evening = {
  name: string;
  /** What happens, for whoever watches. */
  about: string;
  scenario: string;
  /** How it reaches the server: by the cable and `adb reverse`, or over its WLAN, which can then be taken from it. */
  way: 'cable' | 'wlan';
  /**
   * Played only when people have hours of time, a tester is there who does something to it, or it can be reached without
   * a cable: then all of it goes that way.
   */
  only?: 'long' | 'tester' | 'unplugged';
  /** What the tester does; absent where nobody touches the device. */
  tester?: TestersPart;
  /** Why it is not worth playing with the device as it is, from what was answered before it begins; null where it is. */
  hindered?(asked: readonly AskedAtWork[]): string | null;
  /** Whether its browser measures, before it begins and over WLAN, how soon connections to this machine are open. */
  connects?: true;
  /** Whether screenshots are taken of the screens that it shows, and compared with what the server draws. */
  screens?: true;
  /** Whether all that the scenario expects must come true; else only what the checkers know of any evening. */
  expects?: true;
  /** Commands before it begins and when it is over, and to put the device away and take it up. */
  before: readonly string[];
  after: readonly string[];
  putAway: readonly string[];
  takeUp: readonly string[];
};

/** What a person does in an evening. */
export type TestersPart = {
  /** What has to be at hand, or done, before it begins, and what it is. */
  needs: string;
  /**
   * What he does in the middle of it, and what the device is asked again and again until that is done: before he is asked
   * to begin for the first time. With `also` there is a key for that it was done and for something that he saw besides.
   */
  during?: {
    asks: string;
    also?: string;
    /** `till`: the address of the till. */
    looks(asked: readonly AskedAtWork[], till: string): readonly string[];
  };
  /** How he is asked to hold the card with that code before its camera. */
  holds?(code: string): string;
  /** What he does when it is over. */
  ends?: string;
};

/** What its tester said with the key `also`, among what the device was asked. */
export const TESTER_SAID = 'the tester said';

/** What the device was asked, or told to do, during an evening; `round`: while the tester was at it for the nth time. */
export type AskedAtWork = { command: string; at: number; output: string; round?: number };

/**
 * What its browser has measured of connections to this machine: how long each took to be open, ms, null for one that was
 * not opened, and how many connections came in here. Or why nothing is known.
 */
export type Connects = { tookMs: readonly (number | null)[]; arrived: number } | { why: string };

/** How a screen looked: how much of it differs, percent, and the keys that cannot be seen whole. */
export type Look = { percent: number; cutOff: readonly string[] };
/** A screen of which a screenshot was taken, or why that says nothing; `kind`: what is alike but for numbers. */
export type ScreenLook = { title: string; kind: string } & (Look | { why: string });

/** What came of an evening. */
export type Played = {
  events: readonly HistoryEvent[];
  /** By how much the durations of the scenario were divided. */
  timeScale: number;
  heartbeatMs: number;
  asked: readonly AskedAtWork[];
  /** Absent where it was not measured. */
  connects?: Connects;
  /** How its screens looked, in the order in which they were shown; absent where nobody looked. */
  screens?: readonly ScreenLook[];
  /** What the checkers say of it, and which of them failed. */
  verdict: 'pass' | 'fail' | 'unknown';
  failed: readonly string[];
  /** Why nothing can be measured by it; null where it can. */
  spoiled: string | null;
  /** Why it was not played, or its tester could not do his part; null where all was done. */
  undone: string | null;
};

const measureSchema: z.ZodType<Measure> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), value: z.number(), uncertainty: z.number().min(0) }),
  z.strictObject({ kind: z.literal('word'), word: words }),
  z.strictObject({ kind: z.literal('unknown'), reason: words }),
]);

/** An evening as a certification keeps it: what was measured, by the ids of the criteria, and the files it was made from. */
export const eveningRecordSchema = z.strictObject({
  measures: z.record(criterionId, measureSchema),
  files: z.array(z.strictObject({ name: words, sha256 })),
  /** Whether it went wrong in a way that says nothing of the device; then it may be played again. */
  spoiled: z.boolean(),
});
export type EveningRecord = z.infer<typeof eveningRecordSchema>;
