/**
 * How a device prints its receipts: on its belt printer over Bluetooth; if that fails, the server is asked to redirect
 * the job statically, to the one fallback printer, and its operator is told why. Where there is no fallback printer the
 * receipt comes back, and the device tries again until its belt printer is. A printer that is another device's as well is
 * let go of after every receipt.
 */
import { USUALLY_FAILING } from '#protocols/escpos/failing';
import { printerProfiles } from '#protocols/escpos/profiles';
import type { Receipt } from '#protocols/mpos/messages';
import type { Durations } from '#server/core/config';
import { createPrinterSession, type PrinterSession } from '#server/host/printer/session';
import type { Job } from '#server/core/state';
import type { ErrorCode } from '#protocols/errors/errors';
import type { Ground } from '../../grounds/ground.ts';
import type { BeltPort, PortTrouble } from './belt-port.ts';
import type { Device } from '../standard-device.ts';
import type { ReceiptResult } from '../store/storage.ts';

/** What a belt printer is, and what the device knows that it can tell. */
export const beltProfile = printerProfiles.bixolon;

/** What the operator is told when the port to the belt printer does not open. */
const PORT_REFUSALS: Readonly<Record<PortTrouble, ErrorCode>> = {
  unpaired: 'belt-printer-unpaired',
  'wrong-driver': 'belt-printer-wrong-driver',
  'in-use': 'belt-printer-in-use',
};

/** Where a device prints: the port to a belt printer, and whether another device prints there, too. */
type Belt = { port: BeltPort; isShared: boolean };
/** A belt printer that is in use, by the session that prints on it. */
type InUse = Belt & { session: PrinterSession };

/**
 * The printing side of a device with a belt printer. Receipts are printed one after the other; `beltTo` is its own belt
 * printer, or that of the device that is named.
 */
export function createBeltPrinting(
  device: string,
  ground: Ground,
  durations: Durations,
  beltTo: (belt: string | undefined) => Belt,
  owner: () => Device,
): (receipt: Receipt) => void {
  const { timers } = ground;
  const queue: Receipt[] = [];
  let current: Receipt | null = null;
  /** Receipts that have failed, and when they may be tried again. */
  const notBefore = new Map<number, number>();
  const inUse = new Map<string | undefined, InUse>();

  function beltOf(name: string | undefined): InUse {
    let used = inUse.get(name);
    if (used === undefined) {
      const belt = beltTo(name);
      used = { ...belt, session: sessionOn(belt.port) };
      inUse.set(name, used);
    }
    return used;
  }

  function sessionOn(port: BeltPort): PrinterSession {
    return createPrinterSession({
      dial: (handlers) => port.dial(handlers),
      timers,
      durations,
      codeTable: 'cp858',
      tells: beltProfile,
      failing: USUALLY_FAILING,
      report: {
        printed(job) {
          notBefore.delete(job);
          done(job, { type: 'receipt-printed', job });
        },
        failed(job, _trouble, mayBePrinted) {
          notBefore.set(job, timers.now() + durations.printerPollMs);
          const code = port.trouble === null ? 'belt-printer-fails' : PORT_REFUSALS[port.trouble];
          ground.record(device, { kind: 'told', code, tab: 0 });
          done(job, { type: 'redirect-print', job, mayBePrinted });
        },
        health() {},
      },
    });
  }

  function done(job: number, result: ReceiptResult): void {
    current = null;
    const { storage } = owner();
    storage.receipts = storage.receipts.filter((receipt) => receipt.job !== job);
    storage.results.set(job, result);
    owner().ask(result);
    next();
  }

  function next(): void {
    if (current !== null) return;
    for (const belt of inUse.values()) if (belt.isShared) belt.session.letGo();
    const receipt = queue.shift();
    if (receipt === undefined) return;
    current = receipt;
    beltOf(receipt.belt).session.print(jobOf(device, receipt), receipt.copy);
  }

  function add(receipt: Receipt): void {
    const { job } = receipt;
    if (current?.job === job || queue.some((one) => one.job === job)) return;
    if (!owner().storage.receipts.some((one) => one.job === job)) return;
    queue.push(receipt);
    next();
  }

  return (receipt) => {
    const waitMs = (notBefore.get(receipt.job) ?? 0) - timers.now();
    if (waitMs > 0) timers.after(waitMs, () => add(receipt));
    else add(receipt);
  };
}

function jobOf(device: string, receipt: Receipt): Job {
  return {
    job: receipt.job,
    document: 'bill',
    tab: 0,
    route: 'belt',
    queue: device,
    device,
    ticket: receipt.job,
    copy: receipt.copy,
    lines: receipt.lines,
    mayBePrinted: false,
    started: true,
    attempts: 0,
    overdue: false,
  };
}
