/** `mpos-twin replay`: plays a recorded run, or a scenario twice, and confirms the hash. */
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { damagedHistory } from '#history/history';
import { formatRun } from '#reports/console';
import type { HistoryHeader } from '#history/events';
import { readHistoryFile } from '#history/node-files';
import { playAndSave } from '#runs/node-run';
import { machineHashes } from '#runs/header';
import { replayOnSim } from '#runs/replay';
import { runOnSim } from '#runs/run-on-sim';
import type { Scenario } from '#scenarios/format/scenario';
import { exitOf } from '../outcome.ts';
import { readScenarioFor } from '../scenarios.ts';
import { defineVerb, EXIT } from '../verb.ts';
import { programCall, programCommit } from '../version.ts';

export const replayVerb = defineVerb<{ json?: true; out: string }>({
  name: 'replay',
  group: 'everyday',
  about: 'play a history or a scenario again and confirm that the same happens',
  examples: ['mpos-twin replay runs-out/saturday-night-sim-20/history.ndjson', 'mpos-twin replay out-of-range'],
  set(command) {
    command
      .argument('<scenario-or-history>', 'a history file, or a scenario by name or file')
      .option('--json', 'print the result as JSON')
      .option('--out <folder>', 'where a wire run played again goes; the recorded one is kept', 'runs-out/replays');
  },
  async run(options, [what]) {
    const path = what as string;
    return path.endsWith('.ndjson') && existsSync(path)
      ? history(path, options)
      : scenario(path, options.json === true);
  },
});

async function history(path: string, options: { json?: true; out: string }): Promise<number> {
  const read = readHistoryFile(path);
  if (read.header === null || read.damage !== null) throw damagedHistory(path, read.damage);
  if (read.header.ground !== 'sim') {
    const { result } = await playAndSave(read.header.source as Scenario, 'wire', {
      out: options.out,
      seed: read.header.seed,
      commit: programCommit(),
      call: programCall(),
    });
    process.stderr.write('a run on the wire is played again by its seed; real time is not repeated to the byte\n');
    process.stdout.write(
      options.json === true ? `${JSON.stringify(result)}\n` : `${formatRun(result, { colour: false })}\n`,
    );
    return exitOf(result.verdict);
  }
  const replay = replayOnSim(read.header, read.events, read.hash);
  if (options.json === true) process.stdout.write(`${JSON.stringify({ ...replay, recordedHash: read.hash })}\n`);
  else if (replay.same) process.stdout.write(`same: ${replay.events} events, hash ${replay.hash}\n`);
  else {
    const { event, recorded, replayed } = replay.divergence ?? { event: 0, recorded: null, replayed: null };
    const charts = changedCharts(read.header);
    process.stdout.write(
      `hash-mismatch: recorded ${read.hash} (commit ${read.header.commit}), replayed ${replay.hash}\nfirst divergent event: ${event}\n  recorded: ${JSON.stringify(recorded)}\n  replayed: ${JSON.stringify(replayed)}\n${charts.length === 0 ? '' : `statecharts that have changed since: ${charts.join(', ')}\n`}`,
    );
  }
  return replay.same ? EXIT.pass : EXIT.fail;
}

/** Names of the statecharts whose definition is no longer that of the recorded run. */
function changedCharts({ machines = {} }: HistoryHeader): string[] {
  const now = machineHashes();
  return Object.keys(machines).filter((name) => machines[name] !== now[name]);
}

function scenario(name: string, json: boolean): number {
  const wanted = readScenarioFor(name);
  const first = runOnSim(wanted, { wallClock: () => performance.now() });
  const second = runOnSim(wanted);
  const same = first.historyHash === second.historyHash;
  if (json)
    process.stdout.write(
      `${JSON.stringify({ same, hash: first.historyHash, again: second.historyHash, verdict: first.verdict })}\n`,
    );
  else {
    const { header: _, ...result } = first;
    process.stdout.write(
      `${formatRun(result, { colour: false })}\n${same ? `same: played twice, hash ${first.historyHash}` : `hash-mismatch: ${first.historyHash}, then ${second.historyHash}`}\n`,
    );
  }
  return same ? exitOf(first.verdict) : EXIT.fail;
}
