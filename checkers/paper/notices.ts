/**
 * Notices to people: one for every tab that is parked, every refund that is due, every ticket that was given up, every
 * ticket that waits too long where a printer could say so, every roll that is near its end, every monitor that shows
 * nothing, and bills that do not say that the signing unit has failed; each about the right tab, ticket and amount, at the notice printer; and none without a reason. That they come
 * out as they were queued is judged by `paper`.
 */
import type { HistoryHeader } from '#history/events';
import type { Fact } from '#server/core/facts';
import type { Checker, FactHandlers } from '../checker.ts';
import { euros } from '../folds/euros.ts';
import { findings, type Findings } from '../findings.ts';
import { Operators } from '../folds/operators.ts';
import { WaitingItems } from '../folds/waiting-items.ts';
import { SIGNING_NOTE } from './text/signing-note.ts';
import { WellPrinters } from './chains/well-printers.ts';

type Queued = Extract<Fact, { kind: 'job-queued' }>;
type Begun = Extract<Fact, { kind: 'payment-begun' }>;
type Billed = Extract<Fact, { kind: 'billed' }>;
type Job = Pick<Queued, 'document' | 'ticket' | 'tab' | 'device'>;
/** A notice that is due, or may come (`must` is false), and why. */
type Due = { tab: number; operator: string; lines: string[]; why: string; id: number; must: boolean };

const aboutJob = ({ ticket, document, tab }: Job): string => `Ticket ${ticket} (${document}) for tab ${tab}`;

function givenUpLines(job: Job, printer: string, attempts: number): string[] {
  return [
    aboutJob(job),
    `was sent ${attempts} times and never confirmed:`,
    `look at ${printer}; it is not printed again`,
  ];
}

function parkedLines({ tab, cents }: Begun): string[] {
  return [`Tab ${tab} is parked: outcome of the card payment`, `over ${euros(cents)} EUR unknown`];
}

function refundLines(tab: number, paidCents: number, refundCents: number): string[] {
  return [
    `Card charged ${euros(paidCents)} EUR for tab ${tab},`,
    `${euros(refundCents)} EUR settled otherwise: refund due`,
  ];
}

const nearEndLines = (printer: string): string[] => [`Paper of ${printer} is near its end:`, 'put in a new roll'];

type Expect = (tab: number, operator: string, lines: string[], why: string, id: number, must?: boolean) => void;

/** Those of payments: their tab is parked, or something is due back. */
function ofPayments(expect: Expect): FactHandlers {
  const payments = new Map<number, Begun>();
  return {
    'payment-begun': (fact) => void payments.set(fact.payment, fact),
    'payment-parked'({ payment, tab }, _event, id) {
      const begun = payments.get(payment);
      if (begun === undefined) return;
      const why = `payment ${payment} of tab ${tab} have an unknown outcome`;
      expect(tab, begun.operator, parkedLines(begun), why, id);
    },
    'payment-ended'({ payment, tab, outcome, paidCents, refundCents }, _event, id) {
      const begun = payments.get(payment);
      payments.delete(payment);
      if (outcome !== 'paid' || refundCents <= 0 || begun === undefined) return;
      const why = `${euros(refundCents)} EUR of payment ${payment} be due back`;
      expect(tab, begun.operator, refundLines(tab, paidCents, refundCents), why, id);
    },
  };
}

/** Those of bills over what is not signed, made before the unit was known to have failed. */
function ofUnsaid(expect: Expect, operators: Operators): FactHandlers {
  /** Hand-overs that are not signed → the tabs they are a matter of, and the bills over those. */
  const unsigned = new Map<number, { tabs: Set<number>; bills: Pick<Billed, 'bill' | 'tab' | 'device'>[] }>();
  let hasFailed = false;
  return {
    'signature-due': ({ handOver, tab }) => void unsigned.set(handOver, { tabs: new Set([tab]), bills: [] }),
    'signature-made': ({ handOver }) => void unsigned.delete(handOver),
    'lines-moved'({ from, to }) {
      for (const { tabs } of unsigned.values()) if (tabs.has(from)) tabs.add(to);
    },
    billed(fact) {
      if (!hasFailed) for (const { tabs, bills } of unsigned.values()) if (tabs.has(fact.tab)) bills.push(fact);
    },
    'tse-failed'(_fact, _event, id) {
      const unsaid = [...unsigned.values()].flatMap(({ bills }) => bills);
      hasFailed = true;
      for (const one of unsigned.values()) one.bills = [];
      const [first] = unsaid;
      if (first === undefined) return;
      const numbers = [...new Set(unsaid.map(({ bill }) => bill))].toSorted((a, b) => a - b).join(', ');
      const lines = [`${SIGNING_NOTE},`, `which bills do not say: ${numbers}`];
      const why = `bills ${numbers} be made before the signing unit was noted as failed`;
      expect(first.tab, operators.at(first.device), lines, why, id);
    },
    'tse-back': () => void (hasFailed = false),
  };
}

