/** The catalogue to be read: as lines for a console, and as a page of the documentation. */
import { formatLimits } from './limits-text.ts';
import { GROUPS, METHODS, SOURCES, type Catalogue, type Criterion } from './criterion.ts';

const DIFFERENCES = `## Where it asks otherwise than its sources

- DSP-1 and DSP-9 are one rule, at least 684 × 384. A criterion has one value, so each side has its own.
- OS-2: every device from Android 7 on says its patch level, so one that is not said is a missing line, and unknown. A paying device is not judged without it.
- OS-7: the property of Go builds is not set on most others, and a missing line is no good value. The features say it both ways, from Android 8.1 on; before, it stays unknown.
- PWR-6 is a reputation. An award of 5 rejects a device unless PWR-4 has measured that the app lives, and then it is conditional. A maker who is in no table (those of most terminals, and who names the maker of the processor) is unknown, not harmless. By the rule for all that is no rule of the vendor’s, unknown would be conditional at once; here it is so only when PWR-4 has passed, which takes twelve hours then, and PWR-4 is unknown where they were cut short.
- PWR-8 and PWR-10 were one. Health that the battery service itself calls unknown is unknown, not conditional, and a temperature of exactly 0 is what a device without a sensor says.
- PWR-9: most phones come with 30 or 60 s, and it is a setting. It rejects a device only where it cannot be set.
- CLK-2 and CLK-3 were one: a setting and a measurement. CLK-1 passes up to 10 s and is conditional up to 30, its uncertainty included.
- NET-3: no network at 5 GHz in a scan says nothing of the device unless one is known to be in range.
- LCK, PRT, PAY, NTF and RUN are ours: what the device is for, on a floor. LCK-1 allows the 15 s of grace that the checkers allow.`;

type Group = keyof typeof GROUPS;

const groupsOf = ({ criteria }: Catalogue) =>
  (Object.keys(GROUPS) as Group[]).flatMap((group) => {
    const own = criteria.filter((one) => one.group === group);
    return own.length === 0 ? [] : [{ title: GROUPS[group], own }];
  });

/** A line for each criterion, under the heading of its group. */
export function catalogueText(catalogue: Catalogue): string {
  const sections = groupsOf(catalogue).map(({ title, own }) =>
    [title, ...own.map((one) => `  ${one.id.padEnd(7)}${one.requirement}\n         ${limitsLine(one)}`)].join('\n'),
  );
  return [`Catalogue ${catalogue.version}, ${catalogue.criteria.length} criteria`, ...sections].join('\n\n');
}

function limitsLine(criterion: Criterion): string {
  const { pass, conditional, fail } = formatLimits(criterion);
  return `pass ${pass} · conditional ${conditional} · fail ${fail}`;
}

/** The page docs/catalogue.md, behind its heading. */
export function cataloguePage(catalogue: Catalogue): string {
  const sections = groupsOf(catalogue).flatMap(({ title, own }) => [`## ${capital(title)}`, table(own), details(own)]);
  return [
    `Version ${catalogue.version}, ${catalogue.criteria.length} criteria. An Android device is judged by them before it comes on the [whitelist](whitelist.md); \`mpos-twin certify --list\` prints them.`,
    'Everything is measured twice. If the classes differ, the worse one counts, and there is no certificate until two runs agree. A value within its uncertainty of a limit takes the worse class. What is not known stays unknown. Who fails a decisive criterion in both runs is rejected, whatever else is unknown.',
    'The verdict: any fail, **rejected**; any unknown rule of the vendor’s, **not judged**; any conditional or other unknown, **conditional**, each with its sentence; else **approved**.',
    ...sections,
    DIFFERENCES,
  ].join('\n\n');
}

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function table(criteria: readonly Criterion[]): string {
  const rows = criteria.map((one) => {
    const { pass, conditional, fail } = formatLimits(one);
    return `| ${one.id} | ${one.requirement} | ${one.unit} | ${pass} | ${conditional} | ${fail} |`;
  });
  return [
    '| id | requirement | unit | pass | conditional | fail |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function details(criteria: readonly Criterion[]): string {
  return criteria.map((one) => `- **${one.id}**, ${METHODS[one.method]}. ${sentencesOf(one).join(' ')}`).join('\n');
}

function sentencesOf(one: Criterion): string[] {
  return [
    one.how,
    `Uncertainty: ${one.uncertainty}`,
    ...(one.byHand === undefined ? [] : [`By hand: ${one.byHand.how} Uncertainty then: ${one.byHand.uncertainty}`]),
    `Inconclusive: ${one.inconclusive}`,
    ...(one.condition === undefined ? [] : [`Condition: ${one.condition}`]),
    ...(one.fromApi === undefined ? [] : [`Asked from API level ${one.fromApi} on.`]),
    ...(one.only === undefined ? [] : ['Asked of paying devices only.']),
    ...(one.neededForPaying === undefined ? [] : ['Unknown, it leaves a paying device unjudged.']),
    ...(one.decisive === undefined ? [] : ['Decisive: who fails it is rejected, whatever else is unknown.']),
    ...(one.excusedBy === undefined ? [] : [`Where ${one.excusedBy} has passed, a fail or unknown is conditional.`]),
    `Source: ${one.sources.map((source) => SOURCES[source]).join('; ')}.`,
    `Evidence: \`${one.evidence}\`.`,
  ];
}
