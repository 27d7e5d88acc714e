/** The HTTP pages of the server (docs/http.md): health, tabs, journal, and errors from the one table. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { TwinError, type ErrorCode } from '#protocols/errors/errors';
import type { JournalEntry } from '#server/core/facts';
import { freeInMs, isOrphaned } from '#server/core/tabs/locks';
import type { State } from '#server/core/state';
import { exportBytes } from '#server/export/csv';
import { EXPORT_ENCODINGS } from '#server/export/encodings';
import type { Journal } from '../journal.ts';
import { openApiDocument } from '../openapi.ts';
import { errorBody } from '../refusals.ts';
import { monotonicMs } from '../timers.ts';

/** What the column `Quelle` can say. */
const SOURCES = ['40', 'Officer'] as const;

/** What an error of a page is in HTTP; any other one is the server's fault. */
const statuses: Partial<Record<ErrorCode, number>> = { 'bad-request': 400, 'till-page-here-only': 403 };

/** Adds the pages. `connected` tells how many devices are. */
export function addPages(
  app: FastifyInstance,
  options: { version: string; journal: Pick<Journal, 'read'>; state(): State; connected(): number },
): void {
  const { journal, state } = options;
  app.get('/health', () => ({ status: 'ready', entries: state().entries, devices: options.connected() }));
  app.get('/openapi.json', () => openApiDocument(options.version));
  app.get<{ Querystring: { after?: unknown } }>('/journal', (request, reply) => {
    const entries = journalText(journal, afterOf(request.query.after), state().entries);
    return reply.type('application/json; charset=utf-8').send(Readable.from(entries));
  });
  app.get<{ Querystring: Record<string, unknown> }>('/journal.csv', ({ query }, reply) => {
    const encoding = wordOf(query, 'encoding', EXPORT_ENCODINGS) ?? state().config.exportEncoding;
    const source = wordOf(query, 'source', SOURCES);
    const pieces = exportBytes(entriesUpTo(journal, 0, state().entries), { encoding, source });
    return reply
      .type(`text/csv; charset=${encoding}`)
      .header('content-disposition', 'attachment; filename="journal.csv"')
      .send(Readable.from(pieces, { objectMode: false }));
  });
  app.get('/tabs', () => tabsOf(state()));
  for (const path of ['/mpos', '/thin-client', '/observe']) {
    app.get(path, () => {
      throw new TwinError('bad-request', `${path} is a WebSocket.`);
    });
  }
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof TwinError) {
      return reply.code(statuses[error.code] ?? 500).send(errorBody(error.code, error.detail));
    }
    const { statusCode = 500 } = error;
    if (statusCode < 500) return reply.code(statusCode).send(errorBody('bad-request', error.message));
    app.log.error(error);
    return reply.code(500).send(errorBody('crash', ''));
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(errorBody('no-such-page', `${request.method} ${request.url}`)),
  );
}

/** Answers a request whose address could not be read, so that it has come to no page. */
export function answerUnread(error: Error, _request: unknown, reply: FastifyReply): void {
  void reply.code(400).send(errorBody('bad-request', `${error.message}.`));
}

/** From which entry on, as a query says it: a whole number, 0 if it says nothing. Error: `bad-request`. */
export function afterOf(query: unknown): number {
  if (query === undefined || query === null) return 0;
  if (typeof query !== 'string' || !/^\d{1,15}$/.test(query)) {
    throw new TwinError('bad-request', `after is one whole number, not ${JSON.stringify(query)}.`);
  }
  return Number(query);
}

/** One of the words that a query may say there; undefined if it says nothing. Error: `bad-request`. */
function wordOf<W extends string>(query: Record<string, unknown>, key: string, words: readonly W[]): W | undefined {
  const said = query[key];
  const word = words.find((one) => one === said);
  if (said === undefined || word !== undefined) return word;
  throw new TwinError('bad-request', `${key} is one of ${words.join(', ')}, not ${JSON.stringify(said)}.`);
}

function* entriesUpTo(journal: Pick<Journal, 'read'>, after: number, last: number): Generator<JournalEntry> {
  for (let n = after; n < last; n += 1) {
    const [entry] = journal.read(n, 1);
    if (entry === undefined) return;
    yield entry;
  }
}

/** Entries from `after` + 1 to `last` as one JSON array, each read when the one before has been taken by the other end. */
function* journalText(journal: Pick<Journal, 'read'>, after: number, last: number): Generator<string> {
  let before = '[';
  for (const entry of entriesUpTo(journal, after, last)) {
    yield before + JSON.stringify(entry);
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

function tabsOf(state: State): object[] {
  const now = monotonicMs();
  return [...state.tabs.values()]
    .filter((tab) => tab.lock !== null || tab.balanceCents !== 0)
    .map(({ number, balanceCents, parked, lock }) => ({
      tab: number,
      balanceCents,
      parked: parked !== null,
      lock:
        lock === null
          ? null
          : {
              device: lock.device,
              operator: lock.operator,
              token: lock.token,
              reason: lock.reason,
              orphaned: isOrphaned(state, lock, now),
              sinceMs: Math.max(0, Math.round(now - lock.sinceMs)),
              freeInMs: Math.max(0, Math.round(freeInMs(state, lock, now))),
            },
    }));
}
