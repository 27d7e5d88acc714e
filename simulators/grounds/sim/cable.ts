/** One printer or terminal alone, at the end of a cable: all that it needs of a ground, for whoever tries it by itself. */
import type { EventBody } from '#history/events';
import { randomOf } from '../../random.ts';
import type { Ground } from '../ground.ts';
import { createSimNetwork, type SimNetwork } from './network.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

/** A clock, a network with the one cable, and the ground on which the node of that name listens; `events` is what it records. */
export function cableTo(node: string): {
  clock: Scheduler;
  network: SimNetwork;
  ground: Ground;
  events: EventBody[];
} {
  const clock = createScheduler();
  const network = createSimNetwork(clock);
  network.addLink(node, randomOf(1, node));
  const events: EventBody[] = [];
  const ground = {
    timers: clock,
    timeScale: 1,
    record: (_node: string, body: EventBody) => events.push(body),
    listen: (name, accept) => network.listen(name, 'bytes', accept),
    power: (name, on) => (on ? network.powerOn(name) : network.powerOff(name)),
  } as Partial<Ground> as Ground;
  return { clock, network, ground, events };
}
