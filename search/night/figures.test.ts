import assert from 'node:assert/strict';
import { newNight, nightHeadline, nightVerdict, type Night, type NightDevice, type NightRun } from './figures.ts';

const calm: Night = {
  ...newNight({
    name: '2026-11-26-001',
    commit: 'abc1234',
    machine: { node: 'v24.21.0', cores: 2 },
    seed: 1,
    budget: { floors: 100 },
    begunAt: '2026-11-26T22:00:00.000Z',
  }),
  endedAt: '2026-11-27T06:00:00.000Z',
  canary: {
    mutant: 'lease-forgotten',
    about: 'nothing frees a hold',
    found: true,
    floors: 3,
    checker: 'lock-recovery',
  },
  search: { floors: 100, unknown: 0, spentMs: 5_000, corpus: 9, points: 700, finds: [], neverSeen: [] },
};

const run: NightRun = {
  scenario: 'out-of-range',
  file: 'scenarios/library/tabs/out-of-range.yaml',
  ground: 'wire',
  seed: 1,
  verdict: 'fail',
  met: false,
  checker: 'lock-recovery',
  sentence: 'Let H01 hold tab 12; then nothing frees it.',
  command: 'mpos-twin run out-of-range',
  wallMs: 10,
};

const device: NightDevice = {
  profile: 'planted-freezes',
  title: 'reference, but its energy saving freezes apps',
  verdict: 'fail',
  row: 'approved',
  found: [],
  sentence: 'PWR-4 should have found what is planted, and did not.',
  command: 'mpos-twin certify --rehearse planted-freezes',
  wallMs: 10,
};

const find = {
  signature: 'lock-recovery too-late',
  checker: 'lock-recovery',
  sentence: 'Let H01 hold tab 12; then nothing frees it.',
  floor: 7,
  later: 2,
  file: 'finds/a.yaml',
  text: 'format: 1\n',
  size: 3,
  devices: 1,
  onWire: null,
};

describe('the verdict of a night', () => {
  const search = calm.search as NonNullable<Night['search']>;

  it('is a pass only if the planted bug was found and nothing else was', () => {
    assert.equal(nightVerdict(calm), 'pass');
    assert.equal(nightHeadline(calm), 'nothing found: 0 finds, 100 floors searched');
  });

  it('is a failure with one find, or one scenario that does not come out as it expects', () => {
    assert.equal(nightVerdict({ ...calm, search: { ...search, finds: [find] } }), 'fail');
    assert.equal(nightVerdict({ ...calm, wire: [run] }), 'fail');
    assert.equal(nightVerdict({ ...calm, regressions: [{ ...run, met: true }] }), 'pass');
  });

  it('is a failure with one device that is not certified as it should be', () => {
    const night: Night = { ...calm, devices: [{ ...device, verdict: 'pass' }, device] };
    assert.equal(nightVerdict(night), 'fail');
    assert.match(nightHeadline(night), /^failed: 0 finds, 1 device not certified as expected, /);
    assert.equal(nightVerdict({ ...calm, devices: [{ ...device, verdict: 'unknown' }] }), 'unknown');
    assert.equal(nightVerdict({ ...calm, devices: [{ ...device, verdict: 'pass' }] }), 'pass');
  });

  it('is void whatever else was found if the planted bug was not', () => {
    const canary = { ...(calm.canary as NonNullable<Night['canary']>), found: false };
    const night = { ...calm, canary, search: { ...search, finds: [find] } };
    assert.equal(nightVerdict(night), 'void');
    assert.match(nightHeadline(night), /^void: the planted bug lease-forgotten was not found, 1 find, /);
  });

  it('is unknown if something could not be judged, or was not played', () => {
    assert.equal(nightVerdict({ ...calm, wire: [{ ...run, verdict: 'unknown' }] }), 'unknown');
    assert.equal(nightVerdict({ ...calm, search: { ...search, unknown: 1 } }), 'unknown');
    assert.equal(nightVerdict({ ...calm, endedAt: null }), 'unknown');
    assert.equal(nightVerdict({ ...calm, canary: null }), 'unknown');
    assert.equal(nightVerdict({ ...calm, leftOut: ['the wire, no time was left'] }), 'unknown');
  });
});
