/** What the history says when the server has been reached by a message of a device. */
import type { EventBody } from '#history/events';
import type { ClientMessage } from '#protocols/mpos/messages';

/** A device was heard; with the token of the hold it claims, if it claims one. */
export function heardBody(from: string, message: ClientMessage): Extract<EventBody, { kind: 'heard' }> {
  const token = 'token' in message ? message.token : message.type === 'hello' ? (message.holds?.token ?? 0) : 0;
  return token === 0 ? { kind: 'heard', from } : { kind: 'heard', from, token };
}
