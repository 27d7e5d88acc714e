/** Planted bugs between a camera, the server and the device that shows its pictures. */
import type { PatchedMutant } from '../mutant.ts';

export const cameraPatches: readonly PatchedMutant[] = [
  {
    name: 'camera-ends-nothing',
    about: 'A camera that is unplugged ends no view.',
    caughtBy: ['camera-view'],
    kind: { area: 'host', sort: 'swallowed', subtlety: 'plain' },
    patches: [
      {
        file: 'server/host/camera-session.ts',
        replace: '    leave();\n    gone();',
        by: '    leave();',
      },
    ],
  },
  {
    name: 'camera-first-frame-again',
    about: 'A device that has shown a picture is sent the one that was there when its view began.',
    caughtBy: ['camera-view'],
    kind: { area: 'core', sort: 'stale', subtlety: 'crude' },
    patches: [
      {
        file: 'server/core/clients/camera-views.ts',
        replace: '  pictures.set(camera, newest);',
        by: '  if (!pictures.has(camera)) pictures.set(camera, newest);\n  newest = pictures.get(camera) ?? newest;',
      },
    ],
  },
  {
    name: 'camera-of-another',
    about: 'A new picture is sent to everybody who watches any camera.',
    caughtBy: ['camera-view'],
    kind: { area: 'core', sort: 'wrong condition', subtlety: 'plain' },
    patches: [
      {
        file: 'server/core/clients/camera-views.ts',
        replace: 'const watching = [...views].filter(([, view]) => view.camera === camera);',
        by: 'const watching = [...views];',
      },
    ],
  },
  {
    name: 'camera-shown-after-leaving',
    about: 'A device goes on showing the pictures of a view that its operator has left.',
    caughtBy: ['camera-view'],
    kind: { area: 'device', sort: 'forgotten', subtlety: 'crude' },
    patches: [
      {
        file: 'machines/camera-view.ts',
        replace: "LEAVE: { target: 'closed', actions: ['leave', 'end'] },",
        by: "LEAVE: { actions: 'end' },",
      },
    ],
  },
];

/** Shown where the driver of a camera hangs. */
export const hangingCameraPatches: readonly PatchedMutant[] = [
  {
    name: 'silent-camera-waited-for',
    about: 'A camera that is connected and gives no picture is waited for, for ever.',
    caughtBy: ['camera-view'],
    kind: { area: 'host', sort: 'forgotten', subtlety: 'plain' },
    patches: [
      {
        file: 'server/host/camera-session.ts',
        replace: '      silentCamera();\n      lost();',
        by: '      silentCamera();',
      },
    ],
  },
];
