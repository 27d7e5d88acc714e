/** Which tone the state of a thing has; the texts are those of the history. A text nobody knows is `other`, not lost. */
import type { Tone } from './spans.ts';

const DEVICE: Record<string, Tone> = {
  off: 'off',
  running: 'starting',
  starting: 'starting',
  startFailed: 'trouble',
  signedOff: 'signed-off',
  signingOn: 'signed-off',
  signingOff: 'signed-off',
  idle: 'idle',
  opening: 'opening',
  simpleOrdering: 'sending',
  refused: 'refused',
  open: 'open',
  'open.handingOver': 'sending',
  'open.changing': 'sending',
  'open.scanning': 'sending',
  'open.closing': 'sending',
  'open.billing': 'sending',
  'open.startingPayment': 'paying',
  'open.paying': 'paying',
  collectingOffline: 'offline',
  sendingStored: 'stored',
  putAway: 'away',
  frozen: 'frozen',
};

/** `open.booking yellow` is the app's state, and behind the blank the dialog's colour. */
export function deviceTone(text: string): Tone {
  const app = text.split(' ', 1)[0] ?? '';
  return DEVICE[app] ?? DEVICE[app.split('.', 1)[0] ?? ''] ?? 'other';
}

/** The connection-problems dialog, if it is on the display. */
export function dialogTone(text: string): 'yellow' | 'red' | null {
  const dialog = text.split(' ')[1];
  return dialog === 'yellow' || dialog === 'red' ? dialog : null;
}

const TERMINAL: Record<string, Tone> = {
  off: 'off',
  idle: 'idle',
  waitingForCard: 'opening',
  askingHost: 'asking',
  reversing: 'asking',
  reporting: 'sending',
  unacknowledged: 'trouble',
  finishing: 'sending',
};

export function terminalTone(text: string): Tone {
  return TERMINAL[text] ?? 'other';
}

/** Server, access point, printer: it works, or it does not. */
export function conditionTone(state: string): Tone {
  switch (state) {
    case 'up':
    case 'on':
    case 'resumed':
      return 'up';
    case 'ready':
      return 'ready';
    case 'off':
    case 'down':
    case 'killed':
    case 'ended':
    case 'stopped':
      return 'down';
    default:
      return state.startsWith('not started') ? 'down' : 'trouble';
  }
}
