// What a thin client says hello with on one connection after another, and what still comes on those before.
import assert from 'node:assert/strict';
import { marked } from './by-hand.ts';
import { HELLO, stage } from './thin-client-that.ts';

describe('a thin client that has dialled anew', () => {
  it('is not thrown out by a hello of its own that was long on its way', () => {
    const { client, inputs } = stage();
    const hellos = (): number => inputs.filter(({ kind }) => kind === 'client-hello').length;
    const [one, old] = [client(), client()];
    one.hello({ dial: 7 });
    marked('hello-of-before', () => old.hello({ dial: 6 }));
    assert.deepEqual(
      [old.told(), old.closes(), one.told(), one.closes(), hellos()],
      [['device-replaced'], 1, [], 0, 1],
    );
    for (const later of [{ dial: 8 }, { dial: 8 }, {}]) {
      const next = client();
      next.hello(later);
      assert.deepEqual(next.told(), [], JSON.stringify(later));
    }
    const other = client();
    other.hello({ dial: 1, install: 'i2', client: 'T2', setUp: 'key-2' });
    assert.deepEqual(other.told(), [], 'of another device the numbers say nothing');
    assert.equal(hellos(), 5);
  });

  it('may say any hello when its later connection is gone', () => {
    const { client } = stage();
    const [one, old] = [client(), client()];
    one.hello({ dial: 7 });
    one.handlers.onClose();
    old.hello({ dial: 6 });
    assert.deepEqual(old.told(), []);
  });

  it('is not heard on the connection before, also while its return is not written down yet', () => {
    const { client, atTables, inputs, timers, commit } = stage();
    const one = atTables({ dial: 1 });
    for (const key of ['5', 'Open']) one.tap(key);
    timers.pass(60_000);
    commit();
    const next = client();
    next.handlers.onData({ ...HELLO, dial: 2, token: one.screen().token });
    assert.equal(next.sent.length, 0, 'that its hold is claimed is to be written first');
    const before = inputs.length;
    one.tap('Soup');
    assert.deepEqual([one.told(), one.closes(), inputs.length], [['device-replaced'], 1, before]);
    assert.deepEqual(next.lines().slice(0, 3), ['Tab 5', 'Balance before 0.00 EUR', 'Balance 0.00 EUR']);
    const other = client();
    other.hello({ install: 'i2', client: 'T2', setUp: 'key-2' });
    assert.equal(next.closes(), 0);
  });
});
