/** `mpos-twin export`: the journal of a run, or of a server, as a file for a spreadsheet. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { damagedHistory, readHistory } from '#history/reading';
import { linesOfFile } from '#history/node-files';
import { isFolder, writeText } from '#history/node-disk';
import { fileError } from '#protocols/errors/file-errors';
import type { Fact, JournalEntry, Source } from '#server/core/facts';
import { openJournal } from '#server/edges/journal';
import { unguarded } from '#server/edges/guard';
import { exportBytes } from '#server/export/csv';
import { EXPORT_ENCODINGS, type ExportEncoding } from '#server/export/encodings';
import { oneOf } from '../arguments.ts';
import { historyPath } from '../histories.ts';
import { defineVerb, EXIT } from '../verb.ts';

const SOURCES = ['40', 'Officer'] as const satisfies readonly Source[];
const JOURNAL = 'journal.sqlite';

type Options = { out?: string; encoding: ExportEncoding; source?: Source };

export const exportVerb = defineVerb<Options>({
  name: 'export',
  group: 'qa',
  about: 'write the journal of a run or of a server as CSV, for a spreadsheet',
  examples: [
    'mpos-twin export runs-out/latest --out journal.csv',
    'mpos-twin export runs-out/server --source Officer',
    'mpos-twin export runs-out/latest --encoding windows-1252 --out journal.csv',
  ],
  set(command) {
    command
      .argument(
        '<journal>',
        'a history file (NDJSON), the folder of a run, or the data folder of a server that is not running',
      )
      .option('--out <file>', 'write it there; to standard output if absent')
      .option('--encoding <encoding>', EXPORT_ENCODINGS.join(', '), oneOf(EXPORT_ENCODINGS), 'utf-8')
      .option('--source <source>', `only what has this Quelle: ${SOURCES.join(', ')}`, oneOf(SOURCES));
  },
  run({ out, encoding, source }, [what]) {
    const pieces = exportBytes(entriesOf(what as string), { encoding, source });
    if (out === undefined) for (const piece of pieces) process.stdout.write(piece);
    else write(out, pieces);
    return EXIT.pass;
  },
});

/** The entries of a server's journal, or of a history. Errors: those of reading a file, `journal-damaged`, `data-in-use`. */
function entriesOf(what: string): JournalEntry[] {
  const folder = what.endsWith(JOURNAL) ? dirname(what) : what;
  if (!isFolder(folder) || !existsSync(join(folder, JOURNAL))) return entriesOfHistory(historyPath(what) ?? what);
  const journal = openJournal(folder, unguarded, (error) => {
    throw error;
  });
  try {
    return journal.read();
  } finally {
    journal.close();
  }
}

/** What the server had decided in a run; its times of day count from when the run was played. */
function entriesOfHistory(path: string): JournalEntry[] {
  const entries: JournalEntry[] = [];
  let playedMs = 0;
  const { header, damage } = readHistory(linesOfFile(path), {
    header: ({ playedAt = '' }) => (playedMs = Date.parse(playedAt) || 0),
    event(event) {
      if (event.kind !== 'fact') return;
      const { n, at, aheadMs = 0, fact } = event;
      entries.push({ n, at: Math.round(playedMs + at + aheadMs), fact: fact as Fact });
    },
  });
  if (header === null) throw damagedHistory(path, damage);
  return entries.toSorted((a, b) => a.n - b.n);
}

function write(path: string, pieces: Iterable<Uint8Array>): void {
  writeText(path, '');
  try {
    writeFileSync(path, Buffer.concat([...pieces]));
  } catch (error) {
    throw fileError('written', path, error);
  }
}
