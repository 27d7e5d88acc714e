/** What a guide in Markdown asks its reader to type, and the files it asks them to save. */

export type Command = {
  /** `run` is executed; of a `long` one only the help is asked; `stranger` is none of ours. */
  kind: 'run' | 'long' | 'npm-script' | 'stranger';
  /** As it stands in the guide. */
  text: string;
  /** As a shell runs it, with `mpos-twin` on the PATH. */
  shell: string;
  script: string;
  exits: number;
};

const CALL = 'npm run -s mpos-twin --';

/** Verbs, options and remarks of commands that take long or never end. */
const LONG =
  /^mpos-twin (start|server)\b|^mpos-twin library(?!.*--ground sim)|--ground wire\b|# (about|some) .*(minute|second)|# until /;

/** The commands in the `sh` blocks of a guide, in order. `# exits 1` behind one tells its exit code. */
export function commandsIn(markdown: string): Command[] {
  return blocksOf(markdown, 'sh')
    .flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(commandOf);
}

function commandOf(text: string): Command {
  const whole = text.startsWith(CALL) ? `mpos-twin${text.slice(CALL.length)}` : text;
  const shell = whole.replace(/\s+# .*$/, '');
  const exits = Number(/# exits (\d+)/.exec(whole)?.[1] ?? 0);
  const script = /^npm (?:run (?:-s )?)?([a-z][a-z0-9:-]*)/.exec(shell)?.[1] ?? '';
  const kind = !shell.startsWith('mpos-twin ')
    ? script === ''
      ? 'stranger'
      : 'npm-script'
    : LONG.test(whole)
      ? 'long'
      : 'run';
  return { kind, text, shell, script, exits };
}

/** Whole scenarios in a guide: file name → text, under their own name and the one the guide says just before. */
export function yamlFilesIn(markdown: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const { text, before } of blocksOf(markdown, 'yaml')) {
    const name = /^name: (\S+)$/m.exec(text)?.[1];
    if (name === undefined || !/^format: /m.test(text)) continue;
    files.set(`${name}.yaml`, text);
    const said = [...before.matchAll(/`([\w.-]+\.yaml)`/g)].at(-1)?.[1];
    if (said !== undefined) files.set(said, text);
  }
  return files;
}

/** Fenced blocks of a language, also those inside lists, with the paragraph before each. */
function blocksOf(markdown: string, language: string): { text: string; before: string }[] {
  const fence = new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^\\1\`\`\`$`, 'gm');
  return [...markdown.matchAll(fence)].map(({ 1: indent = '', 2: text = '', index }) => ({
    text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    before: markdown.slice(0, index).trimEnd().split('\n\n').at(-1) ?? '',
  }));
}
