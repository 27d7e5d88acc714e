/**
 * A checker is a fold over a history: it sees every event once, in order, and says at the end what it found. It knows
 * nothing but the header and the events, so an old history can be judged by a new checker. Unknown is never pass.
 */
import type { EventKind, EventOf, HistoryHeader } from '#history/events';
import type { Takings } from '#protocols/mpos/messages';
import type { Fact } from '#server/core/facts';
import type { AnswerFigures } from './answers/answer-figures.ts';
import type { TrafficFigures } from './clients/traffic-figures.ts';

export const verdicts = ['pass', 'fail', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * One finding: the events (by number, from 1) that show it, and what they show in a sentence: let … then … however ….
 * `what` says what is wrong in a word or two, without names and numbers, where the kinds of those events do not tell.
 */
export type Evidence = { events: number[]; sentence: string; deadline?: Deadline; what?: string };

/** A limit that was missed: since when it ran, when what had to happen was due, when it happened, and at whom; run ms. */
export type Deadline = { fromMs: number; dueMs: number; actualMs: number; node: string };

export type CheckResult = {
  name: string;
  verdict: Verdict;
  /** How many things were judged: holds, bookings, tickets…; 0 is a reason to look whether the scenario shows anything. */
  judged: number;
  /** How many findings there were; `evidence` tells the first few of them. */
  failures: number;
  evidence: Evidence[];
  /** Why it is unknown. */
  reason?: string;
  /** How fast answers were, for reports. */
  answers?: AnswerFigures[];
  /** What operators have taken by the end, for reports. */
  takings?: Takings[];
  /** What devices told of their traffic, for reports. */
  traffic?: TrafficFigures;
};

/** What a fold does with an event of a kind; `id` is the event's number. */
export type Handlers = { [K in EventKind]?: (event: EventOf<K>, id: number) => void };
/** What a fold does with a fact of the server's journal. */
export type FactHandlers = {
  [K in Fact['kind']]?: (fact: Extract<Fact, { kind: K }>, event: EventOf<'fact'>, id: number) => void;
};

export type Fold = {
  on?: Handlers;
  facts?: FactHandlers;
  /** `whole` is false when the history is cut off or damaged: then nothing may be called a pass. */
  end(whole: boolean): CheckResult;
};

export type Checker = {
  name: string;
  /** The invariant in one sentence. */
  about: string;
  start(header: HistoryHeader): Fold;
};

/** At most so many findings are told in full; the others are counted. */
export const MOST_EVIDENCE = 5;
