/**
 * A payment terminal speaking ZVT: the chart decides, this edge frames. It is master from accepting a payment to its
 * completion, sends one command at a time and waits for its acknowledgement, and keeps its last transaction through
 * power loss. What it does with a result that was never acknowledged is a parameter, because terminals differ.
 */
import type { Channel, TimerHandle } from '#protocols/channel';
import { createApduReader, type Apdu } from '#protocols/zvt/apdu';
import { abort, completion, intermediateStatus, negative, positive, statusInformation } from '#protocols/zvt/messages';
import { parseMessage } from '#protocols/zvt/parse';
import { stateText } from '#machines/chart-states';
import { paymentTerminal, type AfterCut, type TerminalEffect, type TerminalEvent } from '#machines/payment-terminal';
import type { EventBody } from '#history/events';
import { unreachable } from '#protocols/unreachable';
import { Actor } from '../actor.ts';
import type { Ground } from '../grounds/ground.ts';
import type { Random } from '../random.ts';

/** What the guest and the card network will do with the next payments. */
export type GuestMood = { declines: boolean; aborts: boolean; slowMs: number };

export type Terminal = {
  name: string;
  mood: GuestMood;
  tell(event: TerminalEvent): void;
  state(): string;
};

type Transaction = { receiptNo: string; trace: number; amountCents: number; result: number };

const BUSY = 0x9c;
const NO_TRANSACTION = 0x64;
const TERMINAL_ID = '00000000';
const TIP_PERCENT = 10;

