import { z } from 'zod';
import { NETWORK } from '#scenarios/format/floor';
import { defineFault } from '../fault.ts';

export const pathFlaps = defineFault({
  name: 'path-flaps',
  about:
    'The second path of a redundant network comes and goes, and the network changes its path each time. With redundancy off nobody uses it, and nothing happens.',
  symptoms: ['everything-stops', 'connection-dialog', 'ticket-missing', 'charged-or-not'],
  target: 'network',
  needs: 'redundancy',
  forMs: 180_000,
  params: z.strictObject({
    periodMs: z.int().min(100).default(60_000).describe('mean time from one return of the second path to the next, ms'),
    upPercent: z.int().min(1).max(99).default(50).describe('so much of that time it is there'),
  }),
  begin(world, _target, { periodMs, upPercent }) {
    const { ground, conditions, paths } = world;
    const random = ground.randomOf('path flaps');
    let gone: () => void = () => {};
    let over = false;

    /** Half to one and a half of its part of the period. */
    const lasts = (percent: number): number => {
      const ms = Math.max(1, Math.floor((periodMs * percent) / 100));
      return world.scaled(Math.max(1, Math.floor(ms / 2) + random.below(ms + 1)));
    };
    const comes = (): void => {
      if (over) return;
      gone = conditions.hold(NETWORK, 'second path up', () => {
        paths?.send({ type: 'SECOND_UP' });
        return () => paths?.send({ type: 'SECOND_DOWN' });
      });
      ground.timers.after(lasts(upPercent), goes);
    };
    const goes = (): void => {
      gone();
      if (!over) ground.timers.after(lasts(100 - upPercent), comes);
    };
    comes();
    return () => {
      over = true;
      gone();
    };
  },
});
