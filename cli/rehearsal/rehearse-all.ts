/** What `mpos-twin certify --rehearse` does: simulated devices one after the other, and a line for each. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from '#checkers/checker';
import { lockFolder } from '#history/node-lock';
import type { NightDevice } from '#search/night/figures';
import { CERTIFYING } from '../certifying.ts';
import { EXIT } from '../verb.ts';
import { programCall } from '../version.ts';
import { mustBeRehearsal } from './clearing.ts';
import { nightBench } from './night-bench.ts';
import { rehearsedProfiles } from './profiles.ts';

type Options = { out?: string; json?: true };

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Rehearses devices of these profiles, or of all. The exit code is the worst of theirs. Errors: `usage`,
 * `certification-in-use`, `certification-other`, those of adb and of files.
 */
export async function rehearseAll(names: readonly string[], { out, json }: Options): Promise<number> {
  const profiles = rehearsedProfiles(names);
  const folder = out ?? mkdtempSync(join(tmpdir(), 'mpos-twin-rehearsal-'));
  const tidy = () => void (out === undefined && rmSync(folder, { recursive: true, force: true }));
  const over = endingInOrder(tidy);
  try {
    const unlock = lockFolder(folder, CERTIFYING);
    try {
      for (const profile of profiles) mustBeRehearsal(join(folder, profile));
      const verdicts = await rehearsedIn(folder, profiles, (device) =>
        process.stdout.write(json === true ? `${JSON.stringify(device)}\n` : rehearsedText(device)),
      );
      if (verdicts.has('fail')) return EXIT.fail;
      return verdicts.has('unknown') ? EXIT.unknown : EXIT.pass;
    } finally {
      unlock();
    }
  } finally {
    over();
    tidy();
  }
}

async function rehearsedIn(
  folder: string,
  profiles: readonly string[],
  tell: (device: NightDevice) => void,
): Promise<Set<Verdict>> {
  const bench = await nightBench(profiles, programCall()).start(folder);
  const verdicts = new Set<Verdict>();
  try {
    for (const profile of profiles) {
      const device = await bench.certify(profile);
      verdicts.add(device.verdict);
      tell(device);
    }
  } finally {
    await bench.close();
  }
  return verdicts;
}

/** A signal ends the program as its end does, so that no server of adb and no key is left; until what is returned is called. */
function endingInOrder(tidy: () => void): () => void {
  const end = (): never => process.exit(EXIT.interrupted);
  for (const signal of SIGNALS) process.once(signal, end);
  process.once('exit', tidy);
  return () => {
    for (const signal of SIGNALS) process.off(signal, end);
    process.off('exit', tidy);
  };
}

function rehearsedText({ profile, verdict, row, found, sentence }: NightDevice): string {
  const unlike = found.length === 0 ? '' : `, unlike the reference in ${found.join(' ')}`;
  const why = sentence === '' ? '' : `\n  ${sentence}`;
  return `${verdict} ${profile}: ${row ?? 'no certificate'}${unlike}${why}\n`;
}
