/**
 * What every thermal printer has: power, paper, a cover, a head, and what moves paper and head. Any of them stops printing;
 * what was received waits in the buffer, and a power cycle loses it; paper and cover are as they are, with power or without,
 * and so is what is stuck, which no sensor notices. `wlan-printer` and `belt-printer` are made from this chart.
 */
import { emit, setup } from 'xstate';

export type PrinterEvent =
  | { type: 'POWER_OFF' }
  | { type: 'POWER_ON' }
  | { type: 'PAPER_OUT' }
  | { type: 'PAPER_IN' }
  | { type: 'PAPER_NEAR_END' }
  | { type: 'COVER_OPENED' }
  | { type: 'COVER_CLOSED' }
  | { type: 'ERROR' }
  | { type: 'ERROR_CLEARED' }
  | { type: 'STUCK' }
  | { type: 'LOOSE' };

/** Why a printer does not print; `null` when it does. */
export type PrinterEffect = { type: 'changed' } | { type: 'buffer-lost' };

export function receiptPrinter<Id extends string>(id: Id) {
  return setup({
    types: { events: {} as PrinterEvent, emitted: {} as PrinterEffect },
  }).createMachine({
    id,
    type: 'parallel',
    states: {
      power: {
        initial: 'on',
        states: {
          on: {
            on: { POWER_OFF: { target: 'off', actions: [emit({ type: 'buffer-lost' }), emit({ type: 'changed' })] } },
          },
          off: { on: { POWER_ON: { target: 'on', actions: emit({ type: 'changed' }) } } },
        },
      },
      paper: {
        initial: 'enough',
        states: {
          enough: { on: { PAPER_OUT: 'out', PAPER_NEAR_END: 'nearEnd' } },
          nearEnd: { on: { PAPER_OUT: 'out', PAPER_IN: 'enough' }, entry: emit({ type: 'changed' }) },
          out: {
            on: { PAPER_IN: { target: 'enough', actions: emit({ type: 'changed' }) } },
            entry: emit({ type: 'changed' }),
          },
        },
      },
      cover: {
        initial: 'closed',
        states: {
          closed: { on: { COVER_OPENED: 'open' } },
          open: {
            entry: emit({ type: 'changed' }),
            on: { COVER_CLOSED: { target: 'closed', actions: emit({ type: 'changed' }) } },
          },
        },
      },
      head: {
        initial: 'fine',
        states: {
          fine: { on: { ERROR: 'error' } },
          error: {
            entry: emit({ type: 'changed' }),
            on: {
              ERROR_CLEARED: { target: 'fine', actions: emit({ type: 'changed' }) },
              POWER_OFF: 'fine',
            },
          },
        },
      },
      mechanism: {
        initial: 'free',
        states: {
          free: { on: { STUCK: 'stuck' } },
          stuck: {
            entry: emit({ type: 'changed' }),
            on: { LOOSE: { target: 'free', actions: emit({ type: 'changed' }) } },
          },
        },
      },
    },
  });
}
