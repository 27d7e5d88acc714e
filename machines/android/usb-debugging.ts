/**
 * A computer at the door of an Android device: a known key lets it in at once; for another one the display asks “Allow
 * USB debugging?”, and somebody allows it once, or always, or refuses. Whoever was refused is not asked about again
 * before he connects anew. When the authorisations are revoked, whoever is in is put out.
 */
import { emit, setup } from 'xstate';

export type UsbDebuggingEvent =
  /** It has signed with a key that is remembered. */
  | { type: 'SIGNED' }
  /** It has sent the public half of a key nobody knows. */
  | { type: 'ASK' }
  | { type: 'ALLOW_ONCE' }
  | { type: 'ALLOW_ALWAYS' }
  | { type: 'REFUSE' }
  | { type: 'REVOKE' }
  /** It has hung up. */
  | { type: 'GONE' };
export type UsbDebuggingEffect =
  | { type: 'asked' }
  /** The question is off the display. */
  | { type: 'answered' }
  | { type: 'let-in'; remember: boolean }
  | { type: 'put-out' };

export const usbDebugging = setup({
  types: {
    events: {} as UsbDebuggingEvent,
    emitted: {} as UsbDebuggingEffect,
  },
}).createMachine({
  id: 'usb-debugging',
  initial: 'unknown',
  states: {
    unknown: {
      on: {
        SIGNED: { target: 'in', actions: emit({ type: 'let-in', remember: false }) },
        ASK: 'asked',
        GONE: 'gone',
      },
    },
    asked: {
      entry: emit({ type: 'asked' }),
      exit: emit({ type: 'answered' }),
      on: {
        SIGNED: { target: 'in', actions: emit({ type: 'let-in', remember: false }) },
        ALLOW_ONCE: { target: 'in', actions: emit({ type: 'let-in', remember: false }) },
        ALLOW_ALWAYS: { target: 'in', actions: emit({ type: 'let-in', remember: true }) },
        REFUSE: 'refused',
        GONE: 'gone',
      },
    },
    refused: { on: { GONE: 'gone' } },
    in: {
      on: {
        REVOKE: { target: 'revoked', actions: emit({ type: 'put-out' }) },
        GONE: 'gone',
      },
    },
    revoked: {},
    gone: {},
  },
});
