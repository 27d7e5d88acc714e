// Observers that are slower than the journal.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import type { JournalEntry } from '#server/core/facts';
import { unguarded } from './guard.ts';
import { createObservers } from './observers.ts';

const ENTRIES = 1_000;
const fact = { kind: 'signed-on', device: 'H01', operator: 'x'.repeat(40_000) } as const;
const journal = {
  read: (after = 0, most = ENTRIES): JournalEntry[] =>
    Array.from({ length: Math.min(most, ENTRIES - after) }, (_, i) => ({ n: after + i + 1, at: 0, fact })),
};

/** A socket that takes everything; `next` tells that what it was given is on its way. */
function socket() {
  const state = { entries: 0, bytes: 0, next: (): void => {} };
  const emitter = Object.assign(new EventEmitter(), {
    readyState: 1,
    OPEN: 1,
    send(text: string, sent?: () => void) {
      state.entries += 1;
      state.bytes += text.length;
      state.next = sent ?? state.next;
    },
  });
  createObservers(journal, unguarded).add(emitter as unknown as WebSocket, 0);
  return state;
}

describe('an observer that catches up', () => {
  it('is sent little as long as it reads nothing', () => {
    assert.ok(socket().bytes < 1 << 20);
  });

  it('is sent everything in the end', () => {
    const state = socket();
    for (let n = 0; n < ENTRIES; n += 1) state.next();
    assert.equal(state.entries, ENTRIES);
  });
});

describe('an observer that comes late', () => {
  it('is told what must always hold and did not, once it has the journal', () => {
    const told: string[] = [];
    const observers = createObservers({ read: () => [] }, unguarded);
    observers.tell({ broken: { id: 'timer-ahead', about: 'a timer is set for a time to come' } });
    observers.tell({ stall: { fromMs: 1, toMs: 2 } });
    const late = Object.assign(new EventEmitter(), { readyState: 1, OPEN: 1, send: (text: string) => told.push(text) });
    observers.add(late as unknown as WebSocket, 0);
    assert.deepEqual(told, ['{"broken":{"id":"timer-ahead","about":"a timer is set for a time to come"}}']);
  });
});
