import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import type { Fact, JobSpec } from '#server/core/facts';
import { copies } from './copies.ts';
import { judgeHistory } from '../../judge.ts';

const devices = [{ name: 'C01', family: 'client' }];
const floor = { fallbackPrinter: 'counter', devices };
const header = { floor, limits: { slackMs: 0 }, timeScale: 1 } as unknown as HistoryHeader;
const fact = (said: Fact): HistoryEvent => ({ t: 1, node: 'server', kind: 'fact', n: 1, at: 1, fact: said });
const job = (number: number, also: Partial<JobSpec> = {}): HistoryEvent =>
  fact({
    ...{ kind: 'job-queued', job: number, document: 'order', tab: 5, route: 'pos', queue: 'kitchen', device: 'H01' },
    ...{ ticket: 1, copy: number > 1, lines: ['Tab 5  Anna', '1 x Soup'] },
    ...also,
  });
const asks: HistoryEvent = { t: 2, node: 'H02', kind: 'sent', type: 'reprint', req: 3, job: 1 };
const answered = fact({
  ...{ kind: 'answered', device: 'H02', req: 3, reply: { type: 'reply', req: 3, ok: true, did: 'done' } },
});
const told: HistoryEvent = { t: 3, node: 'H02', kind: 'reply', req: 3, ok: true, did: 'done' };

function said(...events: HistoryEvent[]): string {
  const [result] = judgeHistory(header, events, { checkers: [copies] });
  return result?.evidence[0]?.sentence ?? '';
}

describe('a copy', () => {
  it('says what the original says, and comes once', () => {
    assert.equal(said(job(1), asks, job(2), answered, told), '');
    const belt = job(1, { route: 'belt', queue: 'H01', document: 'bill' });
    const ofBelt = { route: 'static', queue: 'counter', document: 'bill' } as const;
    assert.equal(said(belt, asks, job(2, ofBelt), answered, told), '');
    assert.match(said(job(1), asks, job(2), job(3), answered), /however 2 copies were queued/);
    const wrongs: [Partial<JobSpec>, RegExp][] = [
      [{ lines: ['Tab 5  Anna'] }, /it says "Tab 5 {2}Anna"/],
      [{ tab: 6 }, /it is an order of H01 for tab 6/],
      [{ queue: 'bar' }, /it is queued for pos bar/],
      [{ ticket: 9 }, /it is one of ticket 9/],
    ];
    for (const [wrong, what] of wrongs) assert.match(said(job(1), asks, job(2, wrong), answered), what);
  });

  it('is not promised and forgotten', () => {
    assert.match(said(job(1), asks, answered), /however no copy of it was queued/);
    assert.match(said(job(1), asks, told), /however no copy of it was queued/);
    const refused: HistoryEvent = { ...told, ok: false, code: 'unknown-job' };
    assert.equal(said(job(1), asks, refused), '');
  });

  it('comes to nobody who has not asked', () => {
    assert.match(said(job(1), job(2), answered), /let nobody ask for ticket 1 again/);
  });

  it('is one of the ticket that was named at a thin client', () => {
    const tapped = (number: number): HistoryEvent => ({
      ...{ t: 2, node: 'C01', kind: 'tap', screen: 1, title: '', key: 'Go on', x: 1, y: 1 },
      ...{ asks: 'reprint', job: number },
    });
    const done = fact({
      ...{ kind: 'answered', device: 'C01', req: 3, reply: { type: 'reply', req: 3, ok: true, did: 'done' } },
    });
    assert.equal(said(job(1), tapped(1), job(2), done), '');
    assert.match(said(job(1), tapped(9), job(2), done), /that is not what was asked for/);
    assert.match(said(job(1), job(2), done), /that is not what was asked for/);
    assert.match(said(job(1), tapped(1), job(2), job(3), done), /2 copies were queued/);
  });

  it('of a request whose ticket the history does not tell is not judged', () => {
    const { job: _, ...old } = asks;
    assert.equal(said(job(1), old, job(2, { lines: [] }), answered), '');
  });
});
