/**
 * The behaviours of the product family that scenarios are there to show, a row each, numbered as everywhere they are
 * spoken of. A scenario names those it shows (`shows`); `mpos-twin coverage --rows` holds both against each other.
 */
export type Row = {
  row: number;
  /** What the floor does, in the words of the domain. */
  behaviour: string;
};

export const ROWS: readonly Row[] = [
  { row: 1, behaviour: 'Standard family: bookings are stored in the device, and collected without radio' },
  { row: 2, behaviour: 'Client-server family: one station for each client, pictures down, coordinates up' },
  { row: 3, behaviour: 'mPOS Client: set up once on one device, a second one with the same set-up is refused' },
  { row: 4, behaviour: 'Freestyle: sign-up by a one-time code, up to 22 at once, slots that are freed' },
  { row: 5, behaviour: 'Freestyle refuses an operator without a Freestyle sign-up' },
  { row: 6, behaviour: 'PayPOS: client and terminal in one device; fixed assignment of terminals' },
  { row: 7, behaviour: 'Own locked tab: switched off, put away or out of range with a tab open; freed, or resumed' },
  { row: 8, behaviour: 'Tab held by another device, by the till or by a payment; corrected by itself' },
  { row: 9, behaviour: 'A restart of the main till or the server frees what nothing else frees, and loses nothing' },
  { row: 10, behaviour: 'The server does not answer at start: which of the three checks failed' },
  { row: 11, behaviour: 'Frozen device and the two-finger reset; old hardware and bad cabling' },
  { row: 12, behaviour: 'Connection-problems dialog, yellow and red; the wait symbol; flapping links' },
  { row: 13, behaviour: "Clocks that differ: one warning an episode, no decision from a device's clock" },
  { row: 14, behaviour: 'Hand-over: one journal timestamp for its bookings; fiscal signatures' },
  { row: 15, behaviour: 'POS-driven printers: one queue, chains of alternatives, hold-off, automatic return' },
  { row: 16, behaviour: 'Device-driven belt printers, or all statically to one fallback printer' },
  { row: 17, behaviour: 'Bluetooth pairing with the special driver' },
  { row: 18, behaviour: 'NoCOO: digital receipts instead of or besides paper' },
  { row: 19, behaviour: 'Kitchen monitor and QSR monitor besides or instead of paper' },
  { row: 20, behaviour: 'Quick Mode: tabs are opened without transferring their bookings to the device' },
  { row: 21, behaviour: 'Simple Order: one key books to and cashes out a defined table' },
  { row: 22, behaviour: 'CAM view: built-in and USB cameras; IP cameras are refused' },
  { row: 23, behaviour: 'Card scan: customer and voucher cards; a voucher is redeemed once' },
  { row: 24, behaviour: 'Orientation is fixed; a client on a tablet is scaled and very large' },
  { row: 25, behaviour: 'One subsystem on the main till steers all devices' },
  { row: 26, behaviour: 'SmartSwap: table ranges bring items, price level, layout and printers' },
  { row: 27, behaviour: 'Several IIS for a client, with independent settings' },
  { row: 28, behaviour: 'Takings per operator; the journal export and its column Quelle' },
  { row: 29, behaviour: 'Payments: the whole sequence, lost terminals, parked tabs, end of day' },
  { row: 30, behaviour: 'Busy message when a settled tab is reopened before its print is done' },
  { row: 31, behaviour: 'Radio plan: access points, walls, bodies, routes, roaming, channel load' },
  { row: 32, behaviour: 'Complex redundancy: two paths that flap; switched off it is calm' },
  { row: 33, behaviour: 'LAN tablet: untouched by WLAN faults, touched by cabling' },
  { row: 34, behaviour: 'A calm floor: 100 % availability and fast answers' },
  { row: 35, behaviour: 'Licences: counted per kind, refused with the reason' },
  { row: 36, behaviour: 'Whitelist: devices are admitted by it, and told why not' },
  { row: 37, behaviour: 'Tabs: split, merge, move, partial bill, cancel, discount, and rights' },
];

/** The number of the last row. */
export const LAST_ROW = ROWS.length;
