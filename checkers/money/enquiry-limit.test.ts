import assert from 'node:assert/strict';
import { Story } from '../story.ts';
import { enquiryLimit } from './enquiry-limit.ts';

describe('enquiry-limit', () => {
  const OFF_MS = 10_000;
  /** T4, T3 and the limit of an enquiry after the terminal went off. */
  const DUE_MS = OFF_MS + 185_000 + 60_000;
  const paying = (): Story => new Story().server('up').at(1_000).begins(1, 5, 7);
  const power = (story: Story, state: 'on' | 'off'): Story =>
    story.event('pt1', { kind: 'condition', of: 'terminal', state });
  const dark = (): Story => power(paying().at(OFF_MS), 'off');
  const parked = { kind: 'payment-parked', payment: 1, tab: 5 } as const;
  const end = (story: Story): Story => story.event('run', { kind: 'phase', phase: 'end' });
  const verdict = (story: Story, limits = {}): string => {
    const { verdict: is, judged } = end(story).judged(enquiryLimit, limits);
    return is === 'pass' && judged === 0 ? 'nothing judged' : is;
  };

  it('passes a tab that is parked in time, and finds one that is later', () => {
    assert.equal(verdict(dark().at(DUE_MS).fact(parked)), 'pass');
    assert.equal(verdict(dark().at(DUE_MS).ends(1, 5, 'not-paid')), 'pass');
    assert.equal(
      verdict(
        dark()
          .at(DUE_MS + 1)
          .fact(parked),
      ),
      'fail',
    );
    assert.equal(
      verdict(
        dark()
          .at(DUE_MS + 1)
          .ends(1, 5, 'not-paid'),
      ),
      'fail',
    );
    assert.equal(verdict(dark().at(DUE_MS)), 'pass');
    const { evidence } = end(dark().at(DUE_MS + 7)).judged(enquiryLimit);
    assert.match(evidence[0]?.sentence ?? '', /run and pt1 be gone from 0:00:10.000; .*by 0:04:15.007 the tab was not/);
    assert.deepEqual(evidence[0]?.deadline, { node: 'pt1', fromMs: OFF_MS, dueMs: DUE_MS, actualMs: DUE_MS + 7 });
  });

  it('asks nothing while the terminal is on, and begins anew whenever it goes off', () => {
    assert.equal(verdict(paying().at(DUE_MS * 2)), 'nothing judged');
    assert.equal(verdict(power(dark().at(DUE_MS - 1), 'on').at(2 * DUE_MS)), 'pass');
    assert.equal(verdict(power(dark().at(DUE_MS + 1), 'on')), 'fail', 'it had been off for too long');
    const again = (): Story => power(power(dark().at(60_000), 'on').at(70_000), 'off');
    assert.equal(
      verdict(
        again()
          .at(DUE_MS + 60_000)
          .fact(parked),
      ),
      'pass',
    );
    assert.equal(
      verdict(
        again()
          .at(DUE_MS + 60_001)
          .fact(parked),
      ),
      'fail',
    );
  });

  it('counts from the begin of a payment at a terminal that is off already, and asks nothing of other terminals', () => {
    const late = (): Story => power(new Story().server('up').at(500), 'off').at(OFF_MS).begins(1, 5, 7);
    assert.equal(verdict(late().at(DUE_MS)), 'pass');
    assert.equal(verdict(late().at(DUE_MS + 1)), 'fail');
    const other = paying().at(OFF_MS).event('pt2', { kind: 'condition', of: 'terminal', state: 'off' });
    assert.equal(verdict(other.at(DUE_MS + 1)), 'nothing judged');
  });

  it('counts the time of the server, from its last start', () => {
    const started = dark().at(20_000).server('killed').at(50_000).server('up');
    assert.equal(verdict(started.at(DUE_MS + 40_000).fact(parked)), 'pass');
    const late = dark().at(20_000).server('killed').at(50_000).server('up');
    assert.equal(verdict(late.at(DUE_MS + 40_001).fact(parked)), 'fail');
    assert.equal(
      verdict(
        dark()
          .at(20_000)
          .server('killed')
          .at(2 * DUE_MS),
      ),
      'nothing judged',
      'nobody is there to park it',
    );
  });

  it('allows for what measuring adds, and for a slow server, and says nothing while the machine stands still', () => {
    assert.equal(
      verdict(
        dark()
          .at(DUE_MS + 100)
          .fact(parked),
        { slackMs: 100 },
      ),
      'pass',
    );
    assert.equal(
      verdict(
        dark()
          .at(DUE_MS + 101)
          .fact(parked),
        { slackMs: 100 },
      ),
      'fail',
    );
    const slow = (): Story =>
      paying().event('server', {
        kind: 'fault',
        phase: 'begun',
        fault: 'server-slow',
        id: 1,
        params: { commitMs: 200 },
      });
    assert.equal(
      verdict(
        power(slow().at(OFF_MS), 'off')
          .at(DUE_MS + 400)
          .fact(parked),
      ),
      'pass',
    );
    assert.equal(
      verdict(
        power(slow().at(OFF_MS), 'off')
          .at(DUE_MS + 401)
          .fact(parked),
      ),
      'fail',
    );
    const still = dark().at(29_000).event('run', { kind: 'stall', who: 'server', fromMs: 25_000, toMs: 29_000 });
    assert.equal(verdict(still.at(DUE_MS + 1).fact(parked)), 'unknown');
  });

  it('judges nothing of histories that do not say how long a terminal may be silent', () => {
    assert.equal(verdict(dark().at(2 * DUE_MS), { terminalWaitMs: undefined }), 'nothing judged');
  });

  describe('where a terminal is lost in the midst of a payment', () => {
    const fault = (story: Story, phase: 'begun' | 'ended', id = 1): Story =>
      story.event('pt1', {
        kind: 'fault',
        phase,
        fault: 'terminal-lost-mid-payment',
        id,
        params: { stage: 'askingHost' },
      });
    const comesTo = (story: Story, to: string): Story =>
      story.event('pt1', { kind: 'transition', machine: 'payment-terminal', from: 'idle', to });
    const lost = (): Story => comesTo(fault(paying(), 'begun').at(OFF_MS), 'askingHost');

    it('counts from when it came to that state', () => {
      assert.equal(verdict(lost().at(DUE_MS).fact(parked)), 'pass');
      assert.equal(
        verdict(
          lost()
            .at(DUE_MS + 1)
            .fact(parked),
        ),
        'fail',
      );
      const otherState = comesTo(fault(paying(), 'begun').at(OFF_MS), 'waitingForCard');
      assert.equal(verdict(otherState.at(2 * DUE_MS)), 'nothing judged');
    });

    it('is over when the fault is, unless the terminal is off or lost twice', () => {
      assert.equal(
        verdict(
          fault(lost().at(20_000), 'ended')
            .at(DUE_MS + 1)
            .fact(parked),
        ),
        'pass',
      );
      const off = fault(power(lost().at(15_000), 'off').at(20_000), 'ended');
      assert.equal(verdict(off.at(DUE_MS + 1).fact(parked)), 'fail');
      const twice = comesTo(fault(fault(paying(), 'begun'), 'begun', 2).at(OFF_MS), 'askingHost');
      assert.equal(
        verdict(
          fault(twice.at(20_000), 'ended')
            .at(DUE_MS + 1)
            .fact(parked),
        ),
        'fail',
      );
    });
  });
});
