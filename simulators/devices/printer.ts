/**
 * A thermal printer, WLAN or belt: bytes in, paper out. Everything received is parsed on arrival; real-time commands
 * are answered at once, the rest waits in the buffer while paper, cover or head stop the printing, and is lost with
 * the power. What comes out is recorded at the cut, read from the very text on the paper.
 */
import type { AnyStateMachine } from 'xstate';
import { concatBytes } from '#protocols/bytes';
import { decodeCodeTable } from '#protocols/code-tables';
import type { Channel, TimerHandle } from '#protocols/channel';
import { isRealTime, type Command } from '#protocols/escpos/commands';
import { createEscPosParser } from '#protocols/escpos/parser';
import { encodeAsb, encodeRealTimeStatus, processIdReply, type PrinterStatus } from '#protocols/escpos/status';
import type { PrinterEffect, PrinterEvent } from '#machines/receipt-printer';
import type { EventBody } from '#history/events';
import { Actor } from '../actor.ts';
import type { Ground } from '../grounds/ground.ts';

export type Printer = {
  name: string;
  tell(event: PrinterEvent): void;
  /** Whether it could print now. */
  ready(): boolean;
  /** Whether it is in the middle of a ticket. */
  busy(): boolean;
};

type Value = { power: 'on' | 'off'; paper: string; cover: string; head: string };

/** Builds a printer, switched on. `lineMs` is the time per printed line. */
export function createPrinter(options: {
  name: string;
  of: 'printer' | 'belt-printer';
  machine: AnyStateMachine;
  ground: Ground;
  lineMs: number;
}): Printer {
  const { name, ground } = options;
  const { timers } = ground;
  const record = (body: EventBody): void => ground.record(name, body);

  let channel: Channel<Uint8Array> | null = null;
  let asbOn = false;
  let buffer: { command: Command; from: Channel<Uint8Array> }[] = [];
  let paper: string[] = [];
  let lineText = '';
  let lines = 0;
  let printing: TimerHandle | null = null;
  let status: PrinterStatus = { online: true, coverOpen: false, paper: 'ok', error: 'none' };
  let on = true;

  let text = '';
  const actor = new Actor(options.machine, timers, undefined, {
    effect(effect) {
      if ((effect as PrinterEffect).type === 'buffer-lost') lose();
    },
    changed({ value }: { value: Value }) {
      changed(value);
      const now = conditionText(value);
      if (now === text) return;
      if (text !== '') record({ kind: 'condition', of: options.of, state: now });
      text = now;
    },
  });
  actor.start();

  function changed(parts: Value): void {
    const nowOn = parts.power === 'on';
    if (nowOn !== on) {
      on = nowOn;
      ground.power(name, on);
      if (!on) channel = null;
    }
    if (!on) {
      status = { online: false, coverOpen: false, paper: 'ok', error: 'none' };
      return;
    }
    const stopped = parts.paper === 'out' || parts.cover === 'open' || parts.head === 'error';
    const before = JSON.stringify(status);
    status = {
      online: !stopped,
      coverOpen: parts.cover === 'open',
      paper: parts.paper === 'out' ? 'end' : parts.paper === 'nearEnd' ? 'near-end' : 'ok',
      error: parts.head === 'error' ? 'unrecoverable' : 'none',
    };
    if (asbOn && JSON.stringify(status) !== before) channel?.send(encodeAsb(status));
    if (stopped) pause();
    else print();
  }

  function lose(): void {
    pause();
    if (paper.length > 0) record({ kind: 'half-printed', ticket: ticketOf(paper).ticket });
    buffer = [];
    paper = [];
    lineText = '';
    lines = 0;
  }

  ground.listen(name, (from) => {
    const older = channel;
    channel = from;
    asbOn = false;
    older?.close();
    const parser = createEscPosParser();
    return {
      onData(bytes) {
        if (!on) return;
        const answers: Uint8Array[] = [];
        for (const command of parser.push(bytes)) {
          const answer = take(command, from);
          if (answer !== null) answers.push(answer);
        }
        if (answers.length > 0) from.send(concatBytes(answers));
      },
      onClose() {
        if (channel === from) channel = null;
      },
    };
  });

  /** Takes a command; its answer if it is answered at once. What came in one piece is answered in one piece. */
  function take(command: Command, from: Channel<Uint8Array>): Uint8Array | null {
    if (command.kind === 'real-time-status') return Uint8Array.of(encodeRealTimeStatus(command.n, status));
    if (command.kind === 'asb') {
      asbOn = command.mask !== 0;
      return asbOn ? encodeAsb(status) : null;
    }
    if (!isRealTime(command)) {
      buffer.push({ command, from });
      print();
    }
    return null;
  }

  /** Prints up to the next cut, in the time its lines take. */
  function print(): void {
    if (printing !== null || !status.online || buffer.length === 0) return;
    let end = 0;
    let feeds = 0;
    while (end < buffer.length) {
      const { command } = buffer[end] as (typeof buffer)[number];
      end += 1;
      if (command.kind === 'feed') feeds += command.lines;
      if (command.kind === 'cut') break;
    }
    const count = end;
    printing = timers.after(Math.max(1, (feeds * options.lineMs) / ground.timeScale), () => {
      printing = null;
      for (const { command, from } of buffer.splice(0, count)) put(command, from);
      print();
    });
  }

  function pause(): void {
    if (printing !== null) timers.cancel(printing);
    printing = null;
  }

  function put(command: Command, from: Channel<Uint8Array>): void {
    switch (command.kind) {
      case 'text':
        lineText += decodeCodeTable(command.bytes, 'cp858');
        return;
      case 'feed':
        paper.push(lineText);
        lineText = '';
        lines += command.lines;
        return;
      case 'initialise':
        lineText = '';
        return;
      case 'cut': {
        const { ticket, copy, document, tab } = ticketOf(paper);
        record({ kind: 'printed', ticket, copy, document, tab, lines });
        paper = [];
        lines = 0;
        return;
      }
      case 'process-id':
        from.send(processIdReply(command.id));
        return;
      default:
    }
  }

  return {
    name,
    tell: (event) => actor.send(event as never),
    ready: () => on && status.online,
    busy: () => printing !== null,
  };
}

function conditionText(parts: Value): string {
  if (parts.power === 'off') return 'off';
  const wrong = [
    ...(parts.paper === 'out' ? ['paper-out'] : []),
    ...(parts.cover === 'open' ? ['cover-open'] : []),
    ...(parts.head === 'error' ? ['error'] : []),
  ];
  return wrong.length === 0 ? 'ready' : wrong.join('+');
}

/** What a ticket says about itself: `#17 COPY`, the document, `Tab 12  Anna`. */
export function ticketOf(paper: readonly string[]): { ticket: number; copy: boolean; document: string; tab: number } {
  const head = /^#(\d+)( COPY)?$/.exec(paper[0] ?? '');
  const tab = /^Tab (\d+)/.exec(paper[2] ?? '');
  return {
    ticket: head?.[1] === undefined ? 0 : Number(head[1]),
    copy: head?.[2] !== undefined,
    document: paper[1] ?? '',
    tab: tab?.[1] === undefined ? 0 : Number(tab[1]),
  };
}
