/**
 * A thermal printer, WLAN or belt: bytes in, paper out. Buffer, parser and paper belong to the printer, not to a
 * connection; only the loss of its power empties them. Real-time commands are answered on arrival, all others in their
 * turn: an answer in order says that what stood before it is printed. What comes out is recorded at the cut, read from
 * the very text on the paper.
 */
import type { AnyStateMachine } from 'xstate';
import { concatBytes } from '#protocols/bytes';
import type { Accept } from '#protocols/channel';
import type { Command } from '#protocols/escpos/commands';
import type { PrinterProfile } from '#protocols/escpos/profiles';
import {
  encodeAsb,
  encodeRealTimeStatus,
  encodeTransmitStatus,
  printerIdReply,
  processIdReply,
  type PrinterStatus,
} from '#protocols/escpos/status';
import { canMove, conditionOf, type PrinterParts } from '#machines/printers/printer-condition';
import type { PrinterEffect, PrinterEvent } from '#machines/printers/receipt-printer';
import { Actor } from '#machines/actor';
import type { Ground } from '../../grounds/ground.ts';
import { asbConcerns, statusOf } from './condition.ts';
import { PrintHead } from './print-head.ts';
import { ReceiveBuffer, type Sender } from './receive-buffer.ts';
import { Roll, type RollOptions } from './roll.ts';
import { ticketsOn } from './strip.ts';

export type Printer = {
  name: string;
  tell(event: PrinterEvent): void;
  /** Whether it could print now. */
  ready(): boolean;
  /** Calls `run` whenever a line begins to be printed, until what it returns is called. */
  whenPrinting(run: () => void): () => void;
};

type Options = {
  name: string;
  of: 'printer' | 'belt-printer';
  machine: AnyStateMachine;
  ground: Ground;
  profile: PrinterProfile;
  lineMs: number;
  /** The roll in it; paper without end if absent. */
  roll?: RollOptions;
};

/** Builds a printer, switched on. `lineMs` is the time per printed line, not yet scaled. */
export function createPrinter(options: Options): Printer {
  const printer = new SimulatedPrinter(options);
  return {
    name: options.name,
    tell: (event) => printer.tell(event),
    ready: () => printer.prints,
    whenPrinting(run) {
      printer.watching.add(run);
      return () => printer.watching.delete(run);
    },
  };
}

class SimulatedPrinter {
  /** Null without power. */
  private status: PrinterStatus | null = null;
  /** Whether it prints: on-line, and not stuck, which its status does not tell. */
  prints = false;
  readonly watching = new Set<() => void>();
  private readonly options: Options;
  private readonly actor: Actor<AnyStateMachine>;
  private readonly buffer: ReceiveBuffer;
  private readonly head: PrintHead;
  /** The connection that is served: the latest. */
  private served: Sender | null = null;
  private asbMask = 0;
  private condition = '';
  private readonly roll: Roll | null;
  /** Whether its paper is near its end, as its sensor says. */
  private nearEnd = false;
  /** Whose piece is being received: all answers to it leave as one piece. */
  private answering: { to: Sender; answers: Uint8Array[] } | null = null;

  constructor(options: Options) {
    const { name, ground, profile } = options;
    this.options = options;
    this.buffer = new ReceiveBuffer({
      profile,
      canPrint: () => this.prints,
      obeyAtOnce: (command, from) => this.obeyAtOnce(command, from),
    });
    this.head = new PrintHead({
      profile,
      timers: ground.timers,
      lineMs: options.lineMs / ground.timeScale,
      begun: () => {
        for (const run of this.watching) run();
      },
      done: () => this.roll?.used(),
      cut: (strip) => this.tearOff(strip),
    });
    this.roll = options.roll === undefined ? null : new Roll(options.roll, ground.timers, (event) => this.tell(event));
    this.actor = new Actor(options.machine, ground.timers, undefined, {
      effect: (effect) => {
        if ((effect as PrinterEffect).type === 'buffer-lost') this.lose();
      },
      changed: ({ value }: { value: PrinterParts }) => this.changed(value),
    });
    this.actor.start();
    ground.listen(name, (channel, reading) => this.accept({ channel, reading }));
  }

  tell(event: PrinterEvent): void {
    this.actor.send(event as never);
  }

  private accept(from: Sender): ReturnType<Accept<Uint8Array>> {
    const older = this.served;
    this.served = from;
    this.asbMask = 0;
    older?.channel.close();
    return {
      onData: (bytes) => this.receive(bytes, from),
      onClose: () => {
        if (this.served === from) this.served = null;
      },
    };
  }

