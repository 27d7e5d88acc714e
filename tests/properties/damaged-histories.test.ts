// A history may come from anywhere, in any state: it is judged, or refused with its line, and never called a pass.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TwinError } from '#protocols/errors/errors';
import { readScenarioFor } from '#cli/scenarios';
import { analyze } from '#runs/analyze';
import { runOnSim } from '#runs/run-on-sim';

type Damage = (lines: string[], at: number, other: number, value: unknown) => void;

const damages: Record<string, Damage> = {
  'a line is gone': (lines, at) => void lines.splice(at, 1),
  'a line stands twice': (lines, at) => void lines.splice(at, 0, lines[at]!),
  'two lines have changed places': (lines, at, other) => {
    const moved = lines.splice(at, 1);
    lines.splice(other % (lines.length + 1), 0, ...moved);
  },
  'the file ends early': (lines, at, other) => {
    lines.splice(at + 1);
    lines[at] = lines[at]!.slice(0, other % lines[at]!.length);
  },
  'a value is another one': (lines, at, other, value) => {
    const line = JSON.parse(lines[at]!) as object;
    const places = placesIn(line);
    const { holder, key } = places[other % places.length]!;
    holder[key] = value;
    lines[at] = JSON.stringify(line);
  },
};

type Place = { path: string; holder: Record<string, unknown>; key: string };

/** Every field of an object and of what is in it. */
function placesIn(value: object, above = ''): Place[] {
  const holder = value as Record<string, unknown>;
  return Object.entries(holder).flatMap(([key, inner]) => {
    const path = `${above}${key}`;
    return [{ path, holder, key }, ...(typeof inner === 'object' && inner !== null ? placesIn(inner, `${path}.`) : [])];
  });
}

/** The header is one line of many, and the one that everything is judged by. */
const anyLine = fc.oneof(fc.constant(0), fc.nat());
const SCENARIOS = ['belt-printer-static-redirect', 'server-killed-mid-booking', 'terminal-lost-mid-payment'];

describe('a damaged history', () => {
  for (const name of SCENARIOS) {
    it(`is judged or refused, and never passes: ${name}`, () => {
      const whole = playedLines(name);
      assert.equal(analyze(whole, 'h').result.verdict, 'pass');
      const damage = fc.tuple(fc.constantFrom(...Object.keys(damages)), anyLine, fc.nat(), fc.jsonValue());
      fc.assert(
        fc.property(damage, ([kind, at, other, value]) => {
          const lines = [...whole];
          damages[kind]!(lines, at % lines.length, other, value);
          const isSame = lines.slice(1).join() === whole.slice(1).join();
          if (!isSame) assert.notEqual(verdictOf(lines), 'pass');
        }),
        { numRuns: 300 },
      );
    });
  }
});

describe('a header that was edited', () => {
  it('is judged by, or refused', () => {
    const [first = '', ...events] = playedLines('out-of-range');
    const isOfTheScenario = (path: string): boolean => path.startsWith('source.') && !path.startsWith('source.expect');
    const places = placesIn(JSON.parse(first) as object).filter(({ path }) => !isOfTheScenario(path));
    assert.ok(
      places.some(({ path }) => path.startsWith('expects.0.')),
      'there are expectations',
    );
    for (const { path } of places) {
      for (const value of [null, -1, 0.5, '', 'x', true, [], [null], {}, { a: {} }]) {
        const header = JSON.parse(first) as object;
        const { holder, key } = placesIn(header).find((one) => one.path === path) as Place;
        holder[key] = value;
        assert.ok(verdictOf([JSON.stringify(header), ...events]), path);
      }
    }
  });
});

function playedLines(name: string): string[] {
  const lines: string[] = [];
  runOnSim(readScenarioFor(name), { line: (line) => lines.push(line) });
  return lines;
}

function verdictOf(lines: readonly string[]): string {
  try {
    return analyze(lines, 'h').result.verdict;
  } catch (error) {
    if (error instanceof TwinError && error.code === 'history-damaged') return 'refused';
    throw error;
  }
}
