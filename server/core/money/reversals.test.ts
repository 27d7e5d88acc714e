// What whoever has asked for a reversal is told of it, and is told again.
import assert from 'node:assert/strict';
import { corePaying, type CoreByHand } from '../by-hand.ts';

const record = { receiptNo: '0001', trace: 1 };

/** Tab 5 was paid by payment 1; H01 has it open again under token 2, and has asked for the reversal. */
function reversing(): CoreByHand {
  const core = corePaying();
  core.feed({ kind: 'payment-outcome', payment: 1, outcome: 'paid', paidCents: 500, record });
  core.ask('H01', { type: 'open', tab: 5 });
  core.ask('H01', { type: 'reverse', tab: 5, token: 2, terminal: 'pt1' });
  return core;
}

function comes(core: CoreByHand, outcome: 'reversed' | 'not-reversed'): void {
  core.outputs = [];
  core.feed({ kind: 'reversal-outcome', terminal: 'pt1', payment: 1, outcome, record: null });
}

/** What each device was told of it. */
const told = (core: CoreByHand): unknown[] =>
  core.outputs.flatMap((output) =>
    output.kind === 'send' && output.message.type === 'reversal-ended'
      ? [{ to: output.device, ...output.message }]
      : [],
  );

function hello(core: CoreByHand, token?: number): unknown[] {
  core.outputs = [];
  const holds = token === undefined ? {} : { holds: { tab: 5, token } };
  core.send('H01', { type: 'hello', v: 1, device: 'H01', clockMs: 0, ...holds });
  return told(core);
}

const ended = { type: 'reversal-ended', to: 'H01', tab: 5, payment: 1 };
const reversed = { ...ended, outcome: 'reversed', paidCents: 500, cents: 500, balanceCents: 500 };

describe('what came of a reversal', () => {
  it('is told to who has asked for it', () => {
    const core = reversing();
    comes(core, 'reversed');
    assert.deepEqual(told(core), [reversed]);
  });

  it('is told again to a device that comes back with its hold, also after a restart', () => {
    const core = reversing();
    comes(core, 'reversed');
    assert.deepEqual(hello(core, 2), [reversed]);
    core.restart();
    assert.deepEqual(hello(core, 2), [reversed]);
    const not = reversing();
    comes(not, 'not-reversed');
    const nothing = { outcome: 'not-reversed', paidCents: 0, cents: 0, balanceCents: 0 };
    assert.deepEqual(hello(not, 2), [{ ...ended, ...nothing }]);
  });

  it('is told again with what the tab owes by then, also where its hold has ended meanwhile', () => {
    const core = reversing();
    comes(core, 'reversed');
    const bookings = [{ seq: 2, article: 'Tea', quantity: 1, cents: 300, place: 'none' }];
    core.ask('H01', { type: 'new-balance', tab: 5, token: 2, bookings, offline: false });
    assert.deepEqual(hello(core, 2), [{ ...reversed, balanceCents: 800 }]);
  });

  it('is nothing to a device with another hold, or with none', () => {
    const core = reversing();
    comes(core, 'reversed');
    assert.deepEqual([hello(core), hello(core, 1), hello(core, 3)], [[], [], []]);
  });
});