  private receive(bytes: Uint8Array, from: Sender): void {
    if (this.status === null) return;
    const answers: Uint8Array[] = [];
    const outer = this.answering;
    this.answering = { to: from, answers };
    this.buffer.receive(bytes, from);
    this.work();
    this.answering = outer;
    if (answers.length > 0) from.channel.send(concatBytes(answers));
  }

  private answer(bytes: Uint8Array, to: Sender): void {
    if (this.answering?.to === to) this.answering.answers.push(bytes);
    else to.channel.send(bytes);
  }

  /** Obeys command after command, until a line takes its time or nothing is left to do. */
  private work(): void {
    while (!this.head.busy && this.prints) {
      const { first } = this.buffer;
      if (first === undefined) return;
      if (!this.head.obey(first.command, () => this.work())) return;
      this.reply(first.command, first.from);
      this.buffer.shift();
    }
  }

  private obeyAtOnce(command: Command, from: Sender): void {
    const { status } = this;
    if (status === null) return;
    if (command.kind === 'real-time-status' && this.options.profile.realTimeStatus.includes(command.n)) {
      this.answer(Uint8Array.of(encodeRealTimeStatus(command.n, status)), from);
    } else if (command.kind === 'real-time-recover' && status.error === 'mechanical') {
      if (command.n === 2) {
        this.buffer.clear();
        this.head.clear();
      }
      this.tell({ type: 'ERROR_CLEARED' });
    }
  }

  /** What a command is answered when its turn has come. */
  private reply(command: Command, from: Sender): void {
    const { profile } = this.options;
    const { status } = this;
    if (status === null) return;
    if (command.kind === 'process-id' && profile.confirms === 'process-id') {
      this.answer(processIdReply(command.id), from);
    } else if (command.kind === 'transmit-status' && profile.confirms !== 'none') {
      const byte = encodeTransmitStatus(command.n, status);
      if (byte !== null) this.answer(Uint8Array.of(byte), from);
    } else if (command.kind === 'printer-id') {
      // The numbers 1…3 may be written as digits, too.
      const id = profile.ids[command.n >= 0x31 && command.n <= 0x33 ? command.n - 0x30 : command.n];
      if (id !== undefined) this.answer(printerIdReply(id), from);
    } else if (command.kind === 'asb' && profile.asb && from === this.served) {
      this.asbMask = command.mask;
      if (command.mask !== 0) this.answer(encodeAsb(status), from);
    }
  }

  private changed(value: PrinterParts): void {
    const { ground, name, of } = this.options;
    const before = this.status;
    this.status = statusOf(value);
    this.prints = this.status?.online === true && canMove(value);
    if ((before === null) !== (this.status === null)) ground.power(name, this.status !== null);
    if (this.status === null) this.served = null;
    else if (before !== null && asbConcerns(this.asbMask, before, this.status)) {
      this.served?.channel.send(encodeAsb(this.status));
    }
    const condition = conditionOf(value);
    if (condition !== this.condition && this.condition !== '') {
      ground.record(name, { kind: 'condition', of, state: condition });
    }
    this.condition = condition;
    this.paperChanged(value.paper);

    if (this.prints) {
      this.buffer.admit();
      this.work();
    } else this.head.stop();
  }

  private paperChanged(paper: string): void {
    const { ground, name } = this.options;
    const nearEnd = paper === 'nearEnd' || (this.nearEnd && paper === 'out');
    if (nearEnd !== this.nearEnd)
      ground.record(name, { kind: 'condition', of: 'paper', state: nearEnd ? 'near-end' : 'enough' });
    this.nearEnd = nearEnd;
    this.roll?.changed(paper);
  }

  private lose(): void {
    this.buffer.lose();
    this.head.clear();
    for (const ticket of ticketsOn(this.head.tornOff())) this.half(ticket);
  }

  private tearOff(strip: string[]): void {
    const tickets = ticketsOn(strip);
    const last = tickets.pop();
    for (const ticket of tickets) this.half(ticket);
    if (last === undefined) return;
    const { ticket, copy, document, tab, text } = last;
    this.options.ground.record(this.options.name, {
      kind: 'printed',
      ticket,
      copy,
      document,
      tab,
      lines: text.length,
      text,
    });
  }

  private half({ ticket, copy, text }: ReturnType<typeof ticketsOn>[number]): void {
    this.options.ground.record(this.options.name, { kind: 'half-printed', ticket, copy, lines: text.length });
  }
}
