import assert from 'node:assert/strict';
import type { ScreenMessage } from '#protocols/thin-client/messages';
import { createScheduler } from '../../grounds/sim/scheduler.ts';
import { randomOf } from '../../random.ts';
import { Hand } from './hand.ts';

const PATIENCE_MS = 1_000;
const CODE = 'V200-1';

describe('a hand with a card', () => {
  /** One before a screen that asks for it, and what it is shown once the code was read. */
  function before(readsWithinMs: number) {
    const scheduler = createScheduler();
    const tapped: string[] = [];
    const key = { x: 0, y: 0, width: 9, height: 9, text: 'Voucher', look: 'key' };
    const display = { width: 99, height: 99 };
    const asks = {
      type: 'screen',
      screen: 1,
      title: '',
      display,
      tab: 1,
      token: 1,
      bytes: 0,
      reads: true,
      widgets: [],
    };
    let shown = asks as ScreenMessage;
    const hand = new Hand({
      ...{ timers: scheduler, random: randomOf(1, 'hand'), tapMs: 10, patienceMs: PATIENCE_MS, waits: true, more: '' },
      screen: () => shown,
      tap: (_screen, { text }) => void tapped.push(text),
      read: (_screen, code) => void tapped.push(code),
      readsWithinMs: () => readsWithinMs,
    });
    hand.want({ keys: ['Voucher'], card: { code: CODE, text: CODE } });
    return {
      tapped,
      readAfter(ms: number) {
        scheduler.runUntil(ms);
        shown = { ...asks, screen: 2, widgets: [{ ...key, text: CODE, look: 'text' }, key] } as ScreenMessage;
        hand.seen(2);
        scheduler.runUntil(ms + PATIENCE_MS);
      },
    };
  }

  it('goes on when it was read, and has forgotten what for after its patience', () => {
    const soon = before(0);
    soon.readAfter(PATIENCE_MS / 2);
    assert.deepEqual(soon.tapped, [CODE, 'Voucher']);
    const late = before(0);
    late.readAfter(2 * PATIENCE_MS);
    assert.deepEqual(late.tapped, [CODE]);
  });

  it('waits longer where somebody has to bring the card', () => {
    const slow = before(5 * PATIENCE_MS);
    slow.readAfter(4 * PATIENCE_MS);
    assert.deepEqual(slow.tapped, [CODE, 'Voucher']);
  });
});

describe('a hand that has tapped its last key', () => {
  function tapping(keys: string[]) {
    const scheduler = createScheduler();
    const tapped: string[] = [];
    let screen = 1;
    const key = (text: string) => ({ x: 0, y: 0, width: 9, height: 9, text, look: 'key' });
    const shown = () => ({ screen, widgets: ['Open', 'Pils'].map(key) }) as unknown as ScreenMessage;
    const hand = new Hand({
      ...{ timers: scheduler, random: randomOf(1, 'hand'), tapMs: 10, patienceMs: PATIENCE_MS, waits: true, more: '' },
      screen: shown,
      tap: (on, { text }) => void tapped.push(`${text} ${on.screen}`),
      read() {},
      readsWithinMs: () => 0,
    });
    hand.want({ keys, paged: true });
    const until = (ms: number) => void scheduler.runUntil(ms);
    const shows = () => {
      screen += 1;
      hand.seen(screen);
    };
    return { hand, tapped, until, shows };
  }

  it('looks what comes of it, and has done with it then', () => {
    const { hand, tapped, until, shows } = tapping(['Open']);
    until(PATIENCE_MS / 2);
    assert.ok(hand.busy());
    shows();
    assert.ok(!hand.busy());
    until(9 * PATIENCE_MS);
    assert.deepEqual(tapped, ['Open 1']);
  });

  it('taps it once more when nothing comes, and gives up then', () => {
    const { hand, tapped, until } = tapping(['Open']);
    until(1.5 * PATIENCE_MS);
    assert.deepEqual([tapped, hand.busy()], [['Open 1', 'Open 1'], true]);
    until(9 * PATIENCE_MS);
    assert.deepEqual([tapped, hand.busy()], [['Open 1', 'Open 1'], false]);
  });

  it('goes on with what is wanted meanwhile, on the next screen', () => {
    const { hand, tapped, until, shows } = tapping(['Pils']);
    until(PATIENCE_MS / 2);
    hand.goOn(['Pils']);
    assert.deepEqual(tapped, ['Pils 1']);
    shows();
    until(PATIENCE_MS);
    assert.deepEqual(tapped, ['Pils 1', 'Pils 2']);
  });
});
