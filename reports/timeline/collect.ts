/**
 * One pass over a history that keeps what can be drawn: for each thing the stretches of its states, who held which tab
 * from when to when by the device's word and by the server's, faults, tickets, money. Heartbeats leave nothing.
 */
import type { FactRecord, HistoryEvent } from '#history/events';
import { unreachable } from '#protocols/unreachable';
import { numbering, type Mark, type Numbering, type Segment, type Tone } from './data.ts';
import { conditionTone, deviceTone, dialogTone, terminalTone } from './tones.ts';

export type Code = { text: string; tone: Tone };

/** A stretch while something was the case, with its end if it came. */
export type Span = { from: number; to: number; event: number; end?: string; endEvent?: number };
export type Hold = Span & { device: string; tab: number; token: number };
export type FaultSpan = Span & { fault: string; target: string; params: string };
export type PaymentSpan = Span & { tab: number; terminal: string; tone: Tone };

export type Collected = {
  codes: Numbering<Code>;
  endMs: number;
  states: Map<string, Segment[]>;
  dialogs: Map<string, Segment[]>;
  silences: Map<string, Segment[]>;
  marks: Map<string, Mark[]>;
  holds: Hold[];
  locks: Hold[];
  payments: PaymentSpan[];
  faults: FaultSpan[];
  stalls: Segment[];
  phases: [at: number, phase: string][];
};

/** Which of a node's charts a transition belongs to, and what it is before its first event. */
export type Beginning = { text: string; tone: Tone };

