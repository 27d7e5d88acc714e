/** Two runs that agree on a device that does not exist: material for tests. */
import type { RunRecord } from './run-record.ts';

const results: RunRecord['results'] = [
  { id: 'OS-1', class: 'pass', measured: 30, unit: 'API', limits: 'at least 24', notes: [], evidence: [] },
  {
    id: 'DSP-3',
    class: 'conditional',
    measured: 'tablet scaled',
    limits: 'turns upright and stays so',
    notes: [],
    condition: { must: 'portrait', en: 'Held upright only.', de: 'Nur hochkant halten.' },
    evidence: [{ name: 'dsp-3.png', sha256: 'a'.repeat(64) }],
  },
  {
    id: 'NET-4',
    class: 'pass',
    measured: 21.5,
    unit: 'ms',
    uncertainty: 1,
    limits: 'at most 30',
    notes: [],
    evidence: [],
  },
];

export const firstRun: RunRecord = {
  format: 1,
  laboratory: { name: 'Bench 1', address: 'Sample Street 1, 00000 Sampletown' },
  place: 'Sampletown',
  customer: 'The house itself',
  tester: 'Anna',
  device: {
    manufacturer: 'Sample',
    model: 'Rocket S1',
    device: 'rocket',
    fingerprint: 'Sample/rocket/rocket:11/RQ1A.200101.001/1:user/release-keys',
    android: 11,
    api: 30,
    display: { width: 720, height: 1440 },
    appVersion: '1.0.0',
  },
  item: { condition: 'New, in its box.', receivedAt: '2026-11-01T09:00:00Z' },
  catalogue: { version: '1.0', sha256: 'c'.repeat(64), criteria: results.map(({ id }) => id) },
  tool: { version: '0.1.0', commit: '0123456789ab' },
  startedAt: '2026-11-02T08:00:00Z',
  endedAt: '2026-11-02T11:00:00Z',
  results,
  canary: { id: 'OS-1', device: 'a phone with Android 6', class: 'fail' },
};

export const secondRun: RunRecord = {
  ...firstRun,
  tester: 'Ben',
  startedAt: '2026-11-03T08:00:00Z',
  endedAt: '2026-11-03T11:00:00Z',
};

export const ORDER = { authorisedBy: 'Carla', issuedAt: '2026-11-04T10:00:00Z' };
