/** Text frames ↔ messages of thin clients. A broken frame is answered by an error of the error table. */
import { decodeFrame, type Decoded } from '../frame.ts';
import {
  fromThinClient,
  THIN_CLIENT_VERSION,
  toThinClient,
  type FromThinClient,
  type ToThinClient,
} from './messages.ts';

/** Encodes a message as the text of one frame. */
export function encodeThinClientFrame(message: FromThinClient | ToThinClient): string {
  return JSON.stringify(message);
}

/** Decodes what a thin client sent. Errors: `bad-frame`, `protocol-version`. */
export function decodeFromThinClient(text: string): Decoded<FromThinClient> {
  return decodeFrame(text, fromThinClient, THIN_CLIENT_VERSION);
}

/** Decodes what the server sent to a thin client. Errors: `bad-frame`. */
export function decodeToThinClient(text: string): Decoded<ToThinClient> {
  return decodeFrame(text, toThinClient);
}
