/** The words for the tones, in the order the legend shows them, and the legend of what occurs in a run. */
import type { Run } from '../run.ts';
import { made } from '../made.ts';
import type { Tone } from './spans.ts';

export const LEGEND: readonly (readonly [name: string, tones: { [K in Tone]?: string }])[] = [
  [
    'Device',
    {
      off: 'off',
      starting: 'starting',
      trouble: 'trouble',
      'signed-off': 'signed off',
      idle: 'idle',
      opening: 'opening',
      refused: 'refused',
      open: 'tab open',
      sending: 'handing over',
      paying: 'paying',
      offline: 'collecting offline',
      stored: 'sending stored',
      away: 'put away',
      frozen: 'frozen',
      other: 'other',
    },
  ],
  ['Connection', { yellow: 'yellow dialog', red: 'red dialog', silent: 'no network' }],
  ['Signal', { 'air-good': 'good', 'air-weak': 'slow at times', 'air-bad': 'too late', 'air-none': 'none' }],
  [
    'Holds and locks',
    {
      hold: 'held by the device',
      stale: 'by its own word only',
      lock: 'locked by the server',
      orphaned: 'orphaned',
      parked: 'parked payment',
    },
  ],
  [
    'Server and machines',
    {
      up: 'up',
      ready: 'ready',
      down: 'down',
      asking: 'asking the host',
      stall: 'this machine stalled',
      fault: 'fault',
    },
  ],
  [
    'Marks',
    {
      booking: 'booking',
      printed: 'ticket',
      copy: 'copy',
      half: 'in part',
      taken: 'money taken',
      reversed: 'given back',
      clock: 'clock warning',
      told: 'device told its operator',
    },
  ],
];

/** Only what occurs in the run. */
export function showLegend(box: HTMLElement, run: Run): void {
  const used = new Set<Tone>();
  for (const { bands, marks } of run.lanes) {
    for (const { segments } of bands) for (const { tone } of segments) used.add(tone);
    for (const { tone } of marks) used.add(tone);
  }
  const groups = LEGEND.flatMap(([name, tones]) => {
    const items = Object.entries(tones).filter(([tone]) => used.has(tone as Tone));
    if (items.length === 0) return [];
    const swatches = items.map(([tone, words]) =>
      made(
        'span',
        { class: 'swatch' },
        made('i', {
          class: tone === 'fault' ? 'hatched' : '',
          style: `background-color:var(--t-${tone})`,
          'aria-hidden': 'true',
        }),
        words,
      ),
    );
    return [made('div', { role: 'listitem' }, made('b', {}, name), ...swatches)];
  });
  if (run.deadlines.length > 0)
    groups.push(
      made(
        'div',
        { role: 'listitem' },
        made('b', {}, 'Deadlines'),
        made('span', { class: 'swatch' }, made('i', { class: 'due', 'aria-hidden': 'true' }), 'due'),
        made('span', { class: 'swatch' }, made('i', { class: 'over', 'aria-hidden': 'true' }), 'overrun'),
      ),
    );
  box.replaceChildren(...groups);
}
