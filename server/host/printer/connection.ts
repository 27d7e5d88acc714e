/**
 * The connection to one printer: dialled when there is something to do, and kept. It asks the printer how it is
 * (DLE EOT) as far as such a printer answers, and sorts what comes back.
 */
import { concatBytes } from '#protocols/bytes';
import type { Channel, Dial } from '#protocols/channel';
import { enableAsb, realTimeStatus } from '#protocols/escpos/encode';
import type { PrinterProfile } from '#protocols/escpos/profiles';
import { decodeRealTimeStatus, type PrinterStatus } from '#protocols/escpos/status';
import { createStatusReader, type StatusEvent } from '#protocols/escpos/status-reader';

/**
 * What a printer can tell: which DLE EOT it answers, whether it reports changes by itself, what says that a job is out;
 * and how many bytes it takes before it must print, which is how long it can be told anything.
 */
export type Tells = Pick<PrinterProfile, 'realTimeStatus' | 'asb' | 'confirms' | 'bufferBytes'>;

export type Heard = {
  /** The printer is reached, and asked now. */
  reached(): void;
  /** It has answered all questions; one that answers none is reached. */
  answered(status: Partial<PrinterStatus>): void;
  /** It tells a change by itself. */
  changed(status: PrinterStatus): void;
  /** It has come to what stands behind a job: with the id of it, or without. */
  confirmed(id: string | null): void;
  /** The printer's end has closed, reset or refused. `old`: it had answered on this connection before. */
  lost(old: boolean): void;
};

/** As long as the longest command of a ticket: ends whatever an earlier connection has left half said. */
const ENDING = new Uint8Array(11);

export class PrinterConnection {
  private readonly dial: Dial<Uint8Array>;
  private readonly tells: Tells;
  private readonly heard: Heard;
  private channel: Channel<Uint8Array> | null = null;
  private open = false;
  private reader = createStatusReader();
  /** Questions that are not answered yet, of all rounds: a new one may begin while answers to the last are on their way. */
  private asked: number[] = [];
  private told: Partial<PrinterStatus> = {};
  private rounds = 0;

  constructor(options: { dial: Dial<Uint8Array>; tells: Tells; heard: Heard }) {
    this.dial = options.dial;
    this.tells = options.tells;
    this.heard = options.heard;
  }

  /** Whether the printer has answered on this connection: then it may have died unnoticed since. */
  get old(): boolean {
    return this.rounds > 0;
  }

  /** Connects if need be and asks; `answered` follows, or silence. */
  ask(): void {
    if (this.channel === null) this.connect();
    else if (this.open) this.sendAsk();
  }

  send(bytes: Uint8Array): void {
    this.channel?.send(bytes);
  }

  hangUp(): void {
    const was = this.channel;
    this.forget();
    was?.close();
  }

  private forget(): void {
    this.channel = null;
    this.open = false;
    this.asked = [];
    this.told = {};
    this.rounds = 0;
  }

  private connect(): void {
    this.reader = createStatusReader();
    const mine = this.dial({
      onOpen: () => {
        if (mine !== this.channel) return;
        this.open = true;
        mine.send(this.tells.asb ? concatBytes([ENDING, enableAsb(0x0e)]) : ENDING);
        this.heard.reached();
        this.sendAsk();
      },
      onData: (bytes) => {
        if (mine !== this.channel) return;
        for (const item of this.reader.push(bytes)) if (mine === this.channel) this.hear(item);
      },
      onClose: () => {
        if (mine !== this.channel) return;
        const { old } = this;
        this.forget();
        this.heard.lost(old);
      },
    });
    this.channel = mine;
  }

  private sendAsk(): void {
    const { realTimeStatus: answers } = this.tells;
    this.asked.push(...answers);
    if (answers.length > 0) this.send(concatBytes(answers.map((n) => realTimeStatus(n))));
    else this.heard.answered({});
  }

  private hear(item: StatusEvent): void {
    switch (item.kind) {
      case 'status-byte':
        this.hearStatus(item.byte);
        return;
      case 'asb':
        this.heard.changed(item.status);
        return;
      case 'process-id':
        this.heard.confirmed(item.id);
        return;
      case 'other':
        // The answer to GS r: bits 4 and 7 are clear.
        if (this.tells.confirms === 'status' && (item.byte & 0x90) === 0) this.heard.confirmed(null);
        return;
      default:
    }
  }

  private hearStatus(byte: number): void {
    const question = this.asked.shift();
    if (question === undefined) return;
    const part = decodeRealTimeStatus(question, byte);
    if (part.ok) this.told = { ...this.told, ...part.status };
    if (this.asked.length % this.tells.realTimeStatus.length > 0) return;
    const { told } = this;
    this.told = {};
    this.rounds += 1;
    if (this.asked.length === 0) this.heard.answered(told);
  }
}
