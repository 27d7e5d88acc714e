import assert from 'node:assert/strict';
import type { HistoryEvent } from '#history/events';
import { carriedHistory } from './carried-history.ts';
import { describe as described, fieldsText, kindText } from './describe.ts';
import type { Lane } from './timeline/lanes.ts';

const at = (event: object): HistoryEvent => ({ t: 1_000, node: 'H01', ...event }) as HistoryEvent;
const lane = { name: 'H01' } as Lane;

describe('the words of the report', () => {
  it('tell an event in a line', () => {
    const fact = at({ kind: 'fact', n: 3, at: 990, fact: { kind: 'tab-locked', tab: 12, device: 'H01' } });
    const events = [
      at({ kind: 'act', act: 'open', tab: 12 }),
      fact,
      at({ kind: 'transition', from: 'idle', to: 'opening' }),
    ];
    assert.deepEqual(
      events.map((event) => `${kindText(event)}: ${fieldsText(event)}`),
      ['act: open  tab 12', 'fact tab-locked: tab 12  device H01', 'transition: idle → opening'],
    );
  });

  it('tell a stretch by its times, and what ended it', () => {
    const segment = {
      from: 1_000,
      to: 181_000,
      text: 'holds the tab',
      tone: 'hold',
      event: 1,
      label: '12 · 7',
      end: 'lease-ended',
      endEvent: 9,
    } as const;
    const band = { row: 'hold', segments: [segment], latest: new Float64Array([181_000]) } as const;
    assert.deepEqual(described({ lane, band: { ...band, segments: [segment] }, segment }, carriedHistory(1, 0, 1)), {
      title: 'H01 · holds the tab: tab 12, token 7',
      lines: ['0:00:01.000 → 0:03:01.000  (3 min)', 'ended by: lease-ended  #9'],
      event: 1,
      at: 1_000,
    });
  });

  it('tell a mark by its event', () => {
    const history = carriedHistory(1, 1, 1);
    const printed = at({ kind: 'printed', ticket: 4, tab: 12, document: 'order', copy: true, lines: 3 });
    history.add(JSON.stringify(printed), () => undefined);
    const { title, lines } = described({ lane, mark: { at: 1_000, tone: 'copy', event: 1 } }, history);
    assert.deepEqual([title, lines], ['H01 · copy printed', ['ticket 4, tab 12, order']]);
  });
});
