/**
 * What people on a floor say when something is wrong. Every fault names the symptoms it may be behind, so that one who
 * has to reproduce what happened finds where to begin: docs/faults.md turns it round into an index.
 */
export const symptoms = {
  'tab-stays-locked': 'A tab cannot be opened: a device that is gone holds it, or one’s own from before.',
  'connection-dialog': 'A device says that it has no connection, or is waiting for the server.',
  'everything-stops': 'All devices have trouble at the same moment.',
  'everything-slow': 'Every step takes seconds.',
  'does-not-start': 'A device does not come up: it says that something is missing.',
  'device-dead': 'A device reacts to nothing.',
  'bookings-late': 'What was ordered is not at the till yet, or comes in one go much later.',
  'ticket-missing': 'A ticket does not come out, or comes late.',
  'ticket-elsewhere': 'Tickets come out of another printer than always.',
  'ticket-twice': 'A ticket comes out twice, the second time as a copy, or half of it lies in the printer.',
  'receipt-missing': 'The belt printer prints no receipt.',
  'bill-with-note': 'Bills say that the signing unit is out of order.',
  'charged-or-not': 'Nobody knows whether the guest’s card was charged; the tab is parked.',
  'payment-fails': 'The guest wants to pay, and the terminal or the till says no.',
  'payment-slow': 'A payment takes minutes, or the terminal is said to be busy.',
  'camera-dark': 'The CAM view shows nothing, or has ended by itself.',
  'clock-wrong': 'A device warns of its clock, or shows odd times.',
} as const satisfies Record<string, string>;

export type Symptom = keyof typeof symptoms;
