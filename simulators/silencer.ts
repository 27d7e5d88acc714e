/** What is silent on a floor: links, as their charts say. */
import type { Ground } from './grounds/ground.ts';

/** Blocks a link while its chart says it is silent, once however often it says so. */
export function silencer(ground: Ground, name: string): (silent: boolean) => void {
  let blocked = false;
  return (now) => {
    if (now === blocked) return;
    blocked = now;
    if (now) ground.link(name).block();
    else ground.link(name).unblock();
    ground.record(name, { kind: 'condition', of: 'link', state: now ? 'silent' : 'audible' });
  };
}
