// The examples of docs/certification.md are what the program takes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { benchSchema, findingsSchema } from '#certification/probes/bench';

const page = readFileSync(fileURLToPath(new URL('../../docs/certification.md', import.meta.url)), 'utf8');

describe('the page on certification', () => {
  it('has a bench and findings as they are read', () => {
    const [bench, findings] = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text ?? ''));
    assert.deepEqual(benchSchema.parse(bench), bench);
    assert.deepEqual(findingsSchema.parse(findings), findings);
  });
});
