// Starts a server, freezes it, says its process id, and waits to be killed: what frozen-server.test.ts kills.
import { readyPort, spawnServer } from '#simulators/grounds/wire/spawn-server';

const [configPath = '', dataPath = ''] = process.argv.slice(2);
const child = spawnServer({ configPath, dataPath }, 0, false);
await readyPort(child);
child.kill('SIGSTOP');
process.stdout.write(`${child.pid}\n`);
setInterval(() => {}, 1_000);
