/** The fields by which what is told of cloud services can be named; part of the tables in event-fields.ts, which say what that means. */
const BY = { device: 'holder', operator: 'operator' } as const;

export const serviceDidFields = {
  did: { 'receipt-issued': true, 'receipt-withdrawn': true, 'hand-over-signed': true },
  key: 'text',
  bill: 'number',
  cents: 'number',
  lines: 'structure',
  handOver: 'number',
  atMs: 'number',
  tab: 'number',
  operator: 'text',
  counter: 'number',
  signature: 'text',
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
} as const;
