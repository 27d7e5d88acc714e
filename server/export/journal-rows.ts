/**
 * The journal export: what was booked, cancelled, discounted, taken off for vouchers, settled, paid beyond that and reversed, a row each, with the operator and the column `Quelle`,
 * 40 for mPOS and Officer for the till. The headings are those of the German export, as accountants filter by them. Times
 * are UTC, as no server knows where its journal is read.
 */
import type { Fact, JournalEntry, Source } from '#server/core/facts';

export const COLUMNS = [
  ...['Nr', 'Datum', 'Uhrzeit', 'Art', 'Vorgang', 'Bediener', 'Quelle'],
  ...['Artikel', 'Menge', 'Betrag', 'Zahlart', 'Beleg'],
] as const;

/** One row, as the columns have it; a number is a sum in cents, everything else a text. */
export type JournalRow = Record<Exclude<(typeof COLUMNS)[number], 'Betrag'>, string> & { Betrag: number };

type PaymentEnded = Extract<Fact, { kind: 'payment-ended' }>;
type Begun = Extract<Fact, { kind: 'payment-begun' }>;

/** Turns entries, one after the other and from the first one on, into rows. */
export class JournalRows {
  private readonly payments = new Map<number, Begun>();
  /** The source of each device, as its bookings and bills have it. */
  private readonly sources = new Map<string, Source>();

  /** The rows of an entry; most entries have none. */
  of({ n, at, fact }: JournalEntry): JournalRow[] {
    switch (fact.kind) {
      case 'booked': {
        const { tab, operator, source, bookings } = fact;
        this.sources.set(fact.device, source);
        return bookings.map(({ article, quantity, cents }) =>
          rowOf(n, at, {
            ...{ Art: 'Buchung', Vorgang: String(tab), Bediener: operator, Quelle: source },
            ...{ Artikel: article, Menge: String(quantity), Betrag: cents },
          }),
        );
      }
      case 'billed': {
        const { tab, operator, device, cents, tender, bill } = fact;
        const source = this.sourceOf(device, fact.source);
        return [
          rowOf(n, at, {
            ...{ Art: 'Rechnung', Vorgang: String(tab), Bediener: operator, Quelle: source, Betrag: cents },
            ...{ Zahlart: tender === 'cash' ? 'Bar' : 'Karte', Beleg: String(bill) },
          }),
        ];
      }
      case 'lines-cancelled':
        return fact.lines.map(({ article, quantity, cents }) =>
          rowOf(n, at, {
            ...{ Art: 'Storno', Vorgang: String(fact.tab), Bediener: fact.operator, Quelle: fact.source },
            ...{ Artikel: article, Menge: String(quantity), Betrag: -cents },
          }),
        );
      case 'discounted': {
        const { tab, operator, source, cents } = fact;
        return [
          rowOf(n, at, { Art: 'Rabatt', Vorgang: String(tab), Bediener: operator, Quelle: source, Betrag: -cents }),
        ];
      }
      case 'redeemed': {
        const { tab, operator, source, code, cents } = fact;
        const what = { Artikel: code, Betrag: -cents };
        return [rowOf(n, at, { Art: 'Gutschein', Vorgang: String(tab), Bediener: operator, Quelle: source, ...what })];
      }
      case 'payment-begun':
        this.payments.set(fact.payment, fact);
        return [];
      case 'payment-ended':
        return this.ended(n, at, fact);
      case 'reversal-ended':
        return reversed(n, at, fact);
      default:
        return [];
    }
  }

  private ended(n: number, at: number, { payment, tab, tipCents, refundCents }: PaymentEnded): JournalRow[] {
    const begun = this.payments.get(payment);
    this.payments.delete(payment);
    const beyond = [
      { Art: 'Trinkgeld', Betrag: tipCents },
      { Art: 'Erstattung fällig', Betrag: refundCents },
    ];
    const by = { Bediener: begun?.operator ?? '', Quelle: this.sourceOf(begun?.device ?? '', undefined) };
    return beyond
      .filter(({ Betrag }) => Betrag !== 0)
      .map((row) => rowOf(n, at, { ...row, ...by, Vorgang: String(tab), Zahlart: 'Karte' }));
  }

  /** Bills of older journals have no source: then it is that of what their device has booked, if it has. */
  private sourceOf(device: string, said: Source | undefined): string {
    if (said !== undefined) this.sources.set(device, said);
    return said ?? this.sources.get(device) ?? '';
  }
}

/** What was taken back of a bill, a tip, and what was due back: as they were, the other way round. */
function reversed(n: number, at: number, fact: Extract<Fact, { kind: 'reversal-ended' }>): JournalRow[] {
  const { tab, operator, source, cents, tipCents, refundCents } = fact;
  const by = { Vorgang: String(tab), Bediener: operator, Quelle: source, Zahlart: 'Karte' };
  return [
    { Art: 'Kartenstorno', Betrag: -cents },
    { Art: 'Trinkgeld', Betrag: -tipCents },
    { Art: 'Erstattung fällig', Betrag: -refundCents },
  ]
    .filter(({ Betrag }) => Betrag !== 0)
    .map((row) => rowOf(n, at, { ...row, ...by }));
}

type Said = Partial<JournalRow> & Pick<JournalRow, 'Art' | 'Betrag'>;

function rowOf(n: number, at: number, said: Said): JournalRow {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  const nothing = { Vorgang: '', Bediener: '', Quelle: '', Artikel: '', Menge: '', Zahlart: '', Beleg: '' };
  const when = { Datum: date.split('-').toReversed().join('.'), Uhrzeit: time.slice(0, 8) };
  return { ...nothing, Nr: String(n), ...when, ...said };
}
