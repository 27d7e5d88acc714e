/**
 * Where a scenario states a budget of answer times: everything that is asked is answered, within the longest time it
 * allows, and half of it and 99 of a hundred within the others. How fast answers were is told of every run.
 */
import type { AnswerLimits, EventOf, HistoryHeader } from '#history/events';
import { AnswerTimes, ASKED, type AnswerFigures, type Asked } from './answer-figures.ts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { STALLED, stalls } from '../folds/stalls.ts';

/** What is out: since when, and the event that asked it. */
type Out = { ms: number; id: number };

class Answers {
  readonly still = stalls();
  private readonly found: Findings;
  private readonly slackMs: number;
  private readonly timeScale: number;
  private readonly budget: HistoryHeader['answers'];
  private readonly times: Record<Asked, AnswerTimes>;
  /** By device and number of the request; of a thin client, the tap for which there is no screen yet. */
  private readonly requests = new Map<string, Out>();
  private readonly taps = new Map<string, Out & { screen: number }>();
  private stood = false;

  constructor(header: HistoryHeader, found: Findings) {
    this.found = found;
    this.slackMs = header.limits.slackMs;
    this.timeScale = header.timeScale;
    this.budget = header.answers;
    this.times = { request: new AnswerTimes(header), tap: new AnswerTimes(header) };
  }

  sent({ node, req, t }: EventOf<'sent'>, id: number): void {
    this.times.request.ask();
    this.requests.set(`${node} ${req}`, { ms: t, id });
  }

  reply({ node, req, t }: EventOf<'reply'>, id: number): void {
    const key = `${node} ${req}`;
    const out = this.requests.get(key);
    if (out === undefined) return;
    this.requests.delete(key);
    this.answered('request', node, out, t, id);
  }

  tapped({ node, screen, asks, t }: EventOf<'tap'>, id: number): void {
    if (asks === undefined || this.taps.has(node)) return;
    this.times.tap.ask();
    this.taps.set(node, { ms: t, id, screen });
  }

  /** The first screen that is newer than the one that was tapped answers the tap. */
  screen({ node, screen, t }: EventOf<'screen'>, id: number): void {
    const out = this.taps.get(node);
    if (out === undefined || screen <= out.screen) return;
    this.taps.delete(node);
    this.answered('tap', node, out, t, id);
  }

  /** A client that is admitted anew begins with a screen that answers nothing. */
  admitted({ node }: EventOf<'admitted'>): void {
    this.taps.delete(node);
  }

  private answered(what: Asked, node: string, out: Out, t: number, id: number): void {
    const limits = this.budget?.[what];
    if (this.still.between(out.ms, t)) {
      this.stood = true;
      this.times[what].forget();
    } else this.times[what].answer(t - out.ms);
    if (limits === undefined) return;
    this.found.judge();
    this.inTime(what, node, out, t, [out.id, id], limits);
  }

  private inTime(
    what: Asked,
    node: string,
    { ms: fromMs }: Out,
    t: number,
    events: number[],
    { mostMs }: AnswerLimits,
  ): void {
    const dueMs = fromMs + mostMs + this.slackMs;
    if (t <= dueMs) return;
    if (this.still.between(fromMs, t)) {
      this.found.unknown(STALLED);
      return;
    }
    const came = events.length > 1 ? `its answer came after ${this.found.lasting(t - fromMs)}` : 'no answer came';
    this.found.fail(
      events,
      `let ${this.found.lasting(mostMs)} be the longest time of an answer; then ${node} ${what === 'tap' ? 'was tapped' : 'asked'} at ${this.found.at(fromMs)}; however ${came}`,
      { node, fromMs, dueMs, actualMs: t },
    );
  }

  /** What is still out, and how the times are spread. */
  end(endMs: number): AnswerFigures[] {
    for (const what of ASKED) {
      const limits = this.budget?.[what];
      if (limits === undefined) continue;
      const left = what === 'tap' ? this.taps : this.requests;
      for (const [key, out] of left) this.inTime(what, key.split(' ')[0] ?? '', out, endMs, [out.id], limits);
      this.spread(what, 50, limits.p50Ms);
      this.spread(what, 99, limits.p99Ms);
    }
    return ASKED.flatMap((what) => this.times[what].figures(what) ?? []);
  }

  private spread(what: Asked, percent: number, limitMs: number | undefined): void {
    if (limitMs === undefined) return;
    this.found.judge();
    const ms = this.times[what].within(percent) / this.timeScale;
    if (ms <= limitMs + this.slackMs) return;
    if (this.stood) {
      this.found.unknown(STALLED);
      return;
    }
    this.found.fail(
      [],
      `let ${percent} of a hundred answers to a ${what} come within ${this.found.lasting(limitMs)}; then the evening was over; however it had taken ${this.found.lasting(ms)}`,
      `${percent} of a hundred`,
    );
  }
}

export const answerTimes: Checker = {
  name: 'answer-times',
  about: 'Where the scenario states a budget: everything is answered, within the times it allows.',
  start(header) {
    const found = findings('answer-times', header);
    const answers = new Answers(header, found);
    let endMs = 0;
    return {
      on: {
        stall: (event) => answers.still.seen(event),
        sent: (event, id) => answers.sent(event, id),
        reply: (event, id) => answers.reply(event, id),
        tap: (event, id) => answers.tapped(event, id),
        screen: (event, id) => answers.screen(event, id),
        admitted: (event) => answers.admitted(event),
        phase: ({ t }) => void (endMs = t),
      },
      end(whole) {
        const figures = answers.end(endMs);
        const result = found.result(whole);
        return figures.length === 0 ? result : { ...result, answers: figures };
      },
    };
  },
};
