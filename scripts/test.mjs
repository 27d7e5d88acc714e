// All tests, in three lanes at once: those that compute, those that wait for a browser or a whole program, and those that
// wait for a server in real time. On two cores that takes little longer than the longest lane. What computes gives way, so
// that real time stays real. Arguments go to mocha in all lanes: `npm test -- --grep printer`. What the other lanes say is
// shown once they are over; the last lines are the sums. Exit code: how many failed, or that of a lane that ended
// otherwise.
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { root } from './setup.mjs';

/**
 * What waits: for whole programs and their pages; for the wire ground, the server's edges and the server in real time. A
 * file is of the last of them that names it, so that both take about as long.
 */
const WAITS = [
  ['tests/e2e/**'],
  [
    'tests/docs/**',
    'tests/e2e/{frozen-server,kill,parity,payments,server,slow-start,stalled-run,time}.test.ts',
    'tests/properties/{faults,floors,tab-lock}.test.ts',
    'search/night/node-night.test.ts',
    'server/edges/**',
    'simulators/grounds/wire/**',
  ],
];
/** What begins whole programs as well, and waits for nothing but the processor. */
const COMPUTES = ['tests/e2e/pack.test.ts'];
const GIVES_WAY = 10;
const MOST_CODE = 255;

const config = JSON.parse(readFileSync(join(root, '.mocharc.json'), 'utf8'));
const files = config.spec.flatMap((glob) => globSync(glob, { cwd: root })).toSorted();
const isOf = (file, globs) => globs.some((glob) => matchesGlob(file, glob));
/** The number of the lane of those that wait; -1 for what computes. */
const laneOf = (file) => (isOf(file, COMPUTES) ? -1 : WAITS.findLastIndex((globs) => isOf(file, globs)));
const filesOf = (lane) => files.filter((file) => laneOf(file) === lane);

const startedAt = performance.now();
const lanes = [
  startLane(filesOf(-1), { streams: true }),
  ...WAITS.map((_globs, lane) => startLane(filesOf(lane), { streams: false })),
];
try {
  setPriority(lanes[0].child.pid, GIVES_WAY);
} catch {
  // Then all are equals.
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  process.on(signal, () => {
    for (const { child } of lanes) child.kill(signal);
  });
}

const ended = await Promise.all(lanes.map(({ over }) => over));
for (const { said } of ended.slice(1)) process.stdout.write(said);
const count = (word) => ended.reduce((sum, { said }) => sum + counted(said, word), 0);
const minutesOf = (ms) => (ms / 60_000).toFixed(1);
const lasted = ended.map(({ ms }) => minutesOf(ms)).join(', ');
process.stdout.write(
  `all lanes (of ${lasted} min):\n\n  ${count('passing')} passing (${minutesOf(performance.now() - startedAt)} min)\n`,
);
for (const word of ['pending', 'failing']) if (count(word) > 0) process.stdout.write(`  ${count(word)} ${word}\n`);
process.exitCode = Math.min(MOST_CODE, count('failing')) || Math.max(...ended.map(({ code }) => code));

/** Mocha on these files; with `streams` its words are shown at once. */
function startLane(some, { streams }) {
  const colour = process.stdout.isTTY ? ['--color'] : [];
  const options = [
    '--no-config',
    '--require',
    config.require.join(','),
    '--timeout',
    String(config.timeout),
    ...colour,
  ];
  const flags = config['node-option'].map((option) => `--${option}`);
  const child = spawn(
    process.execPath,
    [...flags, 'node_modules/mocha/bin/mocha.js', ...options, ...process.argv.slice(2), ...some],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (part) => {
    said += part;
    if (streams) process.stdout.write(part);
  });
  const over = new Promise((resolve) => {
    const end = (code) => resolve({ said, code, ms: performance.now() - startedAt });
    child.on('error', () => end(1));
    child.on('close', (code) => end(code ?? 1));
  });
  return { child, over };
}

/** The number mocha puts before a word at the end of what it says: `  12 passing (3s)`. */
function counted(said, word) {
  // eslint-disable-next-line no-control-regex
  const plain = said.replaceAll(/\u001B\[[0-9;]*m/g, '');
  return Number([...plain.matchAll(new RegExp(`^ +([0-9]+) ${word}`, 'gm'))].at(-1)?.[1] ?? 0);
}
