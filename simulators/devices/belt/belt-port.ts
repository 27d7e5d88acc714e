/**
 * The Bluetooth port through which a device talks to a belt printer. It opens only for a printer that is paired, through
 * the special driver of that printer; and a printer talks to one device at a time: whoever comes second is refused until
 * the first has let go.
 */
import type { Pairing } from '#machines/printers/bluetooth-link';
import type { Channel, ChannelHandlers, Dial, Timers } from '#protocols/channel';
import { sometimes } from '#protocols/marks';

const refusedInUse = sometimes('belt-in-use', 'a belt printer is wanted by a device while it talks to another');
const droppedAtWork = sometimes('pairing-lost-at-work', 'a pairing is lost while the device talks to its belt printer');

/** Why a port did not open, or was closed. */
export type PortTrouble = Exclude<Pairing, 'paired'> | 'in-use';

/** The side of a belt printer: whom it talks to now. */
export type BeltSeat = { taken: BeltPort | null };

export class BeltPort {
  /** Why it did not open when it was last dialled, or was closed since; null if the pairing had no part in it. */
  trouble: PortTrouble | null = null;
  private readonly timers: Timers;
  private readonly seat: BeltSeat;
  private readonly dialPrinter: Dial<Uint8Array>;
  private pairing: Pairing = 'paired';
  private open: { channel: Channel<Uint8Array>; handlers: ChannelHandlers<Uint8Array> } | null = null;

  constructor(timers: Timers, seat: BeltSeat, dialPrinter: Dial<Uint8Array>) {
    this.timers = timers;
    this.seat = seat;
    this.dialPrinter = dialPrinter;
  }

  /** The port is as the pairing is; without one, what is open is closed. */
  pair(pairing: Pairing): void {
    this.pairing = pairing;
    const { open } = this;
    droppedAtWork(pairing !== 'paired' && open !== null);
    if (pairing === 'paired' || open === null) return;
    this.trouble = pairing;
    this.leave();
    open.channel.close();
    open.handlers.onClose('closed');
  }

  dial(handlers: ChannelHandlers<Uint8Array>): Channel<Uint8Array> {
    const { pairing, seat } = this;
    const isTaken = seat.taken !== null && seat.taken !== this;
    refusedInUse(pairing === 'paired' && isTaken);
    this.trouble = pairing !== 'paired' ? pairing : isTaken ? 'in-use' : null;
    if (this.trouble !== null) return this.refused(handlers);
    const channel = this.dialPrinter({
      onOpen: () => handlers.onOpen(),
      onData: (bytes) => handlers.onData(bytes),
      onClose: (reason) => {
        if (this.open?.channel === channel) this.leave();
        handlers.onClose(reason);
      },
    });
    seat.taken = this;
    this.open = { channel, handlers };
    return {
      send: (bytes) => channel.send(bytes),
      close: () => {
        if (this.open?.channel === channel) this.leave();
        channel.close();
      },
    };
  }

  private refused(handlers: ChannelHandlers<Uint8Array>): Channel<Uint8Array> {
    const telling = this.timers.after(0, () => handlers.onClose('refused'));
    return { send() {}, close: () => this.timers.cancel(telling) };
  }

  private leave(): void {
    this.open = null;
    if (this.seat.taken === this) this.seat.taken = null;
  }
}
