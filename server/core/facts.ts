/**
 * Facts: what the server has decided. They are what is journalled, before any output leaves; the state is their fold
 * (`apply.ts`), a restart folds them again. Facts rather than inputs are kept so that an old journal means the same
 * to newer decision logic, and heartbeats never touch the disk (docs/decisions/004).
 */
import type { RefusedWhy } from '#protocols/cloud/vouchers';
import type { Card } from '#protocols/mpos/cards';
import type { Booking, Reply } from '#protocols/mpos/messages';
import type { ThinClientKind } from '#protocols/thin-client/messages';

/** So many of a line of a tab, by its place there, and what they cost. */
export type TakenLine = { at: number; article: string; quantity: number; cents: number; place: string };
/** What a bill over a part of a tab is for, if not over an amount; absent from one over everything. */
export type BillPart = { by: 'lines'; lines: TakenLine[] } | { by: 'share'; of: number };

/** `Quelle` in the journal export: 40 for mPOS bookings, Officer for bookings at the till. */
export type Source = '40' | 'Officer';
export type ReleaseCause = 'new-balance' | 'bill' | 'payment' | 'parked' | 'lease-ended' | 'restart' | 'forced';
export type PaymentOutcome = 'paid' | 'declined' | 'aborted' | 'not-paid';
export type ReversalOutcome = 'reversed' | 'not-reversed';
/** Why a card is asked about no more: its hold has ended, the tab is paid or owes nothing, or it took too long. */
export type DropCause = 'hold-ended' | 'payment' | 'nothing-owed' | 'waited';
export type JobDocument = 'order' | 'bill' | 'notice';
/** How a print is known: the printer has confirmed it, or can tell nothing and was sent all of it. */
export type PrintEvidence = 'confirmed' | 'sent';
/** How the signing unit (TSE) fails: no answer in time, one that says why, another one, or answers that come too slowly. */
export type TseTrouble = 'silent' | 'busy' | 'certificate-expired' | 'error' | 'slow';
export type PrinterTrouble = 'offline' | 'paper-out' | 'cover-open' | 'error' | 'silent';

/**
 * Identifies the last stored transaction of a terminal; compared as a set of fields, never as "greater": receipt numbers
 * wrap and trace numbers may start again. Terminal and amount as far as the terminal told them.
 */
export type TerminalRecord = { receiptNo: string; trace: number; terminalId?: string; amountCents?: number };
/** What is known of a terminal before a payment: its last record, that it has none, or nothing for certain. */
export type Baseline = TerminalRecord | 'none' | 'unknown';

/**
 * A print job as journalled. `queue` is the printer it is meant for; `route` tells who drives it: `pos` with the
 * chain of alternatives, `belt` by the device, `static` redirected to the one fallback printer.
 */
export type JobSpec = {
  job: number;
  document: JobDocument;
  tab: number;
  route: 'pos' | 'belt' | 'static';
  queue: string;
  device: string;
  /** Number printed on the ticket: that of the first print of which this one is a repetition. */
  ticket: number;
  copy: boolean;
  lines: string[];
  /** Who wears the belt printer it is to come out of, where that is the alternative one of a station. */
  belt?: string;
};

