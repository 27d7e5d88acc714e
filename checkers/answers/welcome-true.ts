/**
 * What a device is told when it connects is so: what became of the hold it claims, the server's clock and whether it
 * differs too much from its own, and the times it is to keep. `hello` says by how much its clock is wrong, and the faults
 * say how far the server's was set: so both clocks are known from outside.
 */
import type { EventOf, HistoryHeader, Limits } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Later } from '../folds/later.ts';
import { onSituation, Situation } from '../folds/situation.ts';

type Hello = {
  event: EventOf<'hello'>;
  id: number;
  /** When the device said so first: the answer to that may come on the connection it has made anew. */
  sinceMs: number;
  states: Set<string>;
  steps: Set<number>;
  /** What its clock said in each hello that may be the one that is answered. */
  clocks: number[];
  shown: boolean;
};

class Welcomes {
  readonly later: Later;
  readonly now = new Situation();
  private readonly limits: Limits;
  private readonly timeScale: number;
  private readonly found: Findings;
  private hellos: Hello[] = [];
  /** How far the server's clock is ahead, by each fault in force. */
  private readonly steps = new Map<number, number>();

  constructor({ limits, timeScale }: HistoryHeader, found: Findings) {
    this.limits = limits;
    this.timeScale = timeScale;
    this.found = found;
    this.later = new Later(limits.slackMs);
  }

  hello(event: EventOf<'hello'>, id: number): void {
    const before = this.hellos.find((one) => !one.shown && one.event.node === event.node);
    this.hellos = this.hellos.filter((one) => one !== before);
    const sinceMs = before?.sinceMs ?? event.t;
    const states = new Set(before?.states);
    const clocks = [...(before?.clocks ?? []), event.clockMs];
    const hello: Hello = { event, id, sinceMs, states, steps: new Set(before?.steps), clocks, shown: false };
    this.hellos.push(hello);
    this.look(hello);
  }

  /** Something has changed while these wait for their answer. */
  changed(): void {
    for (const hello of this.hellos) this.look(hello);
  }

  private look({ event: { node, tab, token }, states, steps }: Hello): void {
    const hold = tab === undefined ? undefined : this.now.holds.get(tab);
    const isOwn = hold !== undefined && hold.token === token && hold.device === node;
    states.add(token === undefined ? 'none' : isOwn ? (hold.paying ? 'payment' : 'held') : 'ended');
    steps.add([...this.steps.values()].reduce((sum, step) => sum + step, 0));
  }

  fault({ fault, phase, id, params, t }: EventOf<'fault'>): void {
    if (fault !== 'server-clock-step') return;
    this.later.until(t);
    const stepMs = Number(params['stepMs'] ?? 0);
    if (phase === 'ended') this.steps.delete(id);
    else this.steps.set(id, Math.sign(stepMs) * Math.round(Math.abs(stepMs) / this.timeScale));
    this.changed();
  }

  welcome(event: EventOf<'welcome'>, id: number): void {
    const hello = this.hellos.find((one) => !one.shown && one.event.node === event.node);
    if (hello === undefined) return;
    this.found.judge();
    hello.shown = true;
    this.later.after(event.t, () => {
      this.hellos = this.hellos.filter((one) => one !== hello);
      const wrong = this.wrong(hello, event);
      if (wrong === '') return;
      const claim = hello.event.token === undefined ? '' : `, claiming tab ${hello.event.tab}`;
      this.found.fail(
        [hello.id, id],
        `let ${event.node} connect at ${this.found.at(hello.event.t)}${claim}; then it was welcomed at ${this.found.at(event.t)}; however ${wrong}`,
      );
    });
  }

  private wrong({ event: hello, sinceMs, states, steps, clocks }: Hello, welcome: EventOf<'welcome'>): string {
    const { heartbeatMs, toleranceMs, clockSkewWarnMs, slackMs } = this.limits;
    const { hold, serverClockMs, skewWarning = false } = welcome;
    if (!states.has(hold)) return `it was told that its hold is "${hold}", and that was ${[...states].join(', then ')}`;
    if (welcome.heartbeatMs !== heartbeatMs || welcome.toleranceMs !== toleranceMs)
      return `it was told to beat every ${welcome.heartbeatMs} ms and to wait ${welcome.toleranceMs} ms`;
    const differs = (clockMs: number): boolean => Math.abs(clockMs - serverClockMs) > (clockSkewWarnMs ?? Infinity);
    if (!clocks.some((clockMs) => skewWarning === differs(clockMs)))
      return `it was ${skewWarning ? '' : 'not '}warned of clocks that differ by ${Math.abs(hello.clockMs - serverClockMs)} ms`;
    const [stepMs] = steps;
    const takenMs = serverClockMs - (hello.clockMs - (hello.skewMs ?? 0)) - (stepMs ?? 0);
    if (steps.size === 1 && (takenMs < sinceMs - hello.t - slackMs - 1 || takenMs > welcome.t - hello.t + slackMs + 1))
      return `it was told a server's clock that is wrong by ${takenMs} ms`;
    return '';
  }
}

export const welcomeTrue: Checker = {
  name: 'welcome-true',
  about: 'A device that connects is told what became of its hold, the times it is to keep, and of clocks that differ.',
  start(header) {
    const found = findings('welcome-true', header);
    const fold = new Welcomes(header, found);
    return {
      on: {
        fault: (event) => fold.fault(event),
        hello: (event, id) => fold.hello(event, id),
        welcome: (event, id) => fold.welcome(event, id),
      },
      facts: onSituation((fact, event, id) => {
        fold.later.until(event.t);
        fold.now.seen(fact, event.at, id);
        fold.changed();
      }),
      end(whole) {
        fold.later.rest();
        return found.result(whole);
      },
    };
  },
};
