/** The catalogue: all criteria, in the order of their groups. docs/catalogue.md is made from it. */
import { GROUPS, catalogueSchema, type Catalogue } from './criterion.ts';
import { buildCriteria } from './criteria/build.ts';
import { powerCriteria } from './criteria/power.ts';
import { radioCriteria } from './criteria/radio.ts';
import { screenCriteria } from './criteria/screen.ts';
import { workCriteria } from './criteria/work.ts';

const groups = Object.keys(GROUPS);
const all = [...buildCriteria, ...screenCriteria, ...powerCriteria, ...radioCriteria, ...workCriteria];

export const catalogue: Catalogue = catalogueSchema.parse({
  format: 1,
  version: '5.7',
  criteria: all.toSorted((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group)),
});
