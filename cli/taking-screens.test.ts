import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ScreenMessage } from '#protocols/thin-client/messages';
import type { ScreenPlace } from '#simulators/grounds/wire/lent-device';
import { takeScreens } from './taking-screens.ts';

const PNG = Uint8Array.of(1, 2, 3);
/** So long a screen has to stay here, and longer than that, ms. */
const SHOWN_MS = 20;
const LATER_MS = 100;

const screen = (n: number, title = `Tab ${n}`, more: Partial<ScreenMessage> = {}): ScreenMessage => ({
  ...{ type: 'screen', screen: n, title, display: { width: 384, height: 684 }, widgets: [] },
  ...{ tab: 0, token: 0, bytes: 0, pictures: 1, ...more },
});
const place = (n: number, width = 384): ScreenPlace => ({
  ...{ screen: n, pixels: { width: 384, height: 684 }, width, height: 684 },
});
const at = (n: number) => async (): Promise<ScreenPlace> => place(n);

/** Waits until it is so, however busy the machine is. */
async function until(isSo: () => boolean): Promise<void> {
  for (const begunAt = performance.now(); !isSo(); await sleep(5))
    assert.ok(performance.now() - begunAt < 10_000, 'it never is');
}

describe('screenshots of a device at work', () => {
  it('are taken of what is shown when that has stayed for a moment, one at a time', async () => {
    let [captured, atOnce] = [0, 0];
    const taker = takeScreens(async () => {
      captured += 1;
      atOnce += 1;
      assert.equal(atOnce, 1);
      await sleep(10);
      atOnce -= 1;
      return PNG;
    }, SHOWN_MS);
    for (const n of [1, 2, 3]) taker.shows(screen(n), at(n));
    await until(() => taker.taken.length === 1);
    taker.shows(screen(4, 'Tables'), at(4));
    await until(() => taker.taken.length === 2);
    assert.deepEqual(
      taker.taken.map(({ message }) => message.screen),
      [3, 4],
    );
    assert.equal(captured, 2);
  });

  it('say nothing where another screen came meanwhile, or the page has another one, or none', async () => {
    let during = (): void => {};
    const taker = takeScreens(async () => {
      during();
      during = () => {};
      return PNG;
    }, SHOWN_MS);
    let asked = 0;
    const says = (what: () => ScreenPlace | null) => async () => {
      asked += 1;
      return what();
    };
    during = () =>
      taker.shows(
        screen(2, 'Tables'),
        says(() => place(3)),
      );
    taker.shows(screen(1), at(1));
    await until(() => asked === 1);
    taker.shows(
      screen(4),
      says(() => null),
    );
    await until(() => asked === 2);
    taker.shows(
      screen(5),
      says(() => place(5, asked)),
    );
    await until(() => asked === 4);
    await sleep(SHOWN_MS);
    assert.deepEqual(taker.taken, []);
    const other = 'The page had another screen by then.';
    assert.deepEqual(
      taker.missed.map(({ message, why }) => [message.screen, why]),
      [
        [1, 'The page had another screen before its screenshot was there.'],
        [2, other],
        [4, other],
        [5, 'The page had another screen before its screenshot was there.'],
      ],
    );
  });

  it('are not taken of what a field or a camera lies over, and of one kind only a few times', async () => {
    const taker = takeScreens(async () => PNG, SHOWN_MS);
    taker.shows(screen(1, 'Scan', { reads: true }), at(1));
    await sleep(LATER_MS);
    taker.shows(screen(2, 'Camera', { view: { view: 1, x: 0, y: 0, width: 9, height: 9 } }), at(2));
    await sleep(LATER_MS);
    for (const n of [3, 4, 5]) {
      taker.shows(screen(n), at(n));
      await until(() => taker.taken.length === n - 2);
    }
    taker.shows(screen(6), at(6));
    await sleep(LATER_MS);
    taker.shows(screen(7, 'Tables'), at(7));
    await until(() => taker.taken.some(({ message }) => message.screen === 7));
    assert.deepEqual(
      taker.taken.map(({ message }) => message.screen),
      [3, 4, 5, 7],
    );
  });

  it('are none where the device makes none, and are forgotten when the evening is played again', async () => {
    let asked = 0;
    const taker = takeScreens(async () => ((asked += 1) === 1 ? null : PNG), SHOWN_MS);
    taker.shows(screen(1), at(1));
    await until(() => asked === 1);
    taker.shows(screen(2), at(2));
    await until(() => taker.taken.length === 1);
    assert.equal(taker.taken[0]?.message.screen, 2);
    assert.deepEqual(taker.missed, [{ message: screen(1), why: 'The device made no screenshot.' }]);
    taker.again();
    assert.deepEqual([taker.taken, taker.missed], [[], []]);
  });
});
