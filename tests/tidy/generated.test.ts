// Pages and sources say the same: generated files are as generated, hand-written ones leave out no field.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { docAnchor, errorTable, type ErrorCode } from '#protocols/errors/errors';
import { clientMessage, serverMessage } from '#protocols/mpos/messages';
import { FAULT_FIELDS } from '#scenarios/format/fault-spec';
import { readScenario } from '#scenarios/format/read';
import { scenarioSchema, STEP_ACTS } from '#scenarios/format/scenario';
import { keysOf } from '#scenarios/format/schema-walk';
import { faultCatalogue } from '#simulators/faults/catalogue';
import { generatedFiles } from '../../scripts/generated-files.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('generated files', () => {
  it('are on disk as the sources make them; else run npm run generate', async () => {
    for (const [path, text] of await generatedFiles()) assert.equal(read(path), text, path);
  });

  it('give every error the anchor it points to', () => {
    const page = read('docs/errors.md');
    for (const code of Object.keys(errorTable) as ErrorCode[]) {
      assert.equal(docAnchor(code), `docs/errors.md#${code}`);
      assert.ok(page.includes(`\n## ${code}\n`), code);
    }
  });

  it('leave out no parameter, as none has the name of a field every fault has', () => {
    const taken = [...faultCatalogue.values()].flatMap(({ name, params }) =>
      keysOf(params)
        .filter((key) => FAULT_FIELDS.includes(key))
        .map((key) => `${name}.${key}`),
    );
    // `at` of a scenario is a time, so the state in which this terminal is lost is always the default one.
    const known: string[] = [];
    assert.deepEqual(
      taken.filter((name) => !known.includes(name)),
      [],
    );
  });
});

describe('hand-written pages', () => {
  it('docs/scenarios.md names every field of the format', () => {
    const page = read('docs/scenarios.md');
    assert.deepEqual(
      fieldsIn(z.toJSONSchema(scenarioSchema, { io: 'input' })).filter(
        (field) => !page.includes(`\`${field}\``) && !page.includes(` ${field}`),
      ),
      [],
    );
    for (const act of STEP_ACTS) assert.ok(page.includes(`\`${act}\``), act);
  });

  it('docs/scenarios.md shows a scenario that can be read', () => {
    const blocks = [...read('docs/scenarios.md').matchAll(/^( *)```yaml\n(.*?)\n *```/gms)];
    const whole = blocks
      .map(([, indent, text]) => text!.replaceAll(`\n${indent}`, '\n'))
      .filter((text) => text.includes('format: 1'));
    assert.equal(whole.length, 1);
    for (const text of whole) {
      const result = readScenario(text.trimStart(), { faults: [...faultCatalogue.values()] });
      assert.ok(result.ok, JSON.stringify(result));
    }
  });

  it('docs/protocol.md names every message and field of the protocol', () => {
    const page = read('docs/protocol.md');
    const schemas = [clientMessage, serverMessage].map((schema) => z.toJSONSchema(schema));
    const words = [...JSON.stringify(schemas).matchAll(/"(?:type|did)":\{[^}]*?"const":"([\w-]+)"/g)].map(
      ([, word]) => word!,
    );
    assert.ok(words.includes('redirect-print') && words.includes('payment-ended'));
    assert.deepEqual(
      [...new Set([...words, ...schemas.flatMap(fieldsIn)])].filter((word) => !page.includes(word)),
      [],
    );
  });
});

/** All names of properties anywhere in a JSON Schema. */
function fieldsIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = Object.keys((schema as { properties?: object }).properties ?? {});
  // The limits of the server have a page of their own.
  if (own.includes('leaseMs')) return [];
  return [...new Set([...own, ...Object.values(schema).flatMap(fieldsIn)])];
}
