/** What a history says of cloud services. */

/** A cloud service has done something for the first time: so it is in its own books, whether its answer arrives or not. */
export type ServiceDidEvent = {
  kind: 'service-did';
  did:
    | 'receipt-issued'
    | 'receipt-withdrawn'
    | 'hand-over-signed'
    | 'voucher-redeemed'
    | 'voucher-given-back'
    | 'card-charged'
    | 'charge-reversed';
  key: string;
  bill?: number;
  /** Of a voucher: the code on the card. */
  code?: string;
  cents?: number;
  lines?: string[];
  /** Of a signature: what was signed, with the time it has in the journal, ms since 1970, and by which signature. */
  handOver?: number;
  atMs?: number;
  tab?: number;
  operator?: string;
  counter?: number;
  signature?: string;
  /** Of a charge: for which terminal, under which numbers of that. */
  terminal?: string;
  receiptNo?: string;
  trace?: number;
};

/** The cloud services of a floor; absent from histories in which there were none yet. */
export type ServicesSummary = {
  nocoo?: { receipts: 'instead' | 'besides'; whenDown: 'paper' | 'queue' };
  /** There is a signing unit. */
  tse?: Record<string, never>;
  /** Vouchers and customers. */
  vouchers?: Record<string, never>;
  /** The payment host, which the terminals ask, and how long they wait, ms of the scenario; absent from older histories. */
  paymentHost?: { answer?: number; rest?: number; wait?: number };
};

/** Limits of the server towards them, ms of the run; absent from older histories. */
export type ServiceLimits = {
  serviceAnswerMs?: number;
  serviceRestMostMs?: number;
  receiptWaitMs?: number;
  signatureWaitMs?: number;
  cardWaitMs?: number;
};
