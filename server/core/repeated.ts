/**
 * A request that has the number of the last one that was answered. It is that one again, and gets the same answer: so a
 * device may ask again whatever became of the connection. If it is another one, the old answer would acknowledge what
 * nobody has done; it is refused. What was asked is not kept: the answer, and what has become of it, tell it well enough.
 */
import type { Booking, ClientRequest } from '#protocols/mpos/messages';
import type { TabChange } from '#protocols/mpos/tab-changes';
import { isSame } from './money/bookings.ts';
import type { DeviceState } from './state.ts';

/** Whether the last answer of the device answers this request, which has its number. */
export function isAgain(device: DeviceState, said: ClientRequest): boolean {
  const { lastReply: reply } = device;
  if (reply === null || !reply.ok) return false;
  switch (reply.did) {
    case 'opened':
      return said.type === 'open' && said.tab === reply.tab && !(said.quick === true && reply.lines !== undefined);
    case 'handed-over':
      if (reply.closed) return said.type === 'new-balance' && areBooked(device, said, reply.seqs);
      return (said.type === 'book' || said.type === 'hand-over') && areBooked(device, said, reply.seqs);
    case 'billed':
      if (said.type === 'simple-order') return areBooked(device, said, reply.seqs);
      return said.type === 'bill' && (said.cents ?? reply.cents) >= reply.cents && areBooked(device, said, reply.seqs);
    case 'changed':
      return said.type === 'change' && isSameChange(said.change, reply.change) && areBooked(device, said, reply.seqs);
    case 'scanned':
      if (said.type !== 'scan' || said.card.kind !== reply.card.kind || said.card.code !== reply.card.code)
        return false;
      return areBooked(device, said, reply.seqs);
    case 'paying':
      return said.type === 'pay' && areBooked(device, said, reply.seqs);
    case 'takings':
      return said.type === 'takings';
    case 'reversing':
      return said.type === 'reverse' && said.terminal === reply.terminal;
    case 'viewing':
      return said.type === 'camera' && said.camera === reply.camera;
    case 'code':
      return said.type === 'freestyle-code';
    case 'done':
      if (said.type === 'sign-on') return said.operator === device.operator;
      return !('bookings' in said) && !['open', 'freestyle-code', 'takings', 'camera', 'reverse'].includes(said.type);
  }
}

/** Whether it is the same change, in all that is said of it; both come from one schema, so their fields are in one order. */
function isSameChange(one: TabChange, other: TabChange): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether these are the lines of those numbers, in the same order and as the journal has them. */
function areBooked({ booked }: DeviceState, said: { tab: number; bookings: Booking[] }, seqs: number[]): boolean {
  if (said.bookings.length !== seqs.length) return false;
  return said.bookings.every((line, i) => {
    const known = booked.get(line.seq);
    return line.seq === seqs[i] && known !== undefined && isSame(known, said.tab, line);
  });
}
