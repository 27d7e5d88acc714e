// Camera views: the newest picture, one at a time; ended with a reason, and nothing left behind.
import assert from 'node:assert/strict';
import type { ClientMessage } from '#protocols/mpos/messages';
import { apply } from '../apply/apply.ts';
import { serverConfigSchema, type ServerConfigInput } from '../config.ts';
import type { JournalEntry } from '../facts.ts';
import { emptyState } from '../state.ts';
import { step } from '../step.ts';
import type { Input, Output } from '../turn.ts';

const floor = {
  operators: ['Anna', 'Ben'],
  devices: [
    { name: 'H01', family: 'handheld' },
    { name: 'H02', family: 'handheld' },
  ],
  cameras: [
    { name: 'counter', kind: 'integrated' },
    { name: 'door', kind: 'usb' },
    { name: 'yard', kind: 'ip' },
  ],
} satisfies ServerConfigInput;

const LEASE_MS = 25_000;

/** What the outputs say, shortly: `H01 frame 3`, `watch door`. */
function told(outputs: readonly Output[]): string[] {
  return outputs.flatMap((output): string[] => {
    if (output.kind === 'watch-camera') return [`watch ${output.camera}`];
    if (output.kind === 'leave-camera') return [`leave ${output.camera}`];
    if (output.kind === 'timer' && output.timer.kind === 'view-lease')
      return [`${output.timer.device} lease ${output.timer.view} in ${output.inMs}`];
    if (output.kind !== 'send') return [];
    const { device, message } = output;
    switch (message.type) {
      case 'frame':
        return [`${device} frame ${message.frame} of view ${message.view}`];
      case 'view-ended':
        return [`${device} ended ${message.view} ${message.code}`];
      case 'reply':
        return [`${device} ${message.ok ? message.did : message.code}`];
      default:
        return [];
    }
  });
}

/** A picture that is sent has to be shown in time. */
const shown = (device: string, frame: number, view: number): string[] => [
  `${device} frame ${frame} of view ${view}`,
  `${device} lease ${view} in ${LEASE_MS}`,
];

/** A server at which two operators are signed on. */
function server() {
  let state = emptyState(serverConfigSchema.parse(floor));
  let nowMs = 0;
  const journal: JournalEntry[] = [];
  const feed = (input: Input): string[] => {
    const result = step(state, { nowMs, wallMs: 0 }, input);
    state = result.state;
    journal.push(...result.facts);
    return told(result.outputs);
  };
  const say = (device: string, message: Record<string, unknown>): string[] =>
    feed({ kind: 'message', device, message: message as unknown as ClientMessage });
  const hello = (device: string): string[] =>
    say(device, { type: 'hello', v: 1, device, family: 'handheld', clockMs: 0 });
  feed({ kind: 'started' });
  say('H01', { type: 'sign-on', req: 1, operator: 'Anna' });
  say('H02', { type: 'sign-on', req: 1, operator: 'Ben' });
  return {
    say,
    hello,
    look: (camera: string, req = 2, device = 'H01') => say(device, { type: 'camera', req, camera }),
    frame: (camera: string, frame: number) => feed({ kind: 'camera-frame', camera, frame, picture: 'AAAA' }),
    seen: (frame: number, view = 2, device = 'H01') => say(device, { type: 'frame-seen', view, frame }),
    leave: (view = 2, device = 'H01') => say(device, { type: 'leave-camera', view }),
    gone: (camera: string) => feed({ kind: 'camera-gone', camera }),
    lapse(view = 2, device = 'H01', ms = LEASE_MS) {
      nowMs += ms;
      return feed({ kind: 'timer', timer: { kind: 'view-lease', device, view } });
    },
    restart() {
      state = emptyState(serverConfigSchema.parse(floor));
      for (const entry of journal) apply(state, entry);
      return feed({ kind: 'started' });
    },
  };
}

