/**
 * A device that has lost its hold learns it when it is next in contact, and is not told so while it has it. It claims its
 * hold with every heartbeat: if it claims one that has ended twice, with time for an answer in between and nothing that
 * kept the answer from it, it was not told. And a device that knows of the end claims the hold no more.
 */
import type { Fact } from '#server/core/facts';
import type { EventOf, HistoryHeader } from '#history/events';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { Later } from '../folds/later.ts';
import { STALLED, stalls } from '../folds/stalls.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';

/** A hold that has ended, and when its device has claimed it first since anything else has happened to the device. */
type Ended = { tab: number; device: string; id: number; claim: { t: number; id: number } | null };

/** So many ended holds are remembered: one that is still claimed is among the latest. */
const MOST_ENDED = 500;

/** An answer may be under way for so long at the weakest signal, and as long behind one delay on the other; ms. */
const LONGEST_MS = 12_000;

class Holds {
  readonly still = stalls();
  readonly later: Later;
  private readonly found: Findings;
  private readonly answerMs: number;
  /** Present holds, and the facts that began them. */
  private readonly held = new Map<number, number>();
  private readonly ended = new Map<number, Ended>();
  /** What each device holds by its own account, and whether a request of it is out: then its answer tells. */
  private readonly believed = new Map<string, number>();
  /** When each device has last taken a hold for ended. */
  private readonly given = new Map<string, number>();
  private readonly out = new Set<string>();
  /** They learn it by the next screen; `screens` judges what that shows. */
  private readonly thinClients: ReadonlySet<string>;

  constructor({ limits, floor, timeScale }: HistoryHeader, found: Findings) {
    this.thinClients = thinClientsOf(floor);
    this.found = found;
    this.answerMs = limits.toleranceMs + LONGEST_MS / timeScale + limits.slackMs;
    this.later = new Later(limits.slackMs);
  }

  /** Something has happened to the device: an answer may have been kept from it. */
  changed(node: string): void {
    const token = this.believed.get(node);
    const hold = token === undefined ? undefined : this.ended.get(token);
    if (hold !== undefined) hold.claim = null;
  }

  asked(node: string, isOut: boolean): void {
    if (isOut) this.out.add(node);
    else this.out.delete(node);
    this.changed(node);
  }

  /** A device says which hold it has: one that has ended by its own account it must not claim. */
  said({ node, tab, token, t }: EventOf<'hello'>, id: number): void {
    this.changed(node);
    if (token === undefined) return;
    this.found.judge();
    if (this.believed.get(node) === token) return;
    const lostId = this.given.get(node);
    this.found.fail(
      lostId === undefined ? [id] : [lostId, id],
      `let ${node} know that its hold on tab ${tab} has ended; then it connected at ${this.found.at(t)}; however it claimed that hold`,
    );
  }

  granted({ node, token }: EventOf<'hold'>): void {
    this.believed.set(node, token);
  }

  lost({ node, tab, token, why, t }: EventOf<'hold-lost'>, id: number): void {
    this.believed.delete(node);
    this.given.set(node, id);
    if (why !== 'LOCK_LOST') return;
    this.later.until(t);
    this.found.judge();
    this.later.after(t, () => {
      const lockedId = this.held.get(token);
      if (lockedId === undefined) return;
      this.found.fail(
        [lockedId, id],
        `let ${node} hold tab ${tab}; then at ${this.found.at(t)} it was told that the hold has ended; however it had not`,
      );
    });
  }

  heard({ from, token, t }: EventOf<'heard'>, id: number): void {
    this.later.until(t);
    const hold = token === undefined ? undefined : this.ended.get(token);
    if (hold?.device !== from || this.believed.get(from) !== token || this.out.has(from)) return;
    if (this.thinClients.has(from)) return;
    const first = hold.claim;
    if (first !== null && t - first.t <= this.answerMs) return;
    hold.claim = { t, id };
    if (first === null) this.found.judge();
    else if (this.still.between(first.t, t)) this.found.unknown(STALLED);
    else
      this.found.fail(
        [hold.id, first.id, id],
        `let the hold of ${from} on tab ${hold.tab} end; then ${from} claimed it at ${this.found.at(first.t)}; however it was not told, and claimed it again at ${this.found.at(t)}`,
        { node: from, fromMs: first.t, dueMs: first.t + this.answerMs, actualMs: t },
      );
  }

  /** A server that has just started owes no answer to what another one has heard. */
  started(): void {
    for (const hold of this.ended.values()) hold.claim = null;
  }

  locked({ token }: Extract<Fact, { kind: 'tab-locked' }>, { t }: EventOf<'fact'>, id: number): void {
    this.later.until(t);
    this.held.set(token, id);
  }

  released({ tab, token, device }: Extract<Fact, { kind: 'tab-released' }>, { t }: EventOf<'fact'>, id: number): void {
    this.later.until(t);
    this.held.delete(token);
    this.ended.set(token, { tab, device, id, claim: null });
    const oldest = this.ended.size > MOST_ENDED ? this.ended.keys().next() : null;
    if (oldest?.done === false) this.ended.delete(oldest.value);
  }
}

export const holdsTold: Checker = {
  name: 'holds-told',
  about:
    'A device that has lost its hold is told so when it is next in contact, not while it has it, and claims it no more.',
  start(header) {
    const found = findings('holds-told', header);
    const holds = new Holds(header, found);
    return {
      on: {
        stall: (event) => holds.still.seen(event),
        transition: ({ node }) => holds.changed(node),
        hello: (event, id) => holds.said(event, id),
        welcome: ({ node }) => holds.changed(node),
        sent: ({ node }) => holds.asked(node, true),
        reply({ node, req }) {
          if (req !== 0) holds.asked(node, false);
        },
        hold: (event) => holds.granted(event),
        'hold-lost': (event, id) => holds.lost(event, id),
        heard: (event, id) => holds.heard(event, id),
      },
      facts: {
        started: () => holds.started(),
        'tab-locked': (fact, event, id) => holds.locked(fact, event, id),
        'tab-released': (fact, event, id) => holds.released(fact, event, id),
      },
      end(whole) {
        holds.later.rest();
        return found.result(whole);
      },
    };
  },
};