/** Builds a terminal, switched on and idle. */
export function createTerminal(options: {
  name: string;
  ground: Ground;
  random: Random;
  afterCut: AfterCut;
  cardMs: number;
  hostMs: number;
  tipPercent: number;
  timeouts: { cardWaitMs: number; acknowledgeMs: number };
}): Terminal {
  const { name, ground, random } = options;
  const { timers } = ground;
  const record = (body: EventBody): void => ground.record(name, body);
  const mood: GuestMood = { declines: false, aborts: false, slowMs: 0 };

  let channel: Channel<Uint8Array> | null = null;
  let unsent: { bytes: Uint8Array; result: boolean }[] = [];
  let unacknowledged: { result: boolean } | null = null;
  let last: Transaction | null = null;
  let pending: Transaction | null = null;
  let receipts = 0;
  let guest: TimerHandle | null = null;

  let text = 'idle';
  const actor = new Actor(paymentTerminal, timers, options.timeouts, {
    effect: perform,
    changed({ value }) {
      const now = stateText(value);
      if (now === text) return;
      record({ kind: 'transition', machine: 'payment-terminal', from: text, to: now });
      text = now;
    },
  });
  actor.start();

  function perform(effect: TerminalEffect): void {
    switch (effect.type) {
      case 'intermediate':
        say(intermediateStatus(effect.code), false);
        return;
      case 'card-wanted':
        later(options.cardMs, mood.aborts ? { type: 'STOP_KEY' } : { type: 'CARD' });
        return;
      case 'host-asked':
        later(options.hostMs, mood.declines ? { type: 'DECLINE' } : { type: 'APPROVE', tipCents: tip() });
        return;
      case 'result':
        result(effect.result, effect.amountCents);
        return;
      case 'stored':
        store('taken');
        return;
      case 'unacknowledged':
        cutOff();
        return;
      case 'complete':
        say(completion(), false);
        return;
      case 'aborted':
        say(abort(effect.result), false);
        return;
      default:
        unreachable(effect);
    }
  }

  /** What guest and card network do, after about the configured time. */
  function later(ms: number, event: TerminalEvent): void {
    const most = Math.max(1, Math.round((ms * 2) / ground.timeScale));
    guest = timers.after(1 + random.below(most) + mood.slowMs, () => actor.send(event));
  }

  function tip(): number {
    if (!random.chance(options.tipPercent * 10)) return 0;
    const amount = actor.getSnapshot().context.amountCents;
    return Math.ceil((amount * TIP_PERCENT) / 100 / 10) * 10;
  }

  function result(code: number, amountCents: number): void {
    if (code === 0) {
      receipts += 1;
      pending = { receiptNo: String(receipts % 10_000).padStart(4, '0'), trace: receipts, amountCents, result: 0 };
    } else pending = null;
    const fields =
      pending === null
        ? { resultCode: code, terminalId: TERMINAL_ID }
        : { resultCode: 0, amountCents, trace: pending.trace, receiptNo: pending.receiptNo, terminalId: TERMINAL_ID };
    say(statusInformation(fields), true);
  }

  function store(phase: 'taken'): void {
    if (pending === null) return;
    last = pending;
    pending = null;
    record({ kind: 'money', phase, cents: last.amountCents, receiptNo: last.receiptNo, trace: last.trace });
  }

  /** The till never acknowledged: paid, reversed or declined, as this terminal does it. */
  function cutOff(): void {
    if (guest !== null) timers.cancel(guest);
    unsent = [];
    unacknowledged = null;
    if (pending === null) return;
    if (options.afterCut === 'paid') store('taken');
    else if (options.afterCut === 'reversed') {
      const { receiptNo, trace, amountCents } = pending;
      last = { receiptNo, trace, amountCents: 0, result: 0x05 };
      record({ kind: 'money', phase: 'taken', cents: amountCents, receiptNo, trace });
      record({ kind: 'money', phase: 'reversed', cents: amountCents, receiptNo, trace });
      pending = null;
    } else pending = null;
  }

  function say(bytes: Uint8Array, isResult: boolean): void {
    unsent.push({ bytes, result: isResult });
    sendNext();
  }

  function sendNext(): void {
    if (unacknowledged !== null || channel === null) return;
    const next = unsent.shift();
    if (next === undefined) return;
    unacknowledged = next;
    channel.send(next.bytes);
  }

  ground.listen(name, (from) => {
    const older = channel;
    if (older !== null) disconnected();
    channel = from;
    older?.close();
    const reader = createApduReader();
    return {
      onData(bytes) {
        if (channel !== from || text === 'off') return;
        const { apdus, broken } = reader.push(bytes);
        for (const apdu of apdus) receive(apdu);
        if (broken !== undefined) from.close();
      },
      onClose() {
        if (channel === from) disconnected();
      },
    };
  });

  function disconnected(): void {
    channel = null;
    unsent = [];
    unacknowledged = null;
    actor.send({ type: 'DISCONNECTED' });
  }

  function receive(apdu: Apdu): void {
    const { control } = apdu;
    if (control >> 8 === 0x80 || control >> 8 === 0x84) {
      const answered = unacknowledged;
      unacknowledged = null;
      if (answered?.result === true)
        actor.send({ type: control >> 8 === 0x80 || control === 0x8400 ? 'ACKNOWLEDGED' : 'DISCONNECTED' });
      sendNext();
      return;
    }
    if (text !== 'idle' && control !== 0x06b0) {
      channel?.send(negative(BUSY));
      return;
    }
    command(apdu);
  }

  function command(apdu: Apdu): void {
    const message = parseMessage(apdu);
    switch (message.ok ? message.name : 'none') {
      case 'registration':
        accept();
        say(completion({ terminalId: TERMINAL_ID, currency: 978 }), false);
        return;
      case 'status-enquiry':
        accept();
        say(completion(0), false);
        return;
      case 'repeat-receipt':
        accept();
        if (last === null) say(abort(NO_TRANSACTION), false);
        else {
          const { result: resultCode, amountCents, trace, receiptNo } = last;
          say(statusInformation({ resultCode, amountCents, trace, receiptNo, terminalId: TERMINAL_ID }), false);
          say(completion(), false);
        }
        return;
      case 'authorisation': {
        const amountCents = message.ok ? message.fields.amountCents : undefined;
        if (amountCents === undefined || amountCents <= 0) {
          channel?.send(negative(0x83));
          return;
        }
        accept();
        actor.send({ type: 'AUTHORISE', amountCents });
        return;
      }
      case 'abort-from-ecr':
        accept();
        actor.send({ type: 'ABORT' });
        return;
      case 'log-off':
        accept();
        return;
      default:
        channel?.send(negative(0x83));
    }
  }

  function accept(): void {
    channel?.send(positive());
  }

  return {
    name,
    mood,
    tell(event) {
      if (event.type === 'POWER_OFF') {
        if (guest !== null) timers.cancel(guest);
        cutOff();
        channel = null;
        unsent = [];
        unacknowledged = null;
        ground.power(name, false);
        record({ kind: 'condition', of: 'terminal', state: 'off' });
      }
      actor.send(event);
      if (event.type === 'POWER_ON') {
        ground.power(name, true);
        record({ kind: 'condition', of: 'terminal', state: 'on' });
      }
    },
    state: () => text,
  };
}
