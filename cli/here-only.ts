/**
 * A server for pages of certifiers. It answers to this machine only, and to its loopback name only: a page from elsewhere
 * that a browser here has open calls it by another one.
 */
import fastify, { type FastifyInstance } from 'fastify';
import { TwinError } from '#protocols/errors/errors';
import { isFromHere } from '#server/edges/from-here';
import { listen } from '#server/edges/listen';
import { errorBody } from '#server/edges/refusals';

const LARGEST_ANSWER = 64 << 10;
export const ICON = '<link rel="icon" href="data:,">';

export type HereServer = { port: number; close(): Promise<void> };

/** One without pages, which listens to nobody yet. */
export function createHereServer(): FastifyInstance {
  const app = fastify({ bodyLimit: LARGEST_ANSWER, forceCloseConnections: true });
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', (request, _reply, done) => {
    done(isFromHere(request) ? undefined : new TwinError('manual-page-here-only'));
  });
  app.setErrorHandler((error, _request, reply) => {
    const known = error instanceof TwinError ? error : new TwinError('bad-request', `${String(error)}.`);
    return reply.code(statusOf(known)).send(errorBody(known.code, known.detail));
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(errorBody('no-such-page', '')));
  return app;
}

function statusOf({ code }: TwinError): number {
  if (code === 'manual-page-here-only') return 403;
  return code === 'no-such-page' ? 404 : 400;
}

/** Errors: `port-in-use`, `address-not-usable`. */
export async function listenHere(app: FastifyInstance, wanted: number): Promise<HereServer> {
  const port = await listen(app, { host: '127.0.0.1', port: wanted });
  return { port, close: () => app.close() };
}
