// What a device is sent of the tab it opens.
import assert from 'node:assert/strict';
import type { ReplyEvent, SentEvent } from '#history/events';
import type { TabLine } from '#protocols/mpos/messages';
import { evening, type Story } from '../story.ts';
import { tabLines } from './tab-lines.ts';

const soup = { quantity: 1, article: 'Soup', cents: 500 };

/** H02 opens tab 5, on which Anna has put a soup, and is sent these lines. */
function opened(shown: Partial<ReplyEvent>, asked: Partial<SentEvent> = {}): Story {
  const story = evening().at(2_000).opens('H01', 'Anna', 5, 1, { lines: [] });
  story.collects('H01', 5, 1, 500).books('H01', 'Anna', 5, 1, 1, 500);
  story.fact({ kind: 'tab-released', tab: 5, token: 1, device: 'H01', cause: 'new-balance' }).at(3_000);
  return story
    .asks('H02', 'open', { tab: 5, ...asked })
    .answers('H02', { did: 'opened', tab: 5, token: 2, balanceCents: 500, parked: false })
    .shows('H02', 'opened', { token: 2, ...shown });
}

/** `pass`, or what a failure says after its `however`; of a floor that knows of lines. */
function verdict(story: Story): string {
  const floor = { devices: [{ name: 'C01', family: 'client', beltPrinter: false }], tabLines: true };
  const { verdict: said, evidence } = story.judged(tabLines, {}, true, { floor } as object);
  return said === 'fail' ? (evidence[0]?.sentence.split('; however ')[1] ?? '') : said;
}

describe('a device that opens a tab', () => {
  it('is sent what stands on it, and nothing else', () => {
    assert.equal(verdict(opened({ lines: [soup] })), 'pass');
    assert.equal(verdict(opened({ lines: [] })), 'it was sent 0');
    assert.equal(verdict(opened({})), 'it was sent none');
    assert.match(verdict(opened({ lines: [{ ...soup, cents: 400 }] })), /line 1 was 1 x Soup 4.00, not 1 x Soup 5.00/);
    assert.equal(verdict(opened({ lines: [soup, soup] })), 'it was sent 2');
  });

  it('is told the sum of the first lines where they are too many', () => {
    assert.equal(verdict(opened({ lines: [], earlierCents: 500 })), 'pass');
    assert.equal(verdict(opened({ lines: [], earlierCents: 400 })), 'the first 1 came to 4.00');
    assert.equal(verdict(opened({ lines: [soup], earlierCents: 0 })), 'it was sent 1');
  });

  it('is sent no line in Quick Mode', () => {
    assert.equal(verdict(opened({}, { quick: true })), 'pass');
    assert.equal(verdict(opened({ lines: [soup] }, { quick: true })), 'it was sent 1 lines');
  });

  it('is judged also where it is shown the answer before the journal tells of it', () => {
    const story = evening()
      .at(2_000)
      .asks('H02', 'open', { tab: 5 })
      .shows('H02', 'opened', { token: 2, lines: [soup] });
    story.answers('H02', { did: 'opened', tab: 5, token: 2, balanceCents: 0, parked: false });
    assert.equal(verdict(story), 'it was sent 1');
  });

  it('is sent nothing if it is a thin client, not even if it asks', () => {
    const answer = { did: 'opened', tab: 5, token: 2, balanceCents: 0, parked: false } as const;
    const lines: TabLine[] = [soup];
    assert.equal(verdict(evening().asks('C01', 'open', { tab: 5 }).answers('C01', answer)), 'pass');
    assert.equal(
      verdict(
        evening()
          .asks('C01', 'open', { tab: 5 })
          .answers('C01', { ...answer, lines }),
      ),
      'it was sent 1 lines',
    );
  });

  it('is not judged in histories of the time when no lines were sent', () => {
    assert.equal(opened({}).verdict(tabLines), 'pass');
  });
});
