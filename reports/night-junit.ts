/** A night as JUnit XML: a suite for each of its parts, a case for each scenario, for the planted bug, for each find, and for each device. */
import type { Night, NightDevice, NightFind, NightRun } from '#search/night/figures';
import { oneLine } from './figures.ts';
import { caseOf, element, junitDocument, passedCase, suite, type Case } from './junit.ts';

/** The whole document. `call` is how a user calls the program, `folder` that of the night, as they type it. */
export function nightJunit(night: Night, call: string, folder: string): string {
  const { regressions, canary, search, wire, devices, leftOut } = night;
  const runs = (name: string, some: readonly NightRun[]) =>
    suite(
      name,
      some.reduce((total, { wallMs }) => total + wallMs, 0),
      '',
      some.map((run) => runCase(run, name)),
    );
  const suites = [
    runs('regressions', regressions),
    suite('planted bug', 0, '', [canaryCase(canary)]),
    suite('search', search?.spentMs ?? 0, '', searchCases(search, call, folder)),
    runs('wire', wire),
    suite(
      'devices',
      devices.reduce((total, { wallMs }) => total + wallMs, 0),
      '',
      devices.map(deviceCase),
    ),
    ...(leftOut.length === 0 ? [] : [suite('left out', 0, '', leftOut.map(leftOutCase))]),
  ];
  const ended = Date.parse(night.endedAt ?? night.begunAt) - Date.parse(night.begunAt);
  return junitDocument(suites, ended);
}

function runCase(run: NightRun, suiteName: string): Case {
  const name = `${oneLine(run.scenario)} on ${run.ground}`;
  if (run.met) return passedCase(name, suiteName, `${run.verdict}, as expected`);
  const message = oneLine(run.sentence === '' ? `the verdict is ${run.verdict}` : `${run.checker}: ${run.sentence}`);
  if (run.verdict === 'unknown')
    return caseOf('error', name, suiteName, element('error', { message, type: 'unknown' }, run.command));
  return caseOf('failure', name, suiteName, element('failure', { message, type: 'invariant' }, run.command));
}

function deviceCase({ profile, verdict, row, found, sentence, command }: NightDevice): Case {
  const name = oneLine(profile);
  if (verdict === 'pass') {
    const unlike = found.length === 0 ? '' : `, unlike the reference in ${found.join(' ')}`;
    return passedCase(name, 'devices', `${row ?? 'no certificate'}${unlike}, as expected`);
  }
  const message = oneLine(sentence);
  if (verdict === 'unknown')
    return caseOf('error', name, 'devices', element('error', { message, type: 'unknown' }, command));
  return caseOf('failure', name, 'devices', element('failure', { message, type: 'certification' }, command));
}

function canaryCase(canary: Night['canary']): Case {
  const name = canary?.mutant ?? 'planted bug';
  if (canary?.found === true)
    return passedCase(name, 'planted bug', `found by ${canary.checker} on floor ${canary.floors}`);
  const message =
    canary === null
      ? 'it was not looked for: the night says nothing'
      : `it was not found on ${canary.floors} floors: the night is void`;
  return caseOf('error', name, 'planted bug', element('error', { message, type: 'void' }, canary?.about ?? ''));
}

function searchCases(search: Night['search'], call: string, folder: string): Case[] {
  if (search === null) {
    const message = 'nothing was searched';
    return [caseOf('error', 'search', 'search', element('error', { message, type: 'unknown' }, ''))];
  }
  const { floors, unknown, finds } = search;
  const played =
    unknown === 0
      ? passedCase('floors', 'search', `${floors} floors`)
      : caseOf(
          'error',
          'floors',
          'search',
          element('error', { message: `${unknown} of ${floors} floors are unknown`, type: 'unknown' }, ''),
        );
  return [played, ...finds.map((find) => findCase(find, call, folder))];
}

function findCase({ signature, checker, sentence, file, text }: NightFind, call: string, folder: string): Case {
  const message = oneLine(sentence);
  const told = `${call} run ${folder}/${file}\n\n${text}`;
  return caseOf('failure', oneLine(signature), 'search', element('failure', { message, type: checker }, told));
}

const leftOutCase = (what: string): Case =>
  caseOf('error', oneLine(what), 'left out', element('error', { message: oneLine(what), type: 'left-out' }, ''));
