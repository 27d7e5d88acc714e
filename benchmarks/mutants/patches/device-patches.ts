/** Planted bugs of the devices: their charts, what they keep, and the edges that join them to server and operator. */
import { patched, type PatchedMutant } from '../mutant.ts';

const STORAGE = 'simulators/devices/store/storage.ts';
const DEVICE = 'simulators/devices/standard-device.ts';
const MESSAGES = 'simulators/devices/link/server-messages.ts';
const LINE = 'simulators/devices/link/request-line.ts';
const LINK = 'simulators/devices/link/server-link.ts';
const STORED = 'simulators/devices/store/stored-lines.ts';
const BELT = 'simulators/devices/belt/belt-printing.ts';
const HOLDER = 'machines/holder.ts';
const MPOS = 'machines/standard-mpos.ts';
const TILL = 'machines/till.ts';

export const devicePatches: readonly PatchedMutant[] = [
  patched(
    'acknowledged-forgets-all',
    'When a hand-over is acknowledged the device forgets everything it has stored, for other tabs too.',
    'device',
    ['wrong condition', 'plain'],
    {
      file: STORAGE,
      replace: 'storage.bookings = storage.bookings.filter((stored) => !done.has(stored.booking.seq));',
      by: 'storage.bookings = [];',
    },
  ),
  patched(
    'acknowledged-up-to',
    'When a hand-over is acknowledged the device forgets every line with a lower number.',
    'device',
    ['repetition', 'subtle'],
    {
      file: STORAGE,
      replace: '(stored) => !done.has(stored.booking.seq)',
      by: '(stored) => stored.booking.seq > Math.max(...seqs)',
    },
  ),
  patched(
    'booking-numbers-begin-anew',
    'The two-finger reset sets the booking numbers back as well.',
    'device',
    ['restart', 'plain'],
    {
      file: DEVICE,
      replace: "      case 'reset':\n        this.link.hangUp();",
      by: "      case 'reset':\n        this.storage.seq = 0;\n        this.link.hangUp();",
    },
  ),
  patched(
    'request-numbers-begin-anew',
    'A device that was switched off numbers its requests from 1 again.',
    'device',
    ['restart', 'plain'],
    {
      file: DEVICE,
      replace: '        this.powered = false;\n        this.options.ground.power(this.name, false);',
      by: '        this.powered = false;\n        this.storage.req = 0;\n        this.options.ground.power(this.name, false);',
    },
  ),
  patched(
    'repeated-under-a-new-number',
    'A request that was not answered is asked again under a new number.',
    'edge',
    ['repetition', 'plain'],
    {
      file: LINE,
      replace: '      send(out);\n      return true;',
      by: '      storage.req += 1;\n      out = { ...out, req: storage.req };\n      send(out);\n      return true;',
    },
  ),
  patched(
    'not-asked-again',
    'A request that is out when the connection is lost is not asked again.',
    'edge',
    ['forgotten', 'crude'],
    { file: LINE, replace: '      send(out);\n      return true;', by: '      return true;' },
  ),
  patched(
    'results-lost-with-the-app',
    'What a device knows of the receipts it has printed, and has not told yet, is lost when its app is reset.',
    'edge',
    ['forgotten', 'subtle'],
    {
      file: LINE,
      replace: '      if (out !== null && isBackground(out)) background.unshift(out);\n',
      by: '      background.length = 0;\n      storage.results.clear();\n',
    },
  ),
  patched(
    'heart-keeps-the-hold',
    'The heart goes on claiming a hold the device has given up.',
    'edge',
    ['stale', 'plain'],
    {
      file: DEVICE,
      replace: '    heart.token = context.token;',
      by: '    if (context.token !== 0) heart.token = context.token;',
    },
  ),
  patched(
    'waiting-messages-lost',
    'What comes in while the device is put away is lost.',
    'edge',
    ['forgotten', 'plain'],
    { file: LINK, replace: '    else this.waiting.push(message);\n', by: '' },
  ),
  patched(
    'hold-not-claimed-at-hello',
    'A device that connects again does not say which hold it has.',
    'edge',
    ['forgotten', 'plain'],
    { file: LINK, replace: '      ...(holds === null ? {} : { holds }),\n', by: '' },
  ),
  patched(
    'end-of-the-payment-before',
    'That an earlier payment has ended, told again after a reconnect, is taken for the end of the present one.',
    'edge',
    ['repetition', 'subtle'],
    { file: MESSAGES, replace: 'message.payment <= this.lastEnded || message.token', by: 'message.token' },
  ),
  patched(
    'end-of-another-tab',
    'How a payment ended is taken for the end of the present one, whichever hold it was made under.',
    'edge',
    ['forgotten', 'subtle'],
    {
      file: MESSAGES,
      replace: 'message.payment <= this.lastEnded || message.token !== device.context().token',
      by: 'message.payment <= this.lastEnded',
    },
  ),
  patched(
    'late-reply-begins-payment',
    'The reply to a request for a payment that has ended meanwhile is taken for the beginning of it.',
    'edge',
    ['repetition', 'subtle'],
    { file: LINE, replace: '      if (out?.type === type) settled = true;\n', by: '' },
  ),
  patched(
    'receipt-printed-again',
    'A receipt that is offered again after it was printed is printed again.',
    'edge',
    ['repetition', 'subtle'],
    {
      file: MESSAGES,
      replace: '    if (result !== undefined) {\n      if (!line.concerns',
      by: '    if (result !== undefined && line.isOut()) {\n      if (!line.concerns',
    },
  ),
  patched(
    'belt-doubt-forgotten',
    'A receipt whose belt printer failed in the middle of it is redirected as if nothing were on paper.',
    'edge',
    ['wrong field', 'plain'],
    {
      file: BELT,
      replace: "done(job, { type: 'redirect-print', job, mayBePrinted });",
      by: "done(job, { type: 'redirect-print', job, mayBePrinted: false });",
    },
  ),
  patched(
    'stored-lines-once',
    'A device hands over by itself once what it has collected; later it waits for the operator.',
    'edge',
    ['forgotten', 'plain'],
    {
      file: STORED,
      replace: "    if (this.device.state !== 'idle') return;\n",
      by: "    if (this.device.state !== 'idle' || this.triedTab !== 0) return;\n",
    },
  ),
  patched(
    'only-the-oldest-tab',
    'A device that is back offers the lines of the tab with the oldest line only, again and again.',
    'edge',
    ['wrong condition', 'subtle'],
    { file: STORED, replace: 'tabs[(tabs.indexOf(tried) + 1) % tabs.length] as number', by: 'tabs[0] as number' },
  ),
  patched(
    'offline-mark-by-radio',
    'Lines count as collected offline by the first line of the hand-over only.',
    'device',
    ['wrong condition', 'subtle'],
    { file: STORAGE, replace: 'stored.some((one) => one.offline)', by: 'stored[0]?.offline === true' },
  ),
  patched(
    'price-of-one',
    'The price of a line is that of one, however many are ordered.',
    'device',
    ['wrong field', 'crude'],
    { file: STORAGE, replace: 'cents: article.cents * quantity,', by: 'cents: article.cents,' },
  ),
  patched(
    'hold-remembered-after-settling',
    'A device that was told that its hold is gone goes on as its holder.',
    'device',
    ['forgotten', 'plain'],
    { file: HOLDER, replace: 'forgetHold: assign({ token: 0 }),', by: 'forgetHold: assign({}),' },
  ),
  patched(
    'insisting-by-habit',
    'A bill that an operator has once confirmed although the card may be charged: all bills are confirmed.',
    'device',
    ['wrong condition', 'subtle'],
    {
      file: HOLDER,
      replace: "confirmed: event.type === 'BILL' && event.confirmed,",
      by: "confirmed: event.type === 'BILL',",
    },
  ),
  patched(
    'hold-lost-not-heard',
    'A device with a tab open does not hear that its hold has ended.',
    'device',
    ['forgotten', 'plain'],
    {
      file: MPOS,
      replace:
        "  on: { LOCK_LOST: holdEnded, REFUSED: { guard: 'lostHold', ...holdEnded } },\n  states: {\n    booking",
      by: '  states: {\n    booking',
    },
  ),
  patched(
    'reconnects-for-ever-slower',
    'The pauses between attempts to reconnect grow without limit.',
    'device',
    ['wrong condition', 'subtle'],
    {
      file: MPOS,
      replace: 'Math.min(context.delays.reconnectMost, context',
      by: 'Math.max(context.delays.reconnect, context',
    },
  ),
  patched(
    'payment-parked-goes-on',
    'A till whose payment was parked goes on with the tab.',
    'device',
    ['forgotten', 'subtle'],
    {
      file: TILL,
      replace: "PAYMENT_ENDED: [{ guard: 'settled', ...holdEnded }, { target: '.booking' }],",
      by: "PAYMENT_ENDED: { target: '.booking' },",
    },
  ),
  patched(
    'dialog-always-yellow',
    'The connection-problems dialog is yellow, also when there is no network.',
    'device',
    ['wrong condition', 'plain'],
    { file: MPOS, replace: "yellow: { always: { guard: 'networkGone', target: 'red' } },", by: 'yellow: {},' },
  ),
  patched(
    'dialog-stays-red',
    'The dialog stays red when the network is back, until the server has answered.',
    'device',
    ['forgotten', 'plain'],
    {
      file: MPOS,
      replace: "red: { always: { guard: 'networkThere', target: 'yellow', actions: 'reconnect' } },",
      by: 'red: {},',
    },
  ),
  patched(
    'dialog-before-the-tolerance',
    'The connection-problems dialog opens after half the tolerance.',
    'device',
    ['wrong unit', 'plain'],
    {
      file: DEVICE,
      replace: '        tolerance: this.options.durations.toleranceMs,',
      by: '        tolerance: Math.ceil(this.options.durations.toleranceMs / 2),',
    },
  ),
  patched(
    'late-beats-not-told',
    'A heartbeat that is not answered opens no dialog: only what the operator asks for does.',
    'edge',
    ['swallowed', 'plain'],
    {
      file: DEVICE,
      replace: "ground.wallClock, () => this.actor.send({ type: 'LATE' }));",
      by: 'ground.wallClock, () => {});',
    },
  ),
  patched(
    'late-answers-not-told',
    'An answer may be out for ever: no dialog opens until a heartbeat is not answered either.',
    'device',
    ['forgotten', 'plain'],
    { file: MPOS, replace: "late: raise({ type: 'LATE' }),", by: "late: raise({ type: 'SLOW' })," },
  ),
  patched(
    'wait-symbol-stays',
    'The wait symbol goes on turning when the answer is there.',
    'device',
    ['forgotten', 'plain'],
    { file: MPOS, replace: "answered: raise({ type: 'ANSWERED' }),", by: "answered: raise({ type: 'SLOW' })," },
  ),
  patched(
    'wait-symbol-at-once',
    'The wait symbol turns from the moment in which something is asked for.',
    'device',
    ['wrong unit', 'crude'],
    {
      file: DEVICE,
      replace: 'Math.max(1, Math.floor(this.options.durations.toleranceMs / WAIT_SYMBOL_PARTS))',
      by: '1',
    },
  ),
  patched(
    'reconnects-without-pause',
    'The connection service tries again every second, however long nothing answers.',
    'device',
    ['forgotten', 'plain'],
    { file: MPOS, replace: ' * (1 << Math.min(context.attempts, 10))', by: '' },
  ),
  patched(
    'clock-warned-at-every-welcome',
    'The operator is warned of the clock whenever the device connects.',
    'edge',
    ['repetition', 'plain'],
    {
      file: MESSAGES,
      replace: '    this.clock(skewWarning);',
      by: '    link.heart.warned = false;\n    this.clock(skewWarning);',
    },
  ),
];
