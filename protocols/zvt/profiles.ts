/**
 * How payment terminals of the field differ where the specification leaves them room, or they take it, as data. A
 * simulated terminal behaves by its profile; the server knows none of them and must get along with all.
 */

export const terminalProfileNames = ['standard', 'card-complete', 'reversing', 'lenient', 'telling'] as const;
export type TerminalProfileName = (typeof terminalProfileNames)[number];

/** After a cut between result and acknowledgement, all three exist in the field. */
export const afterCuts = ['paid', 'reversed', 'declined'] as const;
export type AfterCut = (typeof afterCuts)[number];

export type TerminalProfile = {
  /** What says that there are such terminals. */
  source: string;
  /** What becomes of an approved payment whose result was never acknowledged. */
  afterCut: AfterCut;
  /** What a reversal leaves in the store: a record of its own that names the original, or the record made void. */
  reversal: 'own-record' | 'void-record';
  /** Whether a wrong password is refused (84 37). */
  checksPassword: boolean;
  /** Whether a registration in another currency is refused (84 1E 6F), and not only the payment. */
  checksCurrencyEarly: boolean;
  /**
   * What it says to a command that comes while it is busy: 84 9C, 84 83, or nothing; or it does what needs no guest, and
   * tells by its status that something runs.
   */
  busy: 'please-wait' | 'not-possible' | 'nothing' | 'tells';
  /** A second till during a process: its connection is closed, or waits its turn. */
  secondTill: 'turned-away' | 'waits';
  /** Whether declined payments get numbers and a place in the store. */
  storesDeclined: boolean;
  /** Config bits without which it repeats no result: its receipts are its own affair then. */
  repeatsWith: number;
};

const standard: TerminalProfile = {
  source: 'PA00P015 rev 13.08 as written, chapter 4: no reversal by itself when communication fails',
  afterCut: 'paid',
  reversal: 'void-record',
  checksPassword: true,
  checksCurrencyEarly: true,
  busy: 'please-wait',
  secondTill: 'turned-away',
  storesDeclined: false,
  repeatsWith: 0,
};

/** Profiles by name. */
export const terminalProfiles: Record<TerminalProfileName, TerminalProfile> = {
  standard,
  'card-complete': {
    ...standard,
    source: 'card complete, SMART-ZVT-Präzisierungen issue 22: takes any registration, sets what was cut to declined',
    afterCut: 'declined',
    checksCurrencyEarly: false,
    busy: 'not-possible',
    storesDeclined: true,
  },
  reversing: {
    ...standard,
    source: 'PA00P015 rev 13.08, 2.2.8: a result that is not acknowledged is followed by an automatic reversal',
    afterCut: 'reversed',
    reversal: 'own-record',
    storesDeclined: true,
  },
  lenient: {
    ...standard,
    source: 'Portalum.Zvt issues 26 and 59: a WLAN terminal that keeps its connection and repeats by config bits only',
    checksPassword: false,
    checksCurrencyEarly: false,
    busy: 'nothing',
    secondTill: 'waits',
    repeatsWith: 0x30,
  },
  telling: {
    ...standard,
    source: 'PA00P015 rev 13.08, terminal status 9C after 05 01: at work it is asked, and says so, as if it were not',
    busy: 'tells',
  },
};
