/**
 * What some floors are about. Left to even chance alone, what must come together for the dear mistakes seldom does: a
 * payment that is cut off, and people who come back to its tab, or who walk away while the guest looks for a card; a
 * printer that fails, and another that stands in; clocks that are wrong, and devices that connect anew.
 */
import type { WaitersInput } from './people.ts';

export type Theme = { faults: readonly string[]; habits: Partial<WaitersInput> };

export const themes: readonly Theme[] = [
  {
    faults: [
      'terminal-lost-mid-payment',
      'terminal-lost-mid-payment',
      'terminal-slow',
      'customer-aborts',
      'card-declined',
    ],
    habits: { cardPercent: 70, billPercent: 20, confirmPercent: 50, returnPercent: 70, ownTablesPercent: 0 },
  },
  {
    faults: ['terminal-lost-mid-payment', 'server-killed', 'till-restart', 'server-paused'],
    habits: { cardPercent: 80, billPercent: 20, confirmPercent: 100, returnPercent: 70 },
  },
  {
    faults: [
      'out-of-range',
      'put-away',
      'link-drop',
      'half-open',
      'switched-off',
      'terminal-slow',
      'card-declined',
      'customer-aborts',
      'server-killed',
    ],
    habits: { cardPercent: 90, billPercent: 10, ownTablesPercent: 50 },
  },
  {
    faults: ['server-clock-step', 'clock-skew', 'clock-skew', 'link-drop', 'out-of-range', 'server-killed'],
    habits: { ownTablesPercent: 50 },
  },
  {
    faults: ['paper-out', 'cover-open', 'printer-off', 'printer-off-mid-job', 'server-killed'],
    habits: { handOverPercent: 60, reprintPercent: 10 },
  },
  {
    faults: ['belt-printer-out-of-range', 'switched-off', 'paper-out', 'server-killed', 'link-drop'],
    habits: { billPercent: 80, cardPercent: 20, reprintPercent: 10 },
  },
  {
    faults: ['out-of-range', 'access-point-reboot', 'put-away', 'app-frozen', 'switched-off', 'battery-empty'],
    habits: { returnPercent: 30, ownTablesPercent: 50, forceFreePercent: 20 },
  },
  {
    faults: [
      'server-killed',
      'server-killed',
      'till-restart',
      'disk-full',
      'server-paused',
      'server-slow',
      'server-clock-step',
    ],
    habits: { returnPercent: 30, handOverPercent: 20, ownTablesPercent: 50 },
  },
  {
    faults: ['link-drop', 'half-open', 'link-latency', 'server-slow', 'server-killed'],
    habits: { handOverPercent: 60 },
  },
];
