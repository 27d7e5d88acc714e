/**
 * A device is refused for a reason that is there: while its request was out, what it was told was so at some time, and a
 * tab it could not open was held by whom it was told. What nothing on these floors gives a reason for (a device that
 * contradicts itself, or speaks another protocol) it is never told.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import { Asks, isTold, MOST_TAPS, type Ask } from '../folds/asks.ts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Later } from '../folds/later.ts';
import { Reasons } from './reasons.ts';
import { onSituation } from '../folds/situation.ts';

/** A request that is out, or whose refusal is not judged yet, and every reason there was for one so far. */
type Out = { ask: Ask; reasons: Set<string>; shown: boolean };

/** A refusal as it was told. */
type Said = { node: string; t: number; code?: string; holder?: string; right?: string };

/** What a device may be told at any time: it has connected twice, or the server ends. */
const OF_THE_CONNECTION = ['device-replaced', 'journal-not-written', 'wrong-iis'];

/** Facts after which nothing has to be refused that had not to be before. */
const GIVES_NO_REASON: ReadonlySet<string> = new Set(['answered', 'started', 'job-redirected', 'terminal-known']);

const keyOf = (code: string, holder = '', right = ''): string => `${code} ${holder} ${right}`;

class Refusals {
  readonly reasons: Reasons;
  readonly later: Later;
  private readonly asks = new Asks();
  private readonly found: Findings;
  private out: Out[] = [];

  constructor(header: HistoryHeader, found: Findings) {
    this.reasons = new Reasons(header);
    this.later = new Later(header.limits.slackMs);
    this.found = found;
  }

  sent(event: EventOf<'sent'>, id: number): void {
    this.out = this.out.filter(({ ask, shown }) => ask.node !== event.node || shown);
    this.goesOut(this.asks.sent(event, id), event.t);
  }

  /** Of a thin client the last few are out: somebody may tap on before the screen of the first is there. */
  tapped(event: EventOf<'tap'>, id: number): void {
    const ask = this.asks.tapped(event, id);
    if (ask === null) return;
    const before = this.out.filter(({ ask: { node }, shown }) => node === event.node && !shown).slice(1 - MOST_TAPS);
    this.out = this.out.filter((one) => one.ask.node !== event.node || one.shown || before.includes(one));
    this.goesOut(ask, event.t);
  }

  private goesOut(ask: Ask, t: number): void {
    const one: Out = { ask, reasons: new Set(), shown: false };
    this.out.push(one);
    this.look(one, t);
  }

  /** Something has changed: there may be a reason now that there was not before. */
  changed(t: number): void {
    for (const one of this.out) this.look(one, t);
  }

  private look({ ask, reasons }: Out, t: number): void {
    for (const { code, holder, right } of this.reasons.of(ask, t)) reasons.add(keyOf(code, holder, right));
  }

  shown(event: EventOf<'reply'>, id: number): void {
    const one = this.out.find(({ ask, shown }) => ask.node === event.node && ask.req === event.req && !shown);
    if (event.ok || event.req === 0) {
      this.out = this.out.filter((other) => other !== one);
      if (!event.ok && !OF_THE_CONNECTION.includes(event.code ?? ''))
        this.groundless(event, id, [id], 'the connection');
      return;
    }
    this.found.judge();
    if (one === undefined) return;
    one.shown = true;
    this.later.after(event.t, () => this.judge([one], event, id));
  }

  /** A screen answers what was tapped; the same screen may be sent again. */
  showed({ node, t, refusal: code, holder, right }: EventOf<'screen'>, id: number): void {
    const asked = this.out.filter(({ ask, shown }) => ask.node === node && !shown);
    if (code === undefined) this.out = this.out.filter((one) => !asked.includes(one));
    if (code === undefined || asked.length === 0) return;
    this.found.judge();
    for (const one of asked) one.shown = true;
    this.later.after(t, () => this.judge(asked, { node, t, code, holder, right }, id));
  }

  private judge(asked: readonly Out[], event: Said, id: number): void {
    this.out = this.out.filter((other) => !asked.includes(other));
    const told = keyOf(event.code ?? '', event.holder, event.right);
    if (asked.some(({ ask, reasons }) => !isTold(ask) || reasons.has(told))) return;
    const { ask } = asked.at(-1) as Out;
    const { type, tab } = ask;
    this.groundless(event, id, [ask.id, id], `its ${type}${tab === undefined ? '' : ` of tab ${tab}`}`);
  }

  private groundless(event: Said, id: number, events: number[], what: string): void {
    const holder = event.holder === undefined ? '' : ` (${event.holder})`;
    this.found.fail(
      events,
      `let ${event.node} wait for an answer; then at ${this.found.at(event.t)} it was told "${event.code ?? ''}"${holder} about ${what}; however that was not so at any time meanwhile`,
    );
  }
}

export const refusals: Checker = {
  name: 'refusals',
  about: 'A device is refused for a reason that is there, and told the true holder of the tab.',
  start(header) {
    const found = findings('refusals', header);
    const fold = new Refusals(header, found);
    return {
      on: {
        collected: (event) => fold.reasons.collected(event),
        sent: (event, id) => fold.sent(event, id),
        reply: (event, id) => fold.shown(event, id),
        tap: (event, id) => fold.tapped(event, id),
        screen: (event, id) => fold.showed(event, id),
      },
      facts: onSituation((fact, event, id) => {
        fold.later.until(event.t);
        fold.reasons.seen(fact, event, id);
        // It was so when it was decided, which is before it is written down.
        if (!GIVES_NO_REASON.has(fact.kind)) fold.changed(event.at);
      }),
      end(whole) {
        fold.later.rest();
        return found.result(whole);
      },
    };
  },
};
