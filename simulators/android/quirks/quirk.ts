/**
 * What a kind of device does wrong is one file: its name, a sentence, its parameters, and how it begins and ends. Like a
 * fault of the floor it holds a condition or plays a chart; no command of the shell knows of it.
 */
import type { z } from 'zod';
import type { AndroidDevice } from '../device.ts';

export type Quirk<P extends z.ZodType = z.ZodType> = {
  name: string;
  about: string;
  params: P;
  /** From now on the device has it; the returned function ends it. */
  begin(device: AndroidDevice, params: z.output<P>): () => void;
};

/** Gives a quirk its types. */
export function defineQuirk<P extends z.ZodType>(quirk: Quirk<P>): Quirk<P> {
  return quirk;
}

export const A_SECOND = 1000;
