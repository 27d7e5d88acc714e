import assert from 'node:assert/strict';
import { catalogue } from './catalogue.ts';
import { catalogueText, cataloguePage } from './catalogue-text.ts';
import { catalogueSchema, GROUPS } from './criterion.ts';

describe('the catalogue', () => {
  it('has criteria in every group', () => {
    assert.deepEqual([...new Set(catalogue.criteria.map(({ group }) => group))], Object.keys(GROUPS));
  });

  it('is the same after a journey through JSON', () => {
    assert.deepEqual(catalogueSchema.parse(JSON.parse(JSON.stringify(catalogue))), catalogue);
  });

  it('is refused when it contradicts itself', () => {
    const [first] = catalogue.criteria;
    assert.ok(first);
    const bad = (changes: object) => catalogueSchema.safeParse({ ...catalogue, criteria: [{ ...first, ...changes }] });
    assert.equal(bad({}).success, true);
    assert.match(bad({ numbers: undefined }).error?.message ?? '', /no limits/);
    assert.match(bad({ condition: 'Mind it.' }).error?.message ?? '', /condition if, and only if/);
    assert.match(bad({ excusedBy: 'XX-1', condition: 'Mind it.' }).error?.message ?? '', /which there is not/);
    assert.match(bad({ requirement: 'No sentence' }).error?.message ?? '', /sentence/);
    assert.match(bad({ words: { pass: ['a'], fail: ['a'] } }).error?.message ?? '', /two classes/);
    assert.match(
      bad({ numbers: { pass: { most: 5 }, conditional: { most: 4 } }, condition: 'Mind it.' }).error?.message ?? '',
      /beyond conditional/,
    );
    assert.match(
      catalogueSchema.safeParse({ ...catalogue, criteria: [first, first] }).error?.message ?? '',
      /occurs twice/,
    );
  });

  it('can be read, every criterion of it', () => {
    for (const { id, requirement } of catalogue.criteria) {
      assert.ok(catalogueText(catalogue).includes(id) && catalogueText(catalogue).includes(requirement));
      assert.ok(cataloguePage(catalogue).includes(`| ${id} |`) && cataloguePage(catalogue).includes(`**${id}**`));
    }
  });
});
