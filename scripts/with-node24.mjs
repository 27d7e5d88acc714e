// Sets up if need be, then runs `node <the arguments>` on the sources under Node 24:
//   node scripts/with-node24.mjs cli/main.ts run x
// `--conditions=source` makes `#machines/…` mean the TypeScript sources and not dist/. Arguments, standard streams,
// signals and the exit code pass through. FILE is looked for from the project's root.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, resolve } from 'node:path';
import { findNode24, root, setUp } from './setup.mjs';

setUp();
const [file, ...rest] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('usage: node scripts/with-node24.mjs FILE [ARGUMENT …]\n');
  process.exit(64);
}
const node = findNode24();
const flags = ['--conditions=source', '--disable-warning=ExperimentalWarning'];
const child = spawn(node, [...flags, resolve(root, file), ...rest], {
  stdio: 'inherit',
  env: {
    // What was compiled once is kept, by content: servers that are started again and again are up in a third of the time.
    NODE_COMPILE_CACHE: resolve(root, '.cache/node'),
    ...process.env,
    // Whatever the command starts as plain `node` gets the same one.
    PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`,
  },
});

// Ctrl-C in a terminal reaches the child without us; a signal sent to this process alone must be handed on.
const handedOn = ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGINT'];
for (const signal of handedOn) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on('error', (error) => {
  process.stderr.write(`mpos-twin: ${node} could not be started: ${error.message}\n`);
  process.exit(70);
});
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code);
  for (const name of handedOn) process.removeAllListeners(name);
  process.kill(process.pid, signal);
  // Reached when the signal does not end us (it is blocked): the shell's convention then.
  setTimeout(() => process.exit(128 + constants.signals[signal]), 200);
});
