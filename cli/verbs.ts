/** All verbs, in the order in which the help shows them. Only what is asked for is loaded: a server starts sooner. */
import type { Verb } from './verb.ts';

const LOADED: Record<string, () => Promise<Verb>> = {
  start: async () => (await import('./verbs/start.ts')).startVerb,
  run: async () => (await import('./verbs/run.ts')).runVerb,
  replay: async () => (await import('./verbs/replay.ts')).replayVerb,
  analyze: async () => (await import('./verbs/analyze.ts')).analyzeVerb,
  explain: async () => (await import('./verbs/explain.ts')).explainVerb,
  doctor: async () => (await import('./verbs/doctor.ts')).doctorVerb,
  shrink: async () => (await import('./verbs/shrink.ts')).shrinkVerb,
  keep: async () => (await import('./verbs/keep.ts')).keepVerb,
  library: async () => (await import('./verbs/library.ts')).libraryVerb,
  coverage: async () => (await import('./verbs/coverage.ts')).coverageVerb,
  search: async () => (await import('./verbs/search.ts')).searchVerb,
  nightly: async () => (await import('./verbs/nightly.ts')).nightlyVerb,
  certify: async () => (await import('./verbs/certify.ts')).certifyVerb,
  export: async () => (await import('./verbs/export.ts')).exportVerb,
  manual: async () => (await import('./verbs/manual.ts')).manualVerb,
  keys: async () => (await import('./verbs/keys.ts')).keysVerb,
  issue: async () => (await import('./verbs/issue.ts')).issueVerb,
  verify: async () => (await import('./verbs/verify.ts')).verifyVerb,
  revoke: async () => (await import('./verbs/revoke.ts')).revokeVerb,
  compare: async () => (await import('./verbs/compare.ts')).compareVerb,
  whitelist: async () => (await import('./verbs/whitelist.ts')).whitelistVerb,
  server: async () => (await import('./verbs/server.ts')).serverVerb,
  cloud: async () => (await import('./verbs/cloud.ts')).cloudVerb,
  android: async () => (await import('./verbs/android.ts')).androidVerb,
  machines: async () => (await import('./verbs/machines.ts')).machinesVerb,
  config: async () => (await import('./verbs/config.ts')).configVerb,
};

/** The verb a command line begins with, or all if it begins with none of them. */
export function verbsFor([first = '']: readonly string[]): Promise<Verb[]> {
  const names = Object.hasOwn(LOADED, first) ? [first] : Object.keys(LOADED);
  return Promise.all(names.flatMap((name) => LOADED[name]?.() ?? []));
}
