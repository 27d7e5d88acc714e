/** An evening with a device on the bench: its browser is a thin client of a scenario that is played on the wire. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join, relative } from 'node:path';
import { sha256Hex } from '#certification/certificate/node-keys';
import { asked, linesOf, shortened, wholeAnswer } from '#certification/probes/answer';
import { writeEvidence } from '#certification/probes/node-session';
import {
  askBytes,
  askShell,
  endForward,
  endReverse,
  forwardDevtools,
  isForwarded,
  reversePort,
  type AdbServer,
} from '#certification/probes/node-adb';
import { andThen } from '#certification/probes/reading';
import type { Board } from '#certification/work/board';
import {
  AT_WORK,
  BROWSER,
  TESTER_SAID,
  type AskedAtWork,
  type Connects,
  type Evening,
  type EveningRecord,
  type Played,
} from '#certification/work/evening';
import { mayFail, turnedTo } from '#certification/work/evenings';
import { measuresOfEvening } from '#certification/work/measures';
import type { HistoryEvent } from '#history/events';
import { eventsOfFile } from '#history/node-files';
import { writeHtmlReport } from '#reports/node-html';
import { reportIn } from '#runs/node-folder';
import { playAndSave } from '#runs/node-run';
import type { Scenario } from '#scenarios/format/scenario';
import type { LentDevice } from '#simulators/grounds/wire/lent-device';
import { measureConnects } from './connecting.ts';
import { lookAtScreens } from './looking-at-screens.ts';
import { askTester, cardsOfTester, type HandPorts } from './testers-hand.ts';
import { readScenarioFor } from './scenarios.ts';
import { takeScreens, type ScreenTaker } from './taking-screens.ts';
import { puttingBack } from './putting-back.ts';
import { programCall, programCommit } from './version.ts';

export type Working = {
  serial: string;
  /** The same device by adb over WLAN; absent where the cable stays in. */
  unplugged?: string;
  server: AdbServer;
  /** Address of the till, under which the device reaches this machine over its WLAN. */
  till: string;
  /** Folder of the certification, and in it that of the run. */
  out: string;
  run: string;
  /** By how much durations are divided: 1, unless the time of the device is quicker than ours as well. */
  timeScale: number;
  now(): number;
  /** Tells the tester what to do; absent where there is none. */
  board?: Board;
};

/** A device with two displays warns of that first, and whatever it says would stand before the picture. */
const SCREENSHOT = 'screencap -p 2>/dev/null';
const COMMAND_LIMIT_MS = 20_000;
/** How often a device is asked for a sign of life, and how long it may take, ms. */
const LOOK_EVERY_MS = 10_000;
const LOOK_LIMIT_MS = 8_000;
const LOOPBACK = '127.0.0.1';

/** Plays it and measures. Whatever becomes of the device, what is not known is unknown. */
export async function playEvening(evening: Evening, plugged: Working): Promise<EveningRecord> {
  const working = { ...plugged, serial: serialFor(evening, plugged) };
  const { server, serial, out, run } = working;
  const bench = benchOf(evening, working);
  if (!(await isSameDevice(plugged, serial))) bench.undone = 'By adb over WLAN another device is reached, or none.';
  else await isReady(evening, working, bench);
  const begins = bench.undone === null;
  const putBack = async (): Promise<void> => {
    for (const command of evening.after) await bench.lent.shell(command);
    for (const port of bench.forwards) await endForward(server, serial, port);
    for (const port of bench.reverses) await endReverse(server, serial, port);
  };
  const over = puttingBack((text) => void process.stderr.write(`${text}\n`), putBack);
  if (begins) for (const command of evening.before) await bench.lent.shell(command);
  const connects = begins ? await connectsOf(evening, working, bench) : null;
  const looking = setInterval(() => void bench.look(), LOOK_EVERY_MS);
  const { what, files } = await playedWith(evening, working, bench);
  clearInterval(looking);
  await putBack();
  over();
  if (begins) await isOver(evening, working);
  const looked = bench.screens && (await lookAtScreens(bench.screens));
  const answers = bench.asked.map(
    ({ command, at, output }) => `$ ${command} (${new Date(at).toISOString()})\n${output}\n`,
  );
  const commands = writeEvidence(out, run, `evening-${evening.name}.txt`, answers.join('\n'));
  const measured = connects === null ? [] : [writeEvidence(out, run, 'connect.txt', `${JSON.stringify(connects)}\n`)];
  const seen = (looked?.files ?? []).map(({ name, content }) => writeEvidence(out, run, name, content));
  return {
    measures: measuresOfEvening(evening.name, {
      ...what,
      ...(connects && { connects }),
      ...(looked && { screens: looked.looks }),
    }),
    files: [...files, commands, ...measured, ...seen],
    spoiled: what.spoiled !== null,
  };
}

