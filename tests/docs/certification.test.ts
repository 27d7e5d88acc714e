// The pages for certifiers: their examples are what the program takes, their calls have options that there are, and their
// pictures are there.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { benchSchema, findingsSchema } from '#certification/probes/bench';
import { verbsFor } from '#cli/verbs';

const docs = new URL('../../docs/', import.meta.url);
const read = (page: string): string => readFileSync(new URL(page, docs), 'utf8');
const PAGES = ['certification.md', 'certifying.md', 'android.md'];

/** What the blocks of a page and the code in its lines call, without the calls of other programs. */
function callsIn(page: string): string[][] {
  const blocks = [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, language = '', text = '']) =>
    language === '' || language === 'sh' ? [text.replaceAll('\\\n', ' ')] : [],
  );
  const inline = [...page.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`(mpos-twin [^`]+)`/g)].map(
    ([, text = '']) => text,
  );
  return [...blocks.flatMap((text) => text.split('\n')), ...inline]
    .filter((line) => line.startsWith('mpos-twin '))
    .map((line) => line.split(/\s+/).slice(1));
}

describe('the pages on certification', () => {
  it('have a bench and findings as they are read', () => {
    const examples = read('certification.md').matchAll(/```json\n([\s\S]*?)```/g);
    const [bench, findings] = [...examples].map(([, text]) => JSON.parse(text ?? ''));
    assert.deepEqual(benchSchema.parse(bench), bench);
    assert.deepEqual(findingsSchema.parse(findings), findings);
  });

  for (const page of PAGES) {
    it(`call, in ${page}, verbs and options that there are`, async () => {
      const calls = callsIn(read(page));
      assert.ok(calls.length > 2);
      for (const [name = '', ...words] of calls) {
        const [verb] = await verbsFor([name]);
        assert.equal(verb?.name, name);
        const command = new Command();
        verb?.set(command);
        const known = command.options.map(({ long }) => long);
        for (const option of words.filter((word) => word.startsWith('--')))
          assert.ok(known.includes(option), `${name} has no ${option}`);
      }
    });
  }

  it('show pictures that are there and not heavy, and say what is on them', () => {
    const pictures = [...read('certifying.md').matchAll(/!\[([^\]]+)\]\(([^)]+)\)/g)];
    assert.ok(pictures.length > 3);
    for (const [, , path = ''] of pictures)
      assert.ok(statSync(fileURLToPath(new URL(path, docs))).size < 200_000, path);
  });
});
