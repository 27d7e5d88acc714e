/** The whitelist as a server reads it (docs/whitelist.md): what counts of the table, and no more than a server can see. */
import type { z } from 'zod';
import { listConditions, whitelistFileSchema } from '#protocols/whitelist';
import type { WhitelistRow } from './table.ts';

type WhitelistFile = z.infer<typeof whitelistFileSchema>;
type ServerRow = WhitelistFile['rows'][number];

/**
 * A certificate is for one main version of Android, so a row is, too. The least display stays that of the documentation:
 * a browser rounds the pixels it tells, and the certified device would be a pixel too small.
 */
export function serverWhitelist(table: readonly WhitelistRow[]): WhitelistFile {
  const rows = table.filter(({ replacedBy }) => replacedBy === null).map(serverRow);
  return whitelistFileSchema.parse({ format: 1, rows });
}

function serverRow({ device, standing, reason, conditions, validUntil }: WhitelistRow): Partial<ServerRow> {
  const { model, android } = device;
  const versions = { model, leastAndroid: android, mostAndroid: android };
  if (standing !== 'listed') return { ...versions, ...(reason === null ? {} : { refused: reason }) };
  return {
    ...versions,
    conditions: listConditions.flatMap((must) => {
      const condition = conditions.find((one) => one.must === must);
      if (condition === undefined) return [];
      const { en, de = en } = condition;
      return [{ must, sentence: { en, de } }];
    }),
    validUntil,
  };
}
