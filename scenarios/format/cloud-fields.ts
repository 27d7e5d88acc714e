/** The fields by which what is told of cloud services can be named; part of the tables in event-fields.ts, which say what that means. */
const BY = { device: 'holder', operator: 'operator' } as const;
const HOLD = { tab: 'number', token: 'number' } as const;
const REFUSED = { used: true, expired: true, unknown: true } as const;

export const serviceDidFields = {
  did: {
    'receipt-issued': true,
    'receipt-withdrawn': true,
    'hand-over-signed': true,
    'voucher-redeemed': true,
    'voucher-given-back': true,
    'card-charged': true,
    'charge-reversed': true,
  },
  key: 'text',
  bill: 'number',
  code: 'text',
  cents: 'number',
  lines: 'structure',
  handOver: 'number',
  atMs: 'number',
  tab: 'number',
  operator: 'text',
  counter: 'number',
  signature: 'text',
  terminal: 'terminal',
  receiptNo: 'text',
  trace: 'number',
} as const;

export const cardShownFields = {
  tab: 'number',
  scan: 'number',
  result: { redeemed: true, known: true, dropped: true, ...REFUSED },
  cents: 'number',
  customer: 'text',
} as const;

export const cloudFacts = {
  'receipt-due': { bill: 'number', tab: 'number', ...BY, cents: 'number', lines: 'structure' },
  'receipt-sent': { bill: 'number', reference: 'text' },
  'receipt-on-paper': { bill: 'number' },
  'receipt-withdrawn': { bill: 'number' },
  'signature-due': { handOver: 'number', tab: 'number', ...BY, cents: 'number', lines: 'structure' },
  'signature-made': { handOver: 'number', counter: 'number', signature: 'text' },
  'tse-failed': { trouble: { silent: true, busy: true, 'certificate-expired': true, error: true, slow: true } },
  'tse-back': {},
  'card-scanned': { scan: 'number', ...HOLD, ...BY, card: 'structure' },
  redeemed: {
    scan: 'number',
    ...HOLD,
    ...BY,
    source: { '40': true, Officer: true },
    code: 'text',
    worthCents: 'number',
    cents: 'number',
  },
  'customer-known': { scan: 'number', tab: 'number', name: 'text' },
  'card-refused': { scan: 'number', tab: 'number', why: REFUSED },
  'card-dropped': {
    scan: 'number',
    tab: 'number',
    cause: { 'hold-ended': true, payment: true, 'nothing-owed': true, waited: true },
  },
  'redeem-given-back': { scan: 'number', tab: 'number' },
} as const;
