import assert from 'node:assert/strict';
import { HISTORY_FORMAT, HISTORY_VERSION, type HistoryEvent, type HistoryHeader } from './events.ts';
import { headerLine, startRecording, trailerLine } from './history.ts';
import { eventsIn, readHistory } from './reading.ts';

const limits = Object.fromEntries([
  ['printAttempts', 0],
  ...['lease', 'grace', 'restartGrace', 'paymentHold', 'enquiryLimit', 'failAfter', 'printConfirm', 'printerPoll']
    .concat('tolerance', 'slack', 'heartbeat', 'orphanAfter', 'printStatus', 'printLine')
    .map((name) => [`${name}Ms`, 0] as const),
]);
const header = {
  format: HISTORY_FORMAT,
  version: HISTORY_VERSION,
  scenario: 'quiet',
  source: {},
  seed: 1,
  ground: 'sim',
  commit: '',
  timeScale: 1,
  durationMs: 60_000,
  limits,
  floor: { devices: [], printers: [], terminals: [], places: {}, accessPoints: [] },
  happens: [],
} as unknown as HistoryHeader;

/** The lines of a whole history with so many events. */
function* linesOf(count: number): Generator<string> {
  yield headerLine(header);
  const lines: string[] = [];
  let t = 0;
  const recording = startRecording(() => t, { line: (line) => lines.push(line) });
  for (t = 1; t <= count; t += 1) {
    recording.record('H01', { kind: 'storage', seqs: [t] });
    yield lines.pop() as string;
  }
  yield trailerLine(recording);
}

const damageOf = (lines: Iterable<string>): string => {
  const { damage } = readHistory(lines);
  return damage === null ? 'whole' : `line ${damage.line} ${damage.what}`;
};

describe('reading a history', () => {
  it('hands on the header and every event, and knows the hash', () => {
    const seen: HistoryEvent[] = [];
    let first: HistoryHeader | undefined;
    const { events, damage, hash } = readHistory(linesOf(3), {
      header: (found) => (first = found),
      event: (event) => seen.push(event),
    });
    assert.deepEqual(first, header);
    assert.deepEqual(
      seen.map(({ t }) => t),
      [1, 2, 3],
    );
    assert.deepEqual([events, damage, hash.length], [3, null, 16]);
  });

  it('gives the events alone, as far as they can be read', () => {
    const lines = [...linesOf(3)];
    const times = (some: readonly string[]): number[] => [...eventsIn(some)].map(({ t }) => t);
    assert.deepEqual(times(lines), [1, 2, 3]);
    assert.deepEqual(times(lines.slice(0, 3)), [1, 2]);
    assert.deepEqual(times(lines.with(2, '{"t":')), [1]);
    assert.deepEqual(times([]), []);
  });

  it('keeps nothing: an event is seen before the next line is asked for', () => {
    let asked = 0;
    let seen = 0;
    function* counted(): Generator<string> {
      for (const line of linesOf(500)) {
        assert.ok(asked - seen <= 1);
        asked += 1;
        yield line;
      }
    }
    readHistory(counted(), { event: () => (seen += 1) });
    assert.equal(seen, 500);
  });

  it('says of event n that it is on line n + 1', () => {
    const lines = [...linesOf(9)];
    lines[7] = lines[7]!.slice(0, 20);
    let events = 0;
    const { damage } = readHistory(lines, { event: () => (events += 1) });
    assert.deepEqual([events, damage], [6, { line: 8, what: 'is not a JSON object' }]);
  });

  it('says exactly what is wrong', () => {
    const lines = [...linesOf(3)];
    const changed = (at: number, text: string): string[] => lines.with(at, text);
    assert.equal(damageOf(lines), 'whole');
    assert.equal(damageOf([]), 'line 1 is missing: the file is empty');
    assert.equal(damageOf(['{}']), 'line 1 is not the header of a history');
    assert.equal(damageOf(lines.slice(0, 3)), 'line 4 is missing: the history is cut off');
    assert.equal(damageOf([...lines, '', '']), 'whole');
    assert.equal(damageOf([...lines, lines[1]!]), 'line 6 follows the last line');
    assert.equal(damageOf(lines.toSpliced(2, 1)), 'line 4 counts 3 events, there are 2');
    assert.equal(damageOf(changed(2, lines[1]!)), 'line 5 has another hash than the events before it');
    assert.equal(damageOf(changed(2, '{"t":"1"}')), 'line 3 is not an event');
    assert.equal(damageOf(changed(2, '{"t":1,"node":"server","kind":"fact"}')), 'line 3 is not an event');
    const { leaseMs: _, ...fewer } = limits;
    assert.equal(
      damageOf(changed(0, JSON.stringify({ ...header, limits: fewer }))),
      'line 1 has no limits.leaseMs that can be used',
    );
    assert.match(damageOf(changed(0, JSON.stringify({ ...header, version: 99 }))), /^line 1 names version 99; /);
  });
});
