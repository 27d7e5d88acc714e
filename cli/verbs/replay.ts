/** `mpos-twin replay`: plays a recorded run, or a scenario twice, and confirms the hash. */
import { performance } from 'node:perf_hooks';
import { formatRun } from '#reports/console';
import type { HistoryHeader } from '#history/events';
import { linesOfFile } from '#history/node-files';
import { damagedHistory, readHistory } from '#history/reading';
import { machineHashes } from '#runs/header';
import { playAndSave } from '#runs/node-run';
import { replayOnSim, type Replay } from '#runs/replay';
import { runOnSim } from '#runs/run-on-sim';
import { wantsColour } from '../colour.ts';
import { historyPath } from '../histories.ts';
import { startKeeping } from '../keeping.ts';
import { exitOf } from '../outcome.ts';
import { startProgress, repeatedText } from '../progress.ts';
import { playedScenario, readScenarioFor } from '../scenarios.ts';
import { defineVerb, EXIT } from '../verb.ts';
import { programCall, programCommit } from '../version.ts';

type Options = { json?: true; out: string };

export const replayVerb = defineVerb<Options>({
  name: 'replay',
  group: 'everyday',
  about: 'play a history or a scenario again and confirm that the same happens',
  examples: ['mpos-twin replay runs-out/latest', 'mpos-twin replay out-of-range'],
  set(command) {
    command
      .argument('<scenario-or-history>', 'a history file or the folder of a run, or a scenario by name or file')
      .option('--json', 'print the result as JSON')
      .option('--out <folder>', 'where a wire run played again goes', 'runs-out/replays');
  },
  async run(options, [what]) {
    const path = historyPath(what as string);
    return path === null ? playTwice(what as string, options) : playAgain(path, options);
  },
});

/** Reads the history to its end first, so that one which is damaged is not played for nothing. */
async function playAgain(path: string, options: Options): Promise<number> {
  const recorded = readHistory(linesOfFile(path));
  const { header, damage } = recorded;
  if (header === null || damage !== null) throw damagedHistory(path, damage);
  const scenario = playedScenario(header, path);
  if (header.ground !== 'sim') return playOnWireAgain(header, scenario, options);
  const replay = replayOnSim(scenario, header.seed, recorded, linesOfFile(path));
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ ...replay, recordedHash: recorded.hash })}\n`
      : replayText(replay, recorded.hash, header),
  );
  return replay.same ? EXIT.pass : EXIT.fail;
}

function replayText({ same, events, hash, divergence }: Replay, recordedHash: string, header: HistoryHeader): string {
  if (same) return `same: ${events} events, hash ${hash}\n`;
  const charts = changedCharts(header);
  return [
    `hash-mismatch: recorded ${recordedHash} (commit ${header.commit}), replayed ${hash}`,
    `first divergent event: ${divergence?.event}`,
    `  recorded: ${divergence?.recorded}`,
    `  replayed: ${divergence?.replayed}`,
    ...(charts.length === 0 ? [] : [`statecharts that have changed since: ${charts.join(', ')}`]),
    '',
  ].join('\n');
}

/** Names of the statecharts whose definition is no longer that of the recorded run. */
function changedCharts({ machines = {} }: HistoryHeader): string[] {
  const now = machineHashes();
  return Object.keys(machines).filter((name) => machines[name] !== now[name]);
}

async function playOnWireAgain(
  header: HistoryHeader,
  scenario: ReturnType<typeof playedScenario>,
  { json, out }: Options,
): Promise<number> {
  const progress = startProgress();
  const keeping = startKeeping();
  progress.say('a run on the wire is played again by its seed; real time is not repeated to the byte');
  const { result } = await playAndSave(scenario, 'wire', {
    out,
    seed: header.seed,
    commit: programCommit(),
    call: programCall(),
    progress: (at, end) => progress.show(`${header.scenario} on wire`, at / end),
    repeated: (first) => progress.say(repeatedText(first)),
    lost: keeping.lost,
  });
  progress.done();
  process.stdout.write(
    json === true ? `${JSON.stringify(result)}\n` : `${formatRun(result, { colour: wantsColour(process.stdout) })}\n`,
  );
  return keeping.exit(exitOf(result));
}

function playTwice(name: string, { json }: Options): number {
  const wanted = readScenarioFor(name);
  const { header: _, ...first } = runOnSim(wanted, { wallClock: () => performance.now() });
  const { historyHash: again } = runOnSim(wanted);
  const { historyHash: hash, verdict } = first;
  const same = hash === again;
  if (json === true) process.stdout.write(`${JSON.stringify({ same, hash, again, verdict })}\n`);
  else {
    const comparison = same ? `same: played twice, hash ${hash}` : `hash-mismatch: ${hash}, then ${again}`;
    process.stdout.write(`${formatRun(first, { colour: wantsColour(process.stdout) })}\n${comparison}\n`);
  }
  return same ? exitOf(first) : EXIT.fail;
}
