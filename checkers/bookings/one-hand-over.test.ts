// What one request hands over is booked in one go.
import assert from 'node:assert/strict';
import type { Fact } from '#server/core/facts';
import { Story } from '../story.ts';
import { oneHandOver } from './one-hand-over.ts';

const booked = (...seqs: number[]): Fact => ({
  ...{ kind: 'booked', tab: 5, token: 1, device: 'H01', operator: 'Anna', source: '40', offline: false },
  bookings: seqs.map((seq) => ({ seq, article: 'Soup', quantity: 1, cents: 690, place: 'kitchen' })),
});
const asks = (story: Story, ...seqs: number[]): Story => story.asks('H01', 'hand-over', { tab: 5, token: 1, seqs });
const begun = (...seqs: number[]): Story => asks(new Story().at(1_000), ...seqs);

describe('one-hand-over', () => {
  it('lets a tab have several hand-overs, and what came before not come again', () => {
    const story = asks(begun(1, 2).at(2_000).fact(booked(1, 2)).at(3_000), 1, 2, 3);
    assert.equal(story.at(4_000).fact(booked(3)).judged(oneHandOver).verdict, 'pass');
  });

  it('sees lines of one request that are booked by themselves', () => {
    const result = begun(1, 2).at(2_000).fact(booked(1)).at(2_100).fact(booked(2)).judged(oneHandOver);
    assert.equal(result.verdict, 'fail');
    assert.match(result.evidence[0]?.sentence ?? '', /however at 0:00:02\.100 others were booked by themselves$/);
  });

  it('does not take for one what somebody else books meanwhile', () => {
    const other = { ...booked(2), device: 'H02' } as Fact;
    assert.equal(begun(1, 2).fact(booked(1)).fact(other).judged(oneHandOver).verdict, 'pass');
  });
});
