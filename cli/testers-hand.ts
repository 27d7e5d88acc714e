/** The tester's part of an evening: he is asked for it, and the device is looked at until he says that it is done. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Board } from '#certification/work/board';
import type { TestersPart } from '#certification/work/evening';

/** Between two looks at the device, ms of it. */
const LOOK_EVERY_MS = 1_000;

export type HandPorts = {
  timeScale: number;
  /** Asks the device something, and keeps what it answers. */
  look(command: string): Promise<void>;
  /** He could not do it, or has not said in time that it was done. */
  undone(why: string): void;
  late(): void;
};

/** Asks him now; `done` is called when he has answered, and the returned function when his time is over. */
export function askTester(
  { asks, looks }: NonNullable<TestersPart['during']>,
  board: Board,
  ports: HandPorts,
  done: () => void,
): () => void {
  let isOver = false;
  const takeBack = board.ask(asks, 'Done', (why) => {
    isOver = true;
    if (why !== null) ports.undone(why);
    done();
  });
  async function watch(): Promise<void> {
    while (!isOver) {
      for (const command of looks) await ports.look(command);
      await sleep(LOOK_EVERY_MS / ports.timeScale);
    }
  }
  void watch();
  return () => {
    if (isOver) return;
    isOver = true;
    takeBack();
    ports.late();
  };
}
