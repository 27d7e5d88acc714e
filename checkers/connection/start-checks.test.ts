// What a device says when it cannot start.
import assert from 'node:assert/strict';
import type { EventBody } from '#history/events';
import { startChecks } from './start-checks.ts';
import { Story } from '../story.ts';

const becomes = (story: Story, to: string): Story =>
  story.event('H01', { kind: 'transition', machine: 'handheld', from: '', to });
const fault = (story: Story, name: string, phase: 'begun' | 'ended' = 'begun'): Story =>
  story.event('H01', { kind: 'fault', phase, fault: name, id: 1, params: {} });
const network = (story: Story, state: 'own' | 'other'): Story =>
  story.event('H01', { kind: 'condition', of: 'network', state });
const link = (story: Story, state: 'silent' | 'audible'): Story =>
  story.event('H01', { kind: 'condition', of: 'link', state });

const morning = (): Story => new Story().server('up').at(1_000);
/** It is started now, and says after a while what has failed. */
const says = (story: Story, at: number, code: string): Story =>
  becomes(becomes(story.at(at), 'starting').at(at + 6_000), 'startFailed').event('H01', { kind: 'told', code, tab: 0 });

const SERVER = 'server-not-running';
const APP = 'app-not-installed';
const NETWORK = 'till-not-in-network';

