// What counts as having been somewhere: words of events, and what stood beside or before them.
import assert from 'node:assert/strict';
import type { EventBody, FactRecord } from '#history/events';
import { sometimes } from '#protocols/marks';
import { startCoverage } from './coverage.ts';

const rain = sometimes('test-coverage-rain', 'it rains on the terrace');

function pointsOf(...bodies: EventBody[]): string[] {
  const coverage = startCoverage();
  for (const body of bodies) coverage.event({ t: 1, node: 'H01', ...body });
  return coverage.points().sort();
}
const fact = (record: FactRecord): EventBody => ({ kind: 'fact', n: 1, at: 1, fact: record });
const fault = (name: string, phase: 'begun' | 'ended'): EventBody => ({
  kind: 'fault',
  phase,
  fault: name,
  id: 1,
  params: {},
});
const opening: EventBody = { kind: 'transition', machine: 'handheld', from: 'idle', to: 'opening' };
const locked = (tab: number): EventBody =>
  fact({ kind: 'tab-locked', tab, token: tab, device: `H0${tab}`, operator: 'Anna' });
const released = (tab: number, cause: string): EventBody =>
  fact({ kind: 'tab-released', tab, token: tab, device: `H0${tab}`, cause });

describe('the coverage of a run', () => {
  it('is states and transitions of charts, refusals, and what the server decided, without names and numbers', () => {
    assert.deepEqual(
      pointsOf(
        opening,
        { kind: 'reply', req: 7, ok: false, did: 'open', code: 'held-by-another-device', holder: 'H02' },
        { kind: 'told', code: 'stale-token', tab: 12 },
        locked(1),
        { kind: 'hold-lost', tab: 1, token: 1, why: 'restart' },
      ),
      [
        'hold-lost restart',
        'reply not-ok open held-by-another-device',
        'state handheld opening',
        'tab-locked',
        'told stale-token',
        'transition handheld idle opening',
      ],
    );
  });

  it('tells a transition and a fact under a fault from the same in peace, however often the fault is in force', () => {
    const points = pointsOf(
      fault('paper-out', 'begun'),
      fault('paper-out', 'begun'),
      fault('paper-out', 'ended'),
      opening,
      fault('paper-out', 'ended'),
      locked(1),
      fault('server-slow', 'begun'),
      opening,
    );
    assert.deepEqual(
      points.filter((point) => point.includes(' while ')),
      ['transition handheld idle opening while paper-out', 'transition handheld idle opening while server-slow'],
    );
  });

  it('tells a fact by the one before it on the same tab, whatever happens on others', () => {
    const points = pointsOf(locked(1), locked(2), released(1, 'bill'), released(2, 'lease-ended'));
    assert.deepEqual(
      points.filter((point) => point.includes(' after ')),
      ['tab-released bill after tab-locked', 'tab-released lease-ended after tab-locked'],
    );
  });

  it('tells what comes first after a start', () => {
    const points = pointsOf(fact({ kind: 'started' }), locked(1), fact({ kind: 'started' }), released(1, 'restart'));
    assert.deepEqual(
      points.filter((point) => point.includes(' after ')),
      ['tab-locked after started', 'tab-released restart after started'],
    );
  });

  it('does not take a job for the tab of the same number', () => {
    const printed = fact({ kind: 'job-printed', job: 1, printer: 'bar', evidence: 'confirmed' });
    const points = pointsOf(locked(1), printed);
    assert.deepEqual(
      points.filter((point) => point.includes(' after ')),
      [],
    );
  });

  it('has the marks that held since it began', () => {
    rain();
    const coverage = startCoverage();
    rain(false);
    assert.deepEqual(coverage.points(), []);
    rain();
    assert.deepEqual(coverage.points(), ['mark test-coverage-rain']);
  });

  it('keeps kinds of events that it does not know', () => {
    assert.deepEqual(pointsOf({ kind: 'thunder' } as never), ['thunder']);
  });
});
