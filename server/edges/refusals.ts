/**
 * Refusals where there is no request to answer: what is no HTTP at all, an address nobody can read, an upgrade that
 * fails. They too have a code of the one table, instead of the page of whichever library noticed.
 */
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { docAnchor, errorTable, TwinError, type ErrorCode } from '#protocols/errors/errors';

/** An error as the body of an answer. */
export function errorBody(code: ErrorCode, detail: string): object {
  const { sentence, hint } = errorTable[code];
  return { code, sentence: detail === '' ? sentence : `${sentence} ${detail}`, hint, doc: docAnchor(code) };
}

/** Answers with an error on the bare socket and ends the connection, also if the other end never does. */
export function refuse(
  socket: Duplex,
  { code, detail }: TwinError,
  status = code === 'no-such-page' ? 404 : 400,
): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(errorBody(code, detail));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Sec-WebSocket-Version: 13',
  ];
  socket.once('finish', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Answers what Node could not read as a request. */
export function refuseUnread({ code, message }: NodeJS.ErrnoException, socket: Duplex): void {
  const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  refuse(socket, new TwinError('bad-request', `${message}.`), status);
}
