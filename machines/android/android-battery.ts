/**
 * The battery of an Android device. Its level falls minute by minute, quicker while the screen is on, and rises on the
 * charger. What the shell pretends (`dumpsys battery unplug`, `set level`) counts until it is reset, as on a device:
 * the system believes it, and the charger charges on.
 */
import { assign, emit, setup } from 'xstate';

export type PlugSource = 'none' | 'usb' | 'ac';
export type BatteryEvent =
  | { type: 'PLUG'; source: PlugSource }
  | { type: 'SCREEN'; on: boolean }
  | { type: 'DRAIN'; perHourPpm: number }
  /** The shell pretends. */
  | { type: 'PRETEND'; level?: number; source?: PlugSource; status?: number }
  | { type: 'RESET' };
export type BatteryEffect = { type: 'changed' } | { type: 'low' } | { type: 'empty' };
/** Levels and rates in parts per million of a full charge. */
export type BatteryInput = { levelPpm: number; perHourPpm: number; source: PlugSource };
type Context = BatteryInput & {
  screenOn: boolean;
  pretended: { level?: number; source?: PlugSource; status?: number };
};

const A_MINUTE = 60_000;
const FULL = 1_000_000;
const LOW = 150_000;
/** A charger fills an empty battery in two hours. */
const CHARGED_A_MINUTE = Math.floor(FULL / 120);
/** With the screen off a device uses a tenth. */
const OFF_SHARE = 10;

export const androidBattery = setup({
  types: {
    context: {} as Context,
    events: {} as BatteryEvent,
    emitted: {} as BatteryEffect,
    input: {} as BatteryInput,
  },
  guards: {
    onCharger: ({ context }) => context.source !== 'none',
    onBattery: ({ context }) => context.source === 'none',
    isFull: ({ context }) => context.source !== 'none' && context.levelPpm >= FULL,
    isEmpty: ({ context }) => context.levelPpm <= 0,
    isLow: ({ context }) => context.levelPpm < LOW,
  },
  actions: {
    drain: assign({
      levelPpm: ({ context: { levelPpm, perHourPpm, screenOn } }) =>
        Math.max(0, levelPpm - Math.floor(perHourPpm / (60 * (screenOn ? 1 : OFF_SHARE)))),
    }),
    charge: assign({ levelPpm: ({ context }) => Math.min(FULL, context.levelPpm + CHARGED_A_MINUTE) }),
  },
}).createMachine({
  id: 'android-battery',
  context: ({ input }) => ({ ...input, screenOn: true, pretended: {} }),
  initial: 'charging',
  on: {
    PLUG: { actions: [assign({ source: ({ event }) => event.source }), emit({ type: 'changed' })] },
    SCREEN: { actions: assign({ screenOn: ({ event }) => event.on }) },
    DRAIN: { actions: assign({ perHourPpm: ({ event }) => event.perHourPpm }) },
    PRETEND: {
      actions: [
        assign({
          pretended: ({ context, event }) => ({
            ...context.pretended,
            ...(event.level === undefined ? {} : { level: event.level }),
            ...(event.source === undefined ? {} : { source: event.source }),
            ...(event.status === undefined ? {} : { status: event.status }),
          }),
        }),
        emit({ type: 'changed' }),
      ],
    },
    RESET: { actions: [assign({ pretended: {} }), emit({ type: 'changed' })] },
  },
  states: {
    charging: {
      always: [
        { guard: 'onBattery', target: 'discharging' },
        { guard: 'isFull', target: 'full' },
      ],
      after: { [A_MINUTE]: { target: 'charging', reenter: true, actions: 'charge' } },
    },
    full: { always: { guard: 'onBattery', target: 'discharging' } },
    discharging: {
      always: [
        { guard: 'onCharger', target: 'charging' },
        { guard: 'isEmpty', target: 'empty' },
        { guard: 'isLow', target: 'low' },
      ],
      after: { [A_MINUTE]: { target: 'discharging', reenter: true, actions: 'drain' } },
    },
    low: {
      entry: emit({ type: 'low' }),
      initial: 'lasting',
      always: { guard: 'onCharger', target: 'charging' },
      states: {
        lasting: {
          always: { guard: 'isEmpty', target: '#android-battery.empty' },
          after: { [A_MINUTE]: { target: 'lasting', reenter: true, actions: 'drain' } },
        },
      },
    },
    empty: {
      entry: emit({ type: 'empty' }),
      always: { guard: 'onCharger', target: 'charging' },
    },
  },
});
