/**
 * A device's line to the server: one connection at a time, what it says first on it, and the heart that beats on it once
 * the server has said welcome. While the app sleeps, what comes in waits.
 */
import type { Channel } from '#protocols/channel';
import { PROTOCOL_VERSION, type ServerMessage } from '#protocols/mpos/messages';
import type { Ground } from '../../grounds/ground.ts';
import { dialServer, type Dialler } from './connection.ts';
import type { Heart } from './heartbeat.ts';
import { Pace } from '../pace.ts';
import { ALIVE_BYTES, BEAT_BYTES, frameBytes, type Traffic } from './traffic.ts';

/** Whose line it is. */
export type LinkOwner = {
  name: string;
  family: 'handheld' | 'tablet' | 'till';
  /** The IIS it is set up to talk to; undefined where there is one for all. */
  readonly iis: string | undefined;
  /** The hold the device believes to have; token 0 for none. */
  hold(): { tab: number; token: number };
  heard(message: ServerMessage): void;
  /** The connection has ended at the other end; `welcomed` if it had been in use. */
  lost(welcomed: boolean): void;
  clock(isWrong: boolean): void;
};

export class ServerLink implements Dialler {
  readonly heart: Heart;
  /** How fast the app asks and hears. */
  readonly pace: Pace;
  private readonly ground: Ground;
  private readonly owner: LinkOwner;
  private channel: Channel<unknown> | null = null;
  private readonly waiting: ServerMessage[] = [];
  /** What went over the line, but for beats and their answers, which the heart counts. */
  private readonly counted: Traffic = { up: 0, down: 0 };

  constructor(ground: Ground, heart: Heart, owner: LinkOwner) {
    this.ground = ground;
    this.heart = heart;
    this.pace = new Pace(ground.timers);
    this.owner = owner;
  }

  /** Whether the server has said welcome on the connection there is. */
  welcomed(): boolean {
    return this.heart.connection !== null;
  }

  /** Dials anew. */
  connect(): void {
    this.hangUp();
    this.ground.record(this.owner.name, { kind: 'dialled' });
    this.channel = dialServer(this.ground, this.owner.name, this.heart, this);
  }

  hangUp(): void {
    const was = this.channel;
    this.powerCut();
    was?.close();
  }

  /** Nothing more is said on the connection, not even that it ends. */
  powerCut(): void {
    this.channel = null;
    this.heart.connection = null;
    this.waiting.length = 0;
  }

  /** The server has said welcome: from now on the connection is in use, and the heart beats. */
  welcome(): void {
    this.heart.connection = this.channel;
  }

  send(message: object): void {
    if (this.channel === null) return;
    this.counted.up += frameBytes(message);
    this.channel.send(message);
  }

  /** Says what the app wants, when the app has come to it. */
  ask(message: object): void {
    const on = this.channel;
    this.pace.run(() => {
      if (on === this.channel) this.send(message);
    });
  }

  /** What the device has sent and got so far, bytes of application frames. */
  traffic(): Traffic {
    const { counted, heart } = this;
    return {
      up: counted.up + heart.sent * BEAT_BYTES,
      down: counted.down + heart.answers * ALIVE_BYTES,
    };
  }

  /** The app is awake again and hears what has come in. */
  hearWaiting(): void {
    for (const message of this.waiting.splice(0)) this.owner.heard(message);
  }

  opened(on: Channel<unknown>): void {
    if (on !== this.channel) return;
    const { ground, heart, owner } = this;
    const { tab, token } = owner.hold();
    const skewMs = heart.skewMs();
    const clockMs = Math.round(ground.wallClock() + skewMs);
    const holds = token === 0 ? null : { tab, token };
    ground.record(owner.name, { kind: 'hello', clockMs, ...(skewMs === 0 ? {} : { skewMs }), ...holds });
    const { name: device, family, iis } = owner;
    const service = iis === undefined ? {} : { iis };
    this.send({
      type: 'hello',
      v: PROTOCOL_VERSION,
      device,
      family,
      clockMs,
      ...service,
      ...(holds === null ? {} : { holds }),
    });
  }

  heard(on: Channel<unknown>, message: ServerMessage): void {
    if (on !== this.channel) return;
    this.counted.down += frameBytes(message);
    this.pace.run(() => {
      if (on !== this.channel) return;
      if (this.heart.awake) this.owner.heard(message);
      else this.waiting.push(message);
    });
  }

  clock(isWrong: boolean): void {
    this.owner.clock(isWrong);
  }

  closed(on: Channel<unknown>): void {
    this.pace.run(() => {
      if (on !== this.channel) return;
      const was = this.welcomed();
      this.channel = null;
      this.heart.connection = null;
      this.owner.lost(was);
    });
  }
}