/** What its browser measures once it is ready and before the evening begins, over the same way; null where it does not. */
async function connectsOf(evening: Evening, { till }: Working, { lent }: Bench): Promise<Connects | null> {
  if (evening.connects !== true) return null;
  return measureConnects({
    host: lent.host,
    reach: (port) => `http://${till}:${port}`,
    open: (address) => lent.shell(startOf(address)),
  });
}

/** Opens an address in its browser. */
const startOf = (address: string): string => `am start -a android.intent.action.VIEW -p ${BROWSER} -d ${address}`;

/** Nothing begins before its tester, if it has one, is there. */
async function isReady({ name, tester }: Evening, { board, run }: Working, bench: Bench): Promise<void> {
  if (tester === undefined) return;
  if (board === undefined) bench.undone = 'There was no tester.';
  else {
    const why = await new Promise<string | null>((resolve) => {
      board.ask(`${run}, ${name}: ${tester.needs}`, 'Begin', resolve);
    });
    if (why !== null) bench.undone = couldNot(why);
  }
}

/** What its tester does when it is over is waited for. */
async function isOver({ name, tester }: Evening, { board, run }: Working): Promise<void> {
  const { ends } = tester ?? {};
  if (ends === undefined || board === undefined) return;
  await new Promise((resolve) => void board.ask(`${run}, ${name}: ${ends}`, 'Done', resolve));
}

const serialFor = ({ only }: Evening, { serial, unplugged }: Working): string =>
  only === 'unplugged' ? (unplugged ?? serial) : serial;

/** Two ways of adb lead to one device if what is written by one of them is read by the other: makers reuse serial numbers. */
async function isSameDevice({ server, serial }: Working, other: string): Promise<boolean> {
  if (other === serial) return true;
  const mark = randomUUID();
  const ask = (by: string, command: string) => askShell(server, by, asked(command), LOOK_LIMIT_MS);
  await ask(serial, `settings put global ${MARK} ${mark}`);
  const read = await ask(other, `settings get global ${MARK}`);
  await ask(serial, `settings delete global ${MARK}`);
  return read.kind === 'output' && read.text.includes(mark);
}
const MARK = 'mpos_twin_mark';

const couldNot = (why: string): string => shortened(`The tester could not do his part: ${why}`, LONGEST_REASON);

type Bench = {
  lent: LentDevice;
  asked: AskedAtWork[];
  problems: string[];
  /** As of what was played. */
  undone: string | null;
  /** Screenshots of it; absent where none are taken. */
  screens: ScreenTaker | undefined;
  forwards: number[];
  reverses: number[];
  /** Is the device still there, and was it all the time? A page that has ended says nothing of it. */
  look(): Promise<void>;
  /** It is played from the begin again. */
  again(): void;
};
type EveningPlayed = { what: Played; files: EveningRecord['files'] };

