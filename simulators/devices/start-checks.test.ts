// The three checks of a start, against a network that does what the test wants, in virtual time.
import assert from 'node:assert/strict';
import { createScheduler } from '../grounds/sim/scheduler.ts';
import type { Ground } from '../grounds/ground.ts';
import { StartChecks } from './start-checks.ts';

type World = {
  network?: boolean;
  installed?: boolean;
  till?: 'answers' | 'is not there';
  server?: 'refuses' | 'silent' | 'runs';
};

/** What a start says within ten seconds, and when; with how often it has dialled with its app. */
function started({ network = true, installed = true, till = 'answers', server = 'silent' }: World) {
  const clock = createScheduler();
  const said: string[] = [];
  let dials = 0;
  const ground = {
    timers: clock,
    broadcast: (_device: string, answered: () => void) => void (till === 'answers' && clock.after(4, answered)),
    dialServer(_device: string, { onOpen, onClose }: { onOpen(): void; onClose(reason: string): void }) {
      if (server === 'runs') clock.after(2, onOpen);
      if (server === 'refuses') clock.after(2, () => onClose('refused'));
      return { send() {}, close() {} };
    },
  };
  const checks: StartChecks = new StartChecks({
    name: 'H01',
    ground: ground as unknown as Ground,
    toleranceMs: 3_000,
    networkThere: () => network,
    installed: () => installed,
    dial() {
      dials += 1;
      if (server === 'refuses') clock.after(2, () => checks.refused());
      if (server === 'runs') clock.after(2, () => checks.over());
    },
    failed: (check) => said.push(`${check} after ${clock.now()}`),
  });
  checks.begin();
  clock.runUntil(10_000);
  return { said, dials };
}

describe('the checks of a start', () => {
  it('say nothing where the server answers', () => {
    assert.deepEqual(started({ server: 'runs' }), { said: [], dials: 1 });
  });

  it('name the server where the till answers a broadcast, and is then dialled in vain', () => {
    assert.deepEqual(started({ server: 'refuses' }), { said: ['server after 8'], dials: 2 });
    assert.deepEqual(started({ server: 'silent' }), { said: ['server after 6004'], dials: 2 });
  });

  it('name the network where there is none, or no till in it', () => {
    assert.deepEqual(started({ till: 'is not there' }), { said: ['network after 6000'], dials: 1 });
    assert.deepEqual(started({ network: false }), { said: ['network after 1'], dials: 0 });
  });

  it('name the app before the network, and after the server', () => {
    assert.deepEqual(started({ installed: false, server: 'runs' }), { said: ['app after 2'], dials: 0 });
    assert.deepEqual(started({ installed: false, till: 'is not there' }), { said: ['app after 6000'], dials: 0 });
    assert.deepEqual(started({ installed: false, network: false }), { said: ['app after 1'], dials: 0 });
    assert.deepEqual(started({ installed: false, server: 'refuses' }), { said: ['server after 8'], dials: 0 });
  });
});