describe('what a device says when it cannot start', () => {
  it('is the check that has failed', () => {
    const down = (): Story => new Story().server('up').at(500).server('killed');
    assert.equal(says(down(), 1_000, SERVER).verdict(startChecks), 'pass');
    assert.equal(says(fault(morning(), 'app-missing'), 2_000, APP).verdict(startChecks), 'pass');
    assert.equal(says(network(morning(), 'other'), 2_000, NETWORK).verdict(startChecks), 'pass');
    assert.equal(says(link(morning(), 'silent'), 2_000, NETWORK).verdict(startChecks), 'pass');
  });

  it('is nothing that is well', () => {
    assert.match(says(morning(), 2_000, SERVER).verdict(startChecks), /the server ran all the time/);
    assert.match(says(morning(), 2_000, APP).verdict(startChecks), /its app was installed/);
    assert.match(says(morning(), 2_000, NETWORK).verdict(startChecks), /in the network of the till all the time/);
    const again = fault(fault(morning(), 'app-missing').at(1_500), 'app-missing', 'ended');
    assert.match(says(again, 2_000, APP).verdict(startChecks), /its app was installed/);
  });

  it('is the first of those that have failed, as far as it can see', () => {
    const withoutAll = (): Story => network(fault(morning().server('killed'), 'app-missing'), 'other');
    assert.match(says(withoutAll(), 2_000, SERVER).verdict(startChecks), /could not see whether the server ran/);
    assert.match(says(withoutAll(), 2_000, NETWORK).verdict(startChecks), /its app was missing, which comes first/);
    assert.equal(says(withoutAll(), 2_000, APP).verdict(startChecks), 'pass');
    const withoutTwo = fault(morning().server('killed'), 'app-missing');
    assert.match(says(withoutTwo, 2_000, APP).verdict(startChecks), /the server did not run, which comes first/);
  });

  it('is nothing of the paths of the network at the till, which is beside the server', () => {
    const condition = (story: Story, node: string, of: 'link' | 'paths', state: string): Story =>
      story.event(node, { kind: 'condition', of, state } as EventBody);
    const apart = condition(condition(morning(), 'network', 'paths', 'changing'), 'till', 'link', 'silent').at(2_000);
    const back = condition(condition(apart, 'till', 'link', 'audible'), 'network', 'paths', 'steady').server('killed');
    const till = (to: string) => ({ kind: 'transition', machine: 'till', from: '', to }) as const;
    const said = back.at(9_000).event('till', till('starting')).at(9_006).event('till', till('startFailed'));
    assert.equal(said.event('till', { kind: 'told', code: SERVER, tab: 0 }).verdict(startChecks), 'pass');
  });

  it('may be what was so while it started, or what comes late or was cut', () => {
    const server = (): Story => becomes(morning().server('killed').at(2_000), 'starting').at(3_000).server('up');
    assert.equal(
      becomes(server().at(3_001), 'startFailed')
        .event('H01', { kind: 'told', code: SERVER, tab: 0 })
        .verdict(startChecks),
      'pass',
    );
    const moved = becomes(morning().at(2_000), 'starting').at(2_100);
    assert.equal(
      becomes(network(moved, 'other').at(9_000), 'startFailed')
        .event('H01', { kind: 'told', code: NETWORK, tab: 0 })
        .verdict(startChecks),
      'pass',
    );
    const slow = morning().event('H01', {
      kind: 'fault',
      phase: 'begun',
      fault: 'link-latency',
      id: 1,
      params: { latencyMs: 5_000 },
    });
    assert.equal(says(slow, 2_000, SERVER).verdict(startChecks), 'pass');
  });

  it('may be a server that does not run where it was found, and the network has gone before it answered', () => {
    const found = (): Story => becomes(morning().at(2_000), 'starting').at(2_100);
    const says = (story: Story) =>
      becomes(story.at(5_000), 'startFailed').event('H01', { kind: 'told', code: SERVER, tab: 0 });
    const paths = { kind: 'condition', of: 'paths', state: 'changing' } as const;
    assert.equal(says(found().event('network', paths)).verdict(startChecks), 'pass');
    assert.match(says(found()).verdict(startChecks), /the server ran all the time/);
  });

  it('is not that the server does not run while it stands still once more, after it was slow', () => {
    const slow = (phase: 'begun' | 'ended') =>
      ({ kind: 'fault', phase, fault: 'server-slow', id: 1, params: { commitMs: 8_000 } }) as const;
    const until = (t: number): Story => morning().event('server', slow('begun')).at(t).event('server', slow('ended'));
    assert.equal(says(until(5_000), 6_000, SERVER).verdict(startChecks), 'pass');
    assert.match(says(until(5_000), 20_000, SERVER).verdict(startChecks), /the server ran all the time/);
  });

  it('may be wrong while what an old device began when it was slow is not done', () => {
    const old = (story: Story, id: number, phase: 'begun' | 'ended'): Story =>
      story.event('H01', { kind: 'fault', phase, fault: 'old-hardware', id, params: { slowMs: 2_000 } });
    const slow = (): Story => old(old(morning(), 1, 'begun'), 2, 'begun').at(2_000);
    const over = (): Story => old(old(slow(), 1, 'ended'), 2, 'ended');
    assert.equal(says(over(), 5_000, SERVER).verdict(startChecks), 'pass');
    assert.match(says(over(), 6_001, SERVER).verdict(startChecks), /the server ran all the time/);
  });

  it('is said within the time of a start that begins anew when the app is put back, or reset', () => {
    const away = becomes(network(morning(), 'other').at(2_000), 'starting').at(8_000);
    const back = fault(fault(away, 'app-missing').at(9_000), 'app-missing', 'ended');
    assert.doesNotMatch(becomes(back.at(18_000), 'startFailed').verdict(startChecks), /had not said why/);
    const swiped = becomes(network(morning(), 'other').at(2_000), 'starting').at(8_000);
    const anew = swiped.event('H01', { kind: 'act', act: 'swipe' }).at(17_000);
    assert.doesNotMatch(becomes(anew, 'startFailed').verdict(startChecks), /had not said why/);
  });

  it('is said in time', () => {
    const away = (): Story => becomes(network(morning(), 'other').at(2_000), 'starting');
    const said = (story: Story, t: number): string => becomes(story.at(t), 'startFailed').verdict(startChecks);
    assert.doesNotMatch(said(away(), 11_500), /had not said why/);
    assert.match(said(away(), 11_501), /had not said why/);
    const waiting = becomes(network(morning(), 'other').at(2_000), 'starting');
    assert.match(becomes(waiting.at(12_000), 'startFailed').verdict(startChecks), /had not said why/);
    const silent = becomes(network(morning(), 'other').at(2_000), 'starting').at(60_000);
    assert.match(silent.event('run', { kind: 'phase', phase: 'end' }).verdict(startChecks), /had not said why/);
  });

  it('is not known where the machine stood still', () => {
    const still = says(morning(), 2_000, SERVER).events;
    for (const toMs of [7_000, 2_060]) {
      const story = morning().event('run', { kind: 'stall', who: 'harness', fromMs: 2_000, toMs });
      for (const event of still.slice(1)) story.at(event.t).event(event.node, event);
      assert.equal(story.verdict(startChecks), 'unknown');
    }
  });
});
