// What a server under the lock model must be able to do, and the floor it does it on.
import type { TabLockEvent } from '#machines/models/tab-lock';
import { serverConfigSchema, type ServerConfig } from '#server/core/config';

export type Puppet = {
  /** Does it and returns when its effect can be seen. */
  act(event: TabLockEvent['type']): Promise<void>;
  /** `free`, `held`, `payment` or `parked`: what the server says of the tab. */
  state(): Promise<string>;
  end(): Promise<void>;
};

export const TAB = 7;
export const BOOKING = { article: 'Soup', quantity: 1, cents: 690, place: 'kitchen' };

/** Two devices, a till and a terminal. */
export function lockConfig(durations: Record<string, number>, terminalAddress?: string): ServerConfig {
  return serverConfigSchema.parse({
    durations,
    operators: ['Anna', 'Ben', 'Chef'],
    devices: [
      { name: 'A', family: 'handheld' },
      { name: 'B', family: 'handheld' },
      { name: 'till', family: 'till' },
    ],
    terminals: [terminalAddress === undefined ? { name: 'pt1' } : { name: 'pt1', address: terminalAddress }],
  });
}
