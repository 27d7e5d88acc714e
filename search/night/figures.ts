/**
 * What a night has come to, as one value: night.json holds it, page, JUnit file and message are made of it, and a night
 * that was broken off goes on from it. Its fields only grow, so that nights of many versions can be read side by side.
 */
import type { Verdict } from '#checkers/checker';

export const NIGHT_FORMAT = 'mpos-twin-night';
export const NIGHT_VERSION = 1;

/** The parts of a night, in their order. */
export const NIGHT_PARTS = ['regressions', 'canary', 'search', 'wire', 'devices'] as const;
export type NightPart = (typeof NIGHT_PARTS)[number];

/** Void: the harness did not find what was planted, so that its silence about the server says nothing. */
export type NightVerdict = Verdict | 'void';

/** One scenario, played on a ground. */
export type NightRun = {
  scenario: string;
  file: string;
  ground: string;
  seed: number;
  verdict: Verdict;
  /** Whether it came out as the scenario expects. */
  met: boolean;
  /** What the first invariant that does not hold says; empty if all hold. */
  checker: string;
  sentence: string;
  /** The command that plays it again. */
  command: string;
  wallMs: number;
};

/** The bug that was planted, and whether it was found: without that the night is void. */
export type NightCanary = { mutant: string; about: string; found: boolean; floors: number; checker: string };

/** One signature and all that failed alike. Paths are relative to the folder of the night. */
export type NightFind = {
  signature: string;
  checker: string;
  sentence: string;
  /** The floor that showed it first, and how many have shown it since. */
  floor: number;
  later: number;
  /**
   * The smallest scenario: its file, its text, how many steps and faults it has and how many
   * devices; null where nothing could be made small.
   */
  file: string;
  text: string;
  size: number | null;
  devices: number | null;
  /** What came of it on the wire; null if it was not played there. */
  onWire: Verdict | null;
};

/** One simulated Android device that was certified through the real adb. */
export type NightDevice = {
  profile: string;
  title: string;
  /** Whether all of it came out as it should. */
  verdict: Verdict;
  /** What the whitelist says of it; null if it got no certificate. */
  row: string | null;
  /** Criteria asked over adb that came out otherwise than on the reference device. */
  found: string[];
  /** What did not come out as it should; empty if all did. */
  sentence: string;
  /** The command that certifies it again. */
  command: string;
  wallMs: number;
};

export type NightSearch = {
  floors: number;
  unknown: number;
  /** How long it has searched, in ms, broken off or not. */
  spentMs: number;
  corpus: number;
  /** Points of coverage reached. */
  points: number;
  finds: NightFind[];
  /** Marks that must be seen sometimes and never were, with their meaning. */
  neverSeen: { id: string; about: string }[];
};

export type Night = {
  format: typeof NIGHT_FORMAT;
  version: number;
  /** Name of the night: its date and a number. */
  name: string;
  commit: string;
  machine: { node: string; cores: number };
  seed: number;
  /** What it was allowed: time in ms, or a number of floors. */
  budget: { forMs: number } | { floors: number };
  begunAt: string;
  /** null while it goes on. */
  endedAt: string | null;
  /** How long it has worked so far, in ms; a night that was broken off goes on with what is left of its time. */
  spentMs: number;
  /** How long it searches on sim, in ms: what was left of its time when the search began. null for a number of floors. */
  searchMs: number | null;
  /** How often it was broken off and taken up again. */
  resumed: number;
  /** Parts that are done. */
  done: NightPart[];
  regressions: NightRun[];
  canary: NightCanary | null;
  search: NightSearch | null;
  wire: NightRun[];
  devices: NightDevice[];
  /** What was left out, and why: a night that played less than it should must say so. */
  leftOut: string[];
  /** What became of the message about it; null if nobody was to be told. */
  posted: { delivered: boolean; host: string; tries: number; said: string } | null;
};

/** A night at its beginning. */
export function newNight(about: Pick<Night, 'name' | 'commit' | 'machine' | 'seed' | 'budget' | 'begunAt'>): Night {
  return {
    format: NIGHT_FORMAT,
    version: NIGHT_VERSION,
    ...about,
    endedAt: null,
    spentMs: 0,
    searchMs: null,
    resumed: 0,
    done: [],
    regressions: [],
    canary: null,
    search: null,
    wire: [],
    devices: [],
    leftOut: [],
    posted: null,
  };
}

/** What the night says: void outweighs everything, a failure an unknown, an unknown a pass. */
export function nightVerdict(night: Night): NightVerdict {
  const { regressions, canary, search, wire, devices, endedAt, leftOut } = night;
  if (canary !== null && !canary.found) return 'void';
  const runs = [...regressions, ...wire];
  if (search !== null && search.finds.length > 0) return 'fail';
  if (runs.some(({ met, verdict }) => !met && verdict !== 'unknown')) return 'fail';
  if (devices.some(({ verdict }) => verdict === 'fail')) return 'fail';
  const isUnsure = [...runs.map(({ met }) => met), ...devices.map(({ verdict }) => verdict === 'pass')].includes(false);
  const isPart = (search?.unknown ?? 0) > 0 || leftOut.length > 0;
  return isUnsure || isPart || endedAt === null || canary === null ? 'unknown' : 'pass';
}

/** The night in one line, as messages and consoles begin with it. */
export function nightHeadline(night: Night): string {
  const verdict = nightVerdict(night);
  const { regressions, search, wire, devices, canary } = night;
  const other = devices.filter((one) => one.verdict !== 'pass').length;
  const broken = [...regressions, ...wire].filter(({ met }) => !met).length;
  const told = [
    ...(verdict === 'void' ? [`the planted bug ${canary?.mutant} was not found`] : []),
    counted(search?.finds.length ?? 0, 'find'),
    ...(broken > 0 ? [`${counted(broken, 'scenario')} not as expected`] : []),
    ...(other > 0 ? [`${counted(other, 'device')} not certified as expected`] : []),
    ...((search?.unknown ?? 0) > 0 ? [`${counted(search?.unknown ?? 0, 'floor')} unknown`] : []),
    `${counted(search?.floors ?? 0, 'floor')} searched`,
    ...(night.endedAt === null ? ['broken off'] : []),
  ];
  return `${NIGHT_WORDS[verdict]}: ${told.join(', ')}`;
}

/** What a verdict means for a night. */
export const NIGHT_WORDS: Readonly<Record<NightVerdict, string>> = {
  pass: 'nothing found',
  fail: 'failed',
  unknown: 'not all could be judged',
  void: 'void',
};

/** `1 find`, `3 finds`. */
export function counted(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
