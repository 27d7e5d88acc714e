/** `adb push`, `pull` and `ls`: files go to the device and come from it. */
import { concatBytes } from '#protocols/bytes';
import { createSyncReader, MAX_PIECE, syncFrame, type SyncRequest } from '#protocols/adb/sync';
import { unreachable } from '#protocols/unreachable';
import type { DeviceFiles } from '../files.ts';
import type { OpenService } from './stream.ts';

/** Where the shell may write. */
const WRITABLE = /^\/(sdcard|data\/local\/tmp|storage)(\/|$)/;
const FILE_KIND = 0o170_000;
const FOLDER = 0o040_000;

/** A file that comes in: pieces so far. */
type Incoming = { path: string; mode: number; pieces: Uint8Array[] };

export function syncService(files: DeviceFiles): OpenService {
  return (stream) => {
    const reader = createSyncReader();
    let incoming: Incoming | null = null;
    const fail = (text: string): void => {
      const bytes = new TextEncoder().encode(text);
      stream.write(syncFrame('FAIL', bytes.length, bytes));
    };

    function take(request: SyncRequest): void {
      switch (request.id) {
        case 'STAT': {
          const stat = files.stat(request.path) ?? { mode: 0, size: 0, mtime: 0 };
          return stream.write(syncFrame('STAT', stat.mode, stat.size, stat.mtime));
        }
        case 'LIST':
          return stream.write(listing(files, request.path));
        case 'RECV':
          return sendFile(request.path);
        case 'SEND': {
          const comma = request.path.lastIndexOf(',');
          incoming = { path: request.path.slice(0, comma), mode: Number(request.path.slice(comma + 1)), pieces: [] };
          return;
        }
        case 'DATA':
          incoming?.pieces.push(request.bytes);
          return;
        case 'DONE':
          return keep(request.mtime);
        case 'QUIT':
          return stream.end();
        default:
          unreachable(request);
      }
    }

    function sendFile(path: string): void {
      const bytes = files.read(path);
      if (bytes === null) return fail(`open failed: No such file or directory`);
      for (let at = 0; at < bytes.length; at += MAX_PIECE) {
        const piece = bytes.subarray(at, at + MAX_PIECE);
        stream.write(syncFrame('DATA', piece.length, piece));
      }
      stream.write(syncFrame('DONE', 0));
    }

    function keep(mtime: number): void {
      if (incoming === null) return fail('DONE without SEND');
      const { path, mode, pieces } = incoming;
      incoming = null;
      const isFolder = ((files.stat(path)?.mode ?? 0) & FILE_KIND) === FOLDER;
      if (!WRITABLE.test(path)) return fail(`couldn't create file: Permission denied`);
      if (isFolder) return fail(`couldn't create file: Is a directory`);
      files.write(path, concatBytes(pieces), { mode, mtime });
      stream.write(syncFrame('OKAY', 0));
    }

    stream.accept();
    return {
      onData(bytes, taken) {
        const { requests, broken } = reader.push(bytes);
        for (const request of requests) take(request);
        if (broken !== undefined) {
          fail(broken);
          stream.end();
        }
        taken();
      },
      onClose() {},
    };
  };
}

function listing(files: DeviceFiles, path: string): Uint8Array {
  const entries = files.list(path).map((name) => {
    const { mode, size, mtime } = files.stat(`${path}/${name}`) ?? { mode: 0, size: 0, mtime: 0 };
    const bytes = new TextEncoder().encode(name);
    return syncFrame('DENT', mode, size, mtime, bytes.length, bytes);
  });
  return concatBytes([...entries, syncFrame('DONE', 0, 0, 0, 0)]);
}
