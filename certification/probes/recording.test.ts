import assert from 'node:assert/strict';
import { catalogue } from '../catalogue/catalogue.ts';
import { runRecordSchema } from '../certificate/run-record.ts';
import { canaryOf } from './canary.ts';
import { recordOf } from './recording.ts';
import { newRun } from './run.ts';
import { bench, goodDevice, written } from './sample-answers.ts';

const NOON = Date.UTC(2026, 10, 27, 12);
const HALF_A_DAY_MS = 12 * 3_600_000;

/** The record of a run over which a device has said this, besides what the good one says. */
function recorded(said: Readonly<Record<string, string>>) {
  const heard = Object.entries({ ...goodDevice, ...said }).map(([step, sample]) => {
    const askedAt = NOON + (step === 'process-after' ? HALF_A_DAY_MS : 0);
    return [step, { command: step, askedAt, answeredAt: askedAt + 40, output: written(sample) }] as const;
  });
  const run = { ...newRun(NOON), endedAt: NOON + 60_000, heard: Object.fromEntries(heard) };
  const canary = canaryOf(
    catalogue,
    { serial: 'OLD', heard: run.heard['getprop'] ?? { command: '', silent: '' } },
    bench,
  );
  const tool = { version: '0.1.0', commit: '0123456789ab' };
  return recordOf(run, bench, {}, { catalogue, catalogueDigest: 'c'.repeat(64), tool, canary, files: new Map() });
}

describe('the record of a run over adb', () => {
  it('is one that certificates are made from, whatever the device says', () => {
    const properties = goodDevice['getprop'] ?? '';
    for (const nonsense of ['\u0007\u001b[31m', 'x'.repeat(5_000), '\ud83d', '„½“ \t']) {
      const record = recorded({
        getprop: properties.replace('[2026-09-05]', `[${nonsense}]`).replace('[green]', `[${nonsense}]`),
        webview: `Current WebView package (name, version): (a.b, ${nonsense})`,
        'font-scale': nonsense,
        bucket: `Error: ${nonsense}`,
      });
      assert.ok(record.kind === 'known');
      assert.deepEqual(runRecordSchema.parse(record.value), record.value);
    }
  });

  it('says that the maker is not known where PWR-4 has measured what he does', () => {
    const getprop = (goodDevice['getprop'] ?? '').replace('[Google]', '[Nobody]');
    const resultIn = (said: Readonly<Record<string, string>>) => {
      const record = recorded(said);
      assert.ok(record.kind === 'known');
      const result = runRecordSchema.parse(record.value).results.find(({ id }) => id === 'PWR-6');
      return [result?.class, result?.measured, result?.condition?.en];
    };
    assert.deepEqual(resultIn({ getprop }), [
      'conditional',
      'not known',
      'Switch off every energy saving of the maker for the app.',
    ]);
    assert.deepEqual(resultIn({ getprop, 'process-after': '' }), ['unknown', null, undefined]);
  });

  it('says of a simulated device, and of an emulator, that it is one', () => {
    const properties = goodDevice['getprop'] ?? '';
    const simulatedIn = (more: string) => {
      const record = recorded({ getprop: `${properties}\n${more}` });
      return record.kind === 'known' ? record.value.device.simulated : record.reason;
    };
    const keys = ['ro.mpos_twin.simulated', 'ro.kernel.qemu', 'ro.boot.qemu'];
    assert.deepEqual(
      keys.map((key) => simulatedIn(`[${key}]: [1]`)),
      [true, true, true],
    );
    assert.deepEqual([simulatedIn('[ro.kernel.qemu]: [0]'), simulatedIn('[a]: [b]')], [undefined, undefined]);
  });

  it('is none where the device does not say what it is', () => {
    const record = recorded({ 'app-package': 'Unable to find package: de.example.pos' });
    assert.match(record.kind === 'unknown' ? record.reason : '', /version of the package/);
  });

  it('is one of a device on which the app is not installed, as on an Android too old for it', () => {
    const packages = (goodDevice['packages'] ?? '').replace(`package:${bench.app.package}`, '');
    const record = recorded({ packages, 'app-package': `Unable to find package: ${bench.app.package}` });
    assert.ok(record.kind === 'known', record.kind === 'unknown' ? record.reason : '');
    const { device, results } = runRecordSchema.parse(record.value);
    assert.equal(device.appVersion, 'not installed');
    assert.equal(results.find(({ id }) => id === 'OS-10')?.class, 'unknown');
  });

  it('names what is decisive of the catalogue', () => {
    const record = recorded({});
    assert.ok(record.kind === 'known');
    assert.deepEqual(record.value.catalogue.decisive?.toSorted(), ['DSP-1', 'DSP-9', 'OS-1', 'OS-5']);
  });
});
