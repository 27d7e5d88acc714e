/**
 * What comes of something at a device is shown there. A device that stores bookings is shown it before the answer to
 * whatever it asks afterwards, and in time while the server hears it claim a hold and nothing happens there; a thin client
 * on the next screen of the tab, while that is open under the same hold. Under a hold that also goes for a device that
 * comes back with it, or when a server was started meanwhile; and a device that does not know its hold yet is shown it
 * after the answer that tells of it. Without a hold it is told once, and lost with the connection.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Findings } from '../findings.ts';
import { STALLED, stalls } from '../folds/stalls.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';

/**
 * What a device is to be told, since when, and the hold under which it has the tab open; 0 for none. When that was known,
 * where the device could be told later only.
 */
export type Owed = {
  device: string;
  payment: number;
  tab: number;
  token: number;
  t: number;
  id: number;
  knownMs?: number;
};
/** The server has heard the device, and nothing has happened to it since; when that was first. */
type Contact = { t: number; id: number };

/** An answer may be under way for so long at the weakest signal, and as long behind one delay on the other; ms. */
const LONGEST_MS = 12_000;
/** What is decided leaves the server once it is on the disk. */
const COMMIT_MS = 50;

export abstract class ToldInTime {
  readonly still = stalls();
  protected readonly found: Findings;
  private readonly slackMs: number;
  private readonly answerMs: number;
  protected readonly thinClients: ReadonlySet<string>;
  /** Who has a connection to the server that runs now, by its own account. */
  protected readonly connected = new Set<string>();
  /** The one that is not shown yet, by device: there is one at a time at most. */
  protected readonly owed = new Map<string, Owed>();
  protected readonly contact = new Map<string, Contact>();
  /** The request that is out, and when it was sent. */
  protected readonly asked = new Map<string, { req: number; t: number }>();
  /** When a thin client was shown its latest screen; and the screen that had to tell. */
  protected readonly shownMs = new Map<string, number>();
  protected readonly lacking = new Map<string, { t: number; id: number }>();
  /** Tab → the device that has it open, and the token. */
  protected readonly holds = new Map<number, { device: string; token: number }>();
  /** Token → what its holder has not been shown since the outcome came. */
  private readonly unshown = new Map<number, Owed>();
  /** Device that stores bookings → the hold that it knows of; 0 for none. */
  private readonly knows = new Map<string, number>();

  constructor({ limits, floor, timeScale }: HistoryHeader, found: Findings) {
    this.found = found;
    this.slackMs = limits.slackMs;
    this.answerMs = limits.toleranceMs + LONGEST_MS / timeScale + limits.slackMs;
    this.thinClients = thinClientsOf(floor);
  }

  /** What came before: `let …`. */
  protected abstract because(owed: Owed): string;
  /** What fails, for those that group failures. */
  protected abstract readonly how: string;

  /** A device has got through to the server. It is told again what concerns its hold; a thin client with the first screen. */
  connects(node: string): void {
    this.connected.add(node);
    this.changed(node);
    this.shownMs.delete(node);
    if (this.owed.get(node)?.token === 0) this.forget(node);
  }

  /** A device that comes back after its hold has ended has no such tab open any more. */
  welcome({ node, hold }: EventOf<'welcome'>): void {
    this.connects(node);
    if (hold === 'ended') this.forget(node);
  }

  hello({ node, token = 0 }: EventOf<'hello'>): void {
    this.knows.set(node, token);
    if (this.owed.get(node)?.token !== token) this.forget(node);
  }

  /** It has given its connection up, and what it was told there: what it asked there may be answered on the next one. */
  dialled(node: string): void {
    this.asked.delete(node);
    this.changed(node);
  }

  /** A server that has just started has no connections; holds outlast it. */
  started(): void {
    this.connected.clear();
    this.contact.clear();
    this.lacking.clear();
    for (const [node, { token }] of this.owed) if (token === 0) this.owed.delete(node);
  }

  locked({ tab, device, token }: Extract<Fact, { kind: 'tab-locked' }>): void {
    this.holds.set(tab, { device, token });
  }

  /** Who has asked for the end of the hold is shown it before the answer. */
  released({ tab, token, device }: Extract<Fact, { kind: 'tab-released' }>): void {
    if (this.holds.get(tab)?.token === token) this.holds.delete(tab);
    this.unshown.delete(token);
    if (this.owed.get(device)?.token !== token || this.lacking.has(device)) return;
    if (this.thinClients.has(device) || !this.asked.has(device)) this.forget(device);
  }

