/** Starts hunts, each in a process of its own, and judges for them what fails without the bug. */
import { fork } from 'node:child_process';
import { ABOUT_THE_HARNESS } from '#checkers/catalogue';
import { allMutants } from '../mutants/catalogue.ts';
import type { Area } from '../mutants/mutant.ts';
import type { Hunted } from './hunt.ts';
import type { Order, ToChild, ToParent } from './messages.ts';
import { failuresOn } from './play.ts';

const CHILD = new URL('../power-child.ts', import.meta.url);
/** Real time a hunt may take before it is taken for hanging, per second of its budget: machines are shared. */
const PATIENCE = 300;
/** The exit code of a process without memory, where no signal ends it. */
const OUT_OF_MEMORY = 134;

/** Devices and their surroundings are simulated: where they are wrong, so is the harness, and its own eyes are to see it. */
const OF_THE_HARNESS: readonly Area[] = ['device', 'edge'];

/**
 * Hunts one mutant. What hangs counts as found, and so does what takes all memory there is: a run that does not end is a
 * failure nobody can overlook.
 */
export function startHunt(order: Omit<Order, 'patches' | 'aside'>): Promise<Hunted> {
  const mutant = allMutants.find(({ name }) => name === order.mutant);
  if (mutant === undefined) throw new Error(`no mutant ${order.mutant}`);
  const child = fork(CHILD, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
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
      else if (code !== 0) reject(new Error(`the hunt of ${order.mutant} ended with ${code}`));
    });
    const patches = 'patches' in mutant ? mutant.patches : [];
    child.send({
      ...order,
      patches,
      aside: OF_THE_HARNESS.includes(mutant.kind.area) ? [] : ABOUT_THE_HARNESS,
    } satisfies Order);
  });
}

/** A find without a history to judge. */
function overlookedByNobody(seconds: number, how: 'hangs' | 'crash'): Hunted {
  return { found: true, floors: 0, seconds, checkers: [how], falseAlarms: 0, scenario: null, shrunk: null };
}
