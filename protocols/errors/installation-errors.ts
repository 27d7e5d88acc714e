/** The part of the error table about the server's pages, journal and ports, and about what else must be on the machine. */
export const installationErrors = {
  'no-such-page': {
    sentence: 'The server has no such page.',
    hint: 'docs/http.md and /openapi.json list the pages of the server.',
  },
  'bad-request': {
    sentence: 'The request could not be understood.',
    hint: 'docs/http.md tells what each page takes.',
  },
  'journal-damaged': {
    sentence: 'The journal on disk cannot be read.',
    hint: 'Restore the data folder from a copy; nothing was changed in it.',
  },
  'journal-not-written': {
    sentence: 'The server cannot write its journal, so it has stopped. Nothing it has acknowledged is lost.',
    hint: 'Make room on the disk, or mend it, and start the server again; devices keep what is not acknowledged and hand it over then.',
  },
  'data-in-use': {
    sentence: 'The data folder is in use by another server.',
    hint: 'Stop that server or name another folder with --data.',
  },
  'port-in-use': { sentence: 'The port is in use.', hint: 'Choose another one with --port, or 0 for any free one.' },
  'fault-needs-tool': {
    sentence: 'This machine lacks a program by which a fault of the scenario is made on the wire.',
    hint: 'npm run setup:peers installs libfaketime on Debian, prlimit comes with util-linux; or play the scenario on sim.',
  },
  'browser-missing': {
    sentence: 'This machine lacks the browser in which a device of the scenario is a page.',
    hint: 'npm run setup:peers installs Chromium on Debian, PUPPETEER_EXECUTABLE_PATH names another one; or play the scenario on sim.',
  },
  'address-not-usable': {
    sentence: 'The server cannot listen at this address.',
    hint: 'Name an address of this machine with --host; ports below 1024 may need rights.',
  },
  'server-not-started': {
    sentence: 'The server process did not become ready.',
    hint: 'Its log is printed behind this sentence.',
  },
  'browser-not-found': {
    sentence: 'No browser was found.',
    hint: 'Run npm run setup:peers, or set PUPPETEER_EXECUTABLE_PATH.',
  },
} as const;
