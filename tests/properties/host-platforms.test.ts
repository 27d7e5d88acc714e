// The host on two kinds of platform: a journal that commits as soon as the call is over, like the real one, and one
// whose commits take their time and are shared, like that of sim. The same happens, in the same order, to everyone.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Channel, ChannelHandlers, Dial, Timers } from '#protocols/channel';
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import { serverConfigSchema } from '#server/core/config';
import type { JournalEntry } from '#server/core/facts';
import { startHost, type ServerHost } from '#server/host/host';
import type { ServerPlatform } from '#server/host/platform';
import { createSimDisk } from '#simulators/grounds/sim/disk';
import { createScheduler } from '#simulators/grounds/sim/scheduler';
import { randomOf } from '#simulators/random';

const PRINTERS = ['kitchen', 'bar', 'counter'] as const;
const DEVICES = ['H01', 'H02'] as const;
const config = serverConfigSchema.parse({
  // A printer is asked again before it counts as failing, so that a job may go back to it, and never at that very moment.
  durations: { failAfterMs: 5_000, printerPollMs: 3_000 },
  operators: ['Anna'],
  devices: DEVICES.map((name) => ({ name, family: 'handheld' })),
  printers: [{ name: 'kitchen', alternatives: ['bar', 'counter'] }, { name: 'bar' }, { name: 'counter' }],
  places: { kitchen: 'kitchen', bar: 'bar' },
  fallbackPrinter: 'counter',
});
/** From one input to the next: no whole number of seconds, so that no deadline of one falls on another. */
const EVERY_MS = 10_007;

/** The kitchen printer may be in trouble; a `mute` one says how it is but confirms nothing. The others are well. */
type Condition = 'well' | 'off' | 'paper-out' | 'mute';
type Said = 'open' | 'hand-over' | 'new-balance' | 'heartbeat' | 'reprint';
type Act = { device: (typeof DEVICES)[number]; says: Said } | { kitchen: Condition };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    device: fc.constantFrom(...DEVICES),
    says: fc.constantFrom<Said>('hand-over', 'hand-over', 'hand-over', 'open', 'new-balance', 'heartbeat', 'reprint'),
  }),
  fc.record({ kitchen: fc.constantFrom<Condition>('well', 'off', 'paper-out', 'mute') }),
);

/** A clock of so fine a grain that a commit or an answer takes none of its host's milliseconds. */
const GRAINS = 100;
function coarse(fine: Timers): Timers {
  const now = (): number => Math.floor(fine.now() / GRAINS);
  return { now, after: (ms, run) => fine.after((now() + ms) * GRAINS - fine.now(), run), cancel: fine.cancel };
}

/** A printer that answers at once, within the very call that asks it, or a moment later. */
function scriptedPrinter(timers: Timers, atOnce: boolean, heard: (text: string) => void) {
  const printer = { condition: 'well' as Condition, dial };
  const later = (run: () => void): void => void (atOnce ? run() : timers.after(2, run));
  function dial(handlers: ChannelHandlers<Uint8Array>): Channel<Uint8Array> {
    let open = true;
    timers.after(1, () => {
      if (!open) return;
      if (printer.condition === 'off') handlers.onClose('refused');
      else handlers.onOpen();
    });
    const answer = (bytes: number[]): void => later(() => open && handlers.onData(Uint8Array.from(bytes)));
    return {
      send(bytes) {
        const text = Buffer.from(bytes).toString('latin1');
        heard(text);
        if (printer.condition === 'off') return;
        const out = printer.condition === 'paper-out';
        for (const [n, inTrouble] of [
          ['\x01', 0x12],
          ['\x02', 0x32],
          ['\x04', 0x72],
        ] as const) {
          if (text.includes(`\x10\x04${n}`)) answer([out ? inTrouble : 0x12]);
        }
        const id = text.split('\x1d(H\x06\x0000')[1]?.slice(0, 4);
        if (id !== undefined && printer.condition === 'well') answer([0x37, 0x22, ...Buffer.from(id, 'latin1'), 0]);
      },
      close() {
        open = false;
      },
    };
  }
  return printer;
}

