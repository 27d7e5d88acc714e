// Devices at work: their own browser, behind the real adb, is a thin client of an evening that is played on the wire.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Measure } from '#certification/catalogue/judge';
import { TEST_CARDS } from '#certification/work/cards';
import type { EveningRecord } from '#certification/work/evening';
import type { PlantedQuirk } from '#simulators/android/start';
import { describeWith } from '../../peers.ts';
import type { Connected } from './android-bench.ts';
import { classOf, named, withEvenings } from './evening-bench.ts';
import { testersHand } from './hand.ts';

/** So much faster is time, for the device and for the evening; and where it takes many minutes. */
const SPEED = 6;
const FAST = 12;
/** Where it takes an hour and a half. */
const ON_BATTERY = 30;
/** Where tenths of a second are measured; and where pictures of a camera are, which take their own time. */
const CARRYING = 4;
const BEFORE_A_CAMERA = 3;
/** Half of a walk, ms of the device. */
const WALK_MS = 12_000;
/** How long the internet is away, ms of the device. */
const WITHOUT_INTERNET_MS = 590_000;
/** Evenings of many minutes. */
const LONG = process.env['MPOS_TWIN_LONG'] === '1';

/** A serial number that adb does not know. */
const NOBODY = '127.0.0.1:9';

describeWith('adb', 'a device at work', function () {
  const { client, play, short, device, interrupted } = withEvenings(this, SPEED);

  it('opens, books and bills by taps on its own screen, and is judged by the history', async () => {
    const { measures, files } = await play(short('taps', 'one-table'), await device('rocket-class'), 4);
    assert.deepEqual(measures['RUN-2'], { kind: 'word', word: 'as it should' });
    assert.match(files.map(({ name }) => name).join(), /history\.ndjson,run-1\/evening-taps\.txt/);
  });

  it('is not worked on where adb over WLAN leads to another device, or to none', async () => {
    const [phone, other] = [await device('rocket-class'), await device('galaxy-a14-5g')];
    const hand = testersHand(async () => null);
    for (const unplugged of [other.serial, NOBODY]) {
      const { measures, spoiled } = await play(named('charge'), phone, SPEED, hand.board, unplugged);
      assert.match(JSON.stringify(measures['PWR-7']), /another device is reached, or none/);
      assert.deepEqual([hand.asked, spoiled], [[], false]);
    }
    hand.close();
  });

  it('says nothing of a device that adb loses for a moment', async () => {
    const phone = await device('rocket-class');
    const { measures, spoiled } = await interrupted(phone, short('put-away', 'one-round'), async () => {
      await client().run(['disconnect', phone.serial]);
      await client().run(['connect', phone.serial]);
    });
    assert.deepEqual([measures['LCK-2']?.kind, spoiled], ['unknown', true]);
    // A command may just be under way to it.
    assert.match(JSON.stringify(measures['LCK-2']), /was away|The answer was cut off/);
  });
});

if (LONG)
  describeWith('adb', 'a device at work for a whole evening', function () {
    const { play, device, interrupted } = withEvenings(this, SPEED);
    /** The word that an evening says of the reference. */
    async function wordOf(name: string, id: string): Promise<string> {
      const measure = (await play(named(name), await device('rocket-class'), 4)).measures[id];
      assert.ok(measure?.kind === 'word', JSON.stringify(measure));
      return measure.word;
    }

    it('serves table after table', async () => {
      assert.equal(await wordOf('taps', 'RUN-2'), 'as it should');
    });

    it('goes on with its tab when it is taken up again, and is soon back when its WLAN was off', async () => {
      const phone = await device('rocket-class');
      const { measures } = await play(named('put-away'), phone);
      assert.deepEqual(measures['LCK-2'], { kind: 'word', word: 'same tab' });
      const evening = (await play(named('out-of-range'), phone)).measures;
      const back = evening['NET-11'];
      assert.ok(back?.kind === 'number' && back.value < 15, JSON.stringify(back));
      // What this machine has to do besides counts as well, and six times over, as the device is so much quicker.
      assert.equal(evening['NET-2']?.kind, 'number', JSON.stringify(evening['NET-2']));
    });

    it('is worked on whatever side is up, and with 5 % of battery', async () => {
      assert.equal(await wordOf('turned', 'DSP-3'), 'phone stays upright');
      assert.equal(await wordOf('low-battery', 'PWR-11'), 'goes on');
    });

    it('is reset by two fingers, and shows its tab each time', async () => {
      const { measures } = await play(named('reset'), await device('rocket-class'), 4);
      assert.deepEqual(measures['INP-2'], { kind: 'number', value: 10, uncertainty: 0 });
    });

    it('says nothing of a device that goes away in the middle', async () => {
      const phone = await device('rocket-class');
      const restart = () => phone.device.system.send({ type: 'REBOOT' });
      const { measures, spoiled } = await interrupted(phone, named('put-away'), restart);
      assert.deepEqual([measures['LCK-2']?.kind, spoiled], ['unknown', true]);
    });
  });

