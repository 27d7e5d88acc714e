/** Charts on a given clock, and their states as short texts. */
import { createActor, type ActorOptions, type AnyActorLogic, type AnyStateMachine, type StateValue } from 'xstate';
import type { TimerHandle, Timers } from '#protocols/channel';

/** XState's clock from ours. */
export function clockOf(timers: Timers): NonNullable<ActorOptions<AnyActorLogic>['clock']> {
  return {
    setTimeout: (run: (...args: never[]) => void, ms: number) => timers.after(ms, run as () => void),
    clearTimeout: (handle: unknown) => {
      if (handle !== undefined && handle !== null) timers.cancel(handle as TimerHandle);
    },
  };
}

/** An actor of a chart, not yet started. */
export function actorOf<M extends AnyStateMachine>(machine: M, timers: Timers, input?: unknown) {
  return createActor(machine, { clock: clockOf(timers), input } as never) as ReturnType<typeof createActor<M>>;
}

/** `{ on: { paper: 'out', cover: 'closed' } }` → `on.(out cover=closed)`; nested names joined by dots. */
export function stateText(value: StateValue): string {
  if (typeof value === 'string') return value;
  const keys = Object.keys(value);
  if (keys.length === 1) {
    const key = keys[0] as string;
    return `${key}.${stateText(value[key] as StateValue)}`;
  }
  return keys.map((key) => `${key}=${stateText(value[key] as StateValue)}`).join(' ');
}
