/** The files of a device: paths and bytes, with folders as far as there are files in them or somebody has made them. */

export type FileStat = { mode: number; size: number; /** Seconds of the device's clock. */ mtime: number };
type Entry = FileStat & { bytes: Uint8Array };

const FOLDER = 0o040_771;
const FILE = 0o100_660;

export type DeviceFiles = {
  read(path: string): Uint8Array | null;
  write(path: string, bytes: Uint8Array, options?: { mode?: number; mtime?: number }): void;
  remove(path: string): boolean;
  makeFolder(path: string): void;
  /** null where there is nothing. */
  stat(path: string): FileStat | null;
  /** Names in a folder, in order. */
  list(path: string): string[];
};

/** Files of a device; `nowS` are seconds of its clock. */
export function createFiles(nowS: () => number): DeviceFiles {
  const entries = new Map<string, Entry>();
  const plain = (path: string): string =>
    `/${path
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/')}`;
  const put = (path: string, mode: number, bytes: Uint8Array, mtime: number): void =>
    void entries.set(path, { mode, size: bytes.length, mtime, bytes });

  function makeFolder(path: string): void {
    const parts = plain(path).split('/').slice(1);
    for (let n = 1; n <= parts.length; n += 1) {
      const folder = `/${parts.slice(0, n).join('/')}`;
      if (!entries.has(folder)) put(folder, FOLDER, new Uint8Array(0), nowS());
    }
  }

  for (const folder of ['/sdcard/Download', '/data/local/tmp', '/system/bin']) makeFolder(folder);
  const isFolder = (entry: Entry): boolean => (entry.mode & 0o170_000) === (FOLDER & 0o170_000);
  return {
    read(path) {
      const entry = entries.get(plain(path));
      return entry === undefined || isFolder(entry) ? null : entry.bytes;
    },
    write(path, bytes, { mode = FILE, mtime = nowS() } = {}) {
      const at = plain(path);
      makeFolder(at.slice(0, at.lastIndexOf('/')) || '/');
      put(at, (mode & 0o7777) | (FILE & 0o170_000), bytes, mtime);
    },
    remove: (path) => entries.delete(plain(path)),
    makeFolder,
    stat(path) {
      if (plain(path) === '/') return { mode: FOLDER, size: 0, mtime: 0 };
      const entry = entries.get(plain(path));
      return entry === undefined ? null : { mode: entry.mode, size: entry.size, mtime: entry.mtime };
    },
    list(path) {
      const prefix = plain(path) === '/' ? '/' : `${plain(path)}/`;
      return [...entries.keys()]
        .filter((one) => one.startsWith(prefix) && !one.slice(prefix.length).includes('/'))
        .map((one) => one.slice(prefix.length))
        .sort();
    },
  };
}