if (LONG)
  describeWith('adb', 'a device at work for longer', function () {
    const { play, short, device } = withEvenings(this, FAST);
    const savesBy = (takes: string, afterScreenOffS: number): PlantedQuirk[] => [
      { quirk: 'energy-saver', with: { takes, afterScreenOffS, exemptible: false } },
    ];
    /** The number that an evening says of such a device. */
    async function numberOf(name: string, id: string, phone: Connected, timeScale = FAST): Promise<number> {
      const measure = (await play(named(name), phone, timeScale)).measures[id];
      assert.ok(measure?.kind === 'number', JSON.stringify(measure));
      return measure.value;
    }

    it('answers in Doze, unless its energy saving freezes the browser', async () => {
      assert.ok((await numberOf('doze', 'PWR-3', await device('rocket-class'))) < 15);
      assert.ok((await numberOf('doze', 'PWR-3', await device('rocket-class', savesBy('time', 60)))) > 60);
    });

    it('has no heartbeat in time for half an hour if it is one that freezes apps', async () => {
      assert.ok((await numberOf('screen-off', 'NET-8', await device('planted-freezes'))) > 3);
    });

    it('is not known to work for eight hours where it worked for less', async () => {
      const { measures, spoiled } = await play(short('hours', 'one-table'), await device('rocket-class'), 4);
      assert.match(JSON.stringify(measures['RUN-1']), /worked for 0\.0 h only/);
      assert.equal(spoiled, false);
    });

    it('has its tab free again three minutes after it was last heard of', async () => {
      // A page dials every eight seconds of ours at most, and has to be back before it is signed up again.
      const seconds = await numberOf('left-lying', 'LCK-1', await device('rocket-class'), 4);
      assert.ok(seconds > 170 && seconds <= 195, String(seconds));
    });
  });

if (LONG)
  describeWith('adb', 'a device at work on its battery', function () {
    const { play, device } = withEvenings(this, ON_BATTERY);
    /** What that evening says of it, with the cable in or not. */
    async function charge(name: string, source: 'usb' | 'none'): Promise<Measure | undefined> {
      const phone = await device(name);
      const plug = (now: 'usb' | 'none') => void phone.device.battery.send({ type: 'PLUG', source: now });
      plug('usb');
      const hand = testersHand(
        async () => {
          plug('usb');
          return null;
        },
        () => plug(source),
      );
      const { measures, spoiled } = await play(named('charge'), phone, ON_BATTERY, hand.board);
      hand.close();
      assert.deepEqual([hand.asked.length, spoiled], [2, false]);
      return measures['PWR-7'];
    }

    it('lasts a service', async () => {
      const said = await charge('rocket-class', 'none');
      assert.equal(classOf('PWR-7', said), 'pass', JSON.stringify(said));
    });

    it('is found out if it is empty in two hours', async () => {
      const said = await charge('planted-battery-drains', 'none');
      assert.equal(classOf('PWR-7', said), 'fail', JSON.stringify(said));
    });

    it('is not played with the cable in', async () => {
      assert.match(JSON.stringify(await charge('rocket-class', 'usb')), /got power/);
    });
  });

