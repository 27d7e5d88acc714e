// What a device is told of the lines of a tab that it opens.
import assert from 'node:assert/strict';
import { MOST_TAB_LINES } from '#protocols/mpos/messages';
import { emptyState, tabOf, type Tab } from '../state.ts';
import { serverConfigSchema } from '../config.ts';
import { step } from '../step.ts';
import { linesTold } from './tab-lines.ts';

const config = serverConfigSchema.parse({ operators: ['Anna'], devices: [{ name: 'H01', family: 'handheld' }] });
const soup = { quantity: 2, article: 'Soup', cents: 1380 };

/** Tab 7 with so many lines on it. */
function tabWith(lines: number): Tab {
  const tab = tabOf(emptyState(config), 7);
  for (let i = 0; i < lines; i += 1) tab.lines.push({ tab: 7, place: 'none', ...soup });
  return tab;
}

/** What H01 is answered that opens tab 7, on which is a soup. */
function opened(quick: { quick?: true }): object {
  let state = emptyState(config);
  const outputs = [
    { type: 'sign-on', req: 1, operator: 'Anna' },
    { type: 'open', req: 2, tab: 7, ...quick },
  ].flatMap((message) => {
    const input = { kind: 'message', device: 'H01', message: message as never } as const;
    const result = step(state, { nowMs: 1, wallMs: 1 }, input);
    state = result.state;
    tabOf(state, 7).lines = [{ tab: 7, place: 'none', ...soup }];
    return result.outputs;
  });
  const [reply] = outputs.flatMap((one) => (one.kind === 'send' && 'did' in one.message ? [one.message] : [])).slice(1);
  return reply ?? {};
}

describe('the lines of a tab', () => {
  it('are told to who opens it, but not in Quick Mode', () => {
    assert.deepEqual((opened({}) as { lines?: object }).lines, [soup]);
    assert.equal('lines' in opened({ quick: true }), false);
  });

  it('are all told while one message carries them', () => {
    assert.deepEqual(linesTold(tabWith(1)), { lines: [soup] });
    assert.equal(linesTold(tabWith(MOST_TAB_LINES)).earlierCents, undefined);
  });

  it('are told from the latest back where they are too many, and the sum of the others', () => {
    const { lines, earlierCents } = linesTold(tabWith(MOST_TAB_LINES + 3));
    assert.equal(lines.length, MOST_TAB_LINES);
    assert.equal(earlierCents, 3 * soup.cents);
  });
});
