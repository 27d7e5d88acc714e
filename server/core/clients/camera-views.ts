/**
 * The CAM view: a device shows the pictures of a camera of the till. It is sent the newest picture, and when it has shown
 * that, the newest there is by then: whatever the air is like, no picture waits behind another, and nothing else the device
 * asks waits for pictures. A view lasts as long as the device shows pictures on its connection; nothing of it is journalled
 * but the answer. A camera is watched while there is a view of it.
 */
import { errorTable, type ErrorCode } from '#protocols/errors/errors';
import { sometimes } from '#protocols/marks';
import type { ClientRequest } from '#protocols/mpos/messages';
import type { CameraPicture, CameraView } from '../state.ts';
import { answer, refuse, send, type Turn } from '../turn.ts';

const watchedByTwo = sometimes('camera-watched-by-two', 'two devices have views of one camera at the same time');
const skipped = sometimes('frames-skipped', 'a device is sent a picture, and has not been sent the one before it');
const askedOverAgain = sometimes(
  'view-begins-again',
  'a view is asked for again by who has not had the answer, and begins',
);
const lapsed = sometimes('view-lapses', 'a camera view ends because its device shows no picture any more');

/** A device asks for the view of a camera; one that it has is over. */
export function viewCamera(turn: Turn, device: string, req: number, camera: string): void {
  const known = turn.state.config.cameras.find(({ name }) => name === camera);
  if (known === undefined || known.kind === 'ip') {
    refuse(turn, device, req, known === undefined ? 'unknown-camera' : 'ip-camera');
    return;
  }
  endView(turn, device);
  answer(turn, device, { type: 'reply', req, ok: true, did: 'viewing', camera });
  beginView(turn, device, req, camera);
}

/** A request that was answered is asked again, on a new connection: a view that it asked for begins again. */
export function viewAgain(turn: Turn, device: string, said: ClientRequest): void {
  if (said.type !== 'camera') return;
  askedOverAgain();
  endView(turn, device);
  beginView(turn, device, said.req, said.camera);
}

function beginView(turn: Turn, device: string, view: number, camera: string): void {
  const { views, pictures } = turn.state.live;
  const isWatched = [...views.values()].some((one) => one.camera === camera);
  watchedByTwo(isWatched);
  const begun: CameraView = { view, camera, frame: 0, sentMs: null };
  views.set(device, begun);
  const newest = pictures.get(camera);
  if (!isWatched) turn.outputs.push({ kind: 'watch-camera', camera });
  else if (newest !== undefined) show(turn, device, begun, newest);
}

/** A camera has a new picture: whoever has shown the last one is sent it. */
export function cameraFrame(turn: Turn, camera: string, newest: CameraPicture): void {
  const { views, pictures } = turn.state.live;
  const watching = [...views].filter(([, view]) => view.camera === camera);
  if (watching.length === 0) return;
  pictures.set(camera, newest);
  for (const [device, view] of watching) if (view.sentMs === null) show(turn, device, view, newest);
}

function show(turn: Turn, device: string, view: CameraView, { frame, picture }: CameraPicture): void {
  skipped(view.frame > 0 && frame > view.frame + 1);
  view.frame = frame;
  view.sentMs = turn.now;
  send(turn, device, { type: 'frame', view: view.view, frame, picture });
  const inMs = turn.state.config.durations.orphanAfterMs;
  turn.outputs.push({ kind: 'timer', inMs, timer: { kind: 'view-lease', device, view: view.view } });
}

/** A device has shown a picture. If it has that of a view that is over, it has not been told. */
export function frameSeen(turn: Turn, device: string, number: number, frame: number): void {
  const { views, pictures } = turn.state.live;
  const view = views.get(device);
  if (view?.view !== number) {
    tellEnd(turn, device, number, 'view-lapsed');
    return;
  }
  if (frame !== view.frame) return;
  view.sentMs = null;
  const newest = pictures.get(view.camera);
  if (newest !== undefined && newest.frame > frame) show(turn, device, view, newest);
}

/** A device that has not shown its picture for too long is out of contact, or its operator does not look. */
export function viewLeaseDue(turn: Turn, device: string, number: number): void {
  const view = turn.state.live.views.get(device);
  if (view?.view !== number || view.sentMs === null) return;
  if (turn.now - view.sentMs < turn.state.config.durations.orphanAfterMs) return;
  lapsed();
  endView(turn, device, 'view-lapsed');
}

export function leaveCamera(turn: Turn, device: string, number: number): void {
  if (turn.state.live.views.get(device)?.view === number) endView(turn, device);
}

/** A camera gives no pictures any more: all its views end, and are told why. */
export function cameraGone(turn: Turn, camera: string): void {
  turn.state.live.pictures.delete(camera);
  for (const [device, view] of turn.state.live.views)
    if (view.camera === camera) endView(turn, device, 'camera-unplugged');
}

/** Ends the view of a device, if it has one; with a reason, it is told that. */
export function endView(turn: Turn, device: string, why?: ErrorCode): void {
  const { views, pictures } = turn.state.live;
  const view = views.get(device);
  if (view === undefined) return;
  views.delete(device);
  if (why !== undefined) tellEnd(turn, device, view.view, why);
  if ([...views.values()].some(({ camera }) => camera === view.camera)) return;
  pictures.delete(view.camera);
  turn.outputs.push({ kind: 'leave-camera', camera: view.camera });
}

function tellEnd(turn: Turn, device: string, view: number, code: ErrorCode): void {
  send(turn, device, { type: 'view-ended', view, code, text: errorTable[code].sentence });
}
