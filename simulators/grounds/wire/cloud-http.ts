/**
 * Cloud services behind real HTTP: for the wire ground, and for a server that is tried by hand (`mpos-twin cloud`). What
 * comes in is handed on as it is; who serves it may answer later, or hang up without a word (docs/decisions/048).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { KEY_HEADER, type CloudAnswer } from '#protocols/cloud/exchange';
import type { CloudHandler } from '../ground.ts';

/** More than this is no request, bytes. */
const MOST_REQUEST = 256 * 1024;

/** An HTTP server that is not listening yet. */
export function createCloudHttp(handle: CloudHandler): Server {
  return createServer((request, response) => {
    void bodyOf(request).then(
      (body) => {
        const key = request.headers[KEY_HEADER];
        const asked = { path: request.url ?? '/', key: typeof key === 'string' ? key : '', body };
        if (request.method === 'POST') handle(asked, (answer) => send(response, answer));
        else send(response, { status: 405, body: { error: 'post-only' } });
      },
      () => send(response, { status: 400, body: { error: 'bad-request' } }),
    );
  });
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  request.setEncoding('utf8');
  for await (const part of request) {
    text += part as string;
    if (text.length > MOST_REQUEST) throw new Error('too long');
  }
  return JSON.parse(text) as unknown;
}

function send(response: ServerResponse, answer: CloudAnswer | null): void {
  if (answer === null) {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify(answer.body));
}
