import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { LEGEND } from './legend.ts';

describe('the colours of the report', () => {
  it('are there for every tone of the legend, on paper and in the dark', () => {
    const style = readFileSync(new URL('../../look/colours.css', import.meta.url), 'utf8');
    const colours = [...style.matchAll(/--t-([a-z-]+):\s*#[0-9a-f]{6};/g)].map(([, tone]) => tone);
    const tones = LEGEND.flatMap(([, words]) => Object.keys(words));
    assert.ok(tones.length > 30);
    assert.deepEqual(colours.toSorted(), [...tones, ...tones].toSorted());
  });
});
