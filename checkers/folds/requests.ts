/** What each device has asked for last: it has one request out at a time, and an answer names it by its number. */
import type { EventOf } from '#history/events';

export class Requests {
  private readonly last = new Map<string, { sent: EventOf<'sent'>; id: number }>();

  sent(sent: EventOf<'sent'>, id: number): void {
    this.last.set(sent.node, { sent, id });
  }

  /** The request of that number, if the history tells all of it: the first histories did not. */
  of(device: string, req: number): { sent: EventOf<'sent'>; id: number } | null {
    const asked = this.last.get(device);
    return asked !== undefined && asked.sent.req === req && asked.sent.token !== undefined ? asked : null;
  }
}
