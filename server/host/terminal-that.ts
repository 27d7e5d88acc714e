/** For tests: a session with a terminal that says what is written down for it, byte by byte, with time moved by hand. */
import { fromHex, toHex } from '#protocols/bytes';
import type { ChannelHandlers } from '#protocols/channel';
import { createApduReader } from '#protocols/zvt/apdu';
import { serverConfigSchema, type Durations } from '#server/core/config';
import type { Finding } from '#server/core/money/evidence';
import type { Baseline, TerminalRecord } from '#server/core/facts';
import { timersByHand } from './by-hand.ts';
import { createTerminalSession, type TerminalSession } from './terminal-session.ts';

export const { durations } = serverConfigSchema.parse({
  operators: ['Anna'],
  devices: [{ name: 'H01', family: 'handheld' }],
});
export const MINUTE = 60_000;

/** Messages of a terminal. The payment asked for is 12.34 EUR; the one before it was receipt 0016, trace 16. */
export const TAKEN = '800000';
export const APPROVED = '040f 13 2700 04000000001234 0b000017 870017 490978';
export const DECLINED = '040f 02 2705';
export const DONE = '060f00';
export const ABORTED = '061e 01 6c';
export const BEFORE: Baseline = { receiptNo: '0016', trace: 16 };
export const STORED_BEFORE = '040f 10 2700 04000000000500 0b000016 870016';
export const NO_TRANSACTION = '061e 01 64';

/** The record of a transaction of that number. */
export function record(number: number): TerminalRecord {
  return { receiptNo: String(number).padStart(4, '0'), trace: number };
}

/** Answers by command: the next one each time, the last one ever after. A number is a pause, `cut` ends the connection. */
export type Says = (string | number)[];
export type Script = { pay?: Says; status?: Says[]; repeat?: Says[]; register?: Says[]; day?: Says; reverse?: Says };

export function terminalThat(script: Script, times: Partial<Durations> = {}) {
  const timers = timersByHand();
  const findings: Finding[] = [];
  const known: (TerminalRecord | 'none')[] = [];
  const heard: string[] = [];
  const days: (number | null)[] = [];
  const reversals: [string, TerminalRecord | null][] = [];
  const left: Record<string, Says[]> = {
    '0600': [...(script.register ?? [[TAKEN, DONE]])],
    '0601': [script.pay ?? []],
    '0501': [...(script.status ?? [[TAKEN, '060f 01 00']])],
    '0620': [...(script.repeat ?? [[]])],
    '0650': [script.day ?? []],
    '0630': [script.reverse ?? []],
  };
  let connections = 0;

  function dial(handlers: ChannelHandlers<Uint8Array>) {
    connections += 1;
    let open = true;
    const reader = createApduReader();
    const say = (says: Says): void => {
      for (let at = 0, i = 0; i < says.length; i += 1) {
        const one = says[i] as string | number;
        if (typeof one === 'number') at += one;
        else
          timers.after(
            at,
            () => open && (one === 'cut' ? ((open = false), handlers.onClose('reset')) : handlers.onData(bytesOf(one))),
          );
      }
    };
    timers.after(1, () => open && handlers.onOpen());
    return {
      send(bytes: Uint8Array) {
        if (!open) return;
        for (const { control } of reader.push(bytes).apdus) {
          const name = toHex(Uint8Array.of(control >> 8, control & 0xff)).toLowerCase();
          heard.push(name);
          const answers = left[name];
          if (answers !== undefined) say((answers.length > 1 ? answers.shift() : answers[0]) ?? []);
        }
      },
      close() {
        open = false;
      },
    };
  }
  const session: TerminalSession = createTerminalSession({
    dial,
    timers,
    durations: { ...durations, ...times },
    password: '000000',
    report: {
      outcome: (_payment, finding) => findings.push(finding),
      known: (last) => known.push(last),
      dayClosed: (cents) => days.push(cents),
      reversal: (_payment, { outcome, record }) => reversals.push([outcome, record]),
    },
  });
  return { session, timers, findings, known, days, reversals, heard, connections: () => connections };
}

const bytesOf = (hex: string): Uint8Array => fromHex(hex.replaceAll(' ', ''));
