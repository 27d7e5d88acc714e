import { z } from 'zod';
import { linksBehind } from '../../lan-ports.ts';
import { defineFault, onFloor } from '../fault.ts';

const PPM_OF_A_PERCENT = 10_000;

/**
 * A broken latch or a crushed pair: carrier is lost with every draught, and in between frames arrive damaged. Some per
 * cent of loss are usual for a duplex mismatch as well.
 */
export const badCable = defineFault({
  name: 'bad-cable',
  about:
    'A LAN cable has a bad contact: its port goes down and up again and again, and in between some of what passes is lost and sent once more.',
  symptoms: ['connection-dialog', 'everything-slow', 'device-dead', 'ticket-missing', 'ticket-elsewhere'],
  target: 'lan-port',
  forMs: 120_000,
  params: z.strictObject({
    periodMs: z.int().min(100).default(12_000).describe('mean time from one loss of the carrier to the next, ms'),
    downPercent: z.int().min(1).max(99).default(25).describe('so much of that time the contact is broken'),
    lossPercent: z.int().min(0).max(50).default(3).describe('of what passes meanwhile so much is lost'),
  }),
  begin(world, target, { periodMs, downPercent, lossPercent }) {
    const { ground, conditions } = world;
    const port = onFloor(world.lanPorts, target);
    const random = ground.randomOf(`bad cable ${target}`);
    const links = linksBehind(world.floor, target);
    const lossPpm = lossPercent * PPM_OF_A_PERCENT;
    let mend: () => void = () => {};
    let over = false;
    for (const link of links) ground.link(link).lose(lossPpm);

    /** Half to one and a half of its part of the period. */
    const lasts = (percent: number): number => {
      const ms = Math.max(1, Math.floor((periodMs * percent) / 100));
      return world.scaled(Math.max(1, Math.floor(ms / 2) + random.below(ms + 1)));
    };
    const breaks = (): void => {
      if (over) return;
      mend = conditions.hold(target, 'cable out', () => {
        port.send({ type: 'CABLE_OUT' });
        return () => port.send({ type: 'CABLE_IN' });
      });
      ground.timers.after(lasts(downPercent), holdsAgain);
    };
    const holdsAgain = (): void => {
      mend();
      if (!over) ground.timers.after(lasts(100 - downPercent), breaks);
    };
    breaks();
    return () => {
      over = true;
      mend();
      for (const link of links) ground.link(link).lose(-lossPpm);
    };
  },
});
