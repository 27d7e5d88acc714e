/**
 * What a standard device is sent of a tab that it opens. It shows data that it has stored, so it is sent just what stands on
 * the tab, as the devices have put it there; in Quick Mode it is sent no line, and a thin client, which stores nothing,
 * never is.
 */
import type { EventOf, HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker } from '../checker.ts';
import { findings, type Findings } from '../findings.ts';
import { euros } from '../folds/euros.ts';
import { OpenTabs } from '../folds/open-tabs.ts';
import type { Item } from '../folds/take-last.ts';
import { thinClientsOf } from '../folds/thin-clients.ts';

type Opened = EventOf<'reply'>;
/** What stood on the tab as it was opened, by the journal: told of it is judged when the device is told. */
type Standing = { tab: number; items: readonly Item[]; id: number };

class TabLines {
  readonly tabs = new OpenTabs();
  private readonly found: Findings;
  private readonly thinClients: ReadonlySet<string>;
  /** Requests to open in Quick Mode, `H01 17`. */
  private readonly quick = new Set<string>();
  /** By the token of the hold: what comes first of the two, the fact or what the device is told. */
  private readonly standing = new Map<number, Standing>();
  private readonly told = new Map<number, { reply: Opened; id: number }>();

  constructor({ floor }: HistoryHeader, found: Findings) {
    this.found = found;
    this.thinClients = thinClientsOf(floor);
  }

  sent({ node, req, quick }: EventOf<'sent'>): void {
    if (quick === true) this.quick.add(`${node} ${req}`);
  }

  answered({ device, reply }: Extract<Fact, { kind: 'answered' }>, id: number): void {
    if (!reply.ok || reply.did !== 'opened') return;
    if (this.thinClients.has(device)) {
      this.found.judge();
      if (reply.lines !== undefined)
        this.found.fail(
          [id],
          `let ${device} be a thin client; then it opened tab ${reply.tab}; however it was sent ${reply.lines.length} lines`,
          'lines are sent to a thin client',
        );
      return;
    }
    const known = { tab: reply.tab, items: [...this.tabs.standing(reply.tab)], id };
    const told = this.told.get(reply.token);
    if (told === undefined) this.standing.set(reply.token, known);
    else this.compare(known, told.reply, told.id);
  }

  shown(reply: Opened, id: number): void {
    const { ok, did, token } = reply;
    if (!ok || did !== 'opened' || token === undefined) return;
    const known = this.standing.get(token);
    this.standing.delete(token);
    if (known === undefined) this.told.set(token, { reply, id });
    else this.compare(known, reply, id);
  }

  private compare({ tab, items, id }: Standing, reply: Opened, shownId: number): void {
    const { node, req, lines } = reply;
    this.told.delete(reply.token ?? 0);
    this.found.judge();
    const isQuick = this.quick.delete(`${node} ${req}`);
    const wrong = isQuick ? (lines === undefined ? '' : `it was sent ${lines.length} lines`) : unlike(items, reply);
    if (wrong === '') return;
    this.found.fail(
      [id, shownId],
      `let ${items.length} lines be on tab ${tab}; then ${node} opened it${isQuick ? ' in Quick Mode' : ''} at ${this.found.at(reply.t)}; however ${wrong}`,
      isQuick ? 'lines are sent in Quick Mode' : 'not what stands on the tab',
    );
  }
}

/** In what the lines a device was sent are not those of the tab; empty if they are. */
function unlike(items: readonly Item[], { lines, earlierCents }: Opened): string {
  if (lines === undefined) return 'it was sent none';
  const from = items.length - lines.length;
  if (from < 0 || from > 0 !== (earlierCents !== undefined)) return `it was sent ${lines.length}`;
  const wrong = lines.findIndex((line, i) => textOf(line) !== textOf(items[from + i]));
  if (wrong >= 0) return `line ${from + wrong + 1} was ${textOf(lines[wrong])}, not ${textOf(items[from + wrong])}`;
  const earlier = items.slice(0, from).reduce((sum, { cents }) => sum + cents, 0);
  return earlier === (earlierCents ?? 0) ? '' : `the first ${from} came to ${euros(earlierCents ?? 0)}`;
}

function textOf(line: Omit<Item, 'place'> | undefined): string {
  return line === undefined ? 'nothing' : `${line.quantity} x ${line.article} ${euros(line.cents)}`;
}

export const tabLines: Checker = {
  name: 'tab-lines',
  about:
    'A handheld, tablet or till that opens a tab is sent what stands on it; in Quick Mode nothing, and a thin client never.',
  start(header) {
    const found = findings('tab-lines', header);
    if (header.floor.tabLines !== true) return { end: (whole) => found.result(whole) };
    const fold = new TabLines(header, found);
    const { tabs } = fold;
    return {
      on: {
        collected: (event) => tabs.collected.collected(event),
        sent: (event) => fold.sent(event),
        reply: (event, id) => fold.shown(event, id),
      },
      facts: {
        booked: (fact) => tabs.booked(fact),
        'payment-begun': (fact) => tabs.charge(fact),
        'payment-ended'({ payment, outcome, paidCents, refundCents }) {
          if (outcome !== 'paid' || paidCents === refundCents) tabs.uncharge(payment);
        },
        billed: (fact) => void tabs.settle(fact),
        ...tabs.changes,
        answered: (fact, _event, id) => fold.answered(fact, id),
      },
      end: (whole) => found.result(whole),
    };
  },
};
