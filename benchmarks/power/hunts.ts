/** Starts hunts, each in a process of its own, and judges for them what fails without the bug. */
import { fork } from 'node:child_process';
import { ABOUT_THE_HARNESS } from '#checkers/catalogue';
import type { AnyMutant } from '../mutants/catalogue.ts';
import type { Area } from '../mutants/mutant.ts';
import type { Hunted } from './hunt.ts';
import type { Order, ToChild, ToParent } from './messages.ts';
import { failuresOn } from './play.ts';

const CHILD = new URL('../power-child.ts', import.meta.url);
/** Real time a hunt may take before it is taken for hanging, per second of its budget: machines are shared. */
const PATIENCE = 40;
/** The exit code of a process without memory, where no signal ends it. */
const OUT_OF_MEMORY = 134;

/** Devices and their surroundings are simulated: where they are wrong, so is the harness, and its own eyes are to see it. */
const OF_THE_HARNESS: readonly Area[] = ['device', 'edge'];

/**
 * Hunts one mutant. What hangs counts as found, and so does what takes all memory there is: a run that does not end is a
 * failure nobody can overlook. Neither can a program be overlooked that does not even start; but one of the catalogue that
 * does not is planted wrong, so that is an error unless it `mayNotStart`.
 */
export function startHunt(
  mutant: AnyMutant,
  order: Omit<Order, 'mutant' | 'patches' | 'aside'>,
  { mayNotStart = false } = {},
): Promise<Hunted> {
  const child = fork(CHILD, { stdio: ['ignore', 'inherit', mayNotStart ? 'ignore' : 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    const hangs = setTimeout(
      () => {
        child.kill('SIGKILL');
        resolve(overlookedByNobody(order.seconds, 'hangs'));
      },
      (order.seconds + order.shrinkSeconds) * PATIENCE * 1_000,
    );
    child.on('message', (message: ToParent) => {
      if (message.kind === 'judge') child.send({ failing: failuresOn(message.scenario) } satisfies ToChild);
      else {
        clearTimeout(hangs);
        resolve(message.hunted);
      }
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(hangs);
      // After its result nothing of this is heard any more.
      if (signal !== null || code === OUT_OF_MEMORY) resolve(overlookedByNobody(order.seconds, 'crash'));
      else if (code !== 0 && mayNotStart) resolve(overlookedByNobody(order.seconds, 'does not start'));
      else if (code !== 0) reject(new Error(`the hunt of ${mutant.name} ended with ${code}`));
    });
    const patches = 'patches' in mutant ? mutant.patches : [];
    child.send({
      ...order,
      mutant: mutant.name,
      patches,
      aside: OF_THE_HARNESS.includes(mutant.kind.area) ? [] : ABOUT_THE_HARNESS,
    } satisfies Order);
  });
}

/** A find without a history to judge. */
function overlookedByNobody(seconds: number, how: 'hangs' | 'crash' | 'does not start'): Hunted {
  return { found: true, floors: 0, seconds, checkers: [how], falseAlarms: 0, scenario: null, shrunk: null };
}
