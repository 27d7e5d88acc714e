/**
 * The till's page, and what it does: it frees a tab by force, and shows codes for Freestyle. Whoever may open it may do
 * that, so it answers to this machine only unless the configuration says otherwise.
 */
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TwinError, type ErrorCode } from '#protocols/errors/errors';
import { nameSchema } from '#protocols/names';
import type { State } from '#server/core/state';
import type { AtTill, TillDesk } from '#server/host/till-desk';
import { lazily, sendPage, type Pages } from './client-pages.ts';
import { floorOf } from '../floor-told.ts';
import { isFromHere } from '../from-here.ts';
import { errorBody } from '../refusals.ts';
import { monotonicMs } from '../timers.ts';

type Done = Extract<Awaited<ReturnType<TillDesk['ask']>>, { ok: true }>;

export type TillOptions = {
  pages: Pages;
  till: Pick<TillDesk, 'ask'>;
  state(): State;
  /** The address the server listens on. */
  host: string;
};

const toBeFreed = z.strictObject({ tab: z.int().min(1), operator: nameSchema });
const toBeCoded = z.strictObject({ operator: nameSchema });

/** Adds `/floor`, `/till`, `/till/force-free` and `/till/freestyle-code`. */
export function addTillPages(app: FastifyInstance, { pages, till, state, host }: TillOptions): void {
  const pageOf = lazily(() => pages('till'));
  const ask = async (
    reply: FastifyReply,
    operator: string,
    request: AtTill,
    done: (answer: Done) => object,
  ): Promise<FastifyReply> => {
    const answer = await till.ask(operator, request);
    return answer.ok ? reply.send(done(answer)) : reply.code(409).send(errorBody(answer.code as ErrorCode, ''));
  };
  app.get('/floor', () => floorOf(state(), monotonicMs()));
  app.get('/till', (request, reply) => {
    admit(state(), request);
    return sendPage(reply, { ...pageOf(), head: '<link rel="icon" href="icon.svg">', title: 'Till' });
  });
  app.post('/till/force-free', (request, reply) => {
    admit(state(), request);
    const { tab, operator } = understood(toBeFreed, request.body);
    return ask(reply, operator, { type: 'force-free', tab }, () => ({ freed: tab }));
  });
  app.post('/till/freestyle-code', (request, reply) => {
    admit(state(), request);
    const { operator } = understood(toBeCoded, request.body);
    return ask(reply, operator, { type: 'freestyle-code' }, (answer) => {
      const code = answer.did === 'code' ? answer.code : '';
      return { code, address: `http://${reachedAt(host)}:${request.socket.localPort}/freestyle?code=${code}` };
    });
  });
}

function understood<T>(schema: z.ZodType<T>, body: unknown): T {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  const issue = error.issues[0];
  throw new TwinError('bad-request', `${issue?.path.join('.') || 'the body'}: ${issue?.message}.`);
}

/** Lets a request pass that comes from this machine. Error: `till-page-here-only`. */
function admit({ config }: State, request: FastifyRequest): void {
  if (config.tillPage === 'network') return;
  if (isFromHere(request)) return;
  throw new TwinError('till-page-here-only', '');
}

/** The address under which a phone reaches this machine: the one it listens on, or if that is all, its first in a network. */
function reachedAt(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return isIP(host) === 6 ? `[${host}]` : host;
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}
