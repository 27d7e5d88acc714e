// Installs the packages of the lock, Node 24 among them, when they are missing or the lock has changed since.
//
// Runs on any Node from 20 on and without node_modules, so a fresh clone needs nothing but npm. When all is in place
// it returns in a few milliseconds. Everything it says goes to standard error: standard output belongs to the command
// that was asked for. `--stamp` only notes that the present packages fit the lock (npm's `dependencies` hook calls it).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = `${root}node_modules/.mpos-twin-setup`;
const oldestNode = 20;

/** What node_modules must have been made from: the lock, on this kind of machine. */
function wantedStamp() {
  const lock = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
  return `${lock} ${process.platform}-${process.arch}\n`;
}

/** The Node 24 that came with the packages, or this one if it is as new; undefined when there is neither. */
export function findNode24() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const packaged = `${root}node_modules/node/bin/${name}`;
  if (existsSync(packaged)) return packaged;
  return Number.parseInt(process.versions.node, 10) >= 24 ? process.execPath : undefined;
}

function isReady() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp() && findNode24() !== undefined;
}

function stop(message) {
  process.stderr.write(`mpos-twin set-up: ${message}\n`);
  process.exit(70);
}

export function setUp() {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    stop(
      `this is Node ${process.versions.node}; Node ${oldestNode} or newer is needed to install Node 24 and the rest.`,
    );
  }
  if (isReady()) return;
  const why = existsSync(stampFile) ? 'package-lock.json has changed' : 'the packages are not installed yet';
  process.stderr.write(`mpos-twin set-up: ${why}; running npm ci (well under a minute, once) …\n`);
  const startedAt = performance.now();
  // npm's standard output goes to our standard error (2). Its warnings are left out: under Node 20 they say that
  // packages want a newer Node, which they get.
  const npm = spawnSync('npm ci --loglevel=error', { cwd: root, stdio: ['ignore', 2, 2], shell: true });
  if (npm.error) stop(`npm could not be started: ${npm.error.message}`);
  if (npm.status !== 0) stop(`npm ci failed (${npm.status ?? npm.signal}); its messages are above.`);
  if (findNode24() === undefined) {
    stop(`npm ci brought no Node 24 for ${process.platform}-${process.arch}; install Node 24 yourself and try again.`);
  }
  writeFileSync(stampFile, wantedStamp());
  process.stderr.write(`mpos-twin set-up: done in ${Math.round((performance.now() - startedAt) / 1000)} s.\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--stamp')) writeFileSync(stampFile, wantedStamp());
  else setUp();
}
