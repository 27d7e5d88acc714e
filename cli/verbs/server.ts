/** `mpos-twin server`: the reference server as a process of its own. */
import { pino } from 'pino';
import { makeFolder, readText } from '#history/node-disk';
import { pageAssets } from '#reports/node-bundle';
import { readConfig } from '#server/edges/config-file';
import { startServerProcess } from '#server/edges/process';
import { defineVerb } from '../verb.ts';
import { programVersion } from '../version.ts';
import { oneOf, wholeNumber } from '../arguments.ts';
import { exampleConfig } from '../example-config.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
type Options = {
  config?: string;
  data: string;
  port: number;
  host: string;
  logLevel: (typeof LOG_LEVELS)[number];
  untilStdinEnds?: true;
};

export const serverVerb = defineVerb({
  name: 'server',
  group: 'parts',
  about: 'run the reference mPOS server',
  examples: [
    'mpos-twin server --port 8080 --data runs-out/server',
    'mpos-twin server --config server.yaml --data runs-out/server --port 8080',
  ],
  set(command) {
    command
      .option('--config <file>', 'configuration; without it the one that mpos-twin config prints')
      .requiredOption('--data <folder>', 'where the journal is kept')
      .option('--port <number>', 'port, 0 for any free one', wholeNumber(0, 65_535), 0)
      .option('--host <address>', 'address to listen on', '127.0.0.1')
      .option('--log-level <level>', LOG_LEVELS.join(', '), oneOf(LOG_LEVELS), 'info')
      .option('--until-stdin-ends', 'stop in order when standard input ends, so that nobody outlives its parent');
  },
  async run(options: Options) {
    const log = pino({ level: options.logLevel }, pino.destination({ dest: 2, sync: true }));
    const { config: path } = options;
    const config = path === undefined ? exampleConfig() : readConfig(readText(path), path, readText);
    makeFolder(options.data);
    const server = await startServerProcess({ ...options, config, version: programVersion(), log, pages: pageAssets });
    process.stdout.write(`${JSON.stringify({ listening: true, host: options.host, port: server.port })}\n`);
    const asked = new Promise<null>((resolve) => {
      const stop = (): void => resolve(null);
      process.once('SIGTERM', stop);
      process.once('SIGINT', stop);
      if (options.untilStdinEnds === true) process.stdin.once('end', stop).resume();
    });
    const failure = await Promise.race([asked, server.failed]);
    process.stdin.destroy();
    await server.close();
    if (failure !== null) throw failure;
    return 0;
  },
});
