// docs/http.md and the OpenAPI document tell of the same pages.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openApiDocument } from '#server/edges/openapi';

describe('docs/http.md', () => {
  it('has a chapter for every path of the OpenAPI document and what it takes, and no other', () => {
    const text = readFileSync(new URL('../../docs/http.md', import.meta.url), 'utf8');
    const chapters = [...text.matchAll(/^## ((?:GET|POST) \S+)$/gm)].map((match) => match[1]);
    const { paths } = openApiDocument('0.0.0') as { paths: Record<string, object> };
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    assert.deepEqual(chapters.toSorted(), told.toSorted());
  });
});
