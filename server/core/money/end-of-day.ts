/**
 * End of day of a payment terminal: it tells what it has taken since the last one, and begins anew; that must be what the
 * journal says. Asked is behind whatever runs at the terminal. An answer that is lost is not asked for again, since the
 * terminal may have begun anew: then nobody knows where its next total begins, and either sum may be right.
 */
import { sometimes } from '#protocols/marks';
import { record, answer, refuse, warn, type Turn } from '../turn.ts';

const notTold = sometimes('day-not-told', 'a terminal is asked for its end of day, and does not tell its total');

/** The till has the day of a terminal closed. */
export function closeDay(turn: Turn, asker: { device: string; operator: string }, req: number, name: string): void {
  const { device, operator } = asker;
  const { live, terminals } = turn.state;
  const terminal = terminals.get(name);
  const refusal =
    live.deviceConfig.get(device)?.family !== 'till'
      ? 'till-only'
      : terminal === undefined
        ? 'unknown-terminal'
        : terminal.payment !== null || terminal.reversing !== null || terminal.closing
          ? 'terminal-busy'
          : null;
  if (refusal !== null) {
    refuse(turn, device, req, refusal);
    return;
  }
  record(turn, { kind: 'day-closing', terminal: name, device, operator });
  turn.outputs.push({ kind: 'close-day', terminal: name });
  answer(turn, device, { type: 'reply', req, ok: true, did: 'done' });
}

/** What a terminal has told of its day; null if it has not told its total for certain. */
export function dayClosed(turn: Turn, name: string, cents: number | null): void {
  const terminal = turn.state.terminals.get(name);
  if (terminal?.closing !== true) return;
  notTold(cents === null);
  const [journalCents = 0] = terminal.takenCents;
  const agrees = cents !== null && terminal.takenCents.includes(cents);
  record(turn, { kind: 'day-closed', terminal: name, cents, journalCents, agrees });
  if (!agrees) warn(turn, 'totals-disagree', { terminal: name, cents, journalCents });
}

/** After a start: what was being told then is lost. */
export function daysAfterStart(turn: Turn): void {
  for (const name of turn.state.terminals.keys()) dayClosed(turn, name, null);
}
