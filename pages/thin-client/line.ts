/**
 * The connection of the page to the server, with a heartbeat of its own: in a radio shadow neither `onclose` nor
 * `navigator.onLine` tells a page that nobody hears it. A tap is followed by a beat, so that a silent server is noticed
 * when somebody waits for it.
 */
import type { Decoded } from '#protocols/frame';
import { encodeThinClientFrame } from '#protocols/thin-client/frames';
import type { FromThinClient, ToThinClient } from '#protocols/thin-client/messages';
import { assemble, type Picture } from '#protocols/thin-client/pictures';

export type LineOptions = {
  address: string;
  hello(): FromThinClient;
  /** The hold that was shown last; 0 for none. */
  token(): number;
  /** A screen comes with its pictures. */
  heard(message: ToThinClient, pictures: readonly Picture[]): void;
  /** The connection has ended at the other end, or was never there. */
  lost(): void;
  /** A beat is late (true), or nothing is any more. */
  waiting(isLate: boolean): void;
  /** A beat was not answered within the tolerance. */
  silent(): void;
};

export type Line = {
  /** Dials anew, and says hello when the connection is open. */
  connect(): void;
  hangUp(): void;
  send(message: FromThinClient): void;
  /** It has a place: its heart beats. */
  begin(limits: { heartbeatMs: number; toleranceMs: number }): void;
  /** Asks now whether the server is there. */
  beat(): void;
};

/** What part of the tolerance passes before an answer is called late. */
const LATE = 1 / 3;

/** A line that is not connected yet. */
export function createLine(options: LineOptions): Line {
  let socket: WebSocket | null = null;
  let beats = 0;
  let answered = 0;
  let limits = { heartbeatMs: 10_000, toleranceMs: 3_000 };
  let beating = 0;

  function send(message: FromThinClient): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(encodeThinClientFrame(message));
  }

  function hangUp(): void {
    window.clearTimeout(beating);
    options.waiting(false);
    const was = socket;
    socket = null;
    was?.close();
  }

  function beat(): void {
    const mine = socket;
    beats += 1;
    const n = beats;
    send({ type: 'beat', n, token: options.token() });
    const unanswered = (): boolean => socket === mine && mine !== null && answered < n;
    window.setTimeout(() => unanswered() && options.waiting(true), limits.toleranceMs * LATE);
    window.setTimeout(() => unanswered() && options.silent(), limits.toleranceMs);
    window.clearTimeout(beating);
    beating = window.setTimeout(beat, limits.heartbeatMs);
  }

  function heard(message: ToThinClient, pictures: readonly Picture[]): void {
    if (message.type !== 'alive') {
      options.heard(message, pictures);
      return;
    }
    answered = Math.max(answered, message.n);
    if (answered === beats) options.waiting(false);
  }

  /** Whoever says what is no frame is no server of ours, or one of another version: asked again, it may be well. */
  function understand({ ok }: Decoded<null>): void {
    if (ok) return;
    hangUp();
    options.lost();
  }

  return {
    send,
    hangUp,
    beat,
    connect() {
      hangUp();
      const mine = new WebSocket(options.address);
      socket = mine;
      mine.binaryType = 'arraybuffer';
      mine.addEventListener('open', () => socket === mine && send(options.hello()));
      const frames = assemble(heard);
      mine.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (socket !== mine) return;
        understand(data instanceof ArrayBuffer ? frames.binary(new Uint8Array(data)) : frames.text(String(data)));
      });
      mine.addEventListener('close', () => {
        if (socket !== mine) return;
        hangUp();
        options.lost();
      });
    },
    begin(given) {
      limits = given;
      answered = beats;
      window.clearTimeout(beating);
      beating = window.setTimeout(beat, limits.heartbeatMs);
    },
  };
}
