/** The fields of facts of payments, reversals and the days of terminals, and of what devices show of reversals. */
const BY = { device: 'holder', operator: 'operator' } as const;
const REVERSAL = { reversed: true, 'not-reversed': true } as const;

export const reversalShownFields = {
  tab: 'number',
  payment: 'number',
  outcome: REVERSAL,
  paidCents: 'number',
  cents: 'number',
} as const;

export const paymentFacts = {
  'payment-begun': {
    payment: 'number',
    tab: 'number',
    token: 'number',
    ...BY,
    terminal: 'terminal',
    cents: 'number',
    baseline: 'structure',
  },
  'payment-waiting': { payment: 'number', tab: 'number', waitedMs: 'number' },
  'payment-ended': {
    payment: 'number',
    tab: 'number',
    outcome: { paid: true, declined: true, aborted: true, 'not-paid': true },
    paidCents: 'number',
    tipCents: 'number',
    record: 'structure',
    refundCents: 'number',
  },
  'payment-parked': { payment: 'number', tab: 'number' },
  'reversal-begun': {
    payment: 'number',
    tab: 'number',
    ...BY,
    terminal: 'terminal',
    paidCents: 'number',
    record: 'structure',
  },
  'reversal-ended': {
    payment: 'number',
    tab: 'number',
    ...BY,
    source: { '40': true, Officer: true },
    outcome: REVERSAL,
    paidCents: 'number',
    cents: 'number',
    tipCents: 'number',
    refundCents: 'number',
    record: 'structure',
  },
  'day-closing': { terminal: 'terminal', device: 'holder', operator: 'operator' },
  'day-closed': { terminal: 'terminal', cents: 'number', journalCents: 'number', agrees: 'truth' },
} as const;
