/** What a station hears, what it asks the core for, and what it keeps in mind of its client. */
import type { CardKind, CardResult } from '#protocols/mpos/cards';
import type { LateOutcomeTold, ReversalEnded, Takings } from '#protocols/mpos/messages';
import type { ChangeKind, TabChange, Wanted } from '#protocols/mpos/tab-changes';

/** What can be done with an open tab beside booking and settling it; `part` is a bill or a payment over an amount. */
export type TabWork = ChangeKind | 'part';

/** What a tap may mean. */
export type StationTap =
  | { type: 'CHOOSE_OPERATOR'; operator: string }
  | { type: 'PAGE' }
  | { type: 'DIGIT'; digit: string }
  | { type: 'CLEAR' }
  | { type: 'OPEN_TAB' }
  | { type: 'SIGN_OFF' }
  | { type: 'UNDERSTOOD' }
  | { type: 'ARTICLE'; index: number }
  | { type: 'NEW_BALANCE' }
  | { type: 'BILL' }
  | { type: 'CARD'; terminal: string }
  | { type: 'SETTLE_ALL_THE_SAME' }
  | { type: 'TAKINGS' }
  | { type: 'SIMPLE_ORDER' }
  | { type: 'REPRINT' }
  | { type: 'WORK_ON_TAB' }
  | { type: 'CHOOSE_WORK'; work: TabWork }
  | { type: 'TAKE'; article: string; most: number }
  | { type: 'REASON'; reason: string }
  | { type: 'CHOOSE_REVERSAL' }
  | { type: 'REVERSE'; terminal: string }
  | { type: 'CAM' }
  | { type: 'LOOK'; camera: string }
  | { type: 'SCAN' }
  | { type: 'CHOOSE_CARD'; card: CardKind }
  | { type: 'GO_ON' };

/** What the server's core answers. */
export type StationNews =
  | { type: 'DONE' }
  | { type: 'OPENED'; tab: number; token: number; balanceCents: number; parked: boolean }
  /** The station of this range of tables does not run: the tab is open with the settings of the client. */
  | { type: 'NOT_RUNNING' }
  | {
      type: 'REFUSED';
      code: string;
      text: string;
      holder: string | null;
      freeInMs: number | null;
      right: string | null;
    }
  | { type: 'BOOKED'; balanceCents: number }
  | { type: 'CHANGED'; balanceCents: number }
  | { type: 'CLOSED' }
  | { type: 'PAYING' }
  | { type: 'PAYMENT_ENDED'; outcome: 'paid' | 'declined' | 'aborted' | 'parked' }
  | { type: 'LOCK_LOST' }
  | { type: 'TAKINGS_TOLD'; takings: Takings }
  | { type: 'VIEWING'; view: number }
  | { type: 'VIEW_ENDED'; code: string; text: string }
  | { type: 'REVERSING' }
  | { type: 'REVERSED'; reversal: ToldReversal }
  | { type: 'LATE_OUTCOME'; late: ToldLate }
  | { type: 'SCANNED' }
  | { type: 'CARD_TOLD'; told: ToldCard };
/** What the camera of the client has read off a card. */
type StationCode = { type: 'CODE'; code: string };
export type StationEvent = StationTap | StationNews | StationCode;

/** What came of a reversal of a card payment of the tab, and what that owes since then. */
export type ToldReversal = Pick<ReversalEnded, 'payment' | 'outcome' | 'paidCents' | 'cents' | 'balanceCents'>;

/** What came of a payment for which the tab was parked when it was opened, and what it owes since then. */
export type ToldLate = Pick<LateOutcomeTold, 'payment' | 'outcome' | 'cents' | 'balanceCents'>;

/** What came of a card that was scanned here, and what the tab owes since then. */
export type ToldCard = { scan: number; result: CardResult; cents?: number; customer?: string; balanceCents?: number };

/** What the core is asked for. */
export type StationEffect =
  | { type: 'sign-on'; operator: string }
  | { type: 'sign-off' }
  | { type: 'takings' }
  | { type: 'simple-order' }
  | { type: 'reprint'; job: number }
  | { type: 'open'; tab: number }
  | { type: 'book'; tab: number; token: number; index: number }
  | { type: 'new-balance'; tab: number; token: number }
  | { type: 'bill'; tab: number; token: number; confirmed: boolean; cents?: number }
  | { type: 'pay'; tab: number; token: number; terminal: string; confirmed: boolean; cents?: number }
  | { type: 'change'; tab: number; token: number; change: TabChange }
  | { type: 'scan'; tab: number; token: number; kind: CardKind; code: string }
  | { type: 'reverse'; tab: number; token: number; terminal: string }
  | { type: 'camera'; camera: string }
  | { type: 'leave-camera'; view: number };

/** The tab that is open when a station begins, as the journal has it. */
export type StationHold = {
  tab: number;
  token: number;
  balanceCents: number;
  parked: boolean;
  paying: boolean;
  /** What came of the last card that was scanned under it. */
  card?: ToldCard;
  /** What came of the last reversal that was asked for under it. */
  reversal?: ToldReversal;
  /** What came late of the payment for which it was parked. */
  late?: ToldLate;
};

/** What a station begins with: who is signed on and what is open. */
export type StationInput = {
  operator: string | null;
  hold: StationHold | null;
  /** Whether the camera of the client reads cards. */
  scans: boolean;
};

export type StationContext = {
  operator: string;
  /** What has been typed of a tab's number. */
  digits: string;
  tab: number;
  token: number;
  /** What the tab owed when it was opened here, and what it owes now. */
  balanceCents: number;
  owedCents: number;
  parked: boolean;
  /** Articles booked at this station since the tab was opened, by their place on the menu. */
  booked: readonly number[];
  /** The one that is on its way to the journal. */
  booking: number;
  page: number;
  /** The last thing done was a Simple Order; and so many things were done here: each makes another screen. */
  ordered: boolean;
  done: number;
  refusal: { code: string; text: string; holder: string | null; freeInMs: number | null; right: string | null } | null;
  /** How a payment here has ended, until something else is done. */
  outcome: 'paid' | 'declined' | 'aborted' | 'parked' | null;
  /** What the operator has taken, as it was told last. */
  takings: Takings | null;
  /** What is asked again when the operator settles a parked tab all the same. */
  settling: { type: 'bill'; cents?: number } | { type: 'pay'; terminal: string; cents?: number };
  /** What is being done with the tab, the lines chosen for it, and what was typed. */
  work: TabWork;
  chosen: readonly Wanted[];
  typed: string;
  reason: string;
  /** Whether cards can be read, which kind the one is that was read, and what came of the last one under this hold. */
  scans: boolean;
  card: CardKind;
  toldCard: ToldCard | null;
  /** The terminal whose last payment is to be reversed, and what came of the last reversal under this hold. */
  terminal: string;
  /** The camera that is looked through, and the number of the view; 0 for none. */
  camera: string;
  view: number;
  toldReversal: ToldReversal | null;
  /** What came late of the payment for which the tab was parked. */
  toldLate: ToldLate | null;
};
