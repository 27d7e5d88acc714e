// A printer that says it is well and has not printed a ticket gets no other one until it is loose.
import assert from 'node:assert/strict';
import type { HistoryEvent, HistoryHeader } from '#history/events';
import { judgeHistory } from '../../judge.ts';
import { posChain } from './redirects.ts';
import { fact, queued, started } from './ticket-story.ts';

const limits = { failAfterMs: 1_000, printConfirmMs: 3_000, printStatusMs: 1_000, printerPollMs: 1_000, slackMs: 0 };
const printers = [{ name: 'kitchen', alternatives: [] }];

function said(events: HistoryEvent[], { plan, printStatusMs = 1_000 }: { plan?: object; printStatusMs?: number } = {}) {
  const header = { limits: { ...limits, printStatusMs }, floor: { printers, plan }, timeScale: 1 };
  const up = is(0, 'server', 'server', 'up');
  const [result] = judgeHistory(header as unknown as HistoryHeader, [up, queued(1), ...events], {
    checkers: [posChain],
  });
  return result?.evidence[0]?.sentence ?? result?.verdict;
}

const is = (t: number, node: string, of: 'printer' | 'server' | 'link', state: string): HistoryEvent =>
  ({ t, node, kind: 'condition', of, state }) as HistoryEvent;
const kitchen = (t: number, state: string): HistoryEvent => is(t, 'kitchen', 'printer', state);
const fault = (t: number, phase: 'begun' | 'ended', name = 'printer-stuck', node = 'kitchen', id = 1): HistoryEvent =>
  ({ t, node, kind: 'fault', phase, fault: name, id, params: {} }) as HistoryEvent;
const failed = (t: number, trouble: 'silent' | 'offline' = 'silent', mayBePrinted = true): HistoryEvent =>
  fact(t, { kind: 'job-failed', job: 1, printer: 'kitchen', trouble, mayBePrinted });

const stuck = [fault(1_000, 'begun'), kitchen(1_000, 'stuck')];
const sent = started(2_000, 'kitchen');
const again = started(20_000, 'kitchen');
const IN_VAIN = /^let kitchen say that it is well, .* at 0:00:02\.000; .* another one was sent there at 0:00:20\.000/;

describe('a printer that is stuck', () => {
  it('is sent one ticket, and no other one while it is stuck', () => {
    assert.equal(said([...stuck, sent, failed(15_000)]), 'pass');
    assert.match(said([...stuck, sent, failed(15_000), again]) ?? '', IN_VAIN);
    assert.match(said([...stuck, sent, failed(15_000), kitchen(16_000, 'paper-out+stuck'), again]) ?? '', IN_VAIN);
  });

  it('is sent another when it is loose or was off, and by a server that was started', () => {
    const begun = [...stuck, sent, failed(15_000)];
    assert.equal(said([...begun, kitchen(16_000, 'ready'), again]), 'pass');
    assert.equal(said([...begun, kitchen(16_000, 'off'), kitchen(17_000, 'stuck'), again]), 'pass');
    assert.equal(said([...begun, fact(16_000, { kind: 'started' } as never), again]), 'pass');
  });

  it('is known only by a ticket that had all its time there', () => {
    assert.equal(said([...stuck, sent, failed(15_000, 'offline'), again]), 'pass');
    assert.equal(said([...stuck, sent, failed(15_000, 'silent', false), again]), 'pass');
    assert.equal(said([sent, kitchen(3_000, 'stuck'), failed(15_000), again]), 'pass');
    assert.equal(said([...stuck, sent, again]), 'pass');
  });

  it('is not known where anything else was wrong meanwhile', () => {
    for (const other of [
      kitchen(3_000, 'paper-out+stuck'),
      is(3_000, 'kitchen', 'link', 'silent'),
      fault(3_000, 'begun', 'server-slow', 'server', 2),
      fault(3_000, 'begun', 'bad-cable', 'kitchen', 2),
    ])
      assert.equal(said([...stuck, sent, other, failed(15_000), again]), 'pass', JSON.stringify(other));
    assert.equal(said([...stuck, sent, failed(15_000), again], { printStatusMs: 900 }), 'pass', 'of little patience');
    const plan = { stations: [{ name: 'kitchen', wired: false }] };
    assert.equal(said([...stuck, sent, failed(15_000), again], { plan }), 'pass', 'on the air');
  });

  it('is nothing to be judged by where the machine stood still', () => {
    const stall = { t: 15_000, node: 'run', kind: 'stall', fromMs: 3_000, toMs: 9_000 } as unknown as HistoryEvent;
    assert.equal(said([...stuck, sent, failed(15_000), again, stall]), 'unknown');
  });
});
