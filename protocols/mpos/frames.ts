/** Text frames ↔ messages of the standard family. A broken frame is answered by an error of the error table. */
import { decodeFrame, type Decoded } from '../frame.ts';
import { clientMessage, PROTOCOL_VERSION, serverMessage, type ClientMessage, type ServerMessage } from './messages.ts';

/** Encodes a message as the text of one frame. */
export function encodeFrame(message: ClientMessage | ServerMessage): string {
  return JSON.stringify(message);
}

/** Decodes what a device sent. Errors: `bad-frame`, `protocol-version`. */
export function decodeClientFrame(text: string): Decoded<ClientMessage> {
  return decodeFrame(text, clientMessage, PROTOCOL_VERSION);
}

/** Decodes what the server sent. Errors: `bad-frame`. */
export function decodeServerFrame(text: string): Decoded<ServerMessage> {
  return decodeFrame(text, serverMessage);
}
