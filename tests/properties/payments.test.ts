// Arbitrary terminals against the real host, core and session: whatever a terminal says or leaves out, money is never taken
// twice, never called taken that was not, never called not taken that was; and what is unknown is parked in time, and asked for
// until it is known. `MPOS_TWIN_LONG=1` searches longer.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Reply, ServerMessage } from '#protocols/mpos/messages';
import { serverConfigSchema } from '#server/core/config';
import type { JournalEntry } from '#server/core/facts';
import type { DeviceHandlers } from '#server/host/connections';
import { startHost, type ServerHost } from '#server/host/host';
import { createScheduler } from '#simulators/grounds/sim/scheduler';
import { ArbitraryTerminal } from './arbitrary-terminal.ts';
import { tapeOf } from './tape.ts';

const LONG = process.env['MPOS_TWIN_LONG'] === '1';
const RUNS = LONG ? 100_000 : 300;
const MINUTE = 60_000;
const ROUGH_MS = 30 * MINUTE;
const CALM_MS = 15 * MINUTE;
const DAY_MS = 86_400_000;
const COMMIT_MS = 1;
const TABS = 4;
const TRIES = 3;

const config = serverConfigSchema.parse({
  durations: { leaseMs: DAY_MS, restartGraceMs: DAY_MS },
  operators: ['Anna'],
  devices: [{ name: 'till', family: 'till' }],
  terminals: [{ name: 'pt1' }],
});
const { paymentHoldMs } = config.durations;

type Played = { terminal: ArbitraryTerminal; journal: JournalEntry[]; heldMs: Map<number, number> };

/** The journal as it is written, which payment runs, and how long each stayed open in the life of a server. */
class Notes {
  readonly journal: JournalEntry[] = [];
  readonly heldMs = new Map<number, number>();
  payment = 0;
  private readonly begunAt = new Map<number, number>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  add(entries: readonly JournalEntry[]): void {
    this.journal.push(...entries);
    for (const { fact } of entries) {
      if (fact.kind === 'payment-begun') {
        this.payment = fact.payment;
        this.begunAt.set(fact.payment, this.now());
      } else if (fact.kind === 'payment-ended' || fact.kind === 'payment-parked') this.over(fact.payment);
    }
  }

  started(): void {
    for (const open of this.begunAt.keys()) this.begunAt.set(open, this.now());
  }

  ended(): void {
    for (const open of this.begunAt.keys()) this.over(open);
  }

  private over(payment: number): void {
    const since = this.begunAt.get(payment);
    this.begunAt.delete(payment);
    if (since !== undefined) this.heldMs.set(payment, this.now() - since);
  }
}

/** A till lets guest after guest pay at one terminal, and the server is killed now and then; in the end the tape is calm. */
function play(bytes: Uint8Array): Played {
  const tape = tapeOf(bytes);
  const scheduler = createScheduler();
  const notes = new Notes(scheduler.now);
  const terminal = new ArbitraryTerminal(tape, scheduler, () => notes.payment);
  let life = 0;
  let till: DeviceHandlers;
  let host: ServerHost;

  function start(): void {
    life += 1;
    const mine = life;
    notes.started();
    host = startHost(
      config,
      {
        timers: {
          now: scheduler.now,
          after: (ms, run) => scheduler.after(ms, () => mine === life && run()),
          cancel: scheduler.cancel,
        },
        wallClock: scheduler.now,
        append(entries, committed) {
          notes.add(entries);
          scheduler.after(COMMIT_MS, () => mine === life && committed());
        },
        drawCode: () => '12345678',
        exchange: () => () => {},
        dialPrinter: () => () => ({ send() {}, close() {} }),
        dialMonitor: () => () => ({ send() {}, close() {} }),
        dialCamera: () => () => ({ send() {}, close() {} }),
        dialTerminal: () => (handlers) => {
          const wire = terminal.dial({
            onOpen: () => mine === life && handlers.onOpen(),
            onData: (data) => mine === life && handlers.onData(data),
            onClose: (reason) => mine === life && handlers.onClose(reason),
          });
          wires.push(wire);
          return wire;
        },
        log() {},
      },
      [...notes.journal],
    );
    till = host.accept({ send: (message) => guests.hear(message), close() {} });
    till.onData({ type: 'hello', v: 1, device: 'till', family: 'till', clockMs: scheduler.now() });
  }

  let wires: { close(): void }[] = [];
  const guests = guestsAt((message) => till.onData(message as never), scheduler.after);
  function kill(): void {
    life += 1;
    for (const wire of wires) wire.close();
    wires = [];
    scheduler.after(3_000, start);
  }
  start();
  for (let at = 2 * MINUTE; at < ROUGH_MS; at += 4 * MINUTE) {
    const what = tape.choose(12);
    if (what === 10) scheduler.after(at, () => terminal.restart());
    if (what === 11) scheduler.after(at, kill);
  }
  scheduler.after(ROUGH_MS, () => tape.end());
  guests.begin();
  scheduler.runUntil(ROUGH_MS + CALM_MS);
  host!.stop();
  notes.ended();
  return { terminal, journal: notes.journal, heldMs: notes.heldMs };
}