/** Notices that are due: each is queued by the very decision it is about. */
class DueNotices {
  private readonly found: Findings;
  private readonly printer: string | null;
  private due: Due[] = [];

  constructor(found: Findings, printer: string | null) {
    this.found = found;
    this.printer = printer;
  }

  expect(due: Due): void {
    this.forgotten();
    if (this.printer !== null) this.due.push(due);
  }

  forgotten(): void {
    for (const { tab, why, id, must } of this.due)
      if (must)
        this.found.fail([id], `let ${why}; then people were to be told; however no notice for tab ${tab} says so`);
    this.due = [];
  }

  queued({ tab, queue, route, lines }: Queued, t: number, id: number): void {
    const said = lines.join(' / ');
    const right = this.due.find(
      (one) => said === [`Tab ${one.tab}  ${one.operator}`, 'NOTICE', ...one.lines].join(' / '),
    );
    const meant = right ?? this.due.find((one) => one.tab === tab) ?? this.due[0];
    this.due = this.due.filter((one) => one !== meant);
    if (meant === undefined)
      this.found.fail(
        [id],
        `let nothing call for a notice; then one was queued at ${this.found.at(t)}; however it says "${said}"`,
      );
    else if (right === undefined || queue !== this.printer || route !== 'pos')
      this.found.fail(
        [meant.id, id],
        `let ${meant.why}; then a notice "${meant.lines.join(' / ')}" was due at ${this.printer ?? 'no printer'}; however ${queue} was to print "${said}"`,
      );
  }
}

export const notices: Checker = {
  name: 'notices',
  about:
    'People are told on paper of parked tabs, refunds, tickets given up or waiting too long, rolls near their end, silent monitors, bills without a signature, and nothing else.',
  start(header) {
    const found = findings('notices', header);
    const printer = noticePrinter(header);
    const chain = header.floor.printers.find(({ name }) => name === printer)?.alternatives ?? [];
    const well = new WellPrinters(header);
    const operators = new Operators();
    const jobs = new Map<number, Job>();
    const items = new WaitingItems();
    const due = new DueNotices(found, printer);

    const expect: Expect = (tab, operator, lines, why, id, must = true) => {
      found.judge();
      due.expect({ tab, operator, lines, why, id, must });
    };
    const expectOf = ({ tab, device }: Job, lines: string[], why: string, id: number, must = true): void =>
      expect(tab, operators.at(device), lines, why, id, must);
    const forgotten = (): void => due.forgotten();

    return {
      on: well.on,
      facts: {
        ...operators.facts,
        started: forgotten,
        ...ofPayments(expect),
        'job-queued'(fact, { t }, id) {
          jobs.set(fact.job, fact);
          if (fact.document === 'notice' && !fact.copy) due.queued(fact, t, id);
        },
        'job-given-up'({ job, printer: at, attempts }, _event, id) {
          const known = jobs.get(job);
          jobs.delete(job);
          if (known === undefined || known.document === 'notice') return;
          expectOf(known, givenUpLines(known, at, attempts), `ticket ${known.ticket} be given up`, id);
        },
        'job-overdue'({ job, queue }, { at }, id) {
          const known = jobs.get(job);
          if (known === undefined || known.document === 'notice' || printer === null) return;
          const lines = [aboutJob(known), `still waits for ${queue}`];
          const must = [printer, ...chain].some((one) => well.isWell(one, at));
          expectOf(known, lines, `ticket ${known.ticket} wait too long for ${queue}`, id, must);
        },
        'paper-near-end'({ printer: at, job }, _event, id) {
          const known = jobs.get(job);
          if (known !== undefined) expectOf(known, nearEndLines(at), `the paper of ${at} be near its end`, id);
        },
        ...items.facts,
        ...(header.floor.unsaidTold === true ? ofUnsaid(expect, operators) : {}),
        'monitor-away'({ monitor }, _event, id) {
          const [first, waiting] = items.of(monitor);
          if (first === undefined) return;
          const lines = [`Monitor ${monitor} shows nothing:`, `orders that wait for it: ${waiting}`];
          expect(first.tab, operators.at(first.device), lines, `monitor ${monitor} show nothing`, id);
        },
        'job-printed': ({ job }) => void jobs.delete(job),
        answered: forgotten,
        booked: forgotten,
      },
      end(whole) {
        if (whole) forgotten();
        return found.result(whole);
      },
    };
  },
};

/** Where notices are printed: at their printer, else at the fallback printer, else at the first. */
function noticePrinter({ floor }: HistoryHeader): string | null {
  return floor.noticePrinter ?? floor.fallbackPrinter ?? floor.printers[0]?.name ?? null;
}