if (LONG)
  describeWith('adb', 'a device at work that is called', function () {
    const { play, device } = withEvenings(this, SPEED);
    /** What that evening says of it, if it is called and rings for so long of its time. */
    async function called(planted: readonly PlantedQuirk[], ringMs: number | null): Promise<Measure | undefined> {
      const phone = await device('rocket-class', planted);
      const hand = testersHand(async () => {
        if (ringMs === null) return 'Nobody knows its number.';
        phone.device.phone.send({ type: 'CALL' });
        await sleep(ringMs / SPEED);
        phone.device.phone.send({ type: 'HANG_UP' });
        return null;
      });
      const { measures, spoiled } = await play(named('called'), phone, 4, hand.board);
      hand.close();
      assert.equal(spoiled, false);
      return measures['NTF-1'];
    }
    const TEN_SECONDS_MS = 10_000;

    it('goes on with its booking, also where the call lies over all of it', async () => {
      assert.deepEqual(await called([], TEN_SECONDS_MS), { kind: 'word', word: 'booking goes on' });
      const covered = await called([{ quirk: 'calls', with: {} }], TEN_SECONDS_MS);
      assert.deepEqual(covered, { kind: 'word', word: 'covered, then goes on' });
    });

    it('is found out if its browser is ended for the call', async () => {
      const ended = await called([{ quirk: 'calls', with: { does: 'end' } }], TEN_SECONDS_MS);
      assert.deepEqual(ended, { kind: 'word', word: 'app ended' });
    });

    it('is not known to do so where it did not ring, or could not be called', async () => {
      assert.match(JSON.stringify(await called([], 0)), /did not ring/);
      assert.match(JSON.stringify(await called([], null)), /could not do his part: Nobody knows its number/);
    });
  });

if (LONG)
  describeWith('adb', 'planted devices at work', function () {
    const { play, device } = withEvenings(this, SPEED);
    /** What an evening measures, played again where this machine stood still, which says nothing of the device. */
    async function steadily(evening: string, phone: Connected, times = 3): Promise<EveningRecord['measures']> {
      const { measures } = await play(named(evening), phone, 4);
      return times > 1 && JSON.stringify(measures).includes('stood still')
        ? steadily(evening, phone, times - 1)
        : measures;
    }
    /** What is wrong with each, and what nothing is wrong with. */
    it('planted-dials-slowly is found by the port of the server, and is soon back all the same', async () => {
      const measures = await steadily('out-of-range', await device('planted-dials-slowly'));
      const classes = ['NET-2', 'NET-11'].map((id) => classOf(id, measures[id]));
      assert.deepEqual(classes, ['fail', 'pass'], JSON.stringify(measures));
    });

    const PLANTED = {
      'planted-turns-badly': { 'DSP-3': 'work stops', 'PWR-11': 'goes on' },
      'planted-sticks-when-turned': { 'DSP-3': 'work stops', 'PWR-11': 'goes on' },
      'planted-low-battery-ends': { 'DSP-3': 'phone stays upright', 'PWR-11': 'tab lost' },
      'planted-low-battery-slow': { 'DSP-3': 'phone stays upright', 'PWR-11': 'tab lost' },
      'planted-low-battery-offline': { 'DSP-3': 'phone stays upright', 'PWR-11': 'tab lost' },
      'planted-drops-second-finger': { 'INP-2': 0, 'DSP-3': 'phone stays upright', 'PWR-11': 'goes on' },
    };
    /** Which evening measures it. */
    const BY = { 'DSP-3': 'turned', 'PWR-11': 'low-battery', 'INP-2': 'reset' } as const;

    for (const [name, words] of Object.entries(PLANTED))
      it(`${name} is found by the evening that is for it, and by no other`, async () => {
        const phone = await device(name);
        for (const id of Object.keys(words) as (keyof typeof BY)[]) {
          const said = (await steadily(BY[id], phone))[id];
          const plain = said?.kind === 'word' ? said.word : said?.kind === 'number' ? said.value : said;
          assert.deepEqual({ [id]: plain }, { [id]: (words as Record<string, unknown>)[id] });
        }
      });
  });

if (LONG)
  describeWith('adb', 'a device at work that is carried', function () {
    const { play, device } = withEvenings(this, CARRYING);
    /** What that evening says of it, if it changes its access point on each walk, or not. */
    async function carried(name: string, stallMs: number | null): Promise<Measure | undefined> {
      const phone = await device(name);
      const hand = testersHand(async () => {
        await sleep(WALK_MS / CARRYING);
        if (stallMs !== null) phone.device.network.link.send({ type: 'ROAM', stallMs });
        await sleep(WALK_MS / CARRYING);
        return null;
      });
      const { measures, spoiled } = await play(named('carried'), phone, CARRYING, hand.board);
      hand.close();
      assert.deepEqual([hand.asked.length, spoiled], [3, false]);
      return measures['NET-12'];
    }

    it('is heard all the way if it changes over quickly', async () => {
      const said = await carried('rocket-class', 200);
      assert.equal(classOf('NET-12', said), 'pass', JSON.stringify(said));
    });

    it('is found out if its WLAN stalls for 4 s', async () => {
      const said = await carried('planted-roams-badly', null);
      assert.equal(classOf('NET-12', said), 'fail', JSON.stringify(said));
    });

    it('is not known to be heard where nobody carried it', async () => {
      assert.match(JSON.stringify(await carried('rocket-class', null)), /did not change its access point/);
    });
  });

