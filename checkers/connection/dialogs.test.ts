// What a device shows of its connection, held against its link and the server.
import assert from 'node:assert/strict';
import { dialogs } from './dialogs.ts';
import { evening, type Story } from '../story.ts';

const becomes = (story: Story, to: string, from = 'idle'): Story =>
  story.event('H01', { kind: 'transition', machine: 'handheld', from, to });
const link = (story: Story, state: 'silent' | 'audible'): Story =>
  story.event('H01', { kind: 'condition', of: 'link', state });
const fault = (story: Story, name: string, params: Record<string, unknown> = {}): Story =>
  story.event('H01', { kind: 'fault', phase: 'begun', fault: name, id: 1, params });
const idle = (): Story => becomes(evening().at(10_000), 'idle');
const verdict = (story: Story, t = 600_000): string =>
  story.at(t).event('run', { kind: 'phase', phase: 'end' }).verdict(dialogs);

describe('the connection-problems dialog', () => {
  it('opens for a reason', () => {
    assert.match(verdict(becomes(idle().at(103_000), 'idle yellow')), /nothing was wrong with link or server/);
    const killed = becomes(
      becomes(idle().at(100_000).server('killed'), 'idle yellow').at(105_000).server('up'),
      'idle',
    );
    assert.equal(verdict(killed), 'pass');
    const dropped = becomes(becomes(fault(idle().at(100_000), 'link-drop'), 'idle yellow').at(101_000), 'idle');
    assert.equal(verdict(dropped), 'pass');
  });

  it('opens when an answer is out for the tolerance, to what was asked or to a beat', () => {
    const welcome = { hold: 'none', serverClockMs: 0, heartbeatMs: 10_000, toleranceMs: 3_000 } as const;
    const lost = (): Story =>
      link(
        idle()
          .at(50_000)
          .event('H01', { kind: 'welcome', ...welcome })
          .at(101_000),
        'silent',
      );
    const opens = (story: Story, from: string): string =>
      verdict(link(becomes(story, `${from} red`, from), 'audible').at(200_000));
    assert.match(opens(lost().at(112_000), 'idle'), /before the tolerance was over/);
    assert.doesNotMatch(opens(lost().at(113_000), 'idle'), /before the tolerance/);
    const asked = (): Story =>
      becomes(becomes(lost().at(104_000), 'opening').at(105_000), 'opening waiting', 'opening');
    assert.match(opens(asked().at(106_000), 'opening'), /before the tolerance was over/);
    assert.doesNotMatch(opens(asked().at(107_000), 'opening'), /before the tolerance/);
  });

  it('opens for a delay that can make an answer too late, and for no other', () => {
    const delayed = (latencyMs: number): Story => fault(idle().at(100_000), 'link-latency', { latencyMs }).at(113_000);
    const opens = (latencyMs: number): string =>
      verdict(becomes(becomes(delayed(latencyMs), 'idle yellow').at(114_000), 'idle'));
    assert.equal(opens(1_500), 'pass');
    assert.match(opens(500), /nothing was wrong/);
  });

  it('is yellow while there is a network, and red when it is noticed that there is none', () => {
    const lost = (): Story => becomes(link(idle().at(102_000), 'silent').at(103_000), 'idle yellow');
    const back = (story: Story): Story => becomes(link(story.at(120_000), 'audible').at(120_000), 'idle');
    assert.equal(verdict(back(becomes(lost().at(104_000), 'idle red'))), 'pass');
    assert.match(verdict(back(becomes(lost().at(107_000), 'idle red'))), /stayed yellow/);
    assert.match(verdict(back(lost())), /stayed yellow/);
    const red = becomes(becomes(idle().at(100_000).server('killed'), 'idle red').at(101_000).server('up'), 'idle');
    assert.match(verdict(red), /was red, and there was a network/);
    const stays = link(becomes(lost().at(104_000), 'idle red').at(120_000), 'audible').at(125_000);
    assert.match(verdict(becomes(stays, 'idle')), /stayed red/);
  });

  it('opens in time', () => {
    const lost = (): Story => link(idle().at(100_000), 'silent');
    const opened = (t: number): Story => becomes(link(becomes(lost().at(t), 'idle red').at(t), 'audible'), 'idle');
    assert.equal(verdict(opened(113_000)), 'pass');
    assert.match(verdict(opened(113_001)), /showed no connection-problems dialog/);
    assert.match(verdict(lost()), /showed no connection-problems dialog/);
    const away = becomes(lost().at(101_000), 'putAway');
    assert.equal(verdict(away), 'pass');
  });

  it('opens at once by cable, and is yellow when it is the cable of the server', () => {
    const tablet = (story: Story, to: string, from = 'idle'): Story =>
      story.event('T01', { kind: 'transition', machine: 'tablet', from, to });
    const cable = (story: Story, node: string, state: 'up' | 'down'): Story =>
      story.event(node, { kind: 'condition', of: 'lan-port', state });
    const unplugged = (): Story =>
      cable(tablet(evening().at(10_000), 'idle').at(100_000), 'T01', 'down').event('T01', {
        kind: 'condition',
        of: 'link',
        state: 'silent',
      });
    const back = (story: Story): Story =>
      tablet(
        cable(story.at(130_000), 'T01', 'up').event('T01', { kind: 'condition', of: 'link', state: 'audible' }),
        'idle',
        'idle red',
      );
    assert.equal(verdict(back(tablet(unplugged(), 'idle red'))), 'pass');
    assert.match(verdict(back(tablet(unplugged().at(100_001), 'idle red'))), /showed no connection-problems dialog/);
    assert.match(verdict(back(tablet(unplugged(), 'idle yellow'))), /stayed yellow/);
    const paused = tablet(evening().at(10_000), 'idle')
      .at(99_000)
      .event('server', { kind: 'condition', of: 'server', state: 'paused' })
      .at(100_000);
    const both = cable(paused, 'T01', 'down').event('T01', { kind: 'condition', of: 'link', state: 'silent' });
    const resumed = tablet(both, 'idle red').event('server', { kind: 'condition', of: 'server', state: 'resumed' });
    assert.equal(verdict(back(resumed)), 'pass', 'not since the server stands still');

    const server = (t: number, shown: string): Story =>
      tablet(
        cable(
          tablet(cable(tablet(evening().at(10_000), 'idle').at(100_000), 'server', 'down').at(t), shown).at(120_000),
          'server',
          'up',
        ).at(121_000),
        'idle',
        shown,
      );
    assert.equal(verdict(server(113_000, 'idle yellow')), 'pass');
    assert.match(verdict(server(113_001, 'idle yellow')), /showed no connection-problems dialog/);
    assert.match(verdict(server(113_000, 'idle red')), /was red, and there was a network/);
  });

  it('opens for an answer that is too late', () => {
    const asked = (): Story =>
      becomes(becomes(idle().at(100_000), 'opening').at(101_000), 'opening waiting', 'opening');
    assert.match(verdict(becomes(asked().at(103_001), 'open.booking')), /no connection-problems dialog/);
    assert.equal(verdict(becomes(asked().at(103_000), 'open.booking')), 'pass');
  });
});

