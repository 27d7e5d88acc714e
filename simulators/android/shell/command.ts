/**
 * What a command of the device's shell is: given its arguments it writes, and ends with an exit code. One that takes
 * time is a generator that yields how many milliseconds it waits; so it needs no thread, and ends when nobody goes on.
 */
import type { AndroidDevice } from '../device.ts';

/** What comes in, as far as it has come. */
export type Stdin = { bytes(): Uint8Array; isClosed(): boolean };

export type Call = {
  device: AndroidDevice;
  /** Without the name of the command. */
  args: readonly string[];
  stdin: Stdin;
  out(text: string | Uint8Array): void;
  err(text: string): void;
};

export type Running = Generator<number, number, void>;
export type Command = (call: Call) => Running | number;

/** Exit codes of mksh. */
export const NOT_FOUND = 127;
