/** What was changed elsewhere, as on a device, is put back before a signal ends the program. */
import { setTimeout as sleep } from 'node:timers/promises';
import { stopInOrder } from './stop-in-order.ts';
import { EXIT } from './verb.ts';

/** A device that does not answer keeps nobody waiting for longer. */
const LONGEST_MS = 15_000;

/** The first signal puts back and ends the program, a second one ends it at once; until what is returned is called. */
export function puttingBack(tell: (text: string) => void, putBack: () => Promise<void>): () => void {
  const end = (): never => process.exit(EXIT.interrupted);
  const { over } = stopInOrder(() => {
    tell('The device is put back as it was; once more to end at once.');
    void Promise.race([putBack(), sleep(LONGEST_MS)]).then(end, end);
  });
  return over;
}
