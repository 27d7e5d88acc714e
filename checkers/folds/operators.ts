/** Who is at which device, and in whose name a hold was granted. */
import type { FactHandlers } from '../checker.ts';

export class Operators {
  private readonly atDevice = new Map<string, string>();
  private readonly holders = new Map<number, string>();

  /** What it wants to know of a run. */
  readonly facts: Pick<
    Required<FactHandlers>,
    'signed-on' | 'signed-off' | 'client-left' | 'tab-locked' | 'tab-released'
  > = {
    'signed-on': ({ device, operator }) => void this.atDevice.set(device, operator),
    'signed-off': ({ device }) => void this.atDevice.delete(device),
    // Whoever worked at a client that has lost its place must sign on anew.
    'client-left': ({ client }) => void this.atDevice.delete(client),
    'tab-locked': ({ device, token }) => void this.holders.set(token, this.at(device)),
    'tab-released': ({ token }) => void this.holders.delete(token),
  };

  /** Who has signed on there and not off; the device's own name without anybody, as tickets have it. */
  at(device: string): string {
    return this.atDevice.get(device) ?? device;
  }

  /** Who was there when the hold began. */
  ofHold(token: number): string | undefined {
    return this.holders.get(token);
  }
}
