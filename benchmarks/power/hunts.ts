/** Starts hunts, each in a process of its own, and judges for them what fails without the bug. */
import { fork } from 'node:child_process';
import { allMutants } from '../mutants/catalogue.ts';
import type { Hunted } from './hunt.ts';
import type { Order, ToChild, ToParent } from './messages.ts';
import { failuresOn } from './play.ts';

const CHILD = new URL('../power-child.ts', import.meta.url);
/** Real time a hunt may take before it is taken for hanging, per second of its budget: machines are shared. */
const PATIENCE = 300;

/** Hunts one mutant. What hangs counts as found: a run that does not end is a failure nobody can overlook. */
export function startHunt(order: Omit<Order, 'patches'>): Promise<Hunted> {
  const mutant = allMutants.find(({ name }) => name === order.mutant);
  if (mutant === undefined) throw new Error(`no mutant ${order.mutant}`);
  const child = fork(CHILD, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    const hangs = setTimeout(
      () => {
        child.kill('SIGKILL');
        resolve({
          found: true,
          floors: 0,
          seconds: order.seconds,
          checkers: ['hangs'],
          falseAlarms: 0,
          scenario: null,
          shrunk: null,
        });
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
    child.on('exit', (code) => {
      clearTimeout(hangs);
      if (code !== 0 && code !== null) reject(new Error(`the hunt of ${order.mutant} ended with ${code}`));
    });
    child.send({ ...order, patches: 'patches' in mutant ? mutant.patches : [] } satisfies Order);
  });
}
