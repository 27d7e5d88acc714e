/** The tester's part of an evening: he is asked for it, and the device is looked at until he says that it is done. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Board } from '#certification/work/board';
import type { TestersPart } from '#certification/work/evening';
import type { HeldCards } from '#simulators/grounds/wire/page-hands';

/** Between two looks at the device, ms of it. */
const LOOK_EVERY_MS = 1_000;
/** He has so long to hold a card before the camera, ms of the device. */
const HOLD_MS = 25_000;

export type HandPorts = {
  timeScale: number;
  /** Asks the device all that it is asked once, and keeps what it answers. */
  look(): Promise<void>;
  /** He said it with the other key. */
  also(word: string): void;
  /** He could not do it, or has not said in time that it was done. */
  undone(why: string): void;
  late(): void;
};

/** Looks at the device and then asks him; `done` is called when he has answered, and the returned function when his time is over. */
export function askTester(
  { asks, also }: NonNullable<TestersPart['during']>,
  board: Board,
  ports: HandPorts,
  done: () => void,
): () => void {
  let isOver = false;
  let takeBack = (): void => {};
  function answered(why: string | null, byOther: boolean): void {
    isOver = true;
    if (why !== null) ports.undone(why);
    if (byOther && also !== undefined) ports.also(also);
    done();
  }
  async function watch(): Promise<void> {
    await ports.look();
    if (!isOver) takeBack = board.ask(asks, 'Done', answered, also);
    while (!isOver) {
      await sleep(LOOK_EVERY_MS / ports.timeScale);
      if (!isOver) await ports.look();
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

/** Has him hold cards before the camera, as he is asked by `holds`. A card is held when he has said so in time. */
export function cardsOfTester(
  holds: NonNullable<TestersPart['holds']>,
  board: Board,
  { timeScale, undone, late }: Pick<HandPorts, 'timeScale' | 'undone' | 'late'>,
): HeldCards {
  const withinMs = HOLD_MS / timeScale;
  const hold = (code: string): Promise<boolean> =>
    new Promise((resolve) => {
      const takeBack = board.ask(holds(code), 'Done', (why) => {
        clearTimeout(limit);
        if (why !== null) undone(why);
        resolve(why === null);
      });
      const limit = setTimeout(() => {
        takeBack();
        late();
        resolve(false);
      }, withinMs);
    });
  return { hold, withinMs };
}
