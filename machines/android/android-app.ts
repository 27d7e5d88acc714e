/** An app on an Android device: not running, starting, running, or frozen with all it has. */
import { assign, emit, setup } from 'xstate';

/** Why it ended, in the words of `dumpsys activity exit-info`. */
export type ExitReason = 'USER REQUESTED' | 'SIGNALED' | 'LOW_MEMORY' | 'CRASH' | 'OTHER KILLS BY SYSTEM';
export type AppEvent =
  | { type: 'START' }
  | { type: 'END'; reason: ExitReason }
  | { type: 'FREEZE' }
  | { type: 'THAW' }
  | { type: 'SLOW'; startMs: number };
export type AppEffect =
  | { type: 'spawned' }
  | { type: 'shown' }
  | { type: 'ended'; reason: ExitReason }
  | { type: 'frozen' }
  | { type: 'thawed' };

export const androidApp = setup({
  types: {
    context: {} as { startMs: number },
    events: {} as AppEvent,
    emitted: {} as AppEffect,
    input: {} as { startMs: number },
  },
  delays: { start: ({ context }) => context.startMs },
  actions: {
    tellEnd: emit(({ event }) => ({ type: 'ended', reason: event.type === 'END' ? event.reason : 'SIGNALED' })),
  },
}).createMachine({
  id: 'android-app',
  context: ({ input }) => input,
  initial: 'stopped',
  on: { SLOW: { actions: assign({ startMs: ({ event }) => event.startMs }) } },
  states: {
    stopped: { on: { START: 'starting' } },
    starting: {
      entry: emit({ type: 'spawned' }),
      on: { END: { target: 'stopped', actions: 'tellEnd' } },
      after: { start: { target: 'running', actions: emit({ type: 'shown' }) } },
    },
    running: {
      on: {
        START: { actions: emit({ type: 'shown' }) },
        END: { target: 'stopped', actions: 'tellEnd' },
        FREEZE: { target: 'frozen', actions: emit({ type: 'frozen' }) },
      },
    },
    frozen: {
      on: {
        THAW: { target: 'running', actions: emit({ type: 'thawed' }) },
        START: { target: 'running', actions: [emit({ type: 'thawed' }), emit({ type: 'shown' })] },
        END: { target: 'stopped', actions: 'tellEnd' },
      },
    },
  },
});
