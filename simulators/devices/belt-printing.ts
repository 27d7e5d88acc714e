/**
 * How a device prints its receipts: on its belt printer over Bluetooth; if that fails, the server is asked to redirect
 * the job statically, to the one fallback printer. Where there is none the receipt comes back, and the device tries
 * again until its belt printer is.
 */
import { printerProfiles } from '#protocols/escpos/profiles';
import type { Receipt } from '#protocols/mpos/messages';
import type { Durations } from '#server/core/config';
import { createPrinterSession } from '#server/host/printer/session';
import type { Job } from '#server/core/state';
import type { Ground } from '../grounds/ground.ts';
import type { Device } from './standard-device.ts';
import type { ReceiptResult } from './storage.ts';

/** What a belt printer is, and what the device knows that it can tell. */
export const beltProfile = printerProfiles.bixolon;

/** The printing side of a device with a belt printer. Receipts are printed one after the other. */
export function createBeltPrinting(
  device: string,
  ground: Ground,
  durations: Durations,
  owner: () => Device,
): (receipt: Receipt) => void {
  const { timers } = ground;
  const queue: Receipt[] = [];
  let current: Receipt | null = null;
  /** Receipts that have failed, and when they may be tried again. */
  const notBefore = new Map<number, number>();

  const session = createPrinterSession({
    dial: (handlers) => ground.dialBeltPrinter(device, handlers),
    timers,
    durations,
    codeTable: 'cp858',
    tells: beltProfile,
    report: {
      printed(job) {
        notBefore.delete(job);
        done(job, { type: 'receipt-printed', job });
      },
      failed(job, _trouble, mayBePrinted) {
        notBefore.set(job, timers.now() + durations.printerPollMs);
        done(job, { type: 'redirect-print', job, mayBePrinted });
      },
      well() {},
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