/** Reads the history once. `beginnings` says what state each known node is in at time 0. */
export function collect(
  events: readonly HistoryEvent[],
  beginnings: ReadonlyMap<string, Beginning>,
  durationMs: number,
): Collected {
  const codes = numbering<Code>(({ text, tone }) => `${tone} ${text}`);
  const endMs = Math.max(durationMs, events.at(-1)?.t ?? 0);
  const all: Collected = {
    codes,
    endMs,
    states: new Map(),
    dialogs: new Map(),
    silences: new Map(),
    marks: new Map(),
    holds: [],
    locks: [],
    payments: [],
    faults: [],
    stalls: [],
    phases: [],
  };
  const openHolds = new Map<string, Hold>();
  const openLocks = new Map<number, Hold>();
  const openPayments = new Map<number, PaymentSpan>();
  const openFaults = new Map<number, FaultSpan>();

  for (const [node, { text, tone }] of beginnings) switchTo(all.states, node, 0, codes.of({ text, tone }), 0);
  for (const [index, event] of events.entries()) take(event, index + 1);
  for (const tracks of [all.states, all.dialogs, all.silences])
    for (const node of tracks.keys()) stop(tracks, node, endMs);
  return all;

  function take(event: HistoryEvent, n: number): void {
    const { t, node } = event;
    switch (event.kind) {
      case 'transition':
        transition(event, n);
        return;
      case 'condition':
        if (event.of !== 'link')
          switchTo(all.states, node, t, codes.of({ text: event.state, tone: conditionTone(event.state) }), n);
        else if (event.state === 'silent')
          switchTo(all.silences, node, t, codes.of({ text: 'no radio', tone: 'silent' }), n);
        else stop(all.silences, node, t);
        return;
      case 'hold': {
        close(openHolds, node, t, 'another hold', n);
        const hold = { device: node, tab: event.tab, token: event.token, from: t, to: endMs, event: n };
        openHolds.set(node, hold);
        all.holds.push(hold);
        return;
      }
      case 'hold-lost':
        if (openHolds.get(node)?.token === event.token) close(openHolds, node, t, event.why, n);
        return;
      case 'fact':
        fact(event.fact, t, n);
        return;
      case 'collected':
        mark(
          node,
          t,
          n,
          'booking',
          event.offline ? 'booking # on tab #, offline' : 'booking # on tab #',
          event.seq,
          event.tab,
        );
        return;
      case 'printed':
        mark(
          node,
          t,
          n,
          event.copy ? 'copy' : 'printed',
          `ticket #, tab #, ${event.document}`,
          event.ticket,
          event.tab,
        );
        return;
      case 'half-printed':
        mark(node, t, n, 'half', 'ticket #', event.ticket);
        return;
      case 'money':
        mark(node, t, n, event.phase, '# cents, trace #', event.cents, event.trace);
        return;
      case 'clock-warning':
        mark(node, t, n, 'clock', 'wrong by # ms', Math.round(event.skewMs));
        return;
      case 'fault':
        if (event.phase === 'ended') return close(openFaults, event.id, t, 'healed', n);
        return begin(openFaults, event.id, all.faults, {
          fault: event.fault,
          target: node,
          params: paramsText(event.params),
          from: t,
          to: endMs,
          event: n,
        });
      case 'stall':
        all.stalls.push({
          from: event.fromMs,
          to: event.toMs,
          code: codes.of({ text: 'stall', tone: 'stall' }),
          event: n,
          label: event.who,
        });
        return;
      case 'phase':
        all.phases.push([t, event.phase]);
        return;
      case 'act':
      case 'sent':
      case 'heard':
      case 'reply':
      case 'acknowledged':
      case 'payment-shown':
      case 'storage':
        return;
      default:
        unreachable(event);
    }
  }

  function transition(event: HistoryEvent & { kind: 'transition' }, n: number): void {
    const { t, node, to } = event;
    const isTerminal = event.machine === 'payment-terminal';
    switchTo(all.states, node, t, codes.of({ text: to, tone: isTerminal ? terminalTone(to) : deviceTone(to) }), n);
    if (isTerminal) return;
    const dialog = dialogTone(to);
    if (dialog === null) stop(all.dialogs, node, t);
    else switchTo(all.dialogs, node, t, codes.of({ text: `${dialog} dialog`, tone: dialog }), n);
  }

  function fact(record: FactRecord, t: number, n: number): void {
    const tab = Number(record['tab']);
    switch (record.kind) {
      case 'tab-locked': {
        const device = String(record['device']);
        close(openLocks, tab, t, 'locked again', n);
        begin(openLocks, tab, all.locks, { device, tab, token: Number(record['token']), from: t, to: endMs, event: n });
        return;
      }
      case 'tab-released':
        close(openLocks, tab, t, String(record['cause']), n);
        return;
      case 'payment-begun':
        close(openPayments, tab, t, 'another payment', n);
        begin(openPayments, tab, all.payments, {
          tab,
          terminal: String(record['terminal']),
          tone: 'paying',
          from: t,
          to: endMs,
          event: n,
        });
        return;
      case 'payment-ended':
        close(openPayments, tab, t, String(record['outcome']), n);
        return;
      case 'payment-parked':
        close(openPayments, tab, t, 'parked', n);
        begin(openPayments, tab, all.payments, {
          tab,
          terminal: 'parked',
          tone: 'parked',
          from: t,
          to: endMs,
          event: n,
        });
        return;
      case 'billed':
        close(openPayments, tab, t, 'billed', n);
        return;
      default:
    }
  }

  /** The figures take the place of each `#` in the text. */
  function mark(node: string, at: number, event: number, tone: Tone, text: string, a = 0, b = 0): void {
    const one = { at, code: codes.of({ text, tone }), event, a, b };
    const marks = all.marks.get(node);
    if (marks === undefined) all.marks.set(node, [one]);
    else marks.push(one);
  }
}

/** Begins a stretch on a node's track where the last one ends; the same again changes nothing. */
function switchTo(tracks: Map<string, Segment[]>, node: string, t: number, code: number, event: number): void {
  const track = tracks.get(node) ?? [];
  const last = track.at(-1);
  if (last !== undefined && last.to === Infinity && last.code === code) return;
  stop(tracks, node, t);
  track.push({ from: t, to: Infinity, code, event });
  tracks.set(node, track);
}

function stop(tracks: Map<string, Segment[]>, node: string, t: number): void {
  const last = tracks.get(node)?.at(-1);
  if (last !== undefined && last.to === Infinity) last.to = t;
}

function begin<K, S extends Span>(open: Map<K, S>, key: K, all: S[], span: S): void {
  open.set(key, span);
  all.push(span);
}

function close<K>(open: Map<K, Span>, key: K, t: number, end: string, endEvent: number): void {
  const span = open.get(key);
  if (span === undefined) return;
  Object.assign(span, { to: t, end, endEvent });
  open.delete(key);
}

function paramsText(params: Record<string, unknown>): string {
  return Object.entries(params)
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
