/** All verbs, in the order in which the help shows them. */
import type { Verb } from './verb.ts';
import { analyzeVerb } from './verbs/analyze.ts';
import { certifyVerb } from './verbs/certify.ts';
import { cloudVerb } from './verbs/cloud.ts';
import { configVerb } from './verbs/config.ts';
import { coverageVerb } from './verbs/coverage.ts';
import { doctorVerb } from './verbs/doctor.ts';
import { explainVerb } from './verbs/explain.ts';
import { exportVerb } from './verbs/export.ts';
import { issueVerb } from './verbs/issue.ts';
import { keepVerb } from './verbs/keep.ts';
import { keysVerb } from './verbs/keys.ts';
import { libraryVerb } from './verbs/library.ts';
import { machinesVerb } from './verbs/machines.ts';
import { nightlyVerb } from './verbs/nightly.ts';
import { replayVerb } from './verbs/replay.ts';
import { revokeVerb } from './verbs/revoke.ts';
import { runVerb } from './verbs/run.ts';
import { searchVerb } from './verbs/search.ts';
import { serverVerb } from './verbs/server.ts';
import { shrinkVerb } from './verbs/shrink.ts';
import { startVerb } from './verbs/start.ts';
import { verifyVerb } from './verbs/verify.ts';

export const verbs: readonly Verb[] = [
  startVerb,
  runVerb,
  replayVerb,
  analyzeVerb,
  explainVerb,
  doctorVerb,
  shrinkVerb,
  keepVerb,
  libraryVerb,
  coverageVerb,
  searchVerb,
  nightlyVerb,
  certifyVerb,
  exportVerb,
  keysVerb,
  issueVerb,
  verifyVerb,
  revokeVerb,
  serverVerb,
  cloudVerb,
  machinesVerb,
  configVerb,
];
