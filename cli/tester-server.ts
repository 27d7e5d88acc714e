/** The server behind the page that says what a tester has to do in an evening of work, now. */
import type { NowTold } from '#certification/manual/messages';
import type { Board } from '#certification/work/board';
import { cardSheet } from '#certification/work/card-sheet';
import { sendPage, type PageAssets } from '#server/edges/pages/client-pages';
import { createHereServer, ICON, listenHere, type HereServer } from './here-only.ts';

/** Errors: `port-in-use`, `address-not-usable`. */
export function startTesterServer(board: Board, page: PageAssets, port: number): Promise<HereServer> {
  const app = createHereServer();
  app.get('/', (_request, reply) => sendPage(reply, { ...page, head: ICON, title: 'To be done now' }));
  app.get('/cards', (_request, reply) =>
    reply
      .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:")
      .type('text/html; charset=utf-8')
      .send(cardSheet()),
  );
  app.get('/now', (): NowTold => board.told());
  app.put('/now', (request): NowTold => {
    board.take(request.body);
    return board.told();
  });
  return listenHere(app, port);
}