export type Fact =
  | { kind: 'started' }
  | { kind: 'signed-on'; device: string; operator: string }
  | { kind: 'signed-off'; device: string }
  | {
      kind: 'tab-locked';
      tab: number;
      token: number;
      device: string;
      operator: string;
      /** The station of SmartSwap in force under this hold, and whether it stays after it; absent without one. */
      station?: string;
      maintain?: true;
    }
  /** The till has told whether a station of SmartSwap runs. */
  | { kind: 'station-state'; station: string; runs: boolean }
  /** The holder has been silent for long: `silentMs` of its lease are used up, the next stretch counted in advance. */
  | { kind: 'hold-silent'; tab: number; token: number; device: string; silentMs: number }
  /** The holder is back: its lease begins anew. */
  | { kind: 'hold-claimed'; tab: number; token: number; device: string }
  | { kind: 'tab-released'; tab: number; token: number; device: string; cause: ReleaseCause }
  | {
      kind: 'booked';
      tab: number;
      token: number;
      device: string;
      operator: string;
      source: Source;
      offline: boolean;
      bookings: Booking[];
    }
  | {
      kind: 'billed';
      bill: number;
      tab: number;
      device: string;
      operator: string;
      cents: number;
      tender: 'cash' | 'card';
      payment: number | null;
      part?: BillPart;
      /** Absent from older journals. */
      source?: Source;
    }
  /**
   * Lines go from one tab to another, all by this one fact. `tab` is the one under whose hold it was done: the one they
   * leave, or at a merge the one they come to.
   */
  | {
      kind: 'lines-moved';
      why: 'split' | 'move' | 'merge';
      tab: number;
      token: number;
      device: string;
      operator: string;
      from: number;
      to: number;
      lines: TakenLine[];
      cents: number;
    }
  | {
      kind: 'lines-cancelled';
      tab: number;
      token: number;
      device: string;
      operator: string;
      source: Source;
      reason: string;
      lines: TakenLine[];
      cents: number;
    }
  /** So much less is owed. */
  | {
      kind: 'discounted';
      tab: number;
      token: number;
      device: string;
      operator: string;
      source: Source;
      percent: number;
      cents: number;
    }
  | {
      kind: 'payment-begun';
      payment: number;
      tab: number;
      token: number;
      device: string;
      operator: string;
      terminal: string;
      cents: number;
      baseline: Baseline;
    }
  /** It still has no outcome: `waitedMs` of its limit are used up, the next stretch counted in advance. */
  | { kind: 'payment-waiting'; payment: number; tab: number; waitedMs: number }
  | {
      kind: 'payment-ended';
      payment: number;
      tab: number;
      outcome: PaymentOutcome;
      paidCents: number;
      tipCents: number;
      record: TerminalRecord | null;
      /** What of it was charged though it was settled otherwise meanwhile. */
      refundCents: number;
    }
  | { kind: 'payment-parked'; payment: number; tab: number }
  /** The terminal is asked to give back what a payment was paid by; `record` is that payment in its store. */
  | {
      kind: 'reversal-begun';
      payment: number;
      tab: number;
      device: string;
      operator: string;
      terminal: string;
      paidCents: number;
      record: TerminalRecord;
    }
  /**
   * The card got `paidCents` back (0 if not): `cents` are owed on the tab again, the rest was a tip or due back. Device,
   * operator and source are those of the payment, from whose takings it goes.
   */
  | {
      kind: 'reversal-ended';
      payment: number;
      tab: number;
      device: string;
      operator: string;
      source: Source;
      outcome: ReversalOutcome;
      paidCents: number;
      cents: number;
      tipCents: number;
      refundCents: number;
      record: TerminalRecord | null;
    }
  /** The terminal is asked to end its day, and to tell what it has taken. */
  | { kind: 'day-closing'; terminal: string; device: string; operator: string }
  /**
   * It has told that, or nothing for certain (null). `journalCents` is what payments there were paid by since it told its
   * total last.
   */
  | { kind: 'day-closed'; terminal: string; cents: number | null; journalCents: number; agrees: boolean }
  | { kind: 'terminal-known'; terminal: string; last: TerminalRecord | 'none' }
  | ({ kind: 'job-queued' } & JobSpec)
  | { kind: 'job-started'; job: number; printer: string; copy: boolean }
  | { kind: 'job-failed'; job: number; printer: string; trouble: PrinterTrouble; mayBePrinted: boolean }
  | { kind: 'job-redirected'; job: number; printer: string; mayBePrinted: boolean }
  | { kind: 'job-printed'; job: number; printer: string; evidence: PrintEvidence }
  /** It was sent as often as is allowed and never confirmed: people are told, and it is not printed any more. */
  | { kind: 'job-given-up'; job: number; printer: string; attempts: number }
  /** It waits for a printer longer than is normal, and people are told. */
  | { kind: 'job-overdue'; job: number; queue: string }
  /** A printer has told that its paper is near its end, with that job; or that there is enough of it again. */
  | { kind: 'paper-near-end'; printer: string; job: number }
  | { kind: 'paper-enough'; printer: string }
  /** An order for a kitchen monitor; `item` rises by one from 1 without gaps, for each monitor by itself. */
  | {
      kind: 'item-queued';
      monitor: string;
      item: number;
      tab: number;
      place: string;
      device: string;
      lines: string[];
    }
  /** The monitor has said that it shows everything up to that item. */
  | { kind: 'items-shown'; monitor: string; item: number }
  /** It has shown nothing for so long that people are told; so many orders wait for it, from that item on. */
  | { kind: 'monitor-away'; monitor: string; item: number; waiting: number }
  /** The guest is to get a digital receipt that says so much. */
  | {
      kind: 'receipt-due';
      bill: number;
      tab: number;
      device: string;
      operator: string;
      cents: number;
      lines: string[];
    }
  /** The service has issued it. */
  | { kind: 'receipt-sent'; bill: number; reference: string }
  /** The service had its time: it is printed, and to be withdrawn there. */
  | { kind: 'receipt-on-paper'; bill: number }
  | { kind: 'receipt-withdrawn'; bill: number }
  /** The hand-over just booked is to be signed; `handOver` rises by one from 1 without gaps. */
  | {
      kind: 'signature-due';
      handOver: number;
      tab: number;
      device: string;
      operator: string;
      cents: number;
      lines: string[];
    }
  /** The signing unit has signed it; its counter rises with every signature. */
  | { kind: 'signature-made'; handOver: number; counter: number; signature: string }
  /** The signing unit does not sign, or fails otherwise than before; until it is back, bills say so. */
  | { kind: 'tse-failed'; trouble: TseTrouble }
  /** Everything is signed that was to be. */
  | { kind: 'tse-back' }
  /** A card was read at a device; its service is asked about it under that number. */
  | { kind: 'card-scanned'; scan: number; tab: number; token: number; device: string; operator: string; card: Card }
  /** The service has redeemed the voucher: so much less is owed. It may have been worth more than was owed. */
  | {
      kind: 'redeemed';
      scan: number;
      tab: number;
      token: number;
      device: string;
      operator: string;
      source: Source;
      code: string;
      worthCents: number;
      cents: number;
    }
  | { kind: 'customer-known'; scan: number; tab: number; name: string }
  /** The service has said that the card is good for nothing. */
  | { kind: 'card-refused'; scan: number; tab: number; why: RefusedWhy }
  /** The tab will have nothing of it: a voucher is to be given back at the service, which may have redeemed it. */
  | { kind: 'card-dropped'; scan: number; tab: number; cause: DropCause }
  /** The service has taken it back. */
  | { kind: 'redeem-given-back'; scan: number; tab: number }
  /** The till has shown a sign-up code; it is good for one Freestyle device. */
  | { kind: 'code-made'; code: string }
  /** A thin client has a place: its session is new, and every earlier one of it is over. */
  | {
      kind: 'client-admitted';
      client: string;
      family: ThinClientKind;
      install: string;
      session: number;
      code: string | null;
    }
  /** It has been silent for long, counted in advance as silences of holds are. */
  | { kind: 'client-silent'; client: string; session: number; silentMs: number }
  | { kind: 'client-back'; client: string; session: number }
  /** Its place is free again. */
  | { kind: 'client-left'; client: string; session: number; cause: 'left' | 'lost' | 'replaced' }
  | { kind: 'answered'; device: string; req: number; reply: Reply };

/** A fact in the journal: `n` rises by one from 1 without gaps, `at` is what the server's clock on the wall said, ms. */
export type JournalEntry = { n: number; at: number; fact: Fact };
