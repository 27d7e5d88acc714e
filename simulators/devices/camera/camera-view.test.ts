// The CAM view of a device: what it asks, shows and says.
import assert from 'node:assert/strict';
import { timersByHand } from '#server/host/by-hand';
import { drawPicture, numberInPicture } from './camera-picture.ts';
import { CameraView } from './camera-view.ts';

const picture = (frame: number): string => btoa(String.fromCharCode(...drawPicture(frame)));

function stage() {
  const done: string[] = [];
  const view = new CameraView(
    {
      ask: (request) => void done.push(`ask ${'camera' in request ? request.camera : ''}`),
      say: (message) => void done.push(`say ${Object.values(message).join(' ')}`),
      record: (body) => void done.push(body.kind === 'view-ended' ? `ended ${body.camera} ${body.why}` : body.kind),
    },
    timersByHand(),
  );
  return { view, done };
}

describe('the CAM view of a device', () => {
  it('shows what it has asked for, says so, and says that it is left', () => {
    const { view, done } = stage();
    view.tell({ type: 'LOOK', camera: 'door' });
    view.tell({ type: 'VIEWING', view: 4 });
    view.tell({ type: 'FRAME', view: 4, picture: picture(7) });
    view.tell({ type: 'FRAME', view: 3, picture: picture(6) });
    view.tell({ type: 'LEAVE' });
    view.tell({ type: 'FRAME', view: 4, picture: picture(8) });
    assert.deepEqual(done, ['ask door', 'frame-shown', 'say frame-seen 4 7', 'say leave-camera 4', 'ended door left']);
  });

  it('that is left before it is granted is left as soon as it is', () => {
    const { view, done } = stage();
    view.tell({ type: 'LOOK', camera: 'door' });
    view.tell({ type: 'LEAVE' });
    view.tell({ type: 'CUT' });
    view.tell({ type: 'VIEWING', view: 4 });
    assert.deepEqual(done, ['ask door', 'say leave-camera 4', 'ended door left']);
    assert.equal(view.state, 'closed');
  });

  it('changes to another camera, and ends with the connection', () => {
    const { view, done } = stage();
    view.tell({ type: 'LOOK', camera: 'door' });
    view.tell({ type: 'VIEWING', view: 4 });
    view.tell({ type: 'LOOK', camera: 'counter' });
    view.tell({ type: 'ENDED', view: 4, code: 'camera-unplugged' });
    view.tell({ type: 'VIEWING', view: 5 });
    view.tell({ type: 'CUT' });
    assert.deepEqual(done, [
      ...['ask door', 'say leave-camera 4', 'ended door left', 'ask counter', 'ended counter disconnected'],
    ]);
  });
});

describe('a picture of a simulated camera', () => {
  it('has its number in it', () => {
    for (const frame of [1, 255, 10_000_001]) assert.equal(numberInPicture(picture(frame)), frame);
    assert.equal(numberInPicture('AAAA'), 0);
  });
});
