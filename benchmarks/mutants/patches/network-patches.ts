/** Planted bugs of cables and ports: what the harness, or a wired device, would get wrong of them. */
import type { PatchedMutant } from '../mutant.ts';

const kind: PatchedMutant['kind'] = { area: 'edge', sort: 'forgotten', subtlety: 'plain' };

/** Shown by a tablet on LAN. */
export const lanTabletPatches: readonly PatchedMutant[] = [
  {
    name: 'lan-on-the-air',
    about: 'A tablet on LAN is a station of an access point as well, and silent when that restarts.',
    caughtBy: ['network'],
    kind: { ...kind, sort: 'wrong condition' },
    patches: [
      {
        file: 'scenarios/format/floor.ts',
        replace: 'accessPoint: entry.lan\n          ? null\n          : (',
        by: 'accessPoint: (',
      },
      {
        file: 'simulators/floor.ts',
        replace: 'if (!entry.lan) addWlan(world, name, device);',
        by: 'addWlan(world, name, device);',
      },
    ],
  },
  {
    name: 'carrier-not-noticed',
    about: 'A tablet notices that its cable is out by the beat that is not answered, as on the air.',
    caughtBy: ['dialogs'],
    kind: { ...kind, area: 'device' },
    patches: [
      {
        file: 'simulators/devices/standard-device.ts',
        replace: '    const { link } = this;\n    const welcomed = link.welcomed();\n    link.powerCut();\n    if',
        by: '    const welcomed = false;\n    if',
      },
    ],
  },
];

/** Shown by a server without its cable. */
export const serverCablePatches: readonly PatchedMutant[] = [
  {
    name: 'cable-out-goes-on',
    about: 'Everything passes the port of a server whose cable is out.',
    caughtBy: ['network'],
    kind,
    patches: [
      {
        file: 'simulators/lan-ports.ts',
        replace: 'if (isDown) ground.link(link).block();',
        by: 'if (isDown) continue;',
      },
    ],
  },
];

/** Shown by cables with bad contacts. */
export const badCablePatches: readonly PatchedMutant[] = [
  {
    name: 'bad-cable-breaks-once',
    about: 'A bad cable that is whole again stays so.',
    caughtBy: ['faults-in-force'],
    kind,
    patches: [
      {
        file: 'simulators/faults/network/bad-cable.ts',
        replace: '      if (!over) ground.timers.after(lasts(100 - downPercent), breaks);\n',
        by: '',
      },
    ],
  },
];
