/** Planted bugs in the middle of the core: holds, bookings, payments. */
import { patched, type PatchedMutant } from '../mutant.ts';

const LOCKS = 'server/core/tabs/locks.ts';
const BOOKINGS = 'server/core/money/bookings.ts';
const PAYMENTS = 'server/core/money/payments.ts';
const REQUESTS = 'server/core/requests.ts';
const STEP = 'server/core/step.ts';
const APPLY_PAYMENTS = 'server/core/apply/apply-payments.ts';

const holds: readonly PatchedMutant[] = [
  patched(
    'used-up-lease-kept',
    'What was used up of a lease before a restart stays used up when the holder is back.',
    'core',
    ['restart', 'subtle'],
    { file: LOCKS, replace: '  lock.carriedMs = 0;\n', by: '' },
  ),
  patched(
    'claim-not-journalled',
    'That a silent holder is back is journalled only if it has not been heard since the start, asked after that was noted.',
    'core',
    ['stale', 'subtle'],
    {
      file: LOCKS,
      replace: "if (lock.silentMs > 0) record(turn, { kind: 'hold-claimed'",
      by: "if (lock.silentMs > 0 && lock.unclaimed) record(turn, { kind: 'hold-claimed'",
    },
  ),
  patched(
    'free-time-without-grace',
    'How soon a tab will be free is told without the grace after a start, which is shorter.',
    'core',
    ['restart', 'plain'],
    {
      file: LOCKS,
      replace: 'return lock.unclaimed ? Math.min(leftMs, lock.lastContactMs + restartGraceMs - now) : leftMs;',
      by: 'return lock.unclaimed ? Math.max(leftMs, lock.lastContactMs + restartGraceMs - now) : leftMs;',
    },
  ),
  patched(
    'own-lock-by-device',
    'A tab that an operator left open at another device is called held by another, not their own.',
    'core',
    ['wrong condition', 'plain'],
    {
      file: LOCKS,
      replace: "lock.device === device || lock.operator === operator ? 'own-locked-tab'",
      by: "lock.device === device ? 'own-locked-tab'",
    },
  ),
  patched('holder-is-who-asks', 'A refusal names who asks as the holder.', 'core', ['wrong field', 'crude'], {
    file: LOCKS,
    replace: 'holder: lock.device,',
    by: 'holder: device,',
  }),
  patched(
    'lease-ends-in-payment',
    'The lease timer ends a hold that a payment keeps.',
    'core',
    ['forgotten', 'plain'],
    { file: LOCKS, replace: "  if (lock.reason === 'payment') return;\n  const inMs", by: '  const inMs' },
  ),
  patched(
    'no-lease-after-payment',
    'After a payment that was declined nobody waits for the rest of the lease: if its timer came meanwhile, none comes.',
    'core',
    ['forgotten', 'subtle'],
    { file: LOCKS, replace: "'restart');\n  else awaitLease(turn, lock);", by: "'restart');" },
  ),
  patched(
    'grace-frees-who-is-back',
    'After a start every hold ends with the grace, whoever has claimed it.',
    'core',
    ['wrong condition', 'crude'],
    {
      file: LOCKS,
      replace: "lock === undefined || !lock.unclaimed || lock.reason === 'payment'",
      by: "lock === undefined || lock.reason === 'payment'",
    },
  ),
  patched(
    'grace-cuts-payment',
    'After a start the grace ends a hold nobody has claimed, although a payment keeps it.',
    'core',
    ['forgotten', 'plain'],
    {
      file: LOCKS,
      replace: "lock === undefined || !lock.unclaimed || lock.reason === 'payment'",
      by: 'lock === undefined || !lock.unclaimed',
    },
  ),
  patched(
    'silence-counted-afterwards',
    'A silence is journalled when it has passed, not in advance: what a process sees of it before it dies is lost.',
    'core',
    ['restart', 'subtle'],
    { file: LOCKS, replace: 'silentMs(lock, turn.now) + heartbeatMs);', by: 'silentMs(lock, turn.now));' },
  ),
  patched(
    'no-sign-of-life-in-payment',
    'While a payment runs, signs of life of the holder are not noted.',
    'core',
    ['wrong order', 'subtle'],
    {
      file: LOCKS,
      replace: 'if (lock === undefined || lock.device !== device) return null;\n',
      by: "if (lock === undefined || lock.device !== device) return null;\n  if (lock.reason === 'payment') return lock;\n",
    },
  ),
  patched('force-free-cuts-payment', 'The till frees a tab by force in mid-payment.', 'core', ['forgotten', 'plain'], {
    file: REQUESTS,
    replace:
      "  if (lock?.reason === 'payment') {\n    refuse(turn, device, req, 'held-by-payment');\n    return;\n  }\n  if (lock !== null) release",
    by: '  if (lock !== null) release',
  }),
  patched('force-free-by-anybody', 'Any device frees tabs by force.', 'core', ['forgotten', 'plain'], {
    file: REQUESTS,
    replace: "?.family !== 'till'",
    by: '?.family === undefined',
  }),
  patched('skew-one-way', 'A clock that is behind is not warned about.', 'core', ['wrong condition', 'plain'], {
    file: STEP,
    replace: 'Math.abs(clockMs - wallMs)',
    by: 'clockMs - wallMs',
  }),
  patched(
    'answers-in-memory-only',
    'The answer to a request is remembered, not journalled: after a restart a repetition is decided afresh.',
    'core',
    ['restart', 'plain'],
    {
      file: 'server/core/turn.ts',
      replace: "  record(turn, { kind: 'answered', device, req: reply.req, reply });",
      by: "  apply(turn.state, { n: turn.state.entries, at: turn.wallMs, fact: { kind: 'answered', device, req: reply.req, reply } });",
    },
  ),
  patched(
    'goes-on-with-what-was-left-behind',
    'A thin client that comes back goes on with the oldest tab it holds, also one of before its operator signed on.',
    'core',
    ['forgotten', 'subtle'],
    {
      file: 'server/core/clients/clients.ts',
      replace: 'device === client && token > signedOnAfter',
      by: 'device === client && token > 0',
    },
  ),
];

