/** What stands on the screens of thin clients, in the languages they are drawn in. */
import type { CardKind, CardResult } from '#protocols/mpos/cards';
import type { Takings } from '#protocols/mpos/messages';
import { USUAL_REASONS } from '#protocols/mpos/tab-changes';
import type { TabWork } from '#machines/station/station-events';

export type Language = 'en' | 'de';

export type Words = {
  signOn: string;
  more: string;
  tables: string;
  tab: (number: number) => string;
  clear: string;
  open: string;
  signOff: string;
  ok: string;
  newBalance: string;
  bill: string;
  card: (terminal: string) => string;
  settleAllTheSame: string;
  back: string;
  balance: (euros: string) => string;
  balanceBefore: (euros: string) => string;
  parked: string;
  paying: string;
  heldBy: (holder: string) => string;
  freeIn: (seconds: number) => string;
  right: (right: string) => string;
  outcome: Record<'paid' | 'declined' | 'aborted' | 'parked', string>;
  refused: string;
  signedOn: (operator: string) => string;
  typed: (digits: string) => string;
  simpleOrder: string;
  simpleOrderOf: (article: string, tab: string) => string;
  ordered: string;
  /** The key to what else can be done with the tab, what that is, and what is asked for it; digits as they were typed. */
  workOnTab: string;
  work: Record<TabWork, string>;
  numberFor: Record<TabWork, (digits: string) => string>;
  chosen: (quantity: string, article: string) => string;
  reasons: readonly string[];
  /** The key to the cameras of the till, and the one that is looked through. */
  cam: string;
  camera: (name: string) => string;
  /** A card payment that is taken back, and what came of it. */
  reverse: string;
  reversed: (payment: string, euros: string) => string;
  notReversed: (payment: string) => string;
  owedAgain: (euros: string) => string;
  /** What came late of the payment for which a tab is parked. */
  paidLate: (payment: string, euros: string) => string;
  notPaidLate: (payment: string) => string;
  /** A card of a guest: what is asked for, the code that was read, whose it may be, and what came of it (a sum, a name). */
  scan: string;
  holdCard: string;
  codeRead: (code: string) => string;
  cardKind: Record<CardKind, string>;
  cardTold: (scan: string, what: string) => string;
  cardResult: Record<CardResult, (what: string) => string>;
  goOn: string;
  reprint: string;
  ticket: (digits: string) => string;
  takings: string;
  taken: Record<keyof Omit<Takings, 'operator'>, (euros: string) => string>;
};

