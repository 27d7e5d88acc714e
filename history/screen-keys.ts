/**
 * The keys of a thin client's screen, in the words of this file whatever language the screen is in. Those that say a name
 * are told by it: operators, articles, cameras, lines, kinds of work or card, reasons; those of payment terminals likewise.
 */

/** Which screen it is, to its operator. */
export type ScreenName =
  | 'sign-on'
  | 'tables'
  | 'takings'
  | 'ticket'
  | 'cameras'
  | 'camera'
  | 'booking'
  | 'paying'
  | 'card'
  | 'work'
  | 'lines'
  | 'reasons'
  | 'number'
  | 'amount'
  | 'reversal'
  | 'refused';

/** What a key without a name of its own is for; `number` are the ten digits and the one that clears them. */
export type ScreenKey =
  | 'page'
  | 'number'
  | 'open-tab'
  | 'sign-off'
  | 'takings'
  | 'reprint'
  | 'cam'
  | 'simple-order'
  | 'new-balance'
  | 'bill'
  | 'work-on-tab'
  | 'scan'
  | 'go-on'
  | 'understood'
  | 'settle-all-the-same'
  | 'choose-reversal';

export type ScreenKeys = { on: ScreenName; does: ScreenKey[]; names: string[]; terminals: string[] };
