/**
 * A timer for what a tester tries. It is kept in the browser by the time it was started, so it goes on over a reload of
 * the page and a restart of the server.
 */

export type Stopwatch = {
  /** ms so far. */
  spentMs(): number;
  set(ms: number): void;
  stop(): void;
};

type Kept = { spentMs: number; sinceMs: number | null };
const SHOWN_EVERY_MS = 500;

/** Wires a button and an output; `key` is what it is kept under. */
export function stopwatch(button: HTMLButtonElement, output: HTMLElement, key: string, given: number): Stopwatch {
  let kept = read(key) ?? { spentMs: given, sinceMs: null };
  const spentMs = (): number => kept.spentMs + (kept.sinceMs === null ? 0 : Math.max(0, Date.now() - kept.sinceMs));
  const keep = (next: Kept): void => {
    kept = next;
    localStorage.setItem(key, JSON.stringify(kept));
    show();
  };
  const show = (): void => {
    output.textContent = clock(Math.floor(spentMs() / 1_000));
    button.textContent = kept.sinceMs === null ? (kept.spentMs === 0 ? 'Start the timer' : 'Go on') : 'Stop the timer';
  };
  const stop = (): void => {
    if (kept.sinceMs !== null) keep({ spentMs: spentMs(), sinceMs: null });
  };
  button.addEventListener('click', () => {
    if (kept.sinceMs === null) keep({ ...kept, sinceMs: Date.now() });
    else stop();
  });
  const ticking = setInterval(() => {
    if (!output.isConnected) clearInterval(ticking);
    else if (kept.sinceMs !== null) show();
  }, SHOWN_EVERY_MS);
  show();
  return { spentMs, set: (ms) => keep({ spentMs: ms, sinceMs: null }), stop };
}

function read(key: string): Kept | null {
  try {
    const { spentMs, sinceMs } = JSON.parse(localStorage.getItem(key) ?? '') as Kept;
    return { spentMs: Number(spentMs) || 0, sinceMs: sinceMs === null ? null : Number(sinceMs) || 0 };
  } catch {
    return null;
  }
}

/** `1:05`; `seconds` are whole. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
