// Installs the third-party programs that some tests talk to: `npm run setup:peers [-- NAME …]`, all of them by default.
//
// Knows Debian and its relatives, as root; elsewhere it says which packages are wanted and stops. Runs on any Node
// from 20 on and without node_modules. A program that is already there is left alone.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** `commands`: any of them on the PATH means that the peer is there. `packages`: what Debian calls it. */
const peers = JSON.parse(readFileSync(new URL('peers.json', import.meta.url), 'utf8'));

const log = (text) => process.stderr.write(`peers: ${text}\n`);

function isOnPath(command) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0'];
  return spawnSync('apt-get', [...options, ...args], { stdio: ['ignore', 2, 2], env }).status === 0;
}

function stop(message) {
  log(message);
  process.exit(1);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !peers.some((peer) => peer.name === name));
if (unknown.length > 0) stop(`unknown: ${unknown.join(', ')}; known: ${peers.map(({ name }) => name).join(', ')}.`);

const chosen = peers.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const absent = chosen.filter(({ commands }) => !commands.some(isOnPath));
if (absent.length === 0) {
  log(`${chosen.map(({ name }) => name).join(', ')}: already installed.`);
  process.exit(0);
}
const packages = absent.flatMap((peer) => peer.packages);
if (!isOnPath('apt-get')) stop(`no apt-get here; please install by the means of your system: ${packages.join(' ')}.`);
if (process.getuid?.() !== 0)
  stop(`not root; please run: sudo apt-get install --no-install-recommends ${packages.join(' ')}`);

log(`installing ${packages.join(' ')} with apt-get (a browser alone is some 100 MB) …`);
if (!apt('update')) log('apt-get update failed; trying with the package lists of last time.');
if (!apt('install', '--no-install-recommends', ...packages)) stop(`apt-get could not install ${packages.join(' ')}.`);
const stillAbsent = absent.filter(({ commands }) => !commands.some(isOnPath)).map(({ name }) => name);
if (stillAbsent.length > 0) stop(`installed, but not found on the PATH: ${stillAbsent.join(', ')}.`);
log(`installed: ${packages.join(' ')}.`);
