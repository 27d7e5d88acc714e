import assert from 'node:assert/strict';
import { twoFingers, type Finger } from './two-fingers.ts';

const WIDTH = 400;
/** Fingers go at once from where they are put down to where they are lifted; whether that is the gesture. */
function made(...ways: [from: [number, number], to: [number, number]][]): boolean {
  const fingers = twoFingers(() => WIDTH);
  const at = (id: number, [x, y]: [number, number]): Finger => ({ id, x, y });
  for (const [id, [from]] of ways.entries()) fingers.down(at(id, from));
  for (const [id, [, to]] of ways.entries()) fingers.move(at(id, to));
  return ways.map(([, to], id) => fingers.up(at(id, to))).some(Boolean);
}

describe('two fingers', () => {
  it('that go from left to right reset the app, once', () => {
    assert.ok(
      made(
        [
          [50, 300],
          [200, 310],
        ],
        [
          [60, 400],
          [210, 380],
        ],
      ),
    );
    const fingers = twoFingers(() => WIDTH);
    for (const id of [1, 2]) fingers.down({ id, x: 50, y: 100 * id });
    for (const id of [1, 2]) fingers.move({ id, x: 300, y: 100 * id });
    assert.deepEqual([fingers.up({ id: 1, x: 300, y: 100 }), fingers.up({ id: 2, x: 300, y: 200 })], [true, false]);
  });

  it('go a quarter of the display at least, each of them', () => {
    assert.ok(
      made(
        [
          [50, 300],
          [150, 300],
        ],
        [
          [50, 400],
          [150, 400],
        ],
      ),
    );
    assert.ok(
      !made(
        [
          [50, 300],
          [150, 300],
        ],
        [
          [50, 400],
          [149, 400],
        ],
      ),
    );
  });

  it('that go another way do not', () => {
    for (const [to, other] of [
      [
        [50, 300],
        [60, 400],
      ],
      [
        [10, 300],
        [10, 400],
      ],
      [
        [160, 420],
        [160, 530],
      ],
      [
        [190, 300],
        [20, 400],
      ],
    ] as [[number, number], [number, number]][])
      assert.ok(!made([[50, 300], to], [[50, 400], other]), `${to}, ${other}`);
  });

  it('are neither one nor three, nor one after the other', () => {
    assert.ok(
      !made([
        [50, 300],
        [300, 300],
      ]),
    );
    assert.ok(
      !made(
        [
          [50, 300],
          [300, 300],
        ],
        [
          [50, 400],
          [300, 400],
        ],
        [
          [50, 500],
          [300, 500],
        ],
      ),
    );
    const fingers = twoFingers(() => WIDTH);
    for (const id of [1, 2]) {
      fingers.down({ id, x: 50, y: 300 });
      fingers.move({ id, x: 300, y: 300 });
      assert.ok(!fingers.up({ id, x: 300, y: 300 }));
    }
  });

  it('are nothing when the browser has taken one of them, and may be tried again', () => {
    const fingers = twoFingers(() => WIDTH);
    const way = (): boolean => {
      for (const id of [1, 2]) fingers.down({ id, x: 50, y: 100 * id });
      for (const id of [1, 2]) fingers.move({ id, x: 300, y: 100 * id });
      return fingers.up({ id: 1, x: 300, y: 100 });
    };
    fingers.down({ id: 7, x: 50, y: 300 });
    fingers.cancel();
    assert.ok(way());
    fingers.up({ id: 2, x: 300, y: 200 });
    assert.ok(way());
  });
});
