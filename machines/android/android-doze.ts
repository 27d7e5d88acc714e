/**
 * Doze, as deviceidle plays it: a device that lies unplugged with its screen off becomes inactive, and after a while
 * idle, when apps that are not exempt have no network; now and then a window of maintenance. Light Doze (Android 7 on)
 * begins after minutes, deep Doze after an hour. The states are those that `dumpsys deviceidle` names; the times are
 * arguments, those of AOSP in `AOSP_DOZE`.
 */
import { assign, emit, setup } from 'xstate';

export type DozeTimes = {
  lightAfterMs: number;
  lightPreIdleMs: number;
  lightIdleMs: number;
  lightMaintenanceMs: number;
  inactiveMs: number;
  idlePendingMs: number;
  sensingMs: number;
  locatingMs: number;
  idleMs: number;
  maintenanceMs: number;
};

const A_MINUTE = 60_000;

/** Of DeviceIdleController in AOSP (frameworks/base). */
export const AOSP_DOZE: DozeTimes = {
  lightAfterMs: 3 * A_MINUTE,
  lightPreIdleMs: 3 * A_MINUTE,
  lightIdleMs: 5 * A_MINUTE,
  lightMaintenanceMs: A_MINUTE,
  inactiveMs: 30 * A_MINUTE,
  idlePendingMs: 5 * A_MINUTE,
  sensingMs: 4 * A_MINUTE,
  locatingMs: A_MINUTE / 2,
  idleMs: 60 * A_MINUTE,
  maintenanceMs: 5 * A_MINUTE,
};

export type DozeEvent =
  | { type: 'SCREEN'; on: boolean }
  | { type: 'PLUGGED'; plugged: boolean }
  | { type: 'ENABLED'; enabled: boolean }
  | { type: 'FORCE_DEEP' }
  | { type: 'FORCE_LIGHT' }
  | { type: 'UNFORCE' }
  | { type: 'STEP_DEEP' }
  | { type: 'STEP_LIGHT' };
/** Apps that are not exempt are cut off, or not; of deep and light apart. */
export type DozeEffect =
  { type: 'deep-idle' } | { type: 'deep-idle-over' } | { type: 'light-idle' } | { type: 'light-idle-over' };
export type DozeInput = { times: DozeTimes; hasLight: boolean };
type Context = DozeInput & { screenOn: boolean; plugged: boolean; enabled: boolean; forced: boolean };

const note = {
  SCREEN: { actions: 'noteScreen' },
  PLUGGED: { actions: 'notePlugged' },
  ENABLED: { actions: 'noteEnabled' },
} as const;

export const androidDoze = setup({
  types: { context: {} as Context, events: {} as DozeEvent, emitted: {} as DozeEffect, input: {} as DozeInput },
  delays: {
    lightAfter: ({ context }) => context.times.lightAfterMs,
    lightPreIdle: ({ context }) => context.times.lightPreIdleMs,
    lightIdle: ({ context }) => context.times.lightIdleMs,
    lightMaintenance: ({ context }) => context.times.lightMaintenanceMs,
    inactive: ({ context }) => context.times.inactiveMs,
    idlePending: ({ context }) => context.times.idlePendingMs,
    sensing: ({ context }) => context.times.sensingMs,
    locating: ({ context }) => context.times.locatingMs,
    idle: ({ context }) => context.times.idleMs,
    maintenance: ({ context }) => context.times.maintenanceMs,
  },
  guards: {
    rests: ({ context }) => context.enabled && !context.screenOn && !context.plugged,
    lightRests: ({ context }) => context.hasLight && context.enabled && !context.screenOn && !context.plugged,
    hasLight: ({ context }) => context.hasLight,
    isActive: ({ context }) => !context.forced && (!context.enabled || context.screenOn || context.plugged),
  },
  actions: {
    noteScreen: assign({ screenOn: ({ context, event }) => (event.type === 'SCREEN' ? event.on : context.screenOn) }),
    notePlugged: assign({
      plugged: ({ context, event }) => (event.type === 'PLUGGED' ? event.plugged : context.plugged),
    }),
    noteEnabled: assign({
      enabled: ({ context, event }) => (event.type === 'ENABLED' ? event.enabled : context.enabled),
    }),
    force: assign({ forced: true }),
    unforce: assign({ forced: false }),
  },
}).createMachine({
  id: 'android-doze',
  context: ({ input }) => ({ ...input, screenOn: true, plugged: true, enabled: true, forced: false }),
  type: 'parallel',
  on: { ...note, UNFORCE: { actions: 'unforce' } },
  states: {
    deep: {
      initial: 'active',
      on: { FORCE_DEEP: { target: '.idle', actions: 'force' } },
      states: {
        active: { always: { guard: 'rests', target: 'inactive' }, on: { STEP_DEEP: 'inactive' } },
        inactive: {
          always: { guard: 'isActive', target: 'active' },
          on: { STEP_DEEP: 'idlePending' },
          after: { inactive: 'idlePending' },
        },
        idlePending: {
          always: { guard: 'isActive', target: 'active' },
          on: { STEP_DEEP: 'sensing' },
          after: { idlePending: 'sensing' },
        },
        sensing: {
          always: { guard: 'isActive', target: 'active' },
          on: { STEP_DEEP: 'locating' },
          after: { sensing: 'locating' },
        },
        locating: {
          always: { guard: 'isActive', target: 'active' },
          on: { STEP_DEEP: 'idle' },
          after: { locating: 'idle' },
        },
        idle: {
          entry: emit({ type: 'deep-idle' }),
          exit: emit({ type: 'deep-idle-over' }),
          always: { guard: 'isActive', target: 'active' },
          on: { STEP_DEEP: 'idleMaintenance' },
          after: { idle: 'idleMaintenance' },
        },
        idleMaintenance: {
          always: { guard: 'isActive', target: 'active' },
          on: { STEP_DEEP: 'idle' },
          after: { maintenance: 'idle' },
        },
      },
    },
    light: {
      initial: 'active',
      on: { FORCE_LIGHT: { guard: 'hasLight', target: '.idle', actions: 'force' } },
      states: {
        active: { always: { guard: 'lightRests', target: 'inactive' } },
        inactive: {
          always: { guard: 'isActive', target: 'active' },
          on: { STEP_LIGHT: 'preIdle' },
          after: { lightAfter: 'preIdle' },
        },
        preIdle: {
          always: { guard: 'isActive', target: 'active' },
          on: { STEP_LIGHT: 'idle' },
          after: { lightPreIdle: 'idle' },
        },
        idle: {
          entry: emit({ type: 'light-idle' }),
          exit: emit({ type: 'light-idle-over' }),
          always: { guard: 'isActive', target: 'active' },
          on: { STEP_LIGHT: 'idleMaintenance' },
          after: { lightIdle: 'idleMaintenance' },
        },
        idleMaintenance: {
          always: { guard: 'isActive', target: 'active' },
          on: { STEP_LIGHT: 'idle' },
          after: { lightMaintenance: 'idle' },
        },
      },
    },
  },
});
