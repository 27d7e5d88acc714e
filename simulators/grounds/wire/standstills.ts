/**
 * When the harness itself has kept the server standing still. A stall the server reports of such a time is the fault
 * that is being played, and not the machine being slow.
 */
export type Standstills = {
  begin(): void;
  end(): void;
  /** Whether the server was kept still at any time between the two, on the clock that `now` tells. */
  explains(fromMs: number, toMs: number): boolean;
};

/** What lies longer back than this is reported no more, ms. */
const REPORTED_WITHIN_MS = 60_000;

/** It has not been kept still yet. */
export function standstills(now: () => number): Standstills {
  let windows: { from: number; to: number }[] = [];
  return {
    begin() {
      windows = windows.filter(({ to }) => to > now() - REPORTED_WITHIN_MS);
      windows.push({ from: now(), to: Number.POSITIVE_INFINITY });
    },
    end() {
      const last = windows[windows.length - 1];
      if (last !== undefined) last.to = now();
    },
    explains: (fromMs, toMs) => windows.some(({ from, to }) => from <= toMs && to >= fromMs),
  };
}
