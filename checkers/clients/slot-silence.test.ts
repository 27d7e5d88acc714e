// How long a Freestyle device keeps its slot in silence: a lease of 180 s, and a grace of 15 s.
import assert from 'node:assert/strict';
import type { EventOf, HistoryHeader } from '#history/events';
import { findings } from '../findings.ts';
import { STORY_LIMITS } from '../story.ts';
import { SlotSilence } from './slot-silence.ts';

const LEASE_MS = 180_000;
const DUE_MS = 195_000;

class Told {
  private readonly found = findings('slots', { timeScale: 1 });
  private readonly silence: SlotSilence;
  private id = 0;

  constructor(slackMs = 0) {
    const limits = { ...STORY_LIMITS, slackMs };
    this.silence = new SlotSilence({ limits, timeScale: 1 } as unknown as HistoryHeader, this.found);
    this.server(0, 'up');
    this.silence.begins('F01', 0, (this.id += 1));
  }

  server(t: number, state: 'up' | 'killed'): this {
    this.silence.condition({ t, node: 'server', kind: 'condition', of: 'server', state });
    return this;
  }

  heard(t: number, from = 'F01'): this {
    this.silence.heard({ t, node: 'server', kind: 'heard', from }, (this.id += 1));
    return this;
  }

  charged(charged: boolean): this {
    this.silence.charged('F01', charged);
    return this;
  }

  freed(t: number, at = t, cause = 'lost'): this {
    this.silence.ends('F01', cause, { t, at } as EventOf<'fact'>, (this.id += 1));
    return this;
  }

  end(t: number): this {
    this.silence.until(t);
    this.silence.end();
    return this;
  }

  slow(t: number): this {
    const params = { commitMs: 500 };
    this.silence.slow.fault({ t, node: 'server', kind: 'fault', phase: 'begun', fault: 'server-slow', id: 1, params });
    return this;
  }

  stall(fromMs: number, toMs: number): this {
    this.silence.still.seen({ t: toMs, node: 'run', kind: 'stall', who: 'server', fromMs, toMs });
    return this;
  }

  get says(): string {
    const { verdict, evidence } = this.found.result(true);
    return evidence[0] === undefined ? verdict : (evidence[0].sentence.split('; however ')[1] ?? '');
  }

  get evidence() {
    return this.found.result(true).evidence[0];
  }
}

describe('a slot in silence', () => {
  it('is freed from the end of a lease on, and by the end of a grace', () => {
    assert.equal(new Told().freed(LEASE_MS).says, 'pass');
    assert.match(new Told().freed(LEASE_MS - 1).says, /was freed at 0:02:59.999 already/);
    assert.equal(new Told().freed(DUE_MS).says, 'pass');
    assert.match(new Told().freed(DUE_MS + 1).says, /was still taken at 0:03:15.001/);
    assert.deepEqual(new Told().freed(LEASE_MS - 1).evidence?.events, [1, 2]);
    const deadline = { node: 'F01', fromMs: 0, dueMs: LEASE_MS, actualMs: DUE_MS + 1 };
    assert.deepEqual(new Told().freed(DUE_MS + 1).evidence?.deadline, deadline);
  });

  it('has as much more of both as measuring adds', () => {
    assert.equal(new Told(100).freed(LEASE_MS - 100).says, 'pass');
    assert.match(new Told(100).freed(LEASE_MS - 101).says, /already/);
    assert.equal(new Told(100).freed(DUE_MS + 100).says, 'pass');
    assert.match(new Told(100).freed(DUE_MS + 101).says, /still taken/);
  });

  it('begins anew whenever the device is heard, but not in the moment of the decision', () => {
    assert.match(new Told().heard(100_000).freed(LEASE_MS).says, /already/);
    assert.equal(new Told().heard(100_000, 'F02').freed(LEASE_MS).says, 'pass');
    assert.equal(new Told().heard(100_000).freed(100_000 + LEASE_MS).says, 'pass');
    assert.equal(new Told().heard(LEASE_MS + 10).freed(LEASE_MS + 20, LEASE_MS + 5).says, 'pass', 'heard after it');
    assert.match(new Told().heard(DUE_MS + 1).says, /still taken/, 'it was heard too late');
  });

  it('is over when the device leaves, at any time', () => {
    assert.equal(new Told().freed(50_000, 50_000, 'left').says, 'pass');
    assert.match(new Told().freed(DUE_MS + 1, DUE_MS + 1, 'left').says, /still taken/);
    assert.equal(new Told().freed(50_000, 50_000, 'left').freed(50_001).heard(900_000).end(900_000).says, 'pass');
  });

  it('is looked at when the run ends, if a server runs by then', () => {
    assert.equal(new Told().end(DUE_MS).says, 'pass');
    assert.match(new Told().end(DUE_MS + 1).says, /still taken/);
    assert.deepEqual(new Told().end(DUE_MS + 1).evidence?.events, [1]);
    assert.equal(new Told().server(10_000, 'killed').end(DUE_MS + 1).says, 'pass');
  });

  it('does not count while no server runs; one that starts counts the most that it may have lasted', () => {
    const away = (): Told => new Told().server(50_000, 'killed').server(100_000, 'up');
    assert.equal(away().freed(DUE_MS + 50_000).says, 'pass');
    assert.match(away().freed(DUE_MS + 50_001).says, /still taken/);
    const GUESSED_MS = 25_000 + 10_000;
    assert.equal(away().freed(LEASE_MS + 50_000 - GUESSED_MS).says, 'pass');
    assert.match(away().freed(LEASE_MS + 50_000 - GUESSED_MS - 1).says, /already/);
    const twice = away().server(110_000, 'killed').server(120_000, 'up');
    assert.equal(twice.freed(LEASE_MS + 60_000 - GUESSED_MS - 10_000).says, 'pass');
  });

  it('may end early where it was counted and the server was gone before it noted the return', () => {
    const lost = (): Told => new Told().charged(true).heard(100_000).server(100_010, 'killed').server(101_000, 'up');
    assert.equal(lost().freed(120_000).says, 'pass');
    const noted = new Told()
      .charged(true)
      .heard(100_000)
      .charged(false)
      .server(100_010, 'killed')
      .server(101_000, 'up');
    assert.match(noted.freed(120_000).says, /already/);
    assert.match(lost().heard(110_000).freed(120_000).says, /already/, 'it was heard again');
  });

  it('may last longer by what a slow server stands still, and is unknown while the machine does', () => {
    assert.equal(new Told().slow(1_000).freed(DUE_MS + 1_000).says, 'pass');
    assert.match(new Told().slow(1_000).freed(DUE_MS + 1_001).says, /still taken/);
    assert.equal(new Told().stall(5_000, 9_000).freed(DUE_MS + 1).says, 'unknown');
    assert.equal(new Told().stall(5_000, 9_000).freed(LEASE_MS - 1).says, 'unknown');
  });
});
