/**
 * A kitchen monitor: it shows the orders it is sent by rising number, each of them once, and answers with the number up to
 * which it shows everything. What it has been sent before is answered and not shown again; what does not follow on the
 * last one waits until it is sent what is missing.
 */
import { Actor } from '#machines/actor';
import { kitchenMonitor } from '#machines/printers/kitchen-monitor';
import type { Channel } from '#protocols/channel';
import { sometimes } from '#protocols/marks';
import { encodeFrame, itemReader, type MonitorItem } from '#protocols/monitor/frames';
import type { Ground } from '../grounds/ground.ts';

const sentAgain = sometimes('item-sent-again', 'a monitor is sent an order again that it shows already');

export type Monitor = { name: string; tell(event: { type: 'POWER_OFF' } | { type: 'POWER_ON' }): void };

/** Builds a monitor, switched on; it shows orders from the first number it is sent on. */
export function createMonitor(name: string, ground: Ground): Monitor {
  let last = 0;
  let served: Channel<Uint8Array> | null = null;

  function take({ item, tab, place, lines }: MonitorItem): void {
    sentAgain(item <= last);
    if (last === 0 || item === last + 1) {
      last = item;
      ground.record(name, { kind: 'shown', item, tab, place, text: lines });
    }
  }

  const actor = new Actor(kitchenMonitor, ground.timers, undefined, {
    effect({ type: state }) {
      ground.power(name, state === 'on');
      if (state === 'off') served = null;
      ground.record(name, { kind: 'condition', of: 'monitor', state });
    },
  });
  actor.start();
  ground.listen(name, (channel) => {
    const read = itemReader();
    served?.close();
    served = channel;
    return {
      onData(bytes) {
        if (served !== channel) return;
        for (const item of read(bytes)) if (item !== null) take(item);
        channel.send(encodeFrame({ shown: last }));
      },
      onClose() {
        if (served === channel) served = null;
      },
    };
  });
  return { name, tell: (event) => actor.send(event) };
}
