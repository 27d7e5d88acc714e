/** The part of the error table about files and folders; `file-errors.ts` knows which of them an operating system means. */
export const diskErrors = {
  'file-not-found': {
    sentence: 'There is no such file or folder.',
    hint: 'Check the path, which is seen from the folder in which mpos-twin is called.',
  },
  'folder-not-found': {
    sentence: 'There is no such folder, and it cannot be made.',
    hint: 'Name a folder on a disk; some file systems, like /proc, take none.',
  },
  'no-permission': {
    sentence: 'The file or folder may not be read or written by this user.',
    hint: 'Check its rights, or name another one.',
  },
  'is-a-folder': { sentence: 'A file is wanted, and this is a folder.', hint: 'Name a file in it.' },
  'not-a-folder': {
    sentence: 'A folder is wanted, and a part of this path is a file.',
    hint: 'Name another folder, or move the file away.',
  },
  'not-a-file': {
    sentence: 'This is no ordinary file.',
    hint: 'Pipes, sockets and devices may never end: save to a file and name that.',
  },
  'disk-full': {
    sentence: 'The disk is full.',
    hint: 'Make room, or name a place on another disk.',
  },
  'read-only': { sentence: 'The file system is read-only.', hint: 'Name a place on another one.' },
  'name-too-long': { sentence: 'The name of the file is too long.', hint: 'Choose a shorter one.' },
  'too-many-files': {
    sentence: 'Too many files are open.',
    hint: 'Play fewer runs at a time, or raise the limit (ulimit -n).',
  },
  'file-too-large': {
    sentence: 'The file is too large.',
    hint: 'Scenarios and configurations are small; histories of any size go to analyze and replay.',
  },
  'not-text': { sentence: 'The file is no text in UTF-8 or UTF-16.', hint: 'Save it as text in UTF-8.' },
  'file-not-read': {
    sentence: 'The file could not be read.',
    hint: 'The words of the operating system stand behind this sentence.',
  },
  'file-not-written': {
    sentence: 'The file could not be written.',
    hint: 'The words of the operating system stand behind this sentence.',
  },
} as const;
