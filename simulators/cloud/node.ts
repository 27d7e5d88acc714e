/** A cloud service as a node of the floor: reached through its ground, in whatever mood faults put it. */
import type { Ground } from '../grounds/ground.ts';
import { serve, WELL, type Mood, type Service } from './service.ts';

export type CloudNode = {
  mood: Mood;
  /** Without power nobody answers; its books stay. */
  power(on: boolean): void;
};

/** Puts a service on the floor. */
export function createCloudNode(name: string, service: Service, ground: Ground): CloudNode {
  const mood: Mood = { ...WELL };
  let on = true;
  ground.serve(name, (request, reply) => {
    const { answer, afterMs, deed } = serve(service, mood, request);
    if (deed !== null) ground.record(name, { kind: 'service-did', ...deed });
    if (afterMs === 0) reply(answer);
    else ground.timers.after(afterMs, () => reply(answer));
  });
  return {
    mood,
    power(now) {
      if (now === on) return;
      on = now;
      ground.power(name, on);
      ground.record(name, { kind: 'condition', of: 'service', state: on ? 'up' : 'down' });
    },
  };
}
