import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { unguarded } from './guard.ts';
import { createTimers } from './timers.ts';

/** Does nothing, and lets nothing else be done, for so long: as if the process had been stopped. */
function standStill(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}

describe('the timers of the real process', () => {
  const timers = createTimers(unguarded);

  it('hear what has come while the process stood still before a deadline falls due', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const client = connect({ host: '127.0.0.1', port: typeof address === 'object' ? (address?.port ?? 0) : 0 });
    const [socket] = (await once(server, 'connection')) as [Socket];
    const order: string[] = [];
    socket.on('data', () => order.push('heard'));
    const over = new Promise<void>((resolve) => timers.after(5, () => resolve(void order.push('due'))));
    client.write('a sign of life');
    standStill(30);
    await over;
    assert.deepEqual(order, ['heard', 'due']);
    client.destroy();
    socket.destroy();
    server.close();
  });

  it('may be cancelled while they wait for that', async () => {
    const happened: string[] = [];
    const handle = timers.after(1, () => happened.push('due'));
    setTimeout(() => timers.cancel(handle), 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(happened, []);
  });

  it('do not follow the clock on the wall', async () => {
    const { now } = Date;
    const begun = timers.now();
    try {
      Date.now = () => now() - 3_600_000;
      await new Promise<void>((resolve) => timers.after(5, resolve));
      const passed = timers.now() - begun;
      assert.ok(passed >= 4 && passed < 60_000);
    } finally {
      Date.now = now;
    }
  });
});

describe('the monotonic clock', () => {
  it('says the same in every process, also in one that has just begun', () => {
    const program = `
      const { monotonicMs } = await import('#server/edges/timers');
      const clock = () => Number(process.hrtime.bigint()) / 1e6;
      console.log(JSON.stringify([clock(), monotonicMs(), clock()]));`;
    const args = ['-C', 'source', '--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program];
    const cwd = new URL('../..', import.meta.url);
    const said = JSON.parse(execFileSync(process.execPath, args, { cwd, encoding: 'utf8' })) as [
      number,
      number,
      number,
    ];
    const [before, ms, after] = said;
    // It is told in whole milliseconds; no clock is read to better than a tenth of one here.
    assert.ok(ms > before - 1.1 && ms < after + 0.1, said.join(', '));
  });
});
