/** What the header of a history says of a device, for checkers. */

export type DeviceSummary = {
  name: string;
  family: string;
  beltPrinter: boolean;
  /** Whose belt printer it has, and how it is paired with it, where that is not as it should be. */
  belt?: { of: string; driver: 'bixolon' | 'generic'; paired: boolean };
  /** Signal in dBm; absent for what is wired, and in older histories. */
  signal?: number;
  /** Whether it is wired. Absent from older histories. */
  lan?: true;
  /** The one payment terminal it pays at, and the client it was set up as where that is another. */
  terminal?: string;
  as?: string;
  /** Of a PayPOS: the payment terminal in it, with which it shares battery and radio. Absent from older histories. */
  ownTerminal?: string;
  /** How its station is set, the IIS it belongs to, and the one it is set up to talk to where that is another. */
  settings?: StationSettings;
  iis?: string;
  dials?: string;
  /** Of a thin client: what it says it is, and its display in pixels. Absent from older histories. */
  model?: DeviceModel;
  display?: { width: number; height: number };
  /** Whether it is a page in a real browser, on the wire. */
  browser?: true;
};

/** How a station of the subsystem is set; `offers` are production places, all if absent. */
export type StationSettings = { offlineBooking: boolean; offers?: string[] };

/** What a device says of itself; `android` or `ios` is the main version of its system. */
export type DeviceModel = { name: string; android?: number; ios?: number; batterySaverExempt?: boolean };
