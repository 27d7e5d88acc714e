// Bugs that floors seldom show are shown by the scenario that is about them: each planted one is caught by the checkers
// that are there for it, and nothing without.
import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { alternativeBeltPatches, beltPatches } from '#benchmarks/mutants/patches/belt-patches';
import { callPatches } from '#benchmarks/mutants/patches/call-patches';
import { calmPatches } from '#benchmarks/mutants/patches/calm-patches';
import { clockPatches } from '#benchmarks/mutants/patches/clock-patches';
import { cameraPatches, hangingCameraPatches } from '#benchmarks/mutants/patches/camera-patches';
import { monitorAwayPatches, monitorPatches } from '#benchmarks/mutants/patches/monitor-patches';
import { badCablePatches, lanTabletPatches, serverCablePatches } from '#benchmarks/mutants/patches/network-patches';
import { enquiryPatches } from '#benchmarks/mutants/patches/host-patches';
import { iisPatches } from '#benchmarks/mutants/decorators/iis-mutants';
import { oldHardwarePatches } from '#benchmarks/mutants/patches/old-hardware-patches';
import type { Patch, PatchedMutant } from '#benchmarks/mutants/mutant';
import { orientationPatches } from '#benchmarks/mutants/patches/orientation-patches';
import { lostAnswerPatches, slowHostPatches } from '#benchmarks/mutants/patches/payment-host-patches';
import { payposPatches } from '#benchmarks/mutants/patches/paypos-patches';
import { flappingPathPatches, pathOffPatches } from '#benchmarks/mutants/patches/redundancy-patches';
import { radioPatches } from '#benchmarks/mutants/patches/radio-patches';
import { cardPatches } from '#benchmarks/mutants/decorators/card-mutants';
import { latePatches } from '#benchmarks/mutants/decorators/late-mutants';
import { receiptPatches } from '#benchmarks/mutants/decorators/receipt-mutants';
import { resetPatches } from '#benchmarks/mutants/patches/reset-patches';
import { noAppPatches, noServerPatches, otherNetworkPatches } from '#benchmarks/mutants/patches/start-patches';
import { signaturePatches, unsaidPatches } from '#benchmarks/mutants/decorators/signature-mutants';
import { cancelPatches, mergePatches } from '#benchmarks/mutants/decorators/tab-mutants';
import { deadKeyPatches, deadReversalPatches, parkedPatches } from '#benchmarks/mutants/patches/screen-patches';
import {
  stationCameraPatches,
  stationCardPatches,
  stationPatches,
  stationReversalPatches,
} from '#benchmarks/mutants/patches/station-patches';
import { trafficPatches } from '#benchmarks/mutants/patches/traffic-patches';
import { whitelistPatches } from '#benchmarks/mutants/decorators/whitelist-mutants';
import type { PatchedRun, PatchedRunOver } from '#benchmarks/patched-runs';

const PLAYS = new URL('../../benchmarks/patched-runs.ts', import.meta.url);

/** The calm evening of four hours shows in its first what is wrong on it. */
const CALM_MS = 60 * 60_000;

const SHOWN: readonly [what: string, patches: readonly PatchedMutant[], scenario: string][] = [
  ['a calm evening', calmPatches, 'calm-evening'],
  ['a tablet on LAN', lanTabletPatches, 'tablet-on-lan'],
  ['a call', callPatches, 'call-comes-in'],
  ['old hardware', oldHardwarePatches, 'old-hardware'],
  ['a second path', flappingPathPatches, 'redundancy-flaps'],
  ['a second path that is switched off', pathOffPatches, 'redundancy-off'],
  ['a bad cable', badCablePatches, 'bad-cabling'],
  ["the server's cable", serverCablePatches, 'server-unplugged'],
  ['the radio plan', radioPatches, 'kitchen-walk'],
  ['devices in another network', otherNetworkPatches, 'start-other-network'],
  ['a start without a server', noServerPatches, 'start-no-server'],
  ['a start without an app', noAppPatches, 'start-no-app'],
  ['wrong clocks', clockPatches, 'skew-changes'],
  ['a reset', resetPatches, 'frozen-reset'],
  ['what thin clients can do', stationPatches, 'thin-client-functions'],
  ['keys that lead nowhere', deadKeyPatches, 'thin-client-functions'],
  ['payments at thin clients', deadReversalPatches, 'reversal-at-thin-client'],
  ['parked tabs at thin clients', parkedPatches, 'pay-parked-open-when-paid'],
  ['reversals at thin clients', stationReversalPatches, 'reversal-at-thin-client'],
  ['cameras at thin clients', stationCameraPatches, 'cam-at-thin-clients'],
  ['cards at thin clients', stationCardPatches, 'scan-at-thin-clients'],
  ['traffic', trafficPatches, 'traffic-compared'],
  ['several IIS', iisPatches, 'two-iis'],
  ['kitchen monitors', monitorPatches, 'qsr-monitor-lost'],
  ['kitchen monitors that show nothing', monitorAwayPatches, 'monitor-away'],
  ['cameras', cameraPatches, 'cam-usb'],
  ['a camera that hangs', hangingCameraPatches, 'cam-hangs'],
  ['alternative belt printers', alternativeBeltPatches, 'smartswap-belt'],
  ['belt printers', beltPatches, 'bixolon-wrong-driver'],
  ['orientation', orientationPatches, 'orientation'],
  ['digital receipts', receiptPatches, 'nocoo-down'],
  ['fiscal signatures', signaturePatches, 'tse-down'],
  ['fiscal signatures that come late', unsaidPatches, 'tse-slow'],
  ['vouchers', cardPatches, 'voucher-once'],
  ['a PayPOS', payposPatches, 'paypos-own-terminal'],
  ['a terminal that stays away', enquiryPatches, 'terminal-lost-mid-payment'],
  ['parked tabs that are open', latePatches, 'pay-parked-open-when-paid'],
  ['a slow payment host', slowHostPatches, 'pay-host-slow'],
  ['a payment host whose answers are lost', lostAnswerPatches, 'pay-host-answer-lost'],
  ['two tabs at once', mergePatches, 'merge-under-failure'],
  ['cancelled lines', cancelPatches, 'cancel-and-discount'],
  ['the whitelist', whitelistPatches, 'whitelist-refuses'],
];

describe('planted bugs that are shown by the scenario about them:', function () {
  this.timeout(60_000);
  let child: ChildProcess;

  // One process for all: most of what one takes is to begin.
  before(() => {
    child = fork(PLAYS, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  });
  after(async () => {
    const over = once(child, 'exit');
    child.disconnect();
    await over;
  });

  /** The checkers that fail in a scenario of the library, with a bug planted. */
  async function failing(patches: readonly Patch[], scenario: string): Promise<readonly string[]> {
    const order: PatchedRun = { patches, scenario, ...(scenario === 'calm-evening' ? { mostMs: CALM_MS } : {}) };
    child.send(order);
    const [over] = (await once(child, 'message')) as [PatchedRunOver];
    if ('error' in over) throw new Error(over.error);
    return over.failing;
  }

  for (const [what, patches, scenario] of SHOWN) {
    describe(what, () => {
      for (const { name, about, caughtBy, patches: planted } of patches) {
        it(`${name}: ${about}`, async () => {
          const found = await failing(planted, scenario);
          assert.deepEqual(
            caughtBy.filter((checker) => !found.includes(checker)),
            [],
            found.join(),
          );
        });
      }

      it('are all that is wrong there', async () => {
        assert.deepEqual(await failing([], scenario), []);
      });
    });
  }
});
