/**
 * A PayPOS and the payment terminal in it are one body, and so they are played: switched off and on together, and silent
 * together. Judged is the harness; what the server makes of a terminal that is gone in mid-payment others judge.
 */
import type { HistoryHeader } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Later } from '../folds/later.ts';

/** What is seen of one node: both are off at first, and in reach. */
type Seen = { on: boolean; audible: boolean; id: number };
type Body = { device: string; terminal: string; seen: Map<string, Seen>; changes: number };

class Bodies {
  readonly later: Later;
  private readonly found: Findings;
  /** Device or terminal → the body it belongs to. */
  private readonly bodies = new Map<string, Body>();

  constructor({ floor, limits }: HistoryHeader, found: Findings) {
    this.found = found;
    this.later = new Later(limits.slackMs);
    for (const { name: device, ownTerminal: terminal } of floor.devices) {
      if (terminal === undefined) continue;
      const seen = new Map([device, terminal].map((node) => [node, { on: false, audible: true, id: 0 }]));
      const body = { device, terminal, seen, changes: 0 };
      this.bodies.set(device, body).set(terminal, body);
    }
  }

  /** Something is so from now on at a node, if it is part of a body. */
  now(node: string, t: number, news: Partial<Seen> & { id: number }): void {
    const body = this.bodies.get(node);
    const seen = body?.seen.get(node);
    if (body === undefined || seen === undefined) return;
    const before = { ...seen };
    Object.assign(seen, news);
    if (before.on === seen.on && before.audible === seen.audible) return;
    body.changes += 1;
    const latest = body.changes;
    // What has changed meanwhile has a judgement of its own.
    this.later.after(t, () => body.changes === latest && this.judge(body, t));
  }

  private judge({ device, terminal, seen }: Body, t: number): void {
    const [one, other] = [seen.get(device), seen.get(terminal)];
    if (one === undefined || other === undefined) return;
    this.found.judge();
    if (one.on === other.on && one.audible === other.audible) return;
    const what = ({ on, audible }: Seen): string => `${on ? 'on' : 'off'} and ${audible ? 'in' : 'out of'} reach`;
    this.found.fail(
      [one.id, other.id],
      `let ${terminal} be in ${device}; then at ${this.found.at(t)} ${device} is ${what(one)}; however ${terminal} is ${what(other)}`,
      'two halves of one device differ',
    );
  }
}

export const oneBody: Checker = {
  name: 'one-body',
  about: 'A PayPOS and the payment terminal in it are off and out of reach together.',
  start(header) {
    const found = findings('one-body', header);
    const bodies = new Bodies(header, found);
    return {
      on: {
        transition({ node, machine, to, t }, id) {
          bodies.later.until(t);
          // A terminal has states of its own: whether it has power is told by its condition.
          if (machine === 'thin-client') bodies.now(node, t, { on: to !== 'off', id });
        },
        condition({ node, of, state, t }, id) {
          bodies.later.until(t);
          if (of === 'terminal') bodies.now(node, t, { on: state === 'on', id });
          if (of === 'link') bodies.now(node, t, { audible: state === 'audible', id });
        },
      },
      end(whole) {
        bodies.later.rest();
        return found.result(whole);
      },
    };
  },
};