/** One guest after the other opens a tab and pays, tries again when told that nothing was paid, and gives up in the end. */
function guestsAt(say: (message: Record<string, unknown>) => void, after: (ms: number, run: () => void) => unknown) {
  let req = 0;
  let tab = 0;
  let token = 0;
  let tries = 0;

  const ask = (message: Record<string, unknown>): void => {
    req += 1;
    say({ req, ...message });
  };
  function nextGuest(): void {
    if (tab === TABS) return;
    tab += 1;
    tries = 0;
    ask({ type: 'open', tab });
  }
  function pay(): void {
    const bookings = [{ seq: tab, article: 'Soup', quantity: 1, cents: 500 + 137 * tab, place: 'none' }];
    ask({ type: 'pay', tab, token, bookings, terminal: 'pt1' });
  }
  function answered(reply: Reply): void {
    if (reply.ok && reply.did === 'opened') {
      ({ token } = reply);
      pay();
    } else if (reply.ok && reply.did === 'done' && tab === 0) nextGuest();
    else if (!reply.ok) after(30_000, tries < 0 ? nextGuest : pay);
  }
  return {
    begin: () => ask({ type: 'sign-on', operator: 'Anna' }),
    hear(message: ServerMessage): void {
      if (message.type === 'reply') answered(message);
      else if (message.type === 'payment-ended' && message.tab === tab) {
        tries += 1;
        const again = (message.outcome === 'declined' || message.outcome === 'aborted') && tries < TRIES;
        after(10_000, again ? pay : nextGuest);
      }
    },
  };
}

function check({ terminal, journal, heldMs }: Played): void {
  const taken = new Map<number, number>();
  for (const { payment, cents } of terminal.ledger) {
    assert.ok(!taken.has(payment), `payment ${payment} takes the money twice`);
    taken.set(payment, cents);
  }
  assert.equal(new Set(terminal.authorised).size, terminal.authorised.length, 'every payment is sent once');
  const charged = new Set<number>();
  for (const { fact } of journal) {
    if (fact.kind === 'payment-begun') {
      assert.ok(!charged.has(fact.tab), `the guest of tab ${fact.tab} is asked to pay again`);
      if (taken.has(fact.payment)) charged.add(fact.tab);
    } else if (fact.kind === 'payment-ended') {
      const { payment, outcome, paidCents } = fact;
      if (outcome === 'paid') assert.equal(taken.get(payment), paidCents, `payment ${payment} is called paid`);
      else assert.equal(taken.get(payment), undefined, `payment ${payment} is called ${outcome}`);
    }
  }
  const ended = new Set(journal.flatMap(({ fact }) => (fact.kind === 'payment-ended' ? [fact.payment] : [])));
  for (const { fact } of journal) {
    if (fact.kind === 'payment-begun' && !ended.has(fact.payment))
      assert.ok(terminal.inPart.has(fact.payment), `payment ${fact.payment} is asked for until it is known`);
  }
  for (const [payment, ms] of heldMs)
    assert.ok(ms <= paymentHoldMs + COMMIT_MS, `payment ${payment} has neither outcome nor parked tab for ${ms} ms`);
}

describe('payments at arbitrary terminals', function () {
  this.timeout(LONG ? 3_600_000 : 60_000);

  it('are never taken twice, never called what they are not, and never left without a word', () => {
    const said: Record<string, number> = {};
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 2_000, size: 'max' }), (bytes) => {
        const played = play(bytes);
        check(played);
        for (const { fact } of played.journal)
          if (fact.kind === 'payment-ended') said[fact.outcome] = (said[fact.outcome] ?? 0) + 1;
          else if (fact.kind === 'payment-parked') said['parked'] = (said['parked'] ?? 0) + 1;
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: LONG ? 3_000_000 : 30_000, markInterruptAsFailure: true },
    );
    for (const outcome of ['paid', 'declined', 'aborted', 'not-paid', 'parked'])
      assert.ok((said[outcome] ?? 0) > RUNS / 20, `${outcome} occurs: ${JSON.stringify(said)}`);
  });
});
