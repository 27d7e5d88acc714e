/** A night as it might have been, for tests of its page and files: one find, one scenario that fails, one mark unseen. */
import { newNight, type Night, type NightDevice, type NightRun } from '#search/night/figures';

const HOSTILE = '</script><script>alert(1)</script><!-- "tab" & \u0000';

const run: NightRun = {
  scenario: 'out-of-range',
  file: 'out-of-range.yaml',
  ground: 'sim',
  seed: 1,
  verdict: 'pass',
  met: true,
  checker: '',
  sentence: '',
  command: 'mpos-twin run out-of-range',
  wallMs: 1_234,
};

const device: NightDevice = {
  profile: 'rocket-class',
  title: 'reference',
  verdict: 'pass',
  row: 'approved',
  found: [],
  sentence: '',
  command: 'mpos-twin certify --rehearse rocket-class',
  wallMs: 9_876,
};

export const syntheticNight: Night = {
  ...newNight({
    name: '2026-11-26-001',
    commit: 'abc1234',
    machine: { node: 'v24.21.0', cores: 2 },
    seed: 7,
    budget: { forMs: 28_800_000 },
    begunAt: '2026-11-26T22:00:00.000Z',
  }),
  endedAt: '2026-11-27T06:00:00.000Z',
  resumed: 1,
  done: ['regressions', 'canary', 'search', 'wire', 'devices'],
  regressions: [run],
  canary: {
    mutant: 'lease-forgotten',
    about: 'nothing frees a hold',
    found: true,
    floors: 4,
    checker: 'lock-recovery',
  },
  search: {
    floors: 312_345,
    unknown: 1,
    spentMs: 20_000_000,
    corpus: 812,
    points: 4_711,
    finds: [
      {
        signature: 'tickets-once twice',
        checker: 'tickets-once',
        sentence: `let H01 hand over tab 12; then the server is killed; however ticket 7 ${HOSTILE} comes out twice`,
        floor: 1_234,
        later: 17,
        file: 'finds/tickets-once-1a2b.yaml',
        text: `format: 1\nname: ${HOSTILE}\n`,
        size: 5,
        devices: 1,
        onWire: 'fail',
      },
    ],
    neverSeen: [{ id: 'repeat-after-restart', about: `a repeated request is answered after a restart ${HOSTILE}` }],
  },
  wire: [
    run,
    { ...run, scenario: HOSTILE, ground: 'wire', verdict: 'fail', met: false, checker: 'money', sentence: HOSTILE },
  ],
  devices: [
    device,
    { ...device, profile: 'planted-small', title: HOSTILE, verdict: 'fail', row: null, sentence: `DSP-1 ${HOSTILE}` },
  ],
  leftOut: ['2 scenarios on the wire: no time was left'],
};
