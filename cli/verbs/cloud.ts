/** `mpos-twin cloud`: the simulated cloud services behind HTTP, for a server that is tried by hand. */
import { once } from 'node:events';
import { TwinError } from '#protocols/errors/errors';
import { SERVICES } from '#protocols/cloud/exchange';
import { cloudServices } from '#simulators/cloud/catalogue';
import { createCloudHttp } from '#simulators/grounds/wire/cloud-http';
import { serve, WELL, type Service } from '#simulators/cloud/service';
import { wholeNumber } from '../arguments.ts';
import { defineVerb, EXIT } from '../verb.ts';

type Options = { port: number };

export const cloudVerb = defineVerb<Options>({
  name: 'cloud',
  group: 'parts',
  about: 'run the simulated cloud services',
  examples: ['mpos-twin cloud --port 8090'],
  set(command) {
    command.option('--port <number>', 'port, 0 for any free one', wholeNumber(0, 65_535), 0);
  },
  async run({ port }) {
    const services = new Map<string, Service>(SERVICES.map((name) => [name, cloudServices[name]()]));
    const server = createCloudHttp((request, reply) => {
      const service = services.get(request.path.split('/')[1] ?? '');
      if (service === undefined) {
        reply({ status: 404, body: { error: 'no-such-service' } });
        return;
      }
      const { answer, deed } = serve(service, WELL, request);
      if (deed !== null) process.stdout.write(`${JSON.stringify(deed)}\n`);
      reply(answer);
    });
    server.listen(port, '127.0.0.1');
    await Promise.race([
      once(server, 'listening'),
      once(server, 'error').then(([error]) => {
        throw new TwinError('address-not-usable', `127.0.0.1:${port}: ${String(error)}`);
      }),
    ]);
    const address = server.address();
    const listening = typeof address === 'object' && address !== null ? address.port : port;
    process.stdout.write(`${JSON.stringify({ listening: true, port: listening, services: SERVICES })}\n`);
    await new Promise<void>((resolve) => {
      process.once('SIGTERM', () => resolve());
      process.once('SIGINT', () => resolve());
    });
    server.closeAllConnections();
    server.close();
    return EXIT.pass;
  },
});
