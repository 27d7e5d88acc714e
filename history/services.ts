/** What a history says of cloud services. */

/** A cloud service has done something for the first time: so it is in its own books, whether its answer arrives or not. */
export type ServiceDidEvent = {
  kind: 'service-did';
  did: 'receipt-issued' | 'receipt-withdrawn';
  key: string;
  bill?: number;
  cents?: number;
  lines?: string[];
};

/** The cloud services of a floor; absent from histories in which there were none yet. */
export type ServicesSummary = { nocoo?: { receipts: 'instead' | 'besides'; whenDown: 'paper' | 'queue' } };

/** Limits of the server towards them, ms of the run; absent from older histories. */
export type ServiceLimits = { serviceAnswerMs?: number; serviceRestMostMs?: number; receiptWaitMs?: number };
