/** A small floor to start from: what `mpos-twin config` prints, and what a server without a configuration serves. */
import { serverConfigSchema, type ServerConfig } from '#server/core/config';

/** One handheld, a till, a printer and a payment terminal at their usual ports, and every default. */
export function exampleConfig(): ServerConfig {
  return serverConfigSchema.parse({
    operators: ['Anna', 'Chef'],
    devices: [
      { name: 'H01', family: 'handheld', beltPrinter: true },
      { name: 'till', family: 'till' },
    ],
    printers: [{ name: 'kitchen', address: '127.0.0.1:9100' }],
    places: { kitchen: 'kitchen' },
    fallbackPrinter: 'kitchen',
    terminals: [{ name: 'pt1', address: '127.0.0.1:20007' }],
  });
}
