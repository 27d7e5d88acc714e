// A PayPOS and the terminal in it, off and out of reach together.
import assert from 'node:assert/strict';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import { judgeHistory } from '../judge.ts';
import { oneBody } from './one-body.ts';
import { STORY_LIMITS } from '../story.ts';

type Said = [t: number, node: string, body: EventBody];

const app = (to: string): EventBody => ({ kind: 'transition', machine: 'thin-client', from: '', to });
const terminal = (state: 'on' | 'off'): EventBody => ({ kind: 'condition', of: 'terminal', state });
const link = (state: 'silent' | 'audible'): EventBody => ({ kind: 'condition', of: 'link', state });

/** What happens at P01 and pt1, after both are on. */
function verdict(said: Said[], slackMs = 0, ownTerminal: string | null = 'pt1'): string {
  const device = { name: 'P01', family: 'paypos', ...(ownTerminal === null ? {} : { ownTerminal }) };
  const floor = { devices: [device], terminals: ['pt1'] };
  const header = { limits: { ...STORY_LIMITS, slackMs }, floor, timeScale: 1 } as unknown as HistoryHeader;
  const both: Said[] = [
    [1, 'pt1', terminal('on')],
    [1, 'P01', app('connecting.asking')],
  ];
  const events = [...both, ...said].map(([t, node, body]) => ({ t, node, ...body }) as HistoryEvent);
  const [result] = judgeHistory(header, events, { whole: true, checkers: [oneBody] });
  return result?.verdict === 'fail'
    ? (result.evidence[0]?.sentence.split('; however ')[1] ?? '')
    : `${result?.verdict}`;
}

describe('a PayPOS and the payment terminal in it', () => {
  it('go off together, whichever is told first', () => {
    const off: Said[] = [
      [9, 'P01', app('off')],
      [9, 'pt1', terminal('off')],
    ];
    assert.equal(verdict(off), 'pass');
    assert.equal(verdict(off.toReversed()), 'pass');
    assert.match(verdict(off.slice(0, 1)), /pt1 is on/);
    assert.match(verdict(off.slice(1)), /pt1 is off/);
  });

  it('are out of reach together', () => {
    const away: Said[] = [
      [9, 'P01', link('silent')],
      [9, 'pt1', link('silent')],
    ];
    assert.equal(verdict(away), 'pass');
    assert.match(verdict(away.slice(0, 1)), /pt1 is on and in reach/);
    assert.match(verdict([...away, [12, 'pt1', link('audible')]]), /pt1 is on and in reach/);
  });

  it('may be told of with as much between as measuring takes', () => {
    const off: Said[] = [
      [9, 'P01', app('off')],
      [15, 'pt1', terminal('off')],
    ];
    assert.equal(verdict(off, 10), 'pass');
    assert.match(verdict(off), /pt1 is on/);
  });

  it('are not judged in histories that do not know of it', () => {
    assert.equal(verdict([[9, 'P01', app('off')]], 0, null), 'pass');
  });
});
