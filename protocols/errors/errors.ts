/**
 * The one error table. Every error anyone can see, at a device, on the command line or in a log, has a code, one
 * sentence, a hint and a place in docs/errors.md. `mpos-twin explain <code>` prints a row; a test keeps table and
 * page equal. Those of a subject that fills a screen stand in a file of their own, `*-errors.ts`.
 */
import { cardErrors } from './card-errors.ts';
import { certificationErrors } from './certification-errors.ts';
import { diskErrors } from './disk-errors.ts';
import { installationErrors } from './installation-errors.ts';
import { whitelistErrors } from './whitelist-errors.ts';

export type ErrorRow = { sentence: string; hint: string };

/** Those a device shows, whoever finds them: the server, or the device itself. */
export const deviceErrors = {
  'own-locked-tab': {
    sentence: 'The tab is locked by this device or by an earlier session of its operator.',
    hint: 'It is freed within about three minutes after the last sign of life of that session; the till can free it at once.',
  },
  'held-by-another-device': {
    sentence: 'The tab is open at another device.',
    hint: 'Wait until it is closed there; an abandoned hold ends within about three minutes.',
  },
  'held-by-payment': {
    sentence: 'The tab waits for a payment that is not completed at the payment terminal.',
    hint: 'Complete or abort the payment at the terminal; otherwise the hold is corrected within a few minutes.',
  },
  'try-again': {
    sentence: 'The tab is being printed or settled; try again in a few seconds.',
    hint: 'Nothing is lost: repeat the step after a few seconds.',
  },
  'stale-token': {
    sentence: 'The hold on this tab has ended in the meantime.',
    hint: 'Open the tab again; the bookings are still in the device and will be handed over then.',
  },
  'not-signed-on': { sentence: 'No operator is signed on at this device.', hint: 'Sign on first.' },
  'unknown-operator': {
    sentence: 'This operator is not known to the system.',
    hint: 'Create the operator at the till, with rights.',
  },
  'unknown-device': {
    sentence: 'This device is not known to the system.',
    hint: 'Add it to the floor in the server configuration.',
  },
  'unknown-terminal': {
    sentence: 'This payment terminal is not known to the system.',
    hint: 'Choose one of the configured payment terminals.',
  },
  'unknown-place': {
    sentence: 'A booking is for a production place that is not known to the system, and there is no fallback printer.',
    hint: 'Add the place or a fallback printer to the configuration, or correct the article; nothing of the request was booked.',
  },
  'contradicting-booking': {
    sentence: 'A booking has the number of another one that this device has made.',
    hint: 'Nothing of the request was booked. If the device has lost its counter, give it a name of its own before it books again.',
  },
  'contradicting-request': {
    sentence: 'A request has the number of another one that was answered already.',
    hint: 'Nothing was done. If the device has lost its counter, give it a name of its own before it asks again.',
  },
  'unknown-job': { sentence: 'There is no such print job.', hint: 'Look up its number in the journal.' },
  'belt-printer-unpaired': {
    sentence: 'The belt printer is not paired with this device.',
    hint: 'Pair it again in the Bluetooth settings, with the special driver of the printer. Until then receipts come out of the fallback printer.',
  },
  'belt-printer-wrong-driver': {
    sentence: 'The belt printer is paired without its special driver.',
    hint: 'Install the driver of the printer and pair it again. Until then receipts come out of the fallback printer.',
  },
  'belt-printer-in-use': {
    sentence: 'The belt printer is printing for another device.',
    hint: 'Every device should have a belt printer of its own. This receipt comes out of the fallback printer.',
  },
  'belt-printer-fails': {
    sentence: 'The belt printer does not answer, or cannot print.',
    hint: 'Look at its power, its paper and its cover, and carry it along. This receipt comes out of the fallback printer.',
  },
  'no-fallback-printer': {
    sentence: 'There is no fallback printer this could be printed on instead.',
    hint: 'It is printed when its own printer is back; or configure a fallback printer.',
  },
  'terminal-busy': {
    sentence: 'The payment terminal is busy with another payment.',
    hint: 'Wait for it to end, or choose another payment terminal.',
  },
  'terminal-not-ready': {
    sentence: 'The payment terminal has not answered since the server started.',
    hint: 'Check that it is on and in the network; without its last receipt number a payment could not be told apart afterwards.',
  },
  'nothing-to-reverse': {
    sentence: 'The terminal has no card payment as its last that can be reversed here.',
    hint: 'Open the tab of that payment first, unless all of it is due back. It must be the last thing asked of the terminal, and of this day.',
  },
  'nothing-to-pay': { sentence: 'The tab has no balance to settle.', hint: 'Close it with new balance.' },
  'card-may-be-charged': {
    sentence: 'A card payment of this tab has an unknown outcome: the card may already have been charged.',
    hint: 'Look at the terminal’s receipt; confirm only when you know that it was not charged.',
  },
  'no-simple-order': {
    sentence: 'Simple Order is not set up for this table or this article.',
    hint: 'Set tab and article of simpleOrder in the configuration, and give the device the same.',
  },
  ...cardErrors,
  'unknown-camera': {
    sentence: 'The till has no camera of that name.',
    hint: 'Choose one of the cameras that the till has, or name it in the configuration.',
  },
  'ip-camera': {
    sentence: 'This is an IP camera: the camera view shows the camera built into the till, or one on USB.',
    hint: 'IP cameras are not supported. Plug a USB camera into the till.',
  },
  'camera-unplugged': {
    sentence: 'The camera gives no pictures: it is unplugged, or does not answer.',
    hint: 'Look at the plug of the camera at the till, and open the view again.',
  },
  'view-lapsed': {
    sentence: 'The device has not shown the latest picture for too long: the camera view has ended.',
    hint: 'Open the view again.',
  },
  'right-missing': {
    sentence: 'The operator has no right to do this.',
    hint: 'Let somebody do it who has the right that is named, or give it to the operator in the configuration.',
  },
  'not-on-tab': {
    sentence: 'There is not so much of this on the tab.',
    hint: 'Nothing was done. Open the tab again to see what is on it.',
  },
  'same-tab': { sentence: 'The other tab is the one that is open.', hint: 'Choose another tab.' },
  'tab-not-empty': {
    sentence: 'There is something on the tab already.',
    hint: 'Choose a table that is free, or open that tab and merge this one into it.',
  },
  'parked-tab': {
    sentence: 'A card payment of the tab has an unknown outcome: until then nothing on it is changed.',
    hint: 'Settle the tab, or wait until the outcome is known.',
  },
  'more-than-owed': {
    sentence: 'That is more than the tab owes.',
    hint: 'A part of it is paid, or there is a discount: take less, or settle the rest.',
  },
  'station-not-running': {
    sentence: 'The station of this range of tables does not run; the device keeps its own settings.',
    hint: 'Start the station, or give the range to another one in the configuration of SmartSwap.',
  },
  'unknown-station': { sentence: 'There is no such station of SmartSwap.', hint: 'Name one of the configuration.' },
  'not-offered': { sentence: 'This article is not offered at the station in force.', hint: 'Choose another one.' },
  'no-offline-booking': {
    sentence: 'Without a connection nothing can be booked on this floor.',
    hint: 'Wait until the connection-problems dialog has gone; to collect bookings without radio, set offlineBooking in the configuration.',
  },
  'still-stored': {
    sentence: 'Bookings are still stored in this device and could not be handed over.',
    hint: 'Sign on and close what is open here; if another device holds the tab, close it there, or let the till free it.',
  },
  'till-only': { sentence: 'Only the till may do this.', hint: 'Go to the main till.' },
  'out-of-order': {
    sentence: 'The device sent a request number older than its last one.',
    hint: 'Reset the app with two fingers from left to right.',
  },
  'protocol-version': {
    sentence: 'The device speaks another version of the protocol.',
    hint: 'Update the app or the server.',
  },
  'bad-frame': {
    sentence: 'A message could not be understood.',
    hint: 'The field at fault is named behind the sentence; see docs/protocol.md.',
  },
  'hello-first': {
    sentence: 'A connection must begin with hello.',
    hint: 'Send hello with version, device and family first.',
  },
  'device-replaced': {
    sentence: 'The same device has connected again.',
    hint: 'The older connection is closed; use the newer one.',
  },
  'till-page-here-only': {
    sentence: 'The till’s page is for the machine that the server runs on.',
    hint: 'Open it there, under localhost, or set tillPage to network in the configuration.',
  },
  'client-unknown': {
    sentence: 'This client is not set up at the till.',
    hint: 'Set it up at the main till, or sign up for Freestyle with a code.',
  },
  'set-up-elsewhere': {
    sentence: 'Another device has been set up with this client.',
    hint: 'A client is for one device. Take that one, or set this one up as a client of its own.',
  },
  'code-not-valid': {
    sentence: 'The sign-up code is not valid any more.',
    hint: 'Each code is good for one sign-up: let the till show a new one.',
  },
  'freestyle-full': {
    sentence: 'As many Freestyle devices as the system admits are signed up.',
    hint: 'Sign off on one of them; one that is switched off or out of range gives its place back within about three minutes.',
  },
  'slot-gone': {
    sentence: 'The place of this device was given back while it was away.',
    hint: 'Sign up again with a new code from the till; nothing that was booked is lost.',
  },
  'external-operator': {
    sentence: 'This operator has no sign-up for Freestyle.',
    hint: 'Give the operator a Freestyle sign-up at the till, or sign on as somebody who has one.',
  },
  'licence-missing': {
    sentence: 'There is no licence for this kind of device.',
    hint: 'Order the licence, or use a device of another kind.',
  },
  'licence-used-up': {
    sentence: 'All licences for this kind of device are in use.',
    hint: 'Order more licences, or take a client out of use at the till.',
  },
  'wrong-iis': {
    sentence: 'This device belongs to another IIS.',
    hint: 'The name of that IIS stands behind this sentence: set the device up for it, or assign the device to this one in the configuration.',
  },
  ...whitelistErrors,
  'terminal-not-assigned': {
    sentence: 'This device pays at its own payment terminal only.',
    hint: 'Use the payment terminal it is assigned to, or change the assignment at the till.',
  },
  'server-not-running': {
    sentence: 'The main till is in the network, but its mPOS server does not answer.',
    hint: 'Start the till and its mPOS server; the device goes on by itself.',
  },
  'app-not-installed': {
    sentence: 'The app is not installed on this device.',
    hint: 'Install it; what is stored in the device is still there.',
  },
  'till-not-in-network': {
    sentence: 'No main till answers in the network this device is in.',
    hint: 'Bring device and till into the same network, not that of the guests; the device goes on by itself.',
  },
  'clock-skew': {
    sentence: 'The clocks of device and server differ by more than the configured limit.',
    hint: 'Set the clock of the device; nothing is decided by it.',
  },
} as const satisfies Record<string, ErrorRow>;