async function playedWith(evening: Evening, working: Working, bench: Bench): Promise<EveningPlayed> {
  const nothing = { events: [], timeScale: 1, heartbeatMs: 0, verdict: 'unknown', failed: [] } as const;
  const spoiledBy = (why: string): EveningPlayed => ({
    what: { ...nothing, asked: bench.asked, spoiled: shortened(why, LONGEST_REASON), undone: null },
    files: [],
  });
  const notPlayed = (why: string): EveningPlayed => ({
    what: { ...nothing, asked: bench.asked, spoiled: null, undone: why },
    files: [],
  });
  if (bench.undone !== null) return notPlayed(bench.undone);
  if (bench.problems[0] !== undefined) return spoiledBy(bench.problems[0]);
  const hindered = evening.hindered?.(bench.asked) ?? null;
  if (hindered !== null) return notPlayed(hindered);
  try {
    const { out, run } = working;
    const { result, header, folder } = await playAndSave(scenarioOf(evening, working.timeScale), 'wire', {
      out: join(out, run),
      commit: programCommit(),
      call: programCall(),
      lent: bench.lent,
      repeated: bench.again,
    });
    const { history, verdict, checkers } = result;
    await bench.look();
    if (history === null || folder === null) return spoiledBy('The history of the evening could not be written.');
    const events: HistoryEvent[] = [...eventsOfFile(history)];
    writeHtmlReport(reportIn(folder), [{ header, events, result }]);
    const what: Played = {
      events,
      timeScale: header.timeScale,
      heartbeatMs: header.limits.heartbeatMs,
      asked: bench.asked,
      verdict,
      failed: checkers.filter((one) => one.verdict === 'fail').map(({ name }) => name),
      spoiled: bench.problems[0] ?? null,
      undone: bench.undone,
    };
    return { what, files: [{ name: relative(out, history), sha256: sha256Hex(readFileSync(history)) }] };
  } catch (error) {
    return spoiledBy(`The evening could not be played: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Longest reason that a record takes. */
const LONGEST_REASON = 400;

/** What is measured otherwise need not come out as with a simulated device; and all of it is played. */
function scenarioOf({ scenario, expects }: Evening, timeScale: number): Scenario {
  const read = readScenarioFor(scenario);
  const played = { ...read, ground: { ...read.ground, wire: { ...read.ground.wire, duration: undefined, timeScale } } };
  return expects === true ? played : { ...played, expect: { ...read.expect, happens: [], events: [] } };
}

function benchOf(evening: Evening, working: Working): Bench {
  const { serial, server, till, now } = working;
  const answers: AskedAtWork[] = [];
  const problems: string[] = [];
  const forwards: number[] = [];
  const reverses: number[] = [];
  let last: Promise<void> = Promise.resolve();
  /** How often the tester was asked. */
  let round = 0;
  const shell = (command: string, within?: number): Promise<void> =>
    (last = last.then(async () => {
      const at = now();
      const outcome = await askShell(server, serial, asked(command), COMMAND_LIMIT_MS);
      const output = outcome.kind === 'output' ? outcome.text : '';
      answers.push({ command, at, output, ...(within === undefined ? {} : { round: within }) });
      const reading = andThen(wholeAnswer(output), linesOf);
      if (reading.kind === 'unknown' && !mayFail(command)) problems.push(`“${command}”: ${reading.reason}`);
    }));
  async function look(): Promise<void> {
    if (!(await isThere(working, forwards))) problems.push('The device was away, or did not answer.');
  }
  const { board, timeScale } = working;
  const { during, holds } = evening.tester ?? {};
  const hand = {
    timeScale,
    undone: (why: string): void => void (bench.undone ??= couldNot(why)),
    late: (): void => void problems.push('The tester did not say in time that it was done.'),
  };
  function byPerson(done: () => void): () => void {
    if (during === undefined || board === undefined) return () => {};
    const mine = (round += 1);
    const ports: HandPorts = {
      ...hand,
      async look() {
        for (const command of during.looks(answers, till)) await shell(command, mine);
      },
      also: (word) => void answers.push({ command: TESTER_SAID, at: now(), output: word, round: mine }),
    };
    return askTester(during, board, ports, done);
  }
  const overWlan = evening.way === 'wlan';
  const screens = evening.screens && takeScreens(() => askBytes(server, serial, SCREENSHOT, COMMAND_LIMIT_MS));
  const lent: LentDevice = {
    name: AT_WORK,
    host: overWlan && isOwn(till) ? till : LOOPBACK,
    async reach(port) {
      if (overWlan) return `http://${till}:${port}`;
      await reversePort(server, serial, port);
      reverses.push(port);
      return `http://localhost:${port}`;
    },
    async devtools(address) {
      await shell(startOf(address));
      const port = await forwardDevtools(server, serial);
      forwards.push(port);
      return port;
    },
    shell: (command) => shell(command),
    byPerson,
    cards: holds && board && cardsOfTester(holds, board, hand),
    putAway: evening.putAway,
    takeUp: evening.takeUp,
    turnedTo,
    shows: screens?.shows,
    overWlan,
    failed: (error) => void problems.push(`Its page: ${error instanceof Error ? error.message : String(error)}`),
    lostBrowser: () => void look(),
    isSpoiled: () => problems.length > 0 || bench.undone !== null,
  };
  const bench: Bench = {
    ...{ lent, asked: answers, problems, undone: null, screens, forwards, reverses, look },
    again() {
      screens?.again();
      answers.length = 0;
      round = 0;
    },
  };
  return bench;
}

/** One that was away and is back answers, but its forwards have gone. */
async function isThere({ server, serial }: Working, forwards: readonly number[]): Promise<boolean> {
  const outcome = await askShell(server, serial, asked('echo here'), LOOK_LIMIT_MS);
  const areForwarded = forwards.map((port) => isForwarded(server, serial, port).catch(() => false));
  return outcome.kind === 'output' && (await Promise.all(areForwarded)).every(Boolean);
}

/** Is it an address of this machine? Where it is none, only a device that is simulated here gets here by it. */
function isOwn(address: string): boolean {
  return Object.values(networkInterfaces()).some((ones) => ones?.some((one) => one.address === address));
}
