/**
 * Control fields of ZVT: the name each goes by here and how its data begins. Behind the
 * beginning stand bitmaps, except for the print commands and those kept as raw data.
 */

export type MessageName =
  | 'registration'
  | 'authorisation'
  | 'log-off'
  | 'turnover-totals'
  | 'reset'
  | 'print-configuration'
  | 'repeat-receipt'
  | 'pre-authorisation'
  | 'partial-reversal'
  | 'book-total'
  | 'pre-authorisation-reversal'
  | 'reversal'
  | 'refund'
  | 'end-of-day'
  | 'diagnosis'
  | 'initialisation'
  | 'abort-from-ecr'
  | 'read-card'
  | 'status-enquiry'
  | 'status-information'
  | 'intermediate-status'
  | 'completion'
  | 'abort'
  | 'print-line'
  | 'print-text-block'
  | 'set-date-time'
  | 'dial-up'
  | 'transmit-data'
  | 'receive-data'
  | 'hang-up'
  | 'transparent-mode'
  | 'input-request'
  | 'menu-request'
  | 'block-list-query'
  | 'ack'
  | 'negative';

export type Layout =
  | 'bitmaps'
  | 'password'
  | 'optional-password'
  | 'registration'
  | 'timeout'
  | 'intermediate'
  | 'completion'
  | 'abort'
  | 'negative'
  | 'print-line'
  | 'print-block'
  | 'raw';

export interface Command {
  control: number;
  name: MessageName;
  layout: Layout;
}

const rows: [number, MessageName, Layout][] = [
  [0x0600, 'registration', 'registration'],
  [0x0601, 'authorisation', 'bitmaps'],
  [0x0602, 'log-off', 'bitmaps'],
  [0x0610, 'turnover-totals', 'password'],
  [0x0618, 'reset', 'bitmaps'],
  [0x061a, 'print-configuration', 'bitmaps'],
  [0x0620, 'repeat-receipt', 'password'],
  [0x0622, 'pre-authorisation', 'bitmaps'],
  [0x0623, 'partial-reversal', 'bitmaps'],
  [0x0624, 'book-total', 'bitmaps'],
  [0x0625, 'pre-authorisation-reversal', 'bitmaps'],
  [0x0630, 'reversal', 'password'],
  [0x0631, 'refund', 'password'],
  [0x0650, 'end-of-day', 'password'],
  [0x0670, 'diagnosis', 'bitmaps'],
  [0x0693, 'initialisation', 'password'],
  [0x06b0, 'abort-from-ecr', 'bitmaps'],
  [0x06c0, 'read-card', 'timeout'],
  [0x0501, 'status-enquiry', 'optional-password'],
  [0x040f, 'status-information', 'bitmaps'],
  [0x04ff, 'intermediate-status', 'intermediate'],
  [0x060f, 'completion', 'completion'],
  [0x061e, 'abort', 'abort'],
  [0x06d1, 'print-line', 'print-line'],
  [0x06d3, 'print-text-block', 'print-block'],
  [0x0401, 'set-date-time', 'bitmaps'],
  [0x040d, 'input-request', 'raw'],
  [0x040e, 'menu-request', 'raw'],
  [0x06d8, 'dial-up', 'raw'],
  [0x06d9, 'transmit-data', 'raw'],
  [0x06da, 'receive-data', 'raw'],
  [0x06db, 'hang-up', 'raw'],
  [0x06dd, 'transparent-mode', 'raw'],
  [0x06e4, 'block-list-query', 'raw'],
  [0x8000, 'ack', 'bitmaps'],
];

const byControl = new Map<number, Command>();
const byName = new Map<MessageName, Command>();
for (const [control, name, layout] of rows) {
  const command: Command = { control, name, layout };
  byControl.set(control, command);
  byName.set(name, command);
}

/**
 * The command behind a control field. 84 xx is 'negative' for every xx but 00, which
 * PA00P016 counts as positive; 84 00 is therefore an 'ack'.
 */
export function commandByControl(control: number): Command | undefined {
  if (control >> 8 !== 0x84) return byControl.get(control);
  if (control === 0x8400) return { control, name: 'ack', layout: 'bitmaps' };
  return { control, name: 'negative', layout: 'negative' };
}

/** The command of that name; the control field of 'negative' is 8400 plus its error code. */
export function commandByName(name: MessageName): Command {
  return byName.get(name) ?? { control: 0x8400, name, layout: 'negative' };
}
