/**
 * What the server needs from the ground it stands on. The real process gives it sockets, SQLite and the system clock;
 * the simulation gives it simulated ones. The host cannot tell which.
 */
import type { Dial, Timers } from '#protocols/channel';
import type { CloudAnswer, CloudRequest, ServiceOfServer } from '#protocols/cloud/exchange';
import type { JournalEntry } from '#server/core/facts';
import type { Renderer } from '#server/station/renderer';

export type LogLevel = 'info' | 'warn' | 'error';

export type ServerPlatform = {
  timers: Timers;
  /** What the server's clock on the wall says, ms since 1970: for times that people read. It may be set at any time. */
  wallClock(): number;
  /** By how much the time of day is ahead of that where the server stands, ms; not at all if absent. */
  zoneMs?(): number;
  /**
   * Makes entries durable, in order, those of one call together or not at all. Calls `committed` when they survive a
   * power cut, never before this call has returned; several calls may share one commit. If they cannot be written it
   * is never called, nothing that is appended later is written, and the platform stops the server.
   */
  append(entries: readonly JournalEntry[], committed: () => void): void;
  /** A code nobody can guess, for one Freestyle sign-up. */
  drawCode(): string;
  dialPrinter(printer: string): Dial<Uint8Array>;
  dialMonitor(monitor: string): Dial<Uint8Array>;
  dialCamera(camera: string): Dial<Uint8Array>;
  dialTerminal(terminal: string): Dial<Uint8Array>;
  /**
   * Asks a cloud service something. `answered` is called once, never before this call has returned, with null if there will
   * be no answer; or not at all, where nobody is reached, or after the returned function was called, which gives up.
   */
  exchange(service: ServiceOfServer, request: CloudRequest, answered: (answer: CloudAnswer | null) => void): () => void;
  /** Draws the screens of thin clients, where pictures are drawn. */
  render?: Renderer;
  log(level: LogLevel, event: string, fields: Record<string, unknown>): void;
};
