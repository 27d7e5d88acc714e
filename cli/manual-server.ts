/** The server behind the certifier's page. Every answer is on disk before it is acknowledged. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Catalogue, Criterion } from '#certification/catalogue/criterion';
import { PICTURE_TYPES, type Run, type RunTold, type SessionTold } from '#certification/manual/messages';
import { findingsFile, keepPicture, readPicture, saveSession } from '#certification/manual/node-session';
import {
  askedOf,
  manualCriteria,
  withAnswer,
  withoutPicture,
  withPicture,
  type Session,
} from '#certification/manual/session';
import { TwinError } from '#protocols/errors/errors';
import { sendPage, type PageAssets } from '#server/edges/pages/client-pages';
import { createHereServer, ICON, listenHere, type HereServer } from './here-only.ts';

/** What phones make of one picture, with room to spare. */
const LARGEST_PICTURE = 16 << 20;

export type ManualServerOptions = {
  folder: string;
  session: Session;
  catalogue: Catalogue;
  page: PageAssets;
  port: number;
  /** The time of an answer: UTC, to the second. */
  now(): string;
};

type Params = { run: string; id: string; name: string };

/** Errors: `port-in-use`, `address-not-usable`. */
export function startManualServer(options: ManualServerOptions): Promise<HereServer> {
  const app = createHereServer();
  for (const type of PICTURE_TYPES)
    app.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: LARGEST_PICTURE }, (_request, body, done) =>
      done(null, body),
    );
  addPages(app, options);
  return listenHere(app, options.port);
}

function addPages(app: FastifyInstance, { folder, catalogue, page, now, ...options }: ManualServerOptions): void {
  let { session } = options;
  const criteria = manualCriteria(catalogue, session.traits);
  const change = (next: Session, run: Run): RunTold => {
    if (next !== session) saveSession(folder, catalogue, next, session);
    session = next;
    return runTold(session, run, folder);
  };
  app.get('/', (_request, reply) => sendPage(reply, { ...page, head: ICON, title: 'Tried by hand' }));
  app.get('/session', () => sessionTold(session, criteria));
  app.get<{ Params: Params }>('/runs/:run', ({ params }) => runTold(session, runOf(params), folder));
  app.put<{ Params: Params }>('/runs/:run/:id', (request) => {
    const run = runOf(request.params);
    return change(withAnswer(session, run, criterionOf(criteria, request), request.body, now()), run);
  });
  app.post<{ Params: Params }>('/runs/:run/:id/pictures', (request) => {
    const run = runOf(request.params);
    const { id } = criterionOf(criteria, request);
    if (!Buffer.isBuffer(request.body)) throw new TwinError('picture-invalid');
    return change(withPicture(session, run, id, keepPicture(folder, id, run, request.body)), run);
  });
  app.delete<{ Params: Params }>('/runs/:run/:id/pictures/:name', (request) => {
    const run = runOf(request.params);
    return change(withoutPicture(session, run, criterionOf(criteria, request).id, request.params.name), run);
  });
  app.get<{ Params: Params }>('/runs/:run/:id/pictures/:name', ({ params }, reply) => {
    const picture = session.runs[runOf(params) - 1]?.pictures[params.id]?.find(({ name }) => name === params.name);
    if (picture === undefined) throw new TwinError('no-such-page');
    const type = `image/${picture.name.endsWith('.jpg') ? 'jpeg' : picture.name.split('.').at(-1)}`;
    return reply.header('X-Content-Type-Options', 'nosniff').type(type).send(readPicture(folder, picture));
  });
}

function runOf({ run }: Params): Run {
  if (run === '1' || run === '2') return run === '1' ? 1 : 2;
  throw new TwinError('no-such-page', `There is no run ${run}.`);
}

function criterionOf(criteria: readonly Criterion[], { params }: FastifyRequest<{ Params: Params }>): Criterion {
  const found = criteria.find(({ id }) => id === params.id);
  if (found === undefined) throw new TwinError('no-such-page', `${params.id} is no criterion that a person tries.`);
  return found;
}

function sessionTold({ runs }: Session, criteria: readonly Criterion[]): SessionTold {
  const [first, second] = runs;
  const count = ({ answers }: Session['runs'][number]) => criteria.filter(({ id }) => answers[id] !== undefined).length;
  return {
    testers: [first.tester, second.tester],
    criteria: criteria.map(askedOf),
    answered: [count(first), count(second)],
  };
}

function runTold({ runs }: Session, run: Run, folder: string): RunTold {
  const { tester, answers, pictures } = runs[run - 1] as Session['runs'][number];
  return { tester, file: findingsFile(folder), answers, pictures };
}