describe('the camera view', () => {
  it('is refused for an IP camera, for one that is not there, and to who is not signed on', () => {
    const { look, say } = server();
    assert.deepEqual(look('yard'), ['H01 ip-camera']);
    assert.deepEqual(look('roof'), ['H01 unknown-camera']);
    say('H01', { type: 'sign-off', req: 3 });
    assert.deepEqual(look('door', 4), ['H01 not-signed-on']);
  });

  it('is one picture after the other, the newest each time, and the camera is left with it', () => {
    const { look, frame, seen, leave } = server();
    assert.deepEqual(look('door'), ['H01 viewing', 'watch door']);
    assert.deepEqual(frame('door', 1), [...shown('H01', 1, 2)]);
    assert.deepEqual(frame('door', 2), []);
    assert.deepEqual(frame('door', 3), []);
    assert.deepEqual(seen(1), [...shown('H01', 3, 2)]);
    assert.deepEqual(seen(3), []);
    assert.deepEqual(frame('door', 4), [...shown('H01', 4, 2)]);
    assert.deepEqual(leave(), ['leave door']);
    assert.deepEqual(seen(4), ['H01 ended 2 view-lapsed']);
    assert.deepEqual(frame('door', 5), []);
  });

  it('is shared by who watches the same camera, and not mixed with another', () => {
    const { look, frame, leave } = server();
    look('door');
    frame('door', 1);
    assert.deepEqual(look('door', 2, 'H02'), ['H02 viewing', ...shown('H02', 1, 2)]);
    assert.deepEqual(leave(), []);
    assert.deepEqual(look('counter', 3), ['H01 viewing', 'watch counter']);
    assert.deepEqual(frame('counter', 9), [...shown('H01', 9, 3)]);
    assert.deepEqual(leave(2, 'H02'), ['leave door']);
  });

  it('ends when the camera is unplugged, when its operator signs off, and when nothing is shown', () => {
    const { look, frame, gone, say, lapse } = server();
    look('door');
    assert.deepEqual(gone('door'), ['H01 ended 2 camera-unplugged', 'leave door']);
    look('door', 3);
    assert.deepEqual(say('H01', { type: 'sign-off', req: 4 }), ['H01 ended 3 not-signed-on', 'leave door', 'H01 done']);
    look('door', 2, 'H02');
    assert.deepEqual(lapse(2, 'H02'), [], 'as long as there is no picture to show');
    frame('door', 1);
    assert.deepEqual(lapse(2, 'H02'), ['H02 ended 2 view-lapsed', 'leave door']);
  });

  it('ends with its connection; what is asked again begins again, after a restart, too', () => {
    const { look, frame, hello, restart } = server();
    look('door');
    frame('door', 1);
    assert.deepEqual(hello('H01'), ['leave door']);
    assert.deepEqual(frame('door', 2), []);
    assert.deepEqual(look('door'), ['H01 viewing', 'watch door']);
    restart();
    assert.deepEqual(frame('door', 3), []);
    assert.deepEqual(look('door'), ['H01 viewing', 'watch door']);
    assert.deepEqual(look('counter'), ['H01 contradicting-request']);
  });

  it('lapses when its picture has not been shown for as long as it may take, and not earlier', () => {
    const { look, frame, seen, lapse } = server();
    look('door');
    frame('door', 1);
    assert.deepEqual(lapse(2, 'H01', LEASE_MS - 1), []);
    assert.deepEqual(lapse(3, 'H01', 1), [], 'that is the timer of another view');
    assert.deepEqual(lapse(2, 'H02', 0), [], 'and that of another device');
    assert.deepEqual(seen(1), []);
    assert.deepEqual(lapse(2, 'H01', 0), [], 'it was shown');
    assert.deepEqual(frame('door', 2), shown('H01', 2, 2));
    assert.deepEqual(lapse(2, 'H01', LEASE_MS), ['H01 ended 2 view-lapsed', 'leave door']);
  });

  it('goes on when an older picture is shown late, another view is left, or another camera is unplugged', () => {
    const { look, frame, seen, leave, gone } = server();
    look('door');
    frame('door', 1);
    frame('door', 2);
    assert.deepEqual([seen(9), leave(9), gone('counter')], [[], [], []]);
    assert.deepEqual(frame('door', 3), [], 'the first one is still to be shown');
    assert.deepEqual(seen(1), shown('H01', 3, 2));
  });

  it('begins with no picture of the time before it', () => {
    const { look, frame, leave } = server();
    look('door');
    frame('door', 1);
    leave();
    assert.deepEqual(look('door', 3), ['H01 viewing', 'watch door']);
    assert.deepEqual(look('door', 2, 'H02'), ['H02 viewing'], 'nothing has come since');
    assert.deepEqual(frame('door', 2), [...shown('H01', 2, 3), ...shown('H02', 2, 2)]);
  });
});
