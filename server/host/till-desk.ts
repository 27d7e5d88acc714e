/**
 * What people do on the till's page: it asks the core as a till does, in the same messages, under a name no device can
 * have. Requests are answered when what they say is in the journal.
 */
import type { ClientMessage, ServerMessage } from '#protocols/mpos/messages';
import { deviceOf, type State } from '#server/core/state';

/** The page as a device; names of devices have no slash. */
export const TILL_PAGE = 'till/page';

type Reply = Extract<ServerMessage, { type: 'reply' }>;
export type AtTill = { type: 'force-free'; tab: number } | { type: 'freestyle-code' };

export type TillDesk = {
  /** Asks in the name of an operator, who is signed on first; resolves with the answer, or the refusal. */
  ask(operator: string, request: AtTill): Promise<Reply>;
  /** What the core says to the page. */
  hear(message: ServerMessage): void;
};

/** A desk at a host that takes messages of devices; `state` must know the page as a till. */
export function createTillDesk(state: () => State, say: (message: ClientMessage) => void): TillDesk {
  let lastReq = 0;
  const waiting = new Map<number, (reply: Reply) => void>();

  function said(request: AtTill | { type: 'sign-on'; operator: string }): Promise<Reply> {
    lastReq = Math.max(lastReq, deviceOf(state(), TILL_PAGE).lastReq) + 1;
    const req = lastReq;
    return new Promise((resolve) => {
      waiting.set(req, resolve);
      say({ ...request, req });
    });
  }

  return {
    async ask(operator, request) {
      if (deviceOf(state(), TILL_PAGE).operator !== operator) {
        const reply = await said({ type: 'sign-on', operator });
        if (!reply.ok) return reply;
      }
      return await said(request);
    },
    hear(message) {
      if (message.type !== 'reply') return;
      waiting.get(message.req)?.(message);
      waiting.delete(message.req);
    },
  };
}