export const words: Record<Language, Words> = {
  en: {
    signOn: 'Sign on',
    more: 'More',
    tables: 'Tables',
    tab: (number) => `Tab ${number}`,
    clear: 'Clear',
    open: 'Open',
    signOff: 'Sign off',
    ok: 'OK',
    newBalance: 'New balance',
    bill: 'Bill',
    card: (terminal) => `Card ${terminal}`,
    settleAllTheSame: 'Settle all the same',
    back: 'Back',
    balance: (euros) => `Balance ${euros} EUR`,
    balanceBefore: (euros) => `Balance before ${euros} EUR`,
    parked: 'Parked: outcome of a card payment unknown',
    paying: 'Payment at the terminal',
    heldBy: (holder) => `Held by ${holder}`,
    right: (right) => `Right needed: ${right}`,
    freeIn: (seconds) => `Free in ${seconds} s at the latest`,
    outcome: { paid: 'Paid', declined: 'Card declined', aborted: 'Payment aborted', parked: 'Tab parked' },
    refused: 'Not possible',
    signedOn: (operator) => `Operator ${operator}`,
    typed: (digits) => `Tab ${digits === '' ? '–' : digits}`,
    simpleOrder: 'Simple Order',
    simpleOrderOf: (article, tab) => `Simple Order: ${article}, tab ${tab}`,
    ordered: 'Cashed out',
    workOnTab: 'Change tab',
    work: {
      split: 'Split',
      move: 'Move',
      merge: 'Merge',
      cancel: 'Cancel lines',
      discount: 'Discount',
      'bill-lines': 'Bill over lines',
      'bill-share': 'Bill over a share',
      part: 'Settle an amount',
    },
    numberFor: {
      split: (digits) => `To tab ${digits}`,
      move: (digits) => `To tab ${digits}`,
      merge: (digits) => `From tab ${digits}`,
      cancel: () => '',
      discount: (digits) => `Percent ${digits}`,
      'bill-lines': () => '',
      'bill-share': (digits) => `Guests ${digits}`,
      part: (digits) => `Cents ${digits}`,
    },
    chosen: (quantity, article) => `${quantity} x ${article}`,
    reasons: USUAL_REASONS,
    cam: 'CAM',
    camera: (name) => `Camera ${name}`,
    reverse: 'Reverse a payment',
    reversed: (payment, euros) => `Payment ${payment}: ${euros} EUR given back`,
    notReversed: (payment) => `Payment ${payment}: not given back`,
    owedAgain: (euros) => `Owed again ${euros} EUR`,
    paidLate: (payment, euros) => `Payment ${payment}: ${euros} EUR paid after all`,
    notPaidLate: (payment) => `Payment ${payment}: not paid after all`,
    scan: 'Scan a card',
    holdCard: 'Hold the card before the camera',
    codeRead: (code) => `Code ${code}`,
    cardKind: { voucher: 'Voucher', customer: 'Customer card' },
    cardTold: (scan, what) => `Card ${scan}: ${what}`,
    cardResult: {
      redeemed: (euros) => `${euros} EUR off`,
      known: (customer) => `guest ${customer}`,
      used: () => 'used before',
      expired: () => 'expired',
      unknown: () => 'not known',
      dropped: () => 'not used here',
    },
    goOn: 'Go on',
    reprint: 'Print again',
    ticket: (digits) => `Ticket ${digits}`,
    takings: 'Takings',
    taken: {
      mposCents: (euros) => `With mPOS ${euros} EUR`,
      posCents: (euros) => `At the till ${euros} EUR`,
      cashCents: (euros) => `In cash ${euros} EUR`,
      cardCents: (euros) => `By card ${euros} EUR`,
      tipCents: (euros) => `Tips ${euros} EUR`,
      refundCents: (euros) => `Due back ${euros} EUR`,
    },
  },
  de: {
    signOn: 'Anmelden',
    more: 'Weiter',
    tables: 'Tische',
    tab: (number) => `Vorgang ${number}`,
    clear: 'Löschen',
    open: 'Öffnen',
    signOff: 'Abmelden',
    ok: 'OK',
    newBalance: 'Neuer Saldo',
    bill: 'Rechnung',
    card: (terminal) => `Karte ${terminal}`,
    settleAllTheSame: 'Trotzdem abrechnen',
    back: 'Zurück',
    balance: (euros) => `Saldo ${euros} EUR`,
    balanceBefore: (euros) => `Saldo vorher ${euros} EUR`,
    parked: 'Geparkt: Ausgang einer Kartenzahlung unbekannt',
    paying: 'Zahlung am Terminal',
    heldBy: (holder) => `Gesperrt von ${holder}`,
    right: (right) => `Benötigtes Recht: ${right}`,
    freeIn: (seconds) => `Spätestens in ${seconds} s frei`,
    outcome: {
      paid: 'Bezahlt',
      declined: 'Karte abgelehnt',
      aborted: 'Zahlung abgebrochen',
      parked: 'Vorgang geparkt',
    },
    refused: 'Nicht möglich',
    signedOn: (operator) => `Bediener ${operator}`,
    typed: (digits) => `Vorgang ${digits === '' ? '–' : digits}`,
    simpleOrder: 'Simple Order',
    simpleOrderOf: (article, tab) => `Simple Order: ${article}, Vorgang ${tab}`,
    ordered: 'Abkassiert',
    workOnTab: 'Vorgang ändern',
    work: {
      split: 'Teilen',
      move: 'Verlegen',
      merge: 'Zusammenlegen',
      cancel: 'Stornieren',
      discount: 'Rabatt',
      'bill-lines': 'Rechnung über Posten',
      'bill-share': 'Rechnung anteilig',
      part: 'Betrag abrechnen',
    },
    numberFor: {
      split: (digits) => `Auf Vorgang ${digits}`,
      move: (digits) => `Auf Vorgang ${digits}`,
      merge: (digits) => `Von Vorgang ${digits}`,
      cancel: () => '',
      discount: (digits) => `Prozent ${digits}`,
      'bill-lines': () => '',
      'bill-share': (digits) => `Gäste ${digits}`,
      part: (digits) => `Cent ${digits}`,
    },
    chosen: (quantity, article) => `${quantity} x ${article}`,
    reasons: ['anders überlegt', 'heruntergefallen', 'zu spät'],
    cam: 'CAM',
    camera: (name) => `Kamera ${name}`,
    reverse: 'Zahlung stornieren',
    reversed: (payment, euros) => `Zahlung ${payment}: ${euros} EUR zurück`,
    notReversed: (payment) => `Zahlung ${payment}: nicht zurückgegeben`,
    owedAgain: (euros) => `Wieder offen ${euros} EUR`,
    paidLate: (payment, euros) => `Zahlung ${payment}: ${euros} EUR doch bezahlt`,
    notPaidLate: (payment) => `Zahlung ${payment}: doch nicht bezahlt`,
    scan: 'Karte lesen',
    holdCard: 'Karte vor die Kamera halten',
    codeRead: (code) => `Code ${code}`,
    cardKind: { voucher: 'Gutschein', customer: 'Kundenkarte' },
    cardTold: (scan, what) => `Karte ${scan}: ${what}`,
    cardResult: {
      redeemed: (euros) => `${euros} EUR weniger`,
      known: (customer) => `Gast ${customer}`,
      used: () => 'schon eingelöst',
      expired: () => 'abgelaufen',
      unknown: () => 'nicht bekannt',
      dropped: () => 'hier nicht verwendet',
    },
    goOn: 'Weiter so',
    reprint: 'Erneut drucken',
    ticket: (digits) => `Bon ${digits}`,
    takings: 'Umsatz',
    taken: {
      mposCents: (euros) => `Mit mPOS ${euros} EUR`,
      posCents: (euros) => `An der Kasse ${euros} EUR`,
      cashCents: (euros) => `In bar ${euros} EUR`,
      cardCents: (euros) => `Mit Karte ${euros} EUR`,
      tipCents: (euros) => `Trinkgeld ${euros} EUR`,
      refundCents: (euros) => `Zu erstatten ${euros} EUR`,
    },
  },
};
