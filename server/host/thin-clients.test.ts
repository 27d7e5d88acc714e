// Which connection of a thin client has its station.
import assert from 'node:assert/strict';
import type { ThinClientHello, ToThinClient } from '#protocols/thin-client/messages';
import { THIN_CLIENT_VERSION } from '#protocols/thin-client/messages';
import type { PictureMessage } from '#protocols/thin-client/pictures';
import { serverConfigSchema } from '#server/core/config';
import { emptyState } from '#server/core/state';
import { step } from '#server/core/step';
import type { Input } from '#server/core/turn';
import { ThinClients } from './thin-clients.ts';

const hello = (install: string): ThinClientHello => ({
  type: 'hello',
  v: THIN_CLIENT_VERSION,
  client: 'C01',
  kind: 'client',
  install,
  setUp: 'key 1',
  token: 0,
  display: { width: 400, height: 800 },
});

/** Thin clients of a real core, without a journal. */
function stage() {
  const config = serverConfigSchema.parse({
    operators: ['Anna'],
    devices: [],
    clients: [{ name: 'C01', setUp: 'key 1' }],
  });
  let state = emptyState(config);
  const clients = new ThinClients({
    config,
    platform: { timers: { now: () => 0, after: () => ({}), cancel() {} } },
    state: () => state,
    feed(input: Input) {
      const result = step(state, { nowMs: 0, wallMs: 0 }, input);
      state = result.state;
      for (const output of result.outputs)
        if (output.kind === 'admit' || output.kind === 'turn-away') clients.perform(output);
    },
  });
  return () => {
    const sent: (ToThinClient | PictureMessage)[] = [];
    const wire = clients.accept({ send: (message) => void sent.push(message), close() {} });
    return {
      ask: (install: string) => wire.onData(hello(install)),
      said: () => sent.map((message) => ('code' in message ? message.code : message.type)),
    };
  };
}

describe('a thin client that asks on a connection it has given up', () => {
  it('is told to go there, and keeps its place on the newer one', () => {
    const dial = stage();
    const [old, fresh] = [dial(), dial()];
    fresh.ask('one');
    const shown = fresh.said();
    assert.equal(shown[0], 'admitted');
    old.ask('one');
    assert.deepEqual([old.said(), fresh.said()], [['device-replaced'], shown]);
  });

  it('is another device if it is another installation, and is told what that is told', () => {
    const dial = stage();
    const [old, fresh] = [dial(), dial()];
    fresh.ask('one');
    old.ask('another');
    assert.deepEqual(old.said(), ['set-up-elsewhere']);
  });

  it('gives its place up to a newer one, however often it connects', () => {
    const dial = stage();
    const [old, fresh] = [dial(), dial()];
    old.ask('one');
    fresh.ask('one');
    assert.ok(old.said().includes('device-replaced'));
    const third = dial();
    third.ask('one');
    assert.equal(third.said()[0], 'admitted');
  });
});
