// What whoever has opened a parked tab is told when the outcome of its payment comes.
import assert from 'node:assert/strict';
import { corePaying, type CoreByHand } from '../by-hand.ts';

const record = { receiptNo: '0001', trace: 1 };

/** Tab 5 owes 5.00, is parked for payment 1 of H01, and is open at H02 under token 2. */
function parkedAndOpen(): CoreByHand {
  const core = corePaying();
  core.feed({ kind: 'payment-outcome', payment: 1, outcome: 'unknown', paidCents: 0, record: null });
  core.ask('H02', { type: 'sign-on', operator: 'Ben' });
  core.ask('H02', { type: 'open', tab: 5 });
  return core;
}

function comes(core: CoreByHand, outcome: 'paid' | 'not-paid', paidCents: number): void {
  core.outputs = [];
  core.feed({ kind: 'payment-outcome', payment: 1, outcome, paidCents, record: outcome === 'paid' ? record : null });
}

/** What each device was told of it. */
const told = (core: CoreByHand): unknown[] =>
  core.outputs.flatMap((output) =>
    output.kind === 'send' && output.message.type === 'late-outcome' ? [{ to: output.device, ...output.message }] : [],
  );

const late = { type: 'late-outcome', to: 'H02', tab: 5, token: 2, payment: 1 };

describe('a late outcome', () => {
  it('is told to whoever has the tab open, with what it has settled and what is owed now', () => {
    const core = parkedAndOpen();
    comes(core, 'paid', 560);
    assert.deepEqual(told(core), [{ ...late, outcome: 'paid', cents: 500, balanceCents: 0 }]);
  });

  it('is told where nothing was paid, too, as the tab is parked no more', () => {
    const core = parkedAndOpen();
    comes(core, 'not-paid', 0);
    assert.deepEqual(told(core), [{ ...late, outcome: 'not-paid', cents: 0, balanceCents: 500 }]);
  });

  it('is told again, with what is owed by then, to a device that comes back with its hold, also after a restart', () => {
    const core = parkedAndOpen();
    comes(core, 'paid', 500);
    core.ask('H02', {
      ...{ type: 'new-balance', tab: 5, token: 2, offline: false },
      bookings: [],
    });
    const hello = (token: number): unknown[] => {
      core.outputs = [];
      core.send('H02', { type: 'hello', v: 1, device: 'H02', clockMs: 0, holds: { tab: 5, token } });
      return told(core);
    };
    assert.deepEqual(hello(2), [], 'the hold is over');

    const open = parkedAndOpen();
    comes(open, 'paid', 500);
    open.restart();
    open.send('H02', { type: 'hello', v: 1, device: 'H02', clockMs: 0, holds: { tab: 5, token: 2 } });
    assert.deepEqual(told(open), [{ ...late, outcome: 'paid', cents: 500, balanceCents: 0 }]);
    assert.deepEqual(open.state.tabs.get(5)?.lock?.late, { payment: 1, outcome: 'paid', cents: 500 });
  });

  it('is told after the answer that the tab is open and parked, if that was lost and is asked for again', () => {
    const core = parkedAndOpen();
    comes(core, 'not-paid', 0);
    core.outputs = [];
    core.send('H02', { type: 'hello', v: 1, device: 'H02', clockMs: 0 });
    assert.deepEqual(told(core), [], 'it does not know that it has the tab open');
    core.outputs = [];
    core.send('H02', { type: 'open', req: 5, tab: 5 });
    const types = core.outputs.flatMap((output) => (output.kind === 'send' ? [output.message.type] : []));
    assert.deepEqual(types, ['reply', 'late-outcome']);
    assert.deepEqual(told(core), [{ ...late, outcome: 'not-paid', cents: 0, balanceCents: 500 }]);
  });

  it('is nothing to whoever opens the tab later, or has settled it otherwise', () => {
    const core = parkedAndOpen();
    core.ask('H02', { type: 'bill', tab: 5, token: 2, bookings: [], confirmed: true });
    comes(core, 'paid', 500);
    assert.deepEqual(told(core), []);

    const closed = parkedAndOpen();
    closed.ask('H02', { type: 'new-balance', tab: 5, token: 2, bookings: [], offline: false });
    comes(closed, 'paid', 500);
    closed.ask('H02', { type: 'open', tab: 5 });
    assert.deepEqual(told(closed), []);
  });
});
