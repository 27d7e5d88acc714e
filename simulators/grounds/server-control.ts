/**
 * What faults do to the server, whatever else is wrong with it. A ground knows how its process is started, killed or
 * stopped for a moment; this knows when: a process that stands still is not started before it may move, and one that
 * has ended by itself, for want of room on its disk, comes back when there is room.
 */
import type { Timers } from '#protocols/channel';
import type { Recorder, ServerState } from '#history/events';
import type { ServerControl } from './ground.ts';

/** The process of the server as a ground has it. */
export type ServerProcess = {
  running(): boolean;
  start(): void;
  /** SIGKILL: nothing is said, nothing more is written. */
  kill(): void;
  /** Graceful stop. */
  stop(): void;
  /** It does nothing until it is thawed; its kernel takes connections and bytes meanwhile. */
  freeze(): void;
  /** It goes on: it hears what has come, and then its timers fall due. */
  thaw(): void;
  /** Nothing can be written on its disk any more, or again. */
  fillDisk(full: boolean): void;
  /** Its clock on the wall leaps by so much. */
  stepClock(ms: number): void;
  /** Tells when it has ended by itself. */
  whenEnded(told: () => void): void;
};

/** Controls a process that is wanted from now on. `breathMs` is what a slow server gets to work between two pauses. */
export function controlServer(
  server: ServerProcess,
  { timers, record, breathMs }: { timers: Timers; record: Recorder; breathMs: number },
): ServerControl {
  let wanted = true;
  let frozen = 0;
  let paused = false;
  let slowMs = 0;
  let stuttering = false;
  let full = false;
  /** Its disk had no room at some time since it was started. */
  let lackedRoom = false;

  const say = (state: ServerState): void => record('server', { kind: 'condition', of: 'server', state });
  function freeze(): void {
    frozen += 1;
    if (frozen === 1 && server.running()) server.freeze();
  }
  function thaw(): void {
    frozen -= 1;
    if (frozen > 0) return;
    if (server.running()) server.thaw();
    else if (wanted) startNow();
  }
  function startNow(): void {
    lackedRoom = full;
    server.start();
  }
  // It may notice only when there is room again: it stood still until then, or takes its time to end.
  server.whenEnded(() => {
    if (lackedRoom && !full && wanted && frozen === 0) startNow();
  });
  function end(how: () => void): void {
    wanted = false;
    if (server.running()) how();
  }
  /** Stands still for the time by which it is slow, breathes, and so on while it is slow at all. */
  function stutter(): void {
    stuttering = slowMs > 0;
    if (!stuttering) return;
    freeze();
    timers.after(slowMs, () => {
      thaw();
      timers.after(breathMs, stutter);
    });
  }

  return {
    running: server.running,
    start() {
      wanted = true;
      if (frozen === 0 && !server.running()) startNow();
    },
    kill: () => end(server.kill),
    // A process that stands still cannot stop in order.
    stop: () => end(frozen > 0 ? server.kill : server.stop),
    pause() {
      paused = server.running();
      freeze();
      if (paused) say('paused');
    },
    resume() {
      if (paused && server.running()) say('resumed');
      paused = false;
      thaw();
    },
    slow(ms) {
      slowMs += ms;
      if (!stuttering) stutter();
    },
    stepClock: server.stepClock,
    fillDisk(now) {
      full = now;
      lackedRoom ||= now;
      server.fillDisk(now);
      if (!now && wanted && frozen === 0 && !server.running()) startNow();
    },
  };
}