describe('the wait symbol', () => {
  const asked = (): Story => becomes(idle().at(100_000), 'opening');

  it('turns while an answer is late, and not before', () => {
    assert.match(verdict(becomes(asked().at(102_000), 'open.booking')), /showed no wait symbol/);
    assert.equal(verdict(becomes(asked().at(100_900), 'open.booking')), 'pass');
    const early = becomes(asked().at(100_500), 'opening waiting');
    assert.match(verdict(becomes(early.at(102_000), 'open.booking')), /turned .* after it had asked/);
  });

  it('is gone with the answer', () => {
    const late = (): Story => becomes(asked().at(101_000), 'opening waiting');
    assert.equal(verdict(becomes(late().at(102_000), 'open.booking')), 'pass');
    assert.match(verdict(becomes(late().at(102_000), 'open.booking waiting')), /waits for nothing/);
  });
});

describe('what is shown while the machine stands still', () => {
  it('is not judged', () => {
    const stalled = idle().at(100_000).event('run', { kind: 'stall', who: 'harness', fromMs: 90_000, toMs: 100_000 });
    assert.equal(verdict(becomes(stalled, 'idle yellow')), 'unknown');
    const toldLate = becomes(idle().at(100_000), 'idle yellow');
    assert.match(verdict(toldLate), /its connection-problems dialog opened/);
    toldLate.at(100_200).event('run', { kind: 'stall', who: 'server', fromMs: 96_000, toMs: 100_100 });
    assert.equal(verdict(toldLate), 'unknown');
  });
});
