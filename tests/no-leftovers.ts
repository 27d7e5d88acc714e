/**
 * Keeps what tests start from outliving them, whatever fails: mocha loads this before any test (.mocharc.json). A process
 * that is still there after the last test is killed, and the run fails and names it and the test that started it. If
 * something else then keeps Node from ending, it is named, and the run ends all the same.
 */
import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';

type Started = { child: ChildProcess; by: string };

/** An orderly end may take that long after the last test, ms. */
const ORDERLY_MS = 3_000;
/** What has not let go of Node that long after the last test never will, ms. */
const DRAINED_MS = 5_000;

const started = new Set<Started>();
let test = 'a hook';

// Node tells of every process there: https://nodejs.org/api/diagnostics_channel.html#child-process
subscribe('child_process', (message) => {
  const one = { child: (message as { process: ChildProcess }).process, by: test };
  started.add(one);
  one.child.once('exit', () => started.delete(one));
  one.child.once('error', () => {
    if (one.child.pid === undefined) started.delete(one);
  });
});

// A frozen process does not even notice that its standard input has ended.
process.on('exit', killAll);
process.once('SIGTERM', () => process.exit(143));

export const mochaHooks = {
  beforeEach(this: Mocha.Context) {
    test = this.currentTest?.fullTitle() ?? 'a hook';
  },
  async afterAll(this: Mocha.Context) {
    this.timeout(ORDERLY_MS + 10_000);
    endWhateverHappens();
    for (const until = performance.now() + ORDERLY_MS; started.size > 0 && performance.now() < until;)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const left = [...started].map(({ child, by }) => `${child.spawnargs.join(' ')} (pid ${child.pid}), by: ${by}`);
    killAll();
    if (left.length > 0) throw new Error(`still running after the last test, now killed:\n${left.join('\n')}`);
  },
};

function killAll(): void {
  for (const { child } of started) child.kill('SIGKILL');
}

/** Waits for Node to end by itself; the waiting keeps nothing alive. */
function endWhateverHappens(): void {
  setTimeout(() => {
    const held = [...new Set(process.getActiveResourcesInfo())].join(', ');
    process.stderr.write(`the tests are over, and this keeps the run from ending: ${held}\n`);
    process.exit(1);
  }, ORDERLY_MS + DRAINED_MS).unref();
}