type Append = ServerPlatform['append'];
type Journal = (timers: Timers, durable: (entry: JournalEntry) => void) => Append;

const committingAtOnce: Journal = (timers, durable) => (entries, committed) =>
  void timers.after(0, () => {
    for (const entry of entries) durable(entry);
    committed();
  });
const committingInGroups =
  (seed: number): Journal =>
  (timers, durable) => {
    const disk = createSimDisk(timers, randomOf(seed, 'disk'), durable);
    return (entries, committed) => disk.append(entries, committed, assert.fail);
  };

/** Plays the acts against a host on such a journal; tells all facts, and what each peer was sent, in order. */
function play(journal: Journal, acts: readonly Act[], answersAtOnce: boolean) {
  const fine = createScheduler();
  const timers = coarse(fine);
  const facts: JournalEntry['fact'][] = [];
  const sent: Record<string, unknown[]> = {};
  const sentTo = (name: string) => (what: unknown) => (sent[name] ??= []).push(what);
  const printers = new Map(PRINTERS.map((name) => [name, scriptedPrinter(fine, answersAtOnce, sentTo(name))]));
  const host = startHost(
    config,
    {
      timers,
      wallClock: timers.now,
      append: journal(fine, (entry) => facts.push(entry.fact)),
      drawCode: () => '12345678',
      exchange: () => () => {},
      dialPrinter: (name) => (printers.get(name as (typeof PRINTERS)[number]) as { dial: Dial<Uint8Array> }).dial,
      dialMonitor: () => () => ({ send() {}, close() {} }),
      dialCamera: () => () => ({ send() {}, close() {} }),
      dialTerminal: () => () => ({ send() {}, close() {} }),
      log() {},
    },
    [],
  );
  const devices = new Map(DEVICES.map((name, i) => [name, scriptedDevice(host, name, i + 1, sentTo(name))]));
  for (const [i, one] of acts.entries()) {
    timers.after((i + 1) * EVERY_MS, () => {
      if ('device' in one) devices.get(one.device)?.(one.says);
      else (printers.get('kitchen') as { condition: Condition }).condition = one.kitchen;
    });
  }
  fine.runUntil((acts.length + 3) * EVERY_MS * GRAINS);
  return { facts, sent };
}

/** A device with a tab of its own, which says what it is told to. */
function scriptedDevice(host: ServerHost, device: string, tab: number, heard: (message: ServerMessage) => void) {
  let token = 0;
  let req = 0;
  const connection = host.accept({
    send(message) {
      heard(message);
      if (message.type === 'reply' && message.ok && message.did === 'opened') token = message.token;
    },
    close() {},
  });
  const say = (message: Record<string, unknown>): void => {
    req += 1;
    connection.onData({ req, ...message } as unknown as ClientMessage);
  };
  connection.onData({ type: 'hello', v: 1, device, family: 'handheld', clockMs: 0 });
  say({ type: 'sign-on', operator: 'Anna' });
  say({ type: 'open', tab });
  return (says: Said): void => {
    const line = { article: 'Soup', quantity: 1, cents: 690 };
    const bookings = [
      { ...line, seq: 2 * req, place: 'kitchen' },
      { ...line, seq: 2 * req + 1, place: 'bar' },
    ];
    if (says === 'open') say({ type: 'open', tab });
    else if (says === 'heartbeat') connection.onData({ type: 'heartbeat', n: req, clockMs: 0, token });
    else if (says === 'reprint') say({ type: 'reprint', job: 1 });
    else say({ type: says, tab, token, bookings, offline: false });
  };
}

describe('the host', () => {
  it('decides the same and tells everyone the same in the same order, whenever its journal commits', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), fc.boolean(), fc.integer(), (acts, atOnce, seed) => {
        assert.deepEqual(play(committingInGroups(seed), acts, atOnce), play(committingAtOnce, acts, atOnce));
      }),
      { numRuns: 100 },
    );
  });
});
