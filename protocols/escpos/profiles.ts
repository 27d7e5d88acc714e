/**
 * What printers of the field can do and what they can tell, as data. A simulated printer behaves by its profile; the
 * server goes by the profile it is configured with, and never waits for what such a printer cannot say.
 *
 * Where a manual leaves a figure open (firmware, serial number) it is ours.
 */
import type { CodeTable } from '../code-tables.ts';

export const profileNames = ['epson', 'clone', 'bixolon', 'write-only'] as const;
export type ProfileName = (typeof profileNames)[number];

/** What the server may go by when a job is over: an echo, an answer in order with the data, or nothing at all. */
export const confirmations = ['process-id', 'status', 'none'] as const;
export type Confirmation = (typeof confirmations)[number];

export type PrinterProfile = {
  /** The printer it is taken from, and what says so. */
  source: string;
  /** Characters in a line of the standard font. */
  columns: number;
  /** Bytes it takes before anything of them is printed; behind that the window closes. */
  bufferBytes: number;
  /** Numbers of ESC t; any other number is ignored. After ESC @ it is table 0. */
  codeTables: Readonly<Record<number, CodeTable>>;
  /** Which of DLE EOT 1…4 it answers. */
  realTimeStatus: readonly (1 | 2 | 3 | 4)[];
  /** Whether it obeys DLE EOT and DLE ENQ also within the data of another command. */
  realTimeInData: boolean;
  /** Whether it has automatic status back (GS a). */
  asb: boolean;
  confirms: Confirmation;
  /** Answers to GS I by number: a byte, or text. */
  ids: Readonly<Record<number, number | string>>;
  /** A cut acts at the beginning of a line only: elsewhere it is passed over, or the line is printed first. */
  cutWithinLine: 'passed-over' | 'prints-line';
};

const commonTables = {
  0: 'cp437',
  2: 'cp850',
  3: 'cp860',
  4: 'cp863',
  5: 'cp865',
  16: 'wpc1252',
  17: 'cp866',
  18: 'cp852',
  19: 'cp858',
} as const;

const epson: PrinterProfile = {
  source: 'Epson TM-T88V, ESC/POS Command Reference and Technical Reference Guide; font A on 80 mm paper',
  columns: 42,
  bufferBytes: 4096,
  codeTables: {
    ...commonTables,
    14: 'cp737',
    33: 'cp775',
    39: 'iso8859-2',
    40: 'iso8859-15',
    45: 'wpc1250',
    46: 'wpc1251',
    48: 'wpc1254',
  },
  realTimeStatus: [1, 2, 3, 4],
  realTimeInData: false,
  asb: true,
  confirms: 'process-id',
  ids: { 1: 0x20, 2: 0x02, 3: 0x01, 65: '1.00 ESC/POS', 66: 'EPSON', 67: 'TM-T88V', 68: 'TWIN000001', 69: '' },
  cutWithinLine: 'passed-over',
};

const clone: PrinterProfile = {
  source: 'Citizen CBM-1000 Command Reference: real-time commands within data, no GS ( H, font A on 80 mm paper',
  columns: 42,
  bufferBytes: 4096,
  codeTables: commonTables,
  realTimeStatus: [1, 2, 3, 4],
  realTimeInData: true,
  asb: true,
  confirms: 'status',
  ids: { 1: 0x20, 2: 0x02, 3: 0x01 },
  cutWithinLine: 'prints-line',
};

const bixolon: PrinterProfile = {
  source: 'Bixolon SPP-R300 Command Manual 1.00, over the Serial Port Profile: no GS ( H, no GS a, tear bar at GS V',
  columns: 48,
  bufferBytes: 65_536,
  codeTables: { ...commonTables, 33: 'cp775', 47: 'wpc1250', 48: 'wpc1254' },
  realTimeStatus: [1, 2, 3, 4],
  realTimeInData: false,
  asb: false,
  confirms: 'status',
  ids: { 1: 0x41, 2: 0x00, 3: 0x69, 65: 'V01.00', 66: 'BIXOLON', 67: 'SPP-R300', 68: 'TWIN000002', 69: '' },
  cutWithinLine: 'prints-line',
};

/** A printer behind a converter that passes on bytes in one direction only. */
const writeOnly: PrinterProfile = {
  ...clone,
  source: 'a printer behind a one-way print server or cable: as a plain clone, but nothing ever comes back',
  realTimeStatus: [],
  asb: false,
  confirms: 'none',
  ids: {},
};

export const printerProfiles: Readonly<Record<ProfileName, PrinterProfile>> = {
  epson,
  clone,
  bixolon,
  'write-only': writeOnly,
};
