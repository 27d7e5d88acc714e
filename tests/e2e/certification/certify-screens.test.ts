// The screens of devices at work, as their screenshots show them.
import assert from 'node:assert/strict';
import type { EveningRecord } from '#certification/work/evening';
import { describeWith } from '../../peers.ts';
import type { Connected } from './android-bench.ts';
import { classOf, named, withEvenings } from './evening-bench.ts';

/** So much faster is time, for the device; and for the evening, where a screenshot has to be there before the next screen. */
const SPEED = 6;
const FOR_SCREENSHOTS = 3;
/** Whole evenings, and devices that something is wrong with. */
const LONG = process.env['MPOS_TWIN_LONG'] === '1';

/** What is said of its screens; played again where this machine was too busy for screenshots, which says nothing. */
async function screensOf(
  bench: Pick<ReturnType<typeof withEvenings>, 'play' | 'short'>,
  phone: Connected,
  times = 3,
): Promise<EveningRecord> {
  const record = await bench.play(bench.short('screens', 'four-screens'), phone, FOR_SCREENSHOTS);
  return record.measures['DSP-6']?.kind === 'unknown' && times > 1 ? screensOf(bench, phone, times - 1) : record;
}

describeWith('adb', 'the screens of a device at work', function () {
  const bench = withEvenings(this, SPEED);

  it('are as the server draws them, wherever in a screenshot they lie', async () => {
    const { measures, files } = await screensOf(bench, await bench.device('rocket-class'));
    assert.equal(classOf('DSP-6', measures['DSP-6']), 'pass', JSON.stringify(measures));
    assert.match(files.map(({ name }) => name).join(), /screen-4\.png,run-1\/screen-4-reference\.png/);
  });
});

if (LONG)
  describeWith('adb', 'the screens of planted devices at work', function () {
    const bench = withEvenings(this, SPEED);

    it('are looked at for a whole evening', async () => {
      const { measures } = await bench.play(named('screens'), await bench.device('rocket-class'), FOR_SCREENSHOTS);
      assert.equal(classOf('DSP-6', measures['DSP-6']), 'pass', JSON.stringify(measures));
    });

    for (const name of ['nokia-1', 'galaxy-a14-5g', 'lenovo-tab-m8'])
      it(`are as the server draws them on ${name}, whatever the size of its display`, async () => {
        const said = (await screensOf(bench, await bench.device(name))).measures['DSP-6'];
        assert.equal(classOf('DSP-6', said), 'pass', JSON.stringify(said));
      });

    for (const name of ['planted-bubble', 'planted-zooms-pages'])
      it(`${name} is found by them`, async () => {
        const { measures } = await screensOf(bench, await bench.device(name));
        assert.deepEqual(measures['DSP-6'], { kind: 'word', word: 'control cut off' });
      });

    it('planted-film is found by nearly all of their pixels', async () => {
      const said = (await screensOf(bench, await bench.device('planted-film'))).measures['DSP-6'];
      assert.ok(said?.kind === 'number' && said.value > 90, JSON.stringify(said));
      assert.equal(classOf('DSP-6', said), 'fail');
    });
  });