const money: readonly PatchedMutant[] = [
  patched(
    'booked-by-highest-number',
    'What has a lower number than the newest booking of the device counts as booked.',
    'core',
    ['repetition', 'subtle'],
    {
      file: BOOKINGS,
      replace: 'bookings.filter(({ seq }) => !booked.has(seq));',
      by: 'bookings.filter(({ seq }) => seq > Math.max(0, ...booked.keys()));',
    },
  ),
  patched(
    'offline-mark-lost',
    'Lines collected offline are booked as if they were not when new balance hands them over.',
    'core',
    ['forgotten', 'plain'],
    { file: REQUESTS, replace: 'offline: offline === true, close: true', by: 'offline: false, close: true' },
  ),
  patched(
    'bill-before-last-lines',
    'A bill is over what stood on the tab before the lines that came with it.',
    'core',
    ['wrong order', 'plain'],
    {
      file: BOOKINGS,
      replace:
        "  bookAll(turn, lock, bookings, false);\n  billOverNothing(isCovered(tab));\n  if (tab.balanceCents <= 0 && !isCovered(tab)) {\n    refuse(turn, lock.device, req, 'nothing-to-pay');\n    return;\n  }\n  const cents = Math.min(tab.balanceCents, mostCents ?? tab.balanceCents);\n",
      by: "  const before = tab.balanceCents;\n  bookAll(turn, lock, bookings, false);\n  billOverNothing(isCovered(tab));\n  if (tab.balanceCents <= 0 && !isCovered(tab)) {\n    refuse(turn, lock.device, req, 'nothing-to-pay');\n    return;\n  }\n  const cents = Math.min(before > 0 ? before : tab.balanceCents, mostCents ?? tab.balanceCents);\n",
    },
  ),
  patched(
    'bill-without-lines',
    'The lines of a bill are read when the tab is settled already.',
    'core',
    ['wrong order', 'crude'],
    {
      file: BOOKINGS,
      replace: 'const text = [`Bill ${bill}`, ...lines,',
      by: 'const text = [`Bill ${bill}`, ...tab.lines.map((line) => `${line.quantity} x ${line.article}`),',
    },
  ),
  patched(
    'busy-until-printed',
    'A settled tab answers "try again" as long as its bill is not out.',
    'core',
    ['wrong condition', 'subtle'],
    { file: LOCKS, replace: 'tab.busyJob !== null && now < tab.busyUntilMs && ', by: 'tab.busyJob !== null && ' },
  ),
  patched(
    'cents-without-zero',
    'Nine cents are printed without the zero before them.',
    'core',
    ['wrong condition', 'subtle'],
    { file: 'server/core/money/euros.ts', replace: "rest < 10 ? '0'", by: "rest < 9 ? '0'" },
  ),
  patched(
    'cash-leaves-tab-parked',
    'A parked tab that is settled in cash stays parked, and its card payment still settles it.',
    'core',
    ['forgotten', 'subtle'],
    { file: 'server/core/apply/apply-tabs.ts', replace: '    if (payment === null) supersede(state, tab);\n', by: '' },
  ),
  patched(
    'card-leaves-tab-parked',
    'A parked tab that is paid by card a second time is settled by the first payment as well.',
    'core',
    ['forgotten', 'subtle'],
    { file: APPLY_PAYMENTS, replace: '    supersede(state, tab);\n', by: '' },
  ),
  patched(
    'outcome-before-a-lost-answer',
    'Who is told anew that a tab is open and parked is not told what has come of its payment since.',
    'core',
    ['forgotten', 'subtle'],
    { file: 'server/core/step.ts', replace: '      lateOutcomeAfter(turn, known.lastReply);\n', by: '' },
  ),
  patched(
    'idle-station-unsaid',
    'Who opens a tab in the range of a station that does not run is not told so.',
    'core',
    ['forgotten', 'plain'],
    {
      file: 'server/core/tabs/locks.ts',
      replace: '    ...(swap.refused === null ? {} : { notRunning: swap.refused }),\n',
      by: '',
    },
  ),
  patched(
    'idle-station-unsaid-on-screens',
    'A thin client does not show that the station of a range does not run.',
    'core',
    ['forgotten', 'plain'],
    {
      file: 'server/station/station.ts',
      replace: "        if (notRunning !== undefined) this.actor.send({ type: 'NOT_RUNNING' });\n",
      by: '',
    },
  ),
  patched(
    'paid-lines-left-on-the-tab',
    'A late payment settles all that a tab still owes, and what came since the card was asked stays on it all the same.',
    'core',
    ['wrong condition', 'subtle'],
    {
      file: 'server/core/apply/apply-tabs.ts',
      replace: 'return payment === null || cents === balanceCents ? lines.length : charged;',
      by: 'return payment === null ? lines.length : charged;',
    },
  ),
  patched(
    'reversal-told-once',
    'Who was away when the outcome of a reversal came, and is back with the tab open, is not told it.',
    'core',
    ['forgotten', 'plain'],
    {
      file: 'server/core/step.ts',
      replace: 'if (lastReversal !== null && lastReversal.token === said.holds?.token)',
      by: 'if (lastReversal !== null && said.holds === undefined)',
    },
  ),
  patched(
    'reversal-of-any-asker',
    'What came of a reversal is kept for whoever has the tab open when it comes.',
    'core',
    ['wrong field', 'subtle'],
    {
      file: APPLY_PAYMENTS,
      replace: '  if (lock?.device !== device) return;\n  deviceOf(state, device).lastReversal',
      by: '  if (lock === null) return;\n  deviceOf(state, lock.device).lastReversal',
    },
  ),
  patched(
    'late-payment-settles-more',
    'A payment whose outcome comes late settles what was asked, though less is open by now.',
    'core',
    ['forgotten', 'subtle'],
    {
      file: PAYMENTS,
      replace: 'Math.max(0, Math.min(paidCents - tipCents, balanceCents))',
      by: 'paidCents - tipCents',
    },
  ),
  patched(
    'no-refund-notice',
    'Nobody is told that money is due back for a tab that was settled otherwise.',
    'core',
    ['forgotten', 'subtle'],
    { file: PAYMENTS, replace: '  if (refundCents > 0) {', by: '  if (refundCents > 0 && !payment.superseded) {' },
  ),
  patched(
    'terminal-free-when-parked',
    'A terminal whose payment is parked takes the next one, while the first is still asked for.',
    'core',
    ['wrong order', 'subtle'],
    {
      file: APPLY_PAYMENTS,
      replace: '      payment.parked = true;\n',
      by: '      payment.parked = true;\n      const terminal = state.terminals.get(payment.terminal);\n      if (terminal !== undefined) terminal.payment = null;\n',
    },
  ),
  patched(
    'payments-forgotten-when-parked',
    'After a start only the outcome of payments that are not parked is asked for.',
    'core',
    ['restart', 'subtle'],
    {
      file: PAYMENTS,
      replace: '    const { terminal, cents, baseline } = payment;\n    turn.outputs',
      by: '    if (payment.parked) continue;\n    const { terminal, cents, baseline } = payment;\n    turn.outputs',
    },
  ),
  patched(
    'payment-told-to-holder',
    'How a payment ended is told to the holder of the tab: once it is settled that is nobody.',
    'core',
    ['wrong field', 'crude'],
    {
      file: PAYMENTS,
      replace: '  send(turn, payment.device, {\n',
      by: "  send(turn, tabOf(turn.state, payment.tab).lock?.device ?? '', {\n",
    },
  ),
  patched(
    'warning-forgotten-for-cards',
    'A parked tab is paid by card again without a warning.',
    'core',
    ['forgotten', 'subtle'],
    {
      file: PAYMENTS,
      replace: 'tab.parked !== null && !options.confirmed',
      by: 'tab.parked !== null && terminal === undefined',
    },
  ),
];

export const corePatches: readonly PatchedMutant[] = [...holds, ...money];
