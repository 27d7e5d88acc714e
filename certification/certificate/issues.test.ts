import assert from 'node:assert/strict';
import { benchSchema, findingsSchema } from '../probes/bench.ts';
import { bench } from '../probes/sample-answers.ts';
import { issuesOf } from './issues.ts';
import { runRecordSchema } from './run-record.ts';
import { firstRun } from './sample-runs.ts';
import type { z } from 'zod';

const told = (schema: z.ZodType, value: unknown): string => {
  const { error } = schema.safeParse(value);
  return error === undefined ? 'nothing' : issuesOf(error, schema, value);
};

describe('what is wrong with a file', () => {
  it('is said in the words of the house, with the place and what was meant', () => {
    const { till, ...others } = bench;
    for (const [value, sentence] of [
      [
        { ...others, tills: till },
        'till: "till" is missing; tills: there is no such field here (did you mean "till"?)',
      ],
      [{ ...bench, till: 'counter' }, 'till: must be an IPv4 address, like 192.168.1.10, not "counter"'],
      [{ ...bench, item: 3 }, 'item: must be a map of fields, not 3'],
      [
        { ...bench, item: { condition: 'New.', receivedAt: 'yesterday' } },
        'item.receivedAt: must be a time in UTC to the second, like 2026-11-01T09:00:00Z, not "yesterday"',
      ],
      [
        { ...bench, exemption: 'imposible' },
        /must be one of possible, impossible, .* \(did you mean "impossible"\?\)$/,
      ],
      ['bench', 'the file: must be a map of fields, not "bench"'],
    ] as const) {
      const said = told(benchSchema, value);
      if (typeof sentence === 'string') assert.equal(said, sentence);
      else assert.match(said, sentence);
    }
    assert.match(told(findingsSchema, { format: 1, runs: [{ dsp: { measured: 1 } }] }), /^runs\[0\]\.dsp: is no name/);
  });

  it('is a sentence of its own where it is between fields', () => {
    const ended = { ...firstRun, endedAt: '2026-11-01T09:00:00Z' };
    assert.equal(told(runRecordSchema, ended), 'the file: it ended before it began');
  });
});