  /** A device has heard only now that it has the tab open: what has come since then is to be told after that. */
  opened({ node, token, t }: EventOf<'hold'>, id: number): void {
    this.knows.set(node, token);
    const unshown = this.unshown.get(token);
    if (unshown?.device === node) this.owes({ ...unshown, t, id, knownMs: unshown.t });
  }

  /** The device believes to have that hold no more. */
  lost({ node, token }: EventOf<'hold-lost'>): void {
    this.knows.set(node, 0);
    if (this.owed.get(node)?.token === token) this.forget(node);
  }

  /** The holder is to be told something, as soon as it knows its hold. */
  protected owesHolder(owed: Owed): void {
    const { device, token } = owed;
    this.unshown.set(token, owed);
    if ((this.knows.get(device) ?? token) === token) this.owes(owed);
  }

  /** A device is to be told something from now on, in place of what it was to be told before. */
  protected owes(owed: Owed): void {
    this.forget(owed.device);
    this.owed.set(owed.device, owed);
    this.found.judge();
  }

  /** It is shown what became of that payment. */
  shown({ node, payment }: { node: string; payment: number }): void {
    if (this.owed.get(node)?.payment === payment) this.forget(node);
    for (const [token, unshown] of this.unshown)
      if (unshown.device === node && unshown.payment === payment) this.unshown.delete(token);
  }

  protected forget(node: string): void {
    this.owed.delete(node);
    this.lacking.delete(node);
    this.contact.delete(node);
  }

  /** Something has happened at the device: an answer may have been kept from it. */
  changed(node: string): void {
    this.contact.delete(node);
  }

  sent({ node, req, t }: EventOf<'sent'>): void {
    if (this.owed.has(node)) this.asked.set(node, { req, t });
    this.changed(node);
  }

  replied({ node, req, t }: EventOf<'reply'>, id: number): void {
    const owed = this.owed.get(node);
    const asked = this.asked.get(node);
    if (asked?.req !== req) return;
    this.asked.delete(node);
    if (owed === undefined || asked.t <= owed.t + this.slackMs) return;
    this.missed(owed, t, id, `it asked for something else and was answered, and was shown nothing of it before`);
  }

  heard({ from, t }: EventOf<'heard'>, id: number): void {
    const owed = this.owed.get(from);
    if (owed === undefined || this.thinClients.has(from)) return;
    const first = this.contact.get(from);
    if (first === undefined) this.contact.set(from, { t, id });
    else if (t - first.t > this.answerMs) {
      const { answerMs } = this;
      this.missed(owed, t, id, `the server heard it until ${this.found.at(t)}, and nothing of it was shown there`, {
        ...{ node: from, fromMs: first.t, dueMs: first.t + answerMs, actualMs: t },
      });
    }
  }

  /** A screen of an open tab tells what its balance is: such a one has to tell of it as well. */
  screen({ node, token, balanceCents, t }: EventOf<'screen'>, id: number): void {
    const owed = this.owed.get(node);
    this.lacks(node);
    const before = this.shownMs.get(node);
    this.shownMs.set(node, t);
    if (owed === undefined || before === undefined || balanceCents === undefined || token !== owed.token) return;
    if (before > owed.t + this.slackMs + COMMIT_MS) this.lacking.set(node, { t, id });
  }

  /** What stands on a screen was told with it: now something else happens at the client. */
  private lacks(node: string): void {
    const owed = this.owed.get(node);
    const lacking = this.lacking.get(node);
    if (owed === undefined || lacking === undefined) return;
    this.missed(owed, lacking.t, lacking.id, `it showed that tab without it at ${this.found.at(lacking.t)}`);
  }

  private missed(
    owed: Owed,
    t: number,
    id: number,
    how: string,
    deadline?: { node: string; fromMs: number; dueMs: number; actualMs: number },
  ): void {
    this.forget(owed.device);
    if (this.still.between(owed.t, t)) {
      this.found.unknown(STALLED);
      return;
    }
    this.found.fail(
      [owed.id, id],
      `let ${this.because(owed)}; then its outcome was known at ${this.found.at(owed.knownMs ?? owed.t)}; however ${how}`,
      deadline ?? this.how,
    );
  }

  /** The run is over. */
  rest(): void {
    for (const node of [...this.lacking.keys()]) this.lacks(node);
  }
}
