/** `mpos-twin server`: the reference server as a process of its own. */
import { pino } from 'pino';
import { readConfigFile } from '#server/edges/config-file';
import { startServerProcess } from '#server/edges/process';
import { defineVerb } from '../verb.ts';
import { programVersion } from '../version.ts';
import { wholeNumber } from '../arguments.ts';

export const serverVerb = defineVerb({
  name: 'server',
  group: 'parts',
  about: 'run the reference mPOS server',
  examples: ['mpos-twin server --config server.yaml --data ./data --port 8080'],
  set(command) {
    command
      .requiredOption('--config <file>', 'configuration (mpos-twin config prints one)')
      .requiredOption('--data <folder>', 'where the journal is kept')
      .option('--port <number>', 'port, 0 for any free one', wholeNumber(0, 65_535), 0)
      .option('--host <address>', 'address to listen on', '127.0.0.1')
      .option('--log-level <level>', 'trace, debug, info, warn, error', 'info');
  },
  async run(options: { config: string; data: string; port: number; host: string; logLevel: string }) {
    const log = pino({ level: options.logLevel }, pino.destination({ dest: 2, sync: true }));
    const config = readConfigFile(options.config);
    const server = await startServerProcess({ ...options, config, version: programVersion(), log });
    process.stdout.write(`${JSON.stringify({ listening: true, host: options.host, port: server.port })}\n`);
    await new Promise<void>((resolve) => {
      process.once('SIGTERM', resolve);
      process.once('SIGINT', resolve);
    });
    await server.close();
    return 0;
  },
});
