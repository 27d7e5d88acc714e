/** For tests: a session with a printer that is moved by hand, and what the printer can say. */
import { fromHex } from '#protocols/bytes';
import { USUALLY_FAILING } from '#protocols/escpos/failing';
import { encodeRealTimeStatus, processIdReply, type PrinterStatus } from '#protocols/escpos/status';
import { serverConfigSchema } from '#server/core/config';
import type { Job } from '#server/core/state';
import { dialByHand, timersByHand, type ByHand } from '../by-hand.ts';
import type { Tells } from './connection.ts';
import { createPrinterSession, type PrinterReports } from './session.ts';

export const { durations } = serverConfigSchema.parse({
  operators: ['Anna'],
  devices: [{ name: 'H01', family: 'handheld' }],
});
const { printConfirmMs, printLineMs } = durations;

export const WELL: PrinterStatus = { online: true, coverOpen: false, paper: 'ok', error: 'none' };
export const NO_PAPER: PrinterStatus = { ...WELL, online: false, paper: 'end' };
export const OPEN: PrinterStatus = { ...WELL, online: false, coverOpen: true };
export const BROKEN: PrinterStatus = { ...WELL, online: false, error: 'cutter' };
export const OFFLINE: PrinterStatus = { ...WELL, online: false };

/** A printer that can tell everything, one that confirms by a status only, and one that tells nothing. */
export const ALL: Tells = { bufferBytes: 4_096, realTimeStatus: [1, 2, 3, 4], asb: true, confirms: 'process-id' };
export const STATUS: Tells = { bufferBytes: 4_096, realTimeStatus: [1, 2, 4], asb: false, confirms: 'status' };
export const UNSURE: Tells = { bufferBytes: 4_096, realTimeStatus: [1, 2, 4], asb: false, confirms: 'none' };
export const BLIND: Tells = { bufferBytes: 4_096, realTimeStatus: [], asb: false, confirms: 'process-id' };
export const MUTE: Tells = { bufferBytes: 4_096, realTimeStatus: [], asb: false, confirms: 'none' };

const ASK = '1004';
const LINES = 3;
/** How long the ticket may take at most, from when it is sent. */
export const LONGEST = printConfirmMs + printLineMs * (LINES + 2);

export const jobOf = (job: number): Job => ({
  job,
  document: 'order',
  tab: 12,
  route: 'pos',
  queue: 'kitchen',
  device: 'H01',
  ticket: job,
  copy: false,
  lines: ['Tab 12  Anna', '1 x Soup', '1 x Water'],
  mayBePrinted: false,
  started: true,
  attempts: 0,
  overdue: false,
});

/** A session with a printer that can tell so much; `within` is called within its reports. */
export function printerThat(tells: Tells, within: Partial<PrinterReports> = {}, failing = USUALLY_FAILING) {
  const timers = timersByHand();
  const { dial, connections } = dialByHand();
  const report: string[] = [];
  const session = createPrinterSession({
    dial,
    timers,
    durations,
    codeTable: 'cp858',
    tells,
    failing,
    report: {
      printed(job, evidence, paper) {
        report.push(`${job} ${evidence}${paper.nearEnd === true ? ', near the end of its paper' : ''}`);
        within.printed?.(job, evidence, paper);
      },
      failed(job, trouble, mayBePrinted) {
        report.push(`${job} ${trouble}${mayBePrinted ? ', may be printed' : ''}`);
        within.failed?.(job, trouble, mayBePrinted);
      },
      health(trouble, paper) {
        report.push(`${trouble ?? 'well'}${paper.nearEnd === true ? ', near the end of its paper' : ''}`);
        within.health?.(trouble, paper);
      },
    },
  });
  const last = (): ByHand => connections.at(-1) as ByHand;
  /** The printer says how it is, as far as such a printer does. */
  const answer = (status: PrinterStatus, on = last()): void =>
    on.say(Uint8Array.from(tells.realTimeStatus.map((n) => encodeRealTimeStatus(n, status))));
  const confirm = (job: number): void =>
    last().say(
      tells.confirms === 'process-id' ? processIdReply(job.toString(36).toUpperCase().padStart(4, '0')) : fromHex('00'),
    );
  /** Prints a job up to where it is sent. */
  const sent = (job: number): void => {
    session.print(jobOf(job), false);
    if (connections.length === 0 || last().closed) last().open();
    if (last().sent.length === 0) last().open();
    answer(WELL);
  };
  /** What was sent on the last connection since the last call: `ask`, `ticket`, or as hex. */
  const said = (): string[] =>
    last()
      .sent.splice(0)
      .map((hex) => (hex.startsWith(ASK) ? 'ask' : hex.startsWith('1B40') ? 'ticket' : hex));
  return { timers, connections, session, report, last, answer, confirm, sent, said };
}
