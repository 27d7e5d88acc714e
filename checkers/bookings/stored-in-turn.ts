/**
 * What a device has stored it offers by itself one tab after the other: a tab that somebody else holds does not keep back
 * what is stored for the others. So it tries no tab twice in a row while something older than the first of these two
 * tries waits for another.
 */
import type { EventOf } from '#history/events';
import type { Findings } from '../findings.ts';

const SENDING = 'sendingStored.opening';

type Try = { tab: number; id: number; seqs: ReadonlySet<number> };

class Store {
  /** The tab of each line that is stored, by its number. */
  readonly lines = new Map<number, number>();
  state = '';
  /** The tab it has just asked to open, until it is known for what; and whether that for stored lines is still to come. */
  asked: number | null = null;
  isDue = false;
  last: Try | null = null;

  /** It tries a tab for what is stored; the tab it has passed over, if it has. */
  tries(tab: number, id: number): { tab: number; lastId: number } | null {
    const { last, lines } = this;
    const passed =
      last?.tab === tab ? [...lines].find(([seq, other]) => other !== tab && last.seqs.has(seq)) : undefined;
    this.last = { tab, id, seqs: new Set(lines.keys()) };
    return last === null || passed === undefined ? null : { tab: passed[1], lastId: last.id };
  }
}

/** What devices have stored, and what they try of it. */
export class StoredInTurn {
  private readonly found: Findings;
  private readonly stores = new Map<string, Store>();

  constructor(found: Findings) {
    this.found = found;
  }

  collected({ node, tab, seq }: EventOf<'collected'>): void {
    this.of(node).lines.set(seq, tab);
  }

  acknowledged({ node, seqs }: EventOf<'acknowledged'>): void {
    for (const seq of seqs) this.of(node).lines.delete(seq);
  }

  sent(event: EventOf<'sent'>, id: number): void {
    if (event.type !== 'open' || event.tab === undefined) return;
    const store = this.of(event.node);
    if (store.isDue) this.judge(store, event.node, event.tab, event.t, id);
    else store.asked = event.tab;
    store.isDue = false;
  }

  /** A request may leave just before the state that asks for it is shown, or later, when the line is free. */
  moved({ node, to, t }: EventOf<'transition'>, id: number): void {
    const store = this.of(node);
    const [state = ''] = to.split(' ');
    // Only its dialog has changed.
    if (state === store.state) return;
    store.state = state;
    const { asked } = store;
    store.asked = null;
    // It was at one whose request never left, and nobody knows at which: its app has ended before the line was free.
    if (store.isDue) store.last = null;
    store.isDue = state === SENDING && asked === null;
    if (state === SENDING && asked !== null) this.judge(store, node, asked, t, id);
  }

  private of(node: string): Store {
    let store = this.stores.get(node);
    if (store === undefined) this.stores.set(node, (store = new Store()));
    return store;
  }

  private judge(store: Store, node: string, tab: number, t: number, id: number): void {
    this.found.judge();
    const passed = store.tries(tab, id);
    if (passed === null) return;
    this.found.fail(
      [passed.lastId, id],
      `let ${node} have lines for tab ${tab} and tab ${passed.tab}; then it had offered those for tab ${tab}; however at ${this.found.at(t)} it offered them again, and not those for tab ${passed.tab}`,
      'out of turn',
    );
  }
}
