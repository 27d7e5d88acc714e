// Words have one meaning each, and are those that are recorded: every event of an evening can be named by them.
import assert from 'node:assert/strict';
import type { HistoryEvent } from '#history/events';
import { tells } from '#history/match';
import { errorTable } from '#protocols/errors/errors';
import { eventFields, factFields } from './event-fields.ts';
import { HAPPENS } from './vocabulary.ts';

describe('the vocabulary of events', () => {
  it('has each word once', () => {
    const { fact: _fact, reply: _reply, told: _told, transition: _transition, ...kinds } = eventFields;
    const states = [...HAPPENS].flatMap(([word, sort]) => (sort === 'state' ? [word] : []));
    const all = [...Object.keys(errorTable), ...states, ...Object.keys(factFields), ...Object.keys(kinds)];
    assert.deepEqual(
      all.filter((word, i) => all.indexOf(word) !== i),
      [],
    );
  });

  it('tells an event by the word that people use for it', () => {
    const at = { t: 1, node: 'H01' };
    const events: [HistoryEvent, string, string][] = [
      [{ ...at, kind: 'reply', req: 1, ok: false, did: 'open', code: 'held-by-payment' }, 'held-by-payment', 'refusal'],
      [
        { ...at, kind: 'transition', machine: 'handheld', from: 'off', to: 'open.booking red' },
        'open.booking red',
        'state',
      ],
      [
        { ...at, kind: 'fact', n: 1, at: 1, fact: { kind: 'tab-released', cause: 'lease-ended' } },
        'tab-released:lease-ended',
        'fact',
      ],
      [{ ...at, kind: 'fact', n: 1, at: 1, fact: { kind: 'job-printed', job: 1 } }, 'job-printed', 'fact'],
      [{ ...at, kind: 'clock-warning', skewMs: 60_000 }, 'clock-warning', 'event'],
    ];
    for (const [event, word, sort] of events) {
      assert.equal(HAPPENS.get(word), sort);
      for (const [, other] of events) assert.equal(tells(event, other), other === word, other);
    }
  });
});
