/** Belt printers of a floor: which device prints on which, and how it is paired with it, as far as the history tells. */
import type { EventOf } from '#history/events';
import type { FloorSummary } from '#history/floor-summary';

type Pairing = 'paired' | 'unpaired' | 'wrong-driver';
type Device = FloorSummary['devices'][number];

/** Finds the printer on which a device prints a receipt, by its node: that which the job names, or that of the device. */
export function beltNodes({ devices }: FloorSummary): (job: { device: string; belt?: string }) => string {
  const shared = new Map(devices.flatMap(({ name, belt }) => (belt === undefined ? [] : [[name, belt] as const])));
  return ({ device, belt }) => (belt === undefined ? nodeOf(device, shared.get(device)) : `${belt}/belt`);
}

function nodeOf(device: string, belt: Device['belt']): string {
  return `${belt?.of ?? device}/belt`;
}

/** How devices are paired with their belt printers, and since when, ms of the run. */
export class Pairings {
  private readonly states = new Map<string, { pairing: Pairing; sinceMs: number; before: Pairing }>();

  constructor(floor: FloorSummary) {
    for (const { name, beltPrinter, belt } of floor.devices) {
      if (!beltPrinter) continue;
      const pairing = belt === undefined || (belt.paired && belt.driver === 'bixolon') ? 'paired' : wrongOf(belt);
      this.states.set(name, { pairing, sinceMs: Number.NEGATIVE_INFINITY, before: pairing });
    }
  }

  /** The wearer of a printer is paired with it otherwise. */
  condition({ of, node, state, t }: EventOf<'condition'>): void {
    if (of !== 'pairing') return;
    const device = node.replace(/\/belt$/, '');
    const known = this.states.get(device);
    if (known !== undefined && state !== known.pairing)
      this.states.set(device, { pairing: state, sinceMs: t, before: known.pairing });
  }

  /** How it is paired, and how it was at some time since `fromMs`. */
  since(device: string, fromMs: number): ReadonlySet<Pairing> {
    const known = this.states.get(device);
    if (known === undefined) return new Set();
    return new Set(known.sinceMs >= fromMs ? [known.pairing, known.before] : [known.pairing]);
  }
}

function wrongOf({ paired }: NonNullable<Device['belt']>): Pairing {
  return paired ? 'wrong-driver' : 'unpaired';
}
