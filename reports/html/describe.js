/** Words for what is drawn: times, legends, and what the pointer is on. Returns parts; nothing here makes markup. */

/** `1:02:03.456`; only as fine as `step` needs. */
export function clockText(ms, step = 1) {
  const whole = Math.round(ms);
  const two = (n) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3_600_000);
  const minutes = two(Math.floor(whole / 60_000) % 60);
  const seconds = two(Math.floor(whole / 1_000) % 60);
  if (step >= 1_000) return `${hours}:${minutes}:${seconds}`;
  return `${hours}:${minutes}:${seconds}.${String(whole % 1_000).padStart(3, '0')}`;
}

export function lengthText(ms) {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(ms < 10_000 ? 2 : 1))} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3_600)} h ${Math.round((seconds % 3_600) / 60)} min`;
}

/** Title, lines and the event the thing began with. */
export function describe(thing, run) {
  const { lane } = thing;
  if (thing.detail) {
    const event = run.details.get(thing.detail.n);
    return { title: `${lane.name} · ${kindText(event)}`, lines: [], event: thing.detail.n, at: event.t };
  }
  if (thing.mark) {
    const { mark } = thing;
    const { text, tone } = run.codes[mark.code];
    let figure = 0;
    const line = text.replace(/#/g, () => String(mark.figures[figure++] ?? '#'));
    return { title: `${lane.name} · ${MARK_WORDS[tone] ?? tone}`, lines: [line], event: mark.event, at: mark.at };
  }
  const { band, i } = thing;
  const from = band.from[i];
  const to = band.to[i];
  const lines = [`${clockText(from)} → ${clockText(to)}  (${lengthText(to - from)})`];
  const end = band.end(i);
  if (end !== '') lines.push(`ended by: ${end}${band.endEvent(i) > 0 ? `  #${band.endEvent(i)}` : ''}`);
  return { title: `${lane.name} · ${bandText(band, i, run)}`, lines, event: band.event[i], at: from };
}

function bandText(band, i, run) {
  const { text } = run.codes[band.code[i]];
  const label = band.label(i);
  if (band.row === 'hold') return `${text}: tab ${tabAndToken(label)}`;
  if (band.row === 'lock') return `${text} by the server: ${tabAndToken(label)}`;
  if (label === '' || label === text) return text;
  return label.startsWith(text) ? label : `${text}: ${label}`;
}

const tabAndToken = (label) => label.replace(' · ', ', token ');

const MARK_WORDS = {
  printed: 'ticket printed',
  copy: 'copy printed',
  half: 'printed in part',
  taken: 'money taken',
  reversed: 'money given back',
  booking: 'booking',
  clock: 'clock warning',
};

/** The legend's words for a tone, in the order they are shown. */
export const LEGEND = [
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
  ['Connection', { yellow: 'yellow dialog', red: 'red dialog', silent: 'no radio' }],
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
    },
  ],
];

/** An event in a line: what kind, and its fields without the clutter. */
export function kindText(event) {
  return event.kind === 'fact' ? `fact ${event.fact.kind}` : event.kind;
}

export function fieldsText(event) {
  const { t: _t, node: _node, kind: _kind, ...fields } = event;
  if (event.kind !== 'fact') return JSON.stringify(fields).slice(1, -1);
  const { kind: _factKind, ...of } = event.fact;
  return JSON.stringify(of).slice(1, -1);
}
