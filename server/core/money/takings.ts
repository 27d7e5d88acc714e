/**
 * Takings per operator: the normal report. Devices cannot be told apart by station, as all of them book as the subsystem;
 * so what is taken belongs to the operator on the bill, and to mPOS or to the till by its source. Counted from the first
 * entry of the journal.
 */
import { noTakings } from '../apply/apply-takings.ts';
import { answer, type Turn } from '../turn.ts';

/** Tells takings: all of them at the till, in the order of names, and to operators elsewhere their own. */
export function tellTakings(turn: Turn, device: string, operator: string, req: number): void {
  const { takings, live } = turn.state;
  const isTill = live.deviceConfig.get(device)?.family === 'till';
  const told = isTill ? [...takings.values()] : [takings.get(operator) ?? noTakings(operator)];
  answer(turn, device, {
    type: 'reply',
    req,
    ok: true,
    did: 'takings',
    takings: told.map((one) => ({ ...one })).toSorted((a, b) => (a.operator < b.operator ? -1 : 1)),
  });
}
