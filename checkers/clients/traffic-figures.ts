/** What the devices of a run have sent and got, and what they have done with it: for each device, and for both families. */
import { isThin } from '../folds/thin-clients.ts';
import { STANDARD } from '../folds/outages.ts';

/** Bytes of application frames of a device; how many tabs were opened at it, and how many lines booked. */
export type DeviceTraffic = {
  device: string;
  family: string;
  up: number;
  down: number;
  tabs: number;
  bookings: number;
};

/** What a run tells of traffic; and of the browser in which devices were pages, what it took of the memory, if known. */
export type TrafficFigures = { devices: DeviceTraffic[]; browser?: { pages: number; memoryBytes?: number } };

export type FamilyTraffic = Omit<DeviceTraffic, 'device' | 'family'> & {
  devices: number;
  /** Up and down together; null where no tab was opened, or nothing booked. */
  bytesPerTab: number | null;
  bytesPerBooking: number | null;
};

export type ComparedTraffic = {
  standard: FamilyTraffic;
  thin: FamilyTraffic;
  /** How many times as much a tab costs on thin clients; null where one family has opened none. */
  timesForATab: number | null;
};

/** Handhelds and tablets on one side, thin clients on the other. The till, which is neither, is left out. */
export function comparedTraffic(devices: readonly DeviceTraffic[]): ComparedTraffic {
  const standard = sumOf(devices.filter(({ family }) => STANDARD.includes(family)));
  const thin = sumOf(devices.filter(({ family }) => isThin(family)));
  const [ofThin, ofStandard] = [thin.bytesPerTab, standard.bytesPerTab];
  return { standard, thin, timesForATab: ofThin === null || ofStandard === null ? null : ofThin / ofStandard };
}

function sumOf(devices: readonly DeviceTraffic[]): FamilyTraffic {
  const sum = { up: 0, down: 0, tabs: 0, bookings: 0 };
  for (const { up, down, tabs, bookings } of devices) {
    sum.up += up;
    sum.down += down;
    sum.tabs += tabs;
    sum.bookings += bookings;
  }
  const bytes = sum.up + sum.down;
  return {
    ...sum,
    devices: devices.length,
    bytesPerTab: sum.tabs === 0 ? null : bytes / sum.tabs,
    bytesPerBooking: sum.bookings === 0 ? null : bytes / sum.bookings,
  };
}
