/**
 * How a device prints its receipts: on its belt printer over Bluetooth, confirmed by the printer's process id; if that
 * fails, the job is redirected statically, by the server, to the one fallback printer.
 */
import type { Receipt } from '#protocols/mpos/messages';
import type { Durations } from '#server/core/config';
import { createPrinterSession } from '#server/host/printer-session';
import type { Job } from '#server/core/state';
import type { Ground } from '../grounds/ground.ts';
import type { Device } from './standard-device.ts';
import type { ReceiptResult } from './storage.ts';

/** The printing side of a device with a belt printer. Receipts are printed one after the other. */
export function createBeltPrinting(
  device: string,
  ground: Ground,
  durations: Durations,
  owner: () => Device,
): (receipt: Receipt) => void {
  const queue: Receipt[] = [];
  let current: Receipt | null = null;

  const session = createPrinterSession({
    dial: (handlers) => ground.dialBeltPrinter(device, handlers),
    timers: ground.timers,
    durations,
    codeTable: 'cp858',
    report: {
      printed: (job) => done(job, { type: 'receipt-printed', job }),
      failed: (job, _trouble, mayBePrinted) => done(job, { type: 'redirect-print', job, mayBePrinted }),
      health() {},
    },
  });

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
    const receipt = queue.shift();
    if (receipt === undefined) return;
    current = receipt;
    session.print(jobOf(device, receipt), receipt.copy);
  }

  return (receipt) => {
    if (current?.job === receipt.job || queue.some((one) => one.job === receipt.job)) return;
    queue.push(receipt);
    next();
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
  };
}
