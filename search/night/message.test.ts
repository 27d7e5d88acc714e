import assert from 'node:assert/strict';
import type { Night, NightFind } from './figures.ts';
import { newNight } from './figures.ts';
import { nightMessage } from './message.ts';

const find: NightFind = {
  signature: 'tickets-once twice',
  checker: 'tickets-once',
  sentence: 'Let <!channel> & [H01](x) hand over; then ticket 7 comes out twice.',
  floor: 3,
  later: 4,
  file: 'finds/a.yaml',
  text: 'format: 1\n',
  size: 6,
  devices: 2,
  onWire: null,
};
const night: Night = {
  ...newNight({
    name: '2026-11-26-001',
    commit: 'abc1234',
    machine: { node: 'v24.21.0', cores: 2 },
    seed: 1,
    budget: { floors: 100 },
    begunAt: '2026-11-26T22:00:00.000Z',
  }),
  endedAt: '2026-11-27T06:00:00.000Z',
  canary: { mutant: 'x', about: 'x', found: true, floors: 1, checker: 'money' },
  search: { floors: 100, unknown: 0, spentMs: 1, corpus: 1, points: 1, finds: [find], neverSeen: [] },
  leftOut: ['2 scenarios on the wire, no time was left'],
};

describe('the message about a night', () => {
  it('is blocks for Slack, in which nothing from a floor is markup', () => {
    const { text, blocks } = nightMessage(night, 'slack', 'nights/latest/night.html');
    assert.equal(text, '❌ mpos-twin night 2026-11-26-001: failed: 1 find, 100 floors searched');
    const texts = (blocks as { text: { text: string } }[]).map((block) => block.text.text);
    assert.equal(
      texts[1],
      '*tickets-once, 6 steps and faults, 5 floors*\nLet &lt;!channel&gt; &amp; [H01](x) hand over; then ticket 7 comes out twice.',
    );
    assert.match(texts[2] ?? '', /^left out: 2 scenarios.*\ncommit abc1234, page: nights\/latest\/night\.html$/);
  });

  it('is an adaptive card for Teams', () => {
    const { type, attachments } = nightMessage(night, 'teams', 'night.html');
    const [card] = attachments as { contentType: string; content: { type: string; body: { text: string }[] } }[];
    assert.deepEqual(
      [type, card?.contentType, card?.content.type],
      ['message', 'application/vnd.microsoft.card.adaptive', 'AdaptiveCard'],
    );
    assert.equal(
      card?.content.body[2]?.text,
      String.raw`Let <!channel> & \[H01\](x) hand over; then ticket 7 comes out twice.`,
    );
  });

  it('stays below what Slack takes, however much was found', () => {
    const finds = Array.from({ length: 40 }, () => ({ ...find, sentence: 'x'.repeat(10_000) }));
    const search = { ...(night.search as NonNullable<Night['search']>), finds };
    const { blocks } = nightMessage({ ...night, search }, 'slack', 'p');
    const texts = (blocks as { text: { text: string } }[]).map((block) => block.text.text);
    assert.equal(texts.length, 7);
    assert.ok(texts.every((text) => text.length < 3_000));
    assert.match(texts.at(-1) ?? '', /^and 35 more\n/);
  });
});
