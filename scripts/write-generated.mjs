// Writes the files that are generated from the sources: the JSON Schema of scenarios, docs/faults.md, docs/errors.md and docs/marks.md.
// Run as `npm run generate`; tests/tidy/generated.test.ts fails when it was forgotten.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './generated-files.ts';
import { root } from './setup.mjs';

for (const [path, text] of await generatedFiles()) {
  writeFileSync(join(root, path), text);
  console.log(path);
}
