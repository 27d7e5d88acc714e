import type { Class } from '#certification/catalogue/judge';
import { probed } from './asked.ts';

/** What each planted device has to be found by, among the criteria that are asked over adb, and what comes along with it. */
export type Expected = { by: readonly string[]; besides?: readonly string[]; why?: string };

/** The device that nothing is wrong with. */
export const REFERENCE = 'rocket-class';

const NOBODYS = { besides: ['PWR-6'], why: 'its maker is in no table, so PWR-6 goes by PWR-4' };

export const expected: Readonly<Record<string, Expected>> = {
  'planted-small': { by: ['DSP-1', 'DSP-9'] },
  'planted-android-6': {
    by: ['OS-1'],
    besides: ['OS-3', 'OS-7'],
    why: 'Android 6 tells neither its verified boot nor whether it is a Go build',
  },
  'planted-old-patches': { by: ['OS-2'] },
  'planted-energy-saver': { by: ['PWR-4'], ...NOBODYS },
  'planted-freezes': { by: ['PWR-4'], ...NOBODYS },
  'planted-clock-drifts': { by: ['CLK-3'] },
  'planted-clock-wrong': { by: ['CLK-1', 'CLK-2'] },
  'planted-roams-badly': {
    by: ['NET-7'],
    besides: ['NET-4', 'NET-5'],
    why: 'it is on a walk all the time, also while the others are measured',
  },
  'planted-battery-drains': { by: [], why: 'PWR-7 finds it, at work' },
  'planted-slow-apps': { by: ['OS-10'] },
  'planted-forgets-exemptions': { by: ['PWR-2'] },
  'planted-no-battery-service': {
    by: ['PWR-8', 'PWR-10'],
    besides: ['PWR-4', 'PWR-6'],
    why: 'nobody knows whether the cable was in; its maker is in no table, so PWR-6 goes by PWR-4',
  },
  'planted-protocol-a': { by: ['INP-1'] },
  'planted-old-webview': { by: ['OS-9'] },
  'planted-rooted': { by: ['OS-3'] },
  'planted-unencrypted': { by: ['SEC-1'] },
  'planted-no-camera': { by: ['CAM-1'] },
  'planted-turns-badly': { by: [], why: 'DSP-3 finds it, at work' },
  'planted-sticks-when-turned': { by: [], why: 'DSP-3 finds it, at work' },
  'planted-low-battery-ends': { by: [], why: 'PWR-11 finds it, at work' },
  'planted-low-battery-slow': { by: [], why: 'PWR-11 finds it, at work' },
  'planted-low-battery-offline': { by: [], why: 'PWR-11 finds it, at work' },
  'planted-drops-second-finger': { by: [], why: 'INP-2 finds it, at work' },
  'planted-dials-slowly': { by: [], why: 'NET-2 finds it, at work' },
  'planted-focuses-late': { by: [], why: 'CAM-2 finds it, at work' },
  'planted-leaves-without-internet': { by: [], why: 'NET-9 finds it, at work' },
  'planted-bubble': { by: [], why: 'DSP-6 finds it, at work' },
  'planted-film': { by: [], why: 'DSP-6 finds it, at work' },
  'planted-zooms-pages': { by: [], why: 'DSP-6 finds it, at work' },
  'planted-full': { by: ['OS-8'] },
  'planted-lossy': {
    by: ['NET-5', 'NET-6'],
    besides: ['NET-4', 'NET-7'],
    why: 'what is lost counts as the longest, and is a gap',
  },
};

/** Criteria that should have found it and did not, and those that should not have and did. */
export function judgedWrongly(
  { by, besides = [] }: Expected,
  differs: readonly string[],
): { missed: string[]; wrong: string[] } {
  return {
    missed: by.filter((id) => !differs.includes(id)),
    wrong: differs.filter((id) => !by.includes(id) && !besides.includes(id)),
  };
}

/** Criteria that came out otherwise than on the reference. */
export function differing(reference: ReadonlyMap<string, Class>, other: ReadonlyMap<string, Class>): string[] {
  return probed.filter((id) => other.has(id) && other.get(id) !== reference.get(id));
}
