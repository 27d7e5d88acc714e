/**
 * The way of fingers to a browser that is handed the first of those that are down at once, and no other. Fingers reach a
 * simulated device through the devtools of its browser, so it is there that the others are dropped: on the WebSocket of
 * whoever puts them down, before the browser hears of them. All else passes as it is.
 */
import { z } from 'zod';
import { concatBytes } from '#protocols/bytes';
import type { Channel } from '#protocols/channel';
import { readClientFrame, TEXT, writeClientFrame } from '#protocols/web-socket/client-frames';

/** A connection to the devtools on which no second finger is heard of. */
export function firstFingerOnly(channel: Channel<Uint8Array>): Channel<Uint8Array> {
  let waiting: Uint8Array = new Uint8Array(0);
  let isSocket = false;
  function pass(part: Uint8Array, taken: number): void {
    waiting = waiting.slice(taken);
    channel.send(part);
  }
  /** Passes on one head of a request, or one frame, if it is there as a whole; says whether it was. */
  function passNext(): boolean {
    if (!isSocket) {
      const end = endOfHead(waiting);
      if (end === null) return false;
      const head = latin1(waiting.subarray(0, end));
      isSocket = UPGRADE.test(head);
      pass(
        Uint8Array.from(head.replace(EXTENSIONS, ''), (letter) => letter.charCodeAt(0)),
        end,
      );
      return true;
    }
    const frame = readClientFrame(waiting);
    if (frame === null) return false;
    const heard = frame.opcode === TEXT && frame.isLast ? heardOf(new TextDecoder().decode(frame.payload)) : null;
    const whole = waiting.slice(0, frame.length);
    pass(heard === null ? whole : writeClientFrame(TEXT, new TextEncoder().encode(heard)), frame.length);
    return true;
  }
  return {
    send(bytes) {
      waiting = concatBytes([waiting, bytes]);
      while (passNext());
    },
    close: () => channel.close(),
  };
}

const UPGRADE = /^upgrade: *websocket/im;
/** What is compressed could not be read. */
const EXTENSIONS = /^sec-websocket-extensions:.*\r\n/gim;

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Where the head of a request ends; null if it does not yet. */
function endOfHead(bytes: Uint8Array): number | null {
  const at = latin1(bytes).indexOf('\r\n\r\n');
  return at < 0 ? null : at + 4;
}

const fingersSchema = z.looseObject({
  method: z.literal('Input.dispatchTouchEvent'),
  params: z.looseObject({ touchPoints: z.array(z.unknown()) }),
});

/** What is left of a message that puts down or moves several fingers; null if it does none of that. */
function heardOf(text: string): string | null {
  const read = fingersSchema.safeParse(parsed(text));
  if (!read.success) return null;
  const { params } = read.data;
  if (params.touchPoints.length < 2) return null;
  return JSON.stringify({ ...read.data, params: { ...params, touchPoints: params.touchPoints.slice(0, 1) } });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // the browser says what is wrong with it
  }
}