if (LONG)
  describeWith('adb', 'a device at work with cards before its camera', function () {
    const { play, device } = withEvenings(this, BEFORE_A_CAMERA);
    /** What that evening says of it, if the tester holds each card that he is asked for. */
    async function cards(name: string, planted: readonly PlantedQuirk[] = [], times = 3): Promise<Measure | undefined> {
      const phone = await device(name, planted);
      const hand = testersHand(async () => {
        const asked = hand.asked.at(-1) ?? '';
        const card = TEST_CARDS.find(({ code }) => asked.includes(`(${code})`));
        assert.ok(card, asked);
        await phone.device.camera.hold(card);
        return null;
      });
      const { measures, spoiled } = await play(named('cards'), phone, BEFORE_A_CAMERA, hand.board);
      hand.close();
      assert.deepEqual([hand.asked.length, spoiled], [1 + TEST_CARDS.length, false], JSON.stringify(measures));
      // Where this machine stood still, that says nothing of the device.
      const isStill = JSON.stringify(measures).includes('stood still');
      return isStill && times > 1 ? cards(name, planted, times - 1) : measures['CAM-2'];
    }

    it('reads them at once', async () => {
      const said = await cards('rocket-class');
      assert.equal(classOf('CAM-2', said), 'pass', JSON.stringify(said));
    });

    it('is found out if its camera focuses late', async () => {
      const said = await cards('planted-focuses-late');
      assert.ok(said?.kind === 'number', JSON.stringify(said));
      assert.equal(classOf('CAM-2', said), 'fail', JSON.stringify(said));
    });

    it('is found out if its camera never focuses close up', async () => {
      const never = await cards('rocket-class', [{ quirk: 'focuses-late', with: { never: true } }]);
      assert.deepEqual(never, { kind: 'word', word: 'not read' });
    });

    it('has none of them before a camera that is not there', async () => {
      assert.deepEqual(await cards('planted-no-camera'), { kind: 'word', word: 'no camera' });
    });
  });

/** Lets a suite cut the uplink of devices of so quick a time. */
function withUplinkCut(suite: Mocha.Suite, speed: number) {
  const { play, device } = withEvenings(suite, speed);
  /** What that evening says of it, if it shows nothing to its tester; played again where this machine stood still. */
  return async function cut(
    name: string,
    planted: readonly PlantedQuirk[] = [],
    times = 3,
  ): Promise<Measure | undefined> {
    const phone = await device(name, planted);
    const hand = testersHand(async () => {
      phone.device.internet.send({ type: 'CUT' });
      await sleep(WITHOUT_INTERNET_MS / speed);
      phone.device.internet.send({ type: 'MEND' });
      return null;
    });
    const { measures, spoiled } = await play(named('uplink'), phone, speed, hand.board);
    hand.close();
    assert.deepEqual([hand.asked.length, spoiled], [2, false]);
    const said = measures['NET-9'];
    return times > 1 && JSON.stringify(said).includes('stood still') ? cut(name, planted, times - 1) : said;
  };
}

if (LONG)
  describeWith('adb', 'a device at work that stays without internet', function () {
    const cut = withUplinkCut(this, CARRYING);

    it('goes on, and is heard in time', async () => {
      const said = await cut('rocket-class');
      // What this machine has to do besides makes heartbeats late, four times over.
      assert.match(JSON.stringify(said), /"stays"|"late"/);
    });
  });

if (LONG)
  describeWith('adb', 'a device at work without internet', function () {
    const cut = withUplinkCut(this, SPEED);

    it('is found out if it leaves for mobile data', async () => {
      assert.deepEqual(await cut('planted-leaves-without-internet'), { kind: 'word', word: 'leaves' });
    });

    it('is known to ask by the window that lies in front', async () => {
      const said = await cut('rocket-class', [{ quirk: 'asks-about-internet', with: {} }]);
      assert.deepEqual(said, { kind: 'word', word: 'asks once' });
    });
  });
