/**
 * Holds and locks as segments. Where a device's word and the server's differ for longer than the tolerance, the
 * difference is a stretch of its own: a lock nobody uses any more, a hold that has ended unnoticed.
 */
import type { Hold } from './collect.ts';
import type { Segment, Tone } from './timeline/spans.ts';

const STILL = 'still so at the end';

/**
 * The device's side. A hold ends by the server's word, whatever the device says of it later; from there on the device
 * believes in a hold that is no more.
 */
export function holdSegments(hold: Hold, lock: Hold | undefined, toleranceMs: number): Segment[] {
  const releasedAt = lock?.to ?? hold.to;
  const { end = STILL, endEvent } = lock?.end === undefined ? hold : lock;
  const label = `${hold.tab} · ${hold.token}`;
  const [held, alone] = parted(hold, releasedAt, toleranceMs);
  return [
    ...(held === null ? [] : [segment(held, 'holds the tab', 'hold', label, end, endEvent)]),
    ...(alone === null
      ? []
      : [segment(alone, 'holds by its own word only', 'stale', label, hold.end ?? STILL, hold.endEvent)]),
  ];
}

/** The server's side: from the device's loss on, the lock is held for nobody. */
export function lockSegments(lock: Hold, hold: Hold | undefined, label: string, toleranceMs: number): Segment[] {
  const [held, alone] = parted(lock, hold?.to ?? lock.to, toleranceMs);
  const { end = STILL, endEvent } = lock;
  return [
    ...(held === null ? [] : [segment(held, 'locked', 'lock', label, end, endEvent)]),
    ...(alone === null ? [] : [segment(alone, 'orphaned', 'orphaned', label, end, endEvent)]),
  ];
}

type Stretch = { from: number; to: number; event: number };

/** What both sides say, and what one says alone; either may be nothing. */
function parted(
  { from, to, event }: Hold,
  otherEnd: number,
  toleranceMs: number,
): [both: Stretch | null, alone: Stretch | null] {
  const cut = Math.max(from, otherEnd);
  if (to - cut <= toleranceMs) return [{ from, to, event }, null];
  return [cut > from ? { from, to: cut, event } : null, { from: cut, to, event }];
}

function segment(
  stretch: Stretch,
  text: string,
  tone: Tone,
  label: string,
  end: string,
  endEvent: number | undefined,
): Segment {
  return { ...stretch, text, tone, label, end, ...(endEvent === undefined ? {} : { endEvent }) };
}
