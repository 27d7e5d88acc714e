/** Ending long work in order: the first signal asks it to end, the second ends it at once. */
import { EXIT } from './verb.ts';

export type Stopping = {
  isAsked(): boolean;
  /** How the piece of work at hand is ended. */
  atStop(stop: () => void): void;
  /** Signals do again what they did before. */
  over(): void;
};

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** From now on a signal asks first; `asked` is told. */
export function stopInOrder(asked: () => void): Stopping {
  let isAsked = false;
  let stop = (): void => {};
  const signalled = (): void => {
    if (isAsked) process.exit(EXIT.interrupted);
    isAsked = true;
    asked();
    stop();
  };
  for (const signal of SIGNALS) process.on(signal, signalled);
  return {
    isAsked: () => isAsked,
    atStop(next) {
      stop = next;
    },
    over() {
      for (const signal of SIGNALS) process.off(signal, signalled);
    },
  };
}