export const errorTable = {
  ...deviceErrors,
  usage: {
    sentence: 'The command line could not be understood.',
    hint: 'Run mpos-twin --help, or the verb with --help.',
  },
  ...diskErrors,
  'scenario-not-found': {
    sentence: 'There is no scenario of this name.',
    hint: 'mpos-twin run --list shows the library; a path needs its .yaml.',
  },
  'scenario-invalid': {
    sentence: 'The scenario has errors.',
    hint: 'Each error names line, column and path; the JSON Schema is scenarios/scenario.schema.json.',
  },
  'corpus-entry-damaged': {
    sentence: 'A floor of the corpus cannot be read, and is left aside.',
    hint: 'The search goes on without it. Mend the file, or delete it; what is wrong stands behind this sentence.',
  },
  'search-damaged': {
    sentence: 'The state of the search on disk cannot be read.',
    hint: 'Name another folder with --out; corpus and finds of this one are files of their own and stay as they are.',
  },
  'search-in-use': {
    sentence: 'Another process is searching in this folder.',
    hint: 'Wait for it to end, or name another folder with --out.',
  },
  'figures-invalid': {
    sentence: 'The file has no figures that could be gone on with.',
    hint: 'Name another file with --json; this one stays as it is. Figures are gone on with under the same budget only.',
  },
  'nothing-to-keep': {
    sentence: 'Nothing fails on this scenario on sim, so it shows no bug.',
    hint: 'If the bug is mended already, or shows on the wire only, say with --because what it looked like.',
  },
  'already-kept': {
    sentence: 'There is a regression of this name already.',
    hint: 'Compare the two; another find gets another --name.',
  },
  'night-damaged': {
    sentence: 'A night on disk cannot be read.',
    hint: 'Begin another one with --anew; the files of the damaged one stay as they are.',
  },
  'webhook-address': {
    sentence: 'A message about a night cannot go to this address.',
    hint: 'It begins with https:// (http:// on this machine only); say --webhook-as slack or teams if the host does not tell.',
  },
  'history-damaged': {
    sentence: 'The history is damaged or cut off.',
    hint: 'What is readable is judged as unknown (event n is on line n + 1); run the scenario again from its seed.',
  },
  'history-version': {
    sentence: 'The history was written by a version this one cannot read.',
    hint: 'Use the version named in its first line.',
  },
  'hash-mismatch': {
    sentence: 'The replay differs from the recorded history.',
    hint: 'The first divergent event is printed; compare the commits of both runs.',
  },
  'config-invalid': {
    sentence: 'The configuration has errors.',
    hint: 'Each error names its path; mpos-twin config prints a valid one with every default.',
  },
  ...certificationErrors,
  ...installationErrors,
  'void-run': {
    sentence: 'The machine stood still during the run, so times prove nothing.',
    hint: 'Run again on a quieter machine.',
  },
  crash: { sentence: 'mpos-twin itself failed.', hint: 'Please report it with the stack below and the command.' },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;

/** Where the documentation explains a code, relative to the repository. */
export function docAnchor(code: ErrorCode): string {
  return `docs/errors.md#${code}`;
}

/** An error of the table, thrown where a caller must stop. `detail` says what exactly is at fault. */
export class TwinError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  constructor(code: ErrorCode, detail = '') {
    super(detail === '' ? errorTable[code].sentence : `${errorTable[code].sentence} ${detail}`);
    this.name = 'TwinError';
    this.code = code;
    this.detail = detail;
  }
}
