/** What is wrong with a cloud service that is up. */
import type { Mood } from '../../cloud/service.ts';
import type { Release } from '../../conditions.ts';
import type { World } from '../../world.ts';
import { onFloor } from '../fault.ts';

/** Puts a service into a bad mood, until released. */
export function inMood(world: World, target: string, what: Exclude<keyof Mood, 'slowMs'>): Release {
  const { mood } = onFloor(world.services, target);
  return world.conditions.hold(target, what, () => {
    mood[what] = true;
    return () => {
      mood[what] = false;
    };
  });
}
