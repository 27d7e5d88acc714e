/** The hand of a tester: reads what the board asks, does it to a simulated device, and says so. */
import type { Board } from '#certification/work/board';
import { createBoard } from '#certification/work/board';

const LOOK_MS = 50;

export type Hand = { board: Board; asked: string[]; close(): void };

/**
 * `deed` does what is asked while an evening is played, or when it is over, and says why it cannot; null if it could.
 * `begins` is what is done before.
 */
export function testersHand(deed: () => Promise<string | null>, begins: () => void = () => {}): Hand {
  const board = createBoard();
  const asked: string[] = [];
  let at = 0;
  async function look(): Promise<void> {
    const { n, text, done } = board.told();
    if (n === at || done === null) return;
    at = n;
    asked.push(text);
    if (done === 'Begin') begins();
    const why = done === 'Begin' ? null : await deed();
    // His time may be over.
    if (board.told().n === n) board.take(why === null ? { n, can: true } : { n, can: false, reason: why });
  }
  const looking = setInterval(() => void look(), LOOK_MS);
  return { board, asked, close: () => clearInterval(looking) };
}
