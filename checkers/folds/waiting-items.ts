/** What waits for kitchen monitors: queued for them, and not said by them to be shown. */
import type { EventOf } from '#history/events';
import type { Fact } from '#server/core/facts';

/** An order that waits, when it was queued as decided, and the event. */
export type Item = { item: number; tab: number; device: string; at: number; id: number };

export class WaitingItems {
  private readonly waiting = new Map<string, Item[]>();

  readonly facts = {
    'item-queued': (
      { monitor, item, tab, device }: Extract<Fact, { kind: 'item-queued' }>,
      { at }: EventOf<'fact'>,
      id: number,
    ): void => {
      const items = this.waiting.get(monitor) ?? [];
      this.waiting.set(monitor, items);
      items.push({ item, tab, device, at, id });
    },
    'items-shown': ({ monitor, item }: Extract<Fact, { kind: 'items-shown' }>): void => {
      const items = this.waiting.get(monitor) ?? [];
      this.waiting.set(
        monitor,
        items.filter((one) => one.item > item),
      );
    },
  };

  /** The first of them, if any, and how many there are. */
  of(monitor: string): [Item | undefined, number] {
    const items = this.waiting.get(monitor) ?? [];
    return [items[0], items.length];
  }
}
