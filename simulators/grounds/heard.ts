/** What the history says when the server has been reached by a message of a device. */
import type { EventBody } from '#history/events';
import type { ClientMessage } from '#protocols/mpos/messages';
import type { FromThinClient } from '#protocols/thin-client/messages';

type Heard = Extract<EventBody, { kind: 'heard' }>;

/**
 * A device was heard; with the token of the hold it claims, if it claims one. Null for a heartbeat that claims nothing:
 * it says no more than that a device at rest is on, many thousand times a night, and nothing is decided by it.
 */
export function heardBody(from: string, message: ClientMessage): Heard | null {
  const token = 'token' in message ? message.token : message.type === 'hello' ? (message.holds?.token ?? 0) : 0;
  return heard(from, token, message.type !== 'heartbeat');
}

/**
 * A thin client was heard; with the token of the hold it was shown last. Null for what only tells
 * that a screen or a picture is there: its place lives on everything else.
 */
export function heardOfThinClient(from: string, message: FromThinClient): Heard | null {
  const token = 'token' in message ? message.token : 0;
  return heard(from, token, message.type !== 'shown' && message.type !== 'frame-seen');
}

/** A message with a claim is told; one without, if it says something by itself. */
function heard(from: string, token: number, isTold: boolean): Heard | null {
  if (token !== 0) return { kind: 'heard', from, token };
  return isTold ? { kind: 'heard', from } : null;
}
