// By construction: whatever can be said in a scenario and can happen on a floor is come to by generated floors, or
// stands with a reason in search/coverage/never-generated.ts. Items are read off schema, catalogues and types.
import assert from 'node:assert/strict';
import { marks } from '#protocols/marks';
import { coverageTable, type CoverageTable } from '#search/coverage/coverage-table';
import { NEVER_GENERATED, SELDOM_GENERATED } from '#search/coverage/never-generated';
import { playSample } from '#search/coverage/sample';
import { floorSeed } from '#search/floor-seed';
import { drawFloor } from '#scenarios/generate/floors';
import { keepFailing } from './failing-floor.ts';

const SEED = 1;
const FLOORS = 320;
const DRAWN_ONLY = 2_000;
const MANY_FLOORS = 3_000;
const long = process.env['MPOS_TWIN_LONG'] !== undefined;
const floors = long ? MANY_FLOORS : FLOORS;

describe('generated floors', function () {
  this.timeout(long ? 3_600_000 : 300_000);
  let counts: Record<string, number>;
  let failed: readonly number[];
  let table: CoverageTable;
  before(() => {
    ({ counts, failed } = playSample(floors, SEED, { drawnOnly: DRAWN_ONLY }));
    table = coverageTable(counts);
  });

  /** Marks of other tests in the same process are none of the floors'. */
  const ofTheHouse = (item: string) => !item.startsWith('mark test-');

  it(`keep every invariant, whatever goes wrong on them (${floors} floors, seed ${SEED})`, () => {
    const [first] = failed;
    if (first !== undefined) assert.fail(keepFailing(drawFloor(floorSeed(SEED, first))));
  });

  it('come to everything that can be said and can happen, but for what stands in a list with its reason', () => {
    assert.deepEqual(table.missing.filter(ofTheHouse), []);
  });

  it('come to nothing that is said never to be come to', () => {
    assert.deepEqual(table.stale, []);
  });

  it('come to what is seldom, if there are enough of them', function () {
    if (!long) this.skip();
    const never = Object.entries(SELDOM_GENERATED).filter(
      ([item, why]) => !why.startsWith('not seen yet') && !(item in counts),
    );
    assert.deepEqual(
      never.map(([item]) => item),
      [],
    );
  });

  it('would be caught missing something', () => {
    const [seen] = Object.keys(counts);
    const without = Object.fromEntries(Object.entries(counts).filter(([item]) => item !== seen));
    assert.deepEqual(coverageTable(without).missing.filter(ofTheHouse), [seen]);
  });

  it('are judged by marks with an id and a line of their own', () => {
    // Tests of marks make some of their own.
    const all = marks().filter(({ id }) => !id.startsWith('test-'));
    assert.ok(all.length > 60);
    assert.equal(new Set(all.map(({ about }) => about)).size, all.length);
    for (const { id, about } of all) {
      assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.match(about, /^[^A-Z.].{12,100}[^.]$/);
    }
  });

  it('have a reason in plain words for whatever they never come to', () => {
    for (const reason of Object.values({ ...NEVER_GENERATED, ...SELDOM_GENERATED }))
      assert.ok(reason.length > 20, reason);
  });
});
