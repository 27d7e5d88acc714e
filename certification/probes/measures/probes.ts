/** How the value of every criterion is come by that is asked over adb. */
import { buildProbes } from './build.ts';
import { peripheralProbes } from './peripherals.ts';
import { powerProbes } from './power.ts';
import { radioProbes } from './radio.ts';
import { screenProbes } from './screen.ts';
import type { Probe } from '../seen.ts';

export const probes: Readonly<Record<string, Probe>> = {
  ...buildProbes,
  ...screenProbes,
  ...powerProbes,
  ...radioProbes,
  ...peripheralProbes,
};
