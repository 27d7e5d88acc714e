/**
 * The line of a thin client to the server: one connection at a time, on which it says hello first and then beats. While
 * the app sleeps, what comes in waits. It counts what goes over it.
 */
import type { Channel } from '#protocols/channel';
import type { FromThinClient, ScreenMessage, ToThinClient } from '#protocols/thin-client/messages';
import type { Ground } from '../../grounds/ground.ts';
import { Pace } from '../pace.ts';
import { frameBytes, type Traffic } from '../link/traffic.ts';

export type LineOptions = {
  name: string;
  ground: Ground;
  heartbeatMs: number;
  toleranceMs: number;
  hello(): FromThinClient;
  /** The hold that was shown last; 0 for none. */
  token(): number;
  heard(message: ToThinClient): void;
  /** The connection has ended at the other end. */
  lost(): void;
  /** A beat was not answered in time. */
  late(): void;
};

/** What messages weigh on the air, bytes of their frames. */
const UP_BYTES: Record<FromThinClient['type'], number> = {
  hello: 220,
  pointer: 84,
  code: 80,
  beat: 40,
  shown: 34,
  'frame-seen': 46,
  leave: 16,
};
const ALIVE_BYTES = 26;
/** What stands around the picture of a camera. */
const FRAME_BYTES = 60;
/** The words of a screen travel beside its pictures: so much for the screen, and so much for a widget beside its text. */
const SCREEN_BYTES = 150;
const WIDGET_BYTES = 66;

export class ThinLine {
  /** Whether the app runs: while it sleeps nothing is heard, and nothing said. */
  awake = true;
  readonly traffic: Traffic = { up: 0, down: 0 };
  /** How fast the app draws and taps. */
  readonly pace: Pace;
  private readonly options: LineOptions;
  private channel: Channel<FromThinClient> | null = null;
  private readonly waiting: ToThinClient[] = [];
  private beats = 0;
  private answered = 0;
  private beating: object | null = null;

  constructor(options: LineOptions) {
    this.options = options;
    this.pace = new Pace(options.ground.timers);
  }

  send(message: FromThinClient): void {
    if (this.channel === null) return;
    this.traffic.up += UP_BYTES[message.type];
    this.channel.send(message);
  }

  /** A finger has come down and gone up, or a code was read; told when the app has come to it. */
  tap(...phases: FromThinClient[]): void {
    const on = this.channel;
    this.pace.run(() => {
      if (on === this.channel) for (const phase of phases) this.send(phase);
    });
  }

  /** Dials anew, and says hello when the connection is open. */
  connect(): void {
    this.hangUp();
    const { ground, name } = this.options;
    const mine: Channel<FromThinClient> = ground.dialThinClient(name, {
      onOpen: () => {
        if (this.channel === mine) this.send(this.options.hello());
      },
      onData: (message) => {
        if (this.channel !== mine) return;
        if (message.type === 'alive') this.alive(message.n);
        else this.pace.run(() => this.channel === mine && this.hears(message));
      },
      // What was said before the end is heard before it, also by an app that takes its time.
      onClose: () =>
        this.pace.run(() => {
          if (this.channel !== mine) return;
          this.cut();
          if (this.awake) this.options.lost();
        }),
    });
    this.channel = mine;
  }

  hangUp(): void {
    const was = this.channel;
    this.cut();
    was?.close();
  }

  /** Nothing more is said on the connection, not even that it ends. */
  cut(): void {
    this.channel = null;
    this.waiting.length = 0;
    if (this.beating !== null) this.options.ground.timers.cancel(this.beating);
    this.beating = null;
  }

  /** It is in use again: what came in meanwhile is heard. Returns whether there is a connection. */
  wake(): boolean {
    this.awake = true;
    const { channel } = this;
    for (const message of this.waiting.splice(0)) this.pace.run(() => this.channel === channel && this.hears(message));
    return this.channel !== null;
  }

  /** It has a place: its heart beats, and every beat before counts as answered. */
  begin(): void {
    this.answered = this.beats;
    this.beatLater();
  }

  /** A beat was answered: that needs no app. */
  private alive(n: number): void {
    this.traffic.down += ALIVE_BYTES;
    this.answered = Math.max(this.answered, n);
  }

  /** The app has come to what was said; while it sleeps that waits. */
  private hears(message: ToThinClient): void {
    if (!this.awake) {
      this.waiting.push(message);
      return;
    }
    this.traffic.down += downBytes(message);
    this.options.heard(message);
  }

  private beatLater(): void {
    const { ground, heartbeatMs } = this.options;
    if (this.beating !== null) ground.timers.cancel(this.beating);
    const { channel } = this;
    this.beating = ground.timers.after(heartbeatMs, () => {
      this.beating = null;
      if (this.channel !== channel) return;
      if (this.awake) this.beat(channel);
      this.beatLater();
    });
  }

  private beat(channel: Channel<FromThinClient> | null): void {
    this.beats += 1;
    const n = this.beats;
    const { ground, toleranceMs } = this.options;
    this.send({ type: 'beat', n, token: this.options.token() });
    ground.timers.after(toleranceMs, () => {
      if (this.channel === channel && this.answered < n && this.awake) this.options.late();
    });
  }
}

/** What a message weighs that the app hears, bytes: a screen with its pictures. */
function downBytes(message: ToThinClient): number {
  if (message.type === 'frame') return FRAME_BYTES + message.picture.length;
  if (message.type === 'screen') return message.bytes + wordsBytes(message);
  return frameBytes(message);
}

/** About what the text frame of a screen weighs, bytes. */
export function wordsBytes({ widgets }: ScreenMessage): number {
  let bytes = SCREEN_BYTES;
  for (const { text } of widgets) bytes += WIDGET_BYTES + text.length;
  return bytes;
}
