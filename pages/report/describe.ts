/** Words for what is drawn: what the pointer is on, and events in a line. Returns text; nothing here makes markup. */
import type { HistoryEvent } from '#history/events';
import { clockText, durationText } from '#history/clock';
import type { CarriedHistory } from './carried-history.ts';
import type { Thing } from './timeline/layout.ts';
import type { Tone } from './timeline/spans.ts';

/** `event` is 0 for what was so from the beginning. */
export type Description = { title: string; lines: string[]; event: number; at: number };

/** Title, lines, and the event the thing began with. */
export function describe(thing: Thing, history: CarriedHistory): Description {
  const { lane } = thing;
  if ('mark' in thing) {
    const { tone, event, at } = thing.mark;
    const told = history.event(event);
    return { title: `${lane.name} · ${MARKS[tone] ?? tone}`, lines: told ? [markLine(told)] : [], event, at };
  }
  const { from, to, event, end = '', endEvent } = thing.segment;
  const lines = [`${clockText(from)} → ${clockText(to)}  (${durationText(to - from)})`];
  if (end !== '') lines.push(`ended by: ${end}${endEvent === undefined ? '' : `  #${endEvent}`}`);
  return { title: `${lane.name} · ${segmentText(thing)}`, lines, event, at: from };
}

function segmentText({ band, segment: { text, label = '' } }: Extract<Thing, { band: unknown }>): string {
  if (band.row === 'hold') return `${text}: tab ${label.replace(' · ', ', token ')}`;
  if (band.row === 'lock') return `${text} by the server: ${label.replace(' · ', ', token ')}`;
  if (label === '' || label === text) return text;
  return label.startsWith(text) ? label : `${text}: ${label}`;
}

const MARKS: { [K in Tone]?: string } = {
  printed: 'ticket printed',
  copy: 'copy printed',
  half: 'printed in part',
  taken: 'money taken',
  reversed: 'money given back',
  booking: 'booking',
  clock: 'clock warning',
  told: 'told its operator',
};

function markLine(event: HistoryEvent): string {
  switch (event.kind) {
    case 'collected':
      return `booking ${event.seq} on tab ${event.tab}${event.offline ? ', offline' : ''}`;
    case 'printed':
      return `ticket ${event.ticket}, tab ${event.tab}, ${event.document}`;
    case 'half-printed':
      return `${event.lines} lines of ticket ${event.ticket}${event.copy ? ', a copy' : ''}`;
    case 'money':
      return `${event.cents} cents, trace ${event.trace}`;
    case 'clock-warning':
      return `wrong by ${Math.round(event.skewMs)} ms`;
    case 'told':
      return `${event.code}, tab ${event.tab}`;
    default:
      return kindText(event);
  }
}

/** What kind of event, with the kind of fact where it is one. */
export function kindText(event: HistoryEvent): string {
  return event.kind === 'fact' ? `fact ${event.fact.kind}` : event.kind;
}

/** The fields of an event that its line does not show otherwise. */
export function fieldsText(event: HistoryEvent): string {
  const { t: _t, node: _node, kind: _kind, ...fields } = event;
  if (event.kind === 'transition') return `${event.from} → ${event.to}`;
  if (event.kind !== 'fact') return told(fields);
  const { kind: _factKind, ...of } = event.fact;
  return told(of);
}

/** Fields whose value says what it is of. */
const PLAIN: ReadonlySet<string> = new Set(['act', 'type', 'did', 'of', 'state', 'fault', 'phase', 'why']);

const told = (fields: object): string =>
  Object.entries(fields)
    .map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return PLAIN.has(name) ? text : `${name} ${text}`;
    })
    .join('  ');
