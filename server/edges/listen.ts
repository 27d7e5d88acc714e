/** Where an HTTP server can be reached. */
import type { FastifyInstance } from 'fastify';
import { TwinError } from '#protocols/errors/errors';

/** Listens, and tells the port. Errors: `port-in-use`, `address-not-usable`. */
export async function listen(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new TwinError('port-in-use', String(port));
    if (code === undefined) throw error;
    throw new TwinError('address-not-usable', `${host}:${port}: ${message}`);
  }
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
