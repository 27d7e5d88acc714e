import assert from 'node:assert/strict';
import type { Fact, Source } from '#server/core/facts';
import { Story } from '../story.ts';
import { sourceColumn } from './source-column.ts';

const booked = (device: string, source: Source): Fact => ({
  ...{ kind: 'booked', tab: 5, token: 1, device, operator: 'Anna', source, offline: false, bookings: [] },
});
const billed = (device: string, source?: Source): Fact => ({
  ...{ kind: 'billed', bill: 1, tab: 5, device, operator: 'Anna', cents: 500, tender: 'cash', payment: null },
  ...(source === undefined ? {} : { source }),
});
const found = (fact: Fact): string => new Story().fact(fact).verdict(sourceColumn);

describe('source-column', () => {
  it('is 40 for whatever devices do, and Officer at the till', () => {
    for (const device of ['H01', 'T01', 'C01', 'F01']) {
      assert.equal(found(booked(device, '40')), 'pass');
      assert.equal(found(booked(device, 'Officer')), 'the source column says Officer, not 40');
    }
    assert.equal(found(booked('till', 'Officer')), 'pass');
    assert.equal(found(booked('till', '40')), 'the source column says 40, not Officer');
  });

  it('is so of all that has one, and older journals have none for bills', () => {
    for (const kind of ['lines-cancelled', 'discounted', 'redeemed', 'reversal-ended'] as const) {
      const fact = { ...booked('H01', 'Officer'), kind } as unknown as Fact;
      assert.equal(found(fact), 'the source column says Officer, not 40', kind);
    }
    assert.match(found(billed('H01', 'Officer')), /says Officer/);
    assert.equal(found(billed('H01', '40')), 'pass');
    assert.equal(found(billed('H01')), 'pass');
    assert.equal(new Story().fact(billed('H01')).judged(sourceColumn).judged, 0);
  });

  it('is 40 for a device that nobody knows', () => {
    const { evidence } = new Story().fact(booked('X99', 'Officer')).judged(sourceColumn);
    assert.match(evidence[0]?.sentence ?? '', /^let X99 be a stranger; then it booked on tab 5/);
    assert.deepEqual(evidence[0]?.events, [1]);
  });
});
