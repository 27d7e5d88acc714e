/** Planted bugs of belt printers: which pairing opens the port, and what the operator is told of it. */
import type { PatchedMutant } from '../mutant.ts';

export const beltPatches: readonly PatchedMutant[] = [
  {
    name: 'port-opens-unpaired',
    about: 'The port to a belt printer opens, however it is paired.',
    caughtBy: ['belt-told'],
    kind: { area: 'device', sort: 'wrong condition', subtlety: 'plain' },
    patches: [
      {
        file: 'simulators/devices/belt/belt-port.ts',
        replace: "this.trouble = pairing !== 'paired' ? pairing : isTaken ? 'in-use' : null;",
        by: "this.trouble = isTaken ? 'in-use' : null;",
      },
    ],
  },
  {
    name: 'belt-trouble-untold',
    about: 'A receipt is given away, and its operator is not told why.',
    caughtBy: ['belt-told'],
    kind: { area: 'device', sort: 'forgotten', subtlety: 'plain' },
    patches: [
      {
        file: 'simulators/devices/belt/belt-printing.ts',
        replace: "          ground.record(device, { kind: 'told', code, tab: 0 });\n",
        by: "        if (code === 'belt-printer-fails') ground.record(device, { kind: 'told', code, tab: 0 });\n",
      },
    ],
  },
  {
    name: 'belt-trouble-of-before',
    about: 'What was wrong with the port once is told for ever.',
    caughtBy: ['belt-told'],
    kind: { area: 'device', sort: 'stale', subtlety: 'subtle' },
    patches: [
      {
        file: 'simulators/devices/belt/belt-port.ts',
        replace: '    if (this.trouble !== null) return this.refused(handlers);\n    const channel',
        by: '    if (this.trouble !== null) {\n      this.before = this.trouble;\n      return this.refused(handlers);\n    }\n    this.trouble = this.before;\n    const channel',
      },
      {
        file: 'simulators/devices/belt/belt-port.ts',
        replace: '  private readonly timers: Timers;\n',
        by: '  private readonly timers: Timers;\n  private before: PortTrouble | null = null;\n',
      },
    ],
  },
];

/** Of the alternative Bluetooth printer of a station of SmartSwap. */
export const alternativeBeltPatches: readonly PatchedMutant[] = [
  {
    name: 'alternative-belt-ignored',
    about: 'A device prints every receipt on its own belt printer, whatever the server says.',
    caughtBy: ['static-redirect'],
    kind: { area: 'device', sort: 'forgotten', subtlety: 'crude' },
    patches: [
      {
        file: 'simulators/devices/belt/belt-printing.ts',
        replace: 'beltOf(receipt.belt).session.print(',
        by: 'beltOf(undefined).session.print(',
      },
    ],
  },
  {
    name: 'alternative-belt-stays',
    about: 'The alternative belt printer of any station counts, whether that is in force or not.',
    caughtBy: ['smart-swap'],
    kind: { area: 'core', sort: 'wrong condition', subtlety: 'plain' },
    patches: [
      {
        file: 'server/core/paper/printing.ts',
        replace: 'const belt = lock?.device === device ? stationOf(state, lock.station)?.belt : undefined;',
        by: 'const belt = lock?.device === device ? state.config.smartSwap?.stations[0]?.belt : undefined;',
      },
    ],
  },
];
