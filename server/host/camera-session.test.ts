// The server's side of a camera: pictures while it is watched, and told once when there are none.
import assert from 'node:assert/strict';
import { encodeCameraFrame } from '#protocols/camera/frames';
import { dialByHand, marked, timersByHand } from './by-hand.ts';
import { createCameraSession } from './camera-session.ts';

function stage(seen = (): void => {}) {
  const timers = timersByHand();
  const { dial, connections } = dialByHand();
  const told: string[] = [];
  const session = createCameraSession({
    dial,
    timers,
    durations: { cameraFrameMs: 5_000 },
    frame(frame, picture) {
      told.push(`${frame} ${picture}`);
      seen();
    },
    gone: () => void told.push('gone'),
  });
  const picture = (frame: number): Uint8Array => encodeCameraFrame({ frame, picture: Uint8Array.from([1, 2, 3]) });
  return { timers, connections, told, session, picture };
}

describe('a session with a camera', () => {
  it('tells pictures in base64, and hangs up when it is left', () => {
    const { timers, connections, told, session, picture } = stage();
    session.watch();
    connections[0]?.open();
    connections[0]?.say(picture(1));
    connections[0]?.say(picture(2));
    session.leave();
    assert.equal(connections[0]?.closed, true);
    timers.pass(60_000);
    assert.deepEqual(told, ['1 AQID', '2 AQID']);
  });

  for (const [what, lose] of [
    ['its connection ends', ({ connections }: ReturnType<typeof stage>) => connections[0]?.end('closed')],
    ['it gives no picture in its time', ({ timers }: ReturnType<typeof stage>) => timers.pass(5_000)],
    [
      'it sends what is no picture',
      ({ connections }: ReturnType<typeof stage>) => connections[0]?.say(new Uint8Array(8)),
    ],
  ] as const)
    it(`tells once that it is gone: ${what}`, () => {
      const all = stage();
      all.session.watch();
      all.connections[0]?.open();
      all.connections[0]?.say(all.picture(1));
      lose(all);
      assert.deepEqual(all.told, ['1 AQID', 'gone']);
      assert.equal(all.connections[0]?.closed, true);
      all.timers.pass(60_000);
      assert.deepEqual(all.told, ['1 AQID', 'gone']);
    });

  it('waits so long for the first picture, and as long again for each that follows', () => {
    const { timers, connections, told, session, picture } = stage();
    session.watch();
    timers.pass(4_999);
    connections[0]?.open();
    connections[0]?.say(picture(1));
    timers.pass(4_999);
    connections[0]?.say(picture(2));
    timers.pass(4_999);
    assert.deepEqual(told, ['1 AQID', '2 AQID']);
    timers.pass(1);
    assert.deepEqual(told, ['1 AQID', '2 AQID', 'gone']);

    const silent = stage();
    silent.session.watch();
    assert.deepEqual(
      marked('camera-silent', () => silent.timers.pass(5_000)),
      { held: 1, not: 0 },
    );
    assert.deepEqual(silent.told, ['gone'], 'a driver that takes no connection');
  });

  it('tells nothing of the pictures behind one on which it is left', () => {
    const { connections, told, session, picture } = stage(() => session.leave());
    session.watch();
    connections[0]?.say(Uint8Array.from([...picture(1), ...picture(2)]));
    assert.deepEqual(told, ['1 AQID']);
  });

  it('is watched anew on a new connection, and hears nothing of the old one', () => {
    for (const leftBefore of [true, false]) {
      const { connections, told, session, picture } = stage();
      session.watch();
      if (leftBefore) session.leave();
      session.watch();
      assert.equal(connections[0]?.closed, true);
      connections[0]?.say(picture(1));
      connections[0]?.end('closed');
      connections[1]?.open();
      connections[1]?.say(picture(2));
      assert.deepEqual(told, ['2 AQID']);
    }
  });
});
