/** Talks to cloud services over HTTP: one POST, one answer in JSON, on a connection of its own. */
import http, { type IncomingMessage } from 'node:http';
import { KEY_HEADER, type CloudAnswer, type CloudRequest } from '#protocols/cloud/exchange';
import type { Guard } from './guard.ts';

/** More than this is no answer, bytes. */
const MOST_ANSWER = 64 * 1024;

/**
 * Asks the service at `host:port`; `answered` is called once, with null if the exchange fails, and never after the returned
 * function was called.
 */
export function exchangeHttp(
  address: string | undefined,
  { path, key, body }: CloudRequest,
  answered: (answer: CloudAnswer | null) => void,
  guard: Guard,
): () => void {
  let over = false;
  const end = guard((answer: CloudAnswer | null): void => {
    if (over) return;
    over = true;
    answered(answer);
  });
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    [KEY_HEADER]: key,
  };
  const url = new URL(path, `http://${address ?? '127.0.0.1:1'}`);
  const asking = http.request(url, { method: 'POST', headers, agent: false });
  asking.on('response', (response) => readAnswer(response, end));
  asking.on('error', () => end(null));
  asking.end(text);
  return () => {
    over = true;
    asking.destroy();
  };
}

function readAnswer(response: IncomingMessage, end: (answer: CloudAnswer | null) => void): void {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (part: string) => {
    text += part;
    if (text.length > MOST_ANSWER) response.destroy(new Error('too long'));
  });
  response.on('error', () => end(null));
  response.on('close', () => end(null));
  response.on('end', () => end({ status: response.statusCode ?? 0, body: jsonOf(text) }));
}

/** What is no JSON is an answer nobody understands. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
