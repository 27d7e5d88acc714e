/**
 * The one page that is read in the morning: what the night says, what it found, what it did not look at. A single file
 * without a network, like the report of a run.
 */
import { durationText } from '#history/clock';
import {
  counted,
  NIGHT_WORDS,
  nightHeadline,
  nightVerdict,
  type Night,
  type NightFind,
  type NightRun,
  type NightVerdict,
} from '#search/night/figures';
import { escapeMarkup } from './escape.ts';
import { dateText, grouped, oneLine, verdictMark } from './figures.ts';
import { clauses } from './html/findings.ts';
import { pageBegin, pageEnd, type ReportAssets } from './page-shell.ts';

/** How a user calls the program; commands on the page begin with it. `folder` is that of the night, as they type it. */
export type NightPage = { night: Night; call: string; folder: string };

/** The page as one HTML file. */
export function nightPage({ night, call, folder }: NightPage, { script, style }: ReportAssets): string {
  const verdict = nightVerdict(night);
  return `${pageBegin(`${markOf(verdict)} night ${escapeMarkup(night.name)}`, style)}${head(night, verdict)}
<main>
${[findsSection(night, call, folder), brokenSection(night), devicesSection(night), blindSection(night), coverageSection(night)].join('')}
</main>
${pageEnd(script)}`;
}

const markOf = (verdict: NightVerdict): string => (verdict === 'void' ? '∅' : verdictMark(verdict));

function head(night: Night, verdict: NightVerdict): string {
  const fact = (name: string, value: string): string => `<div><dt>${name}</dt><dd>${escapeMarkup(value)}</dd></div>`;
  const facts = [
    fact('begun', dateText(night.begunAt)),
    fact('ended', night.endedAt === null ? 'not yet' : dateText(night.endedAt)),
    ...(night.resumed > 0 ? [fact('taken up again', counted(night.resumed, 'time'))] : []),
    fact('seed', String(night.seed)),
    fact('commit', night.commit === '' ? 'unknown' : night.commit),
    fact('machine', `${night.machine.cores} cores, Node ${night.machine.node}`),
  ];
  return `<header class="top">
<div class="title"><h1>Night ${escapeMarkup(night.name)}</h1><span class="badge ${verdict}"><b aria-hidden="true">${markOf(verdict)}</b> ${NIGHT_WORDS[verdict]}</span><span class="by">mpos-twin · night</span></div>
<p class="about">${escapeMarkup(nightHeadline(night))}</p>
<div class="run"><dl>${facts.join('')}</dl></div>
<ul class="strip" aria-label="The parts of the night">${strip(night).join('')}</ul>
</header>`;
}

function strip(night: Night): string[] {
  const { regressions, canary, search, wire, devices } = night;
  const item = (state: 'pass' | 'fail' | 'unknown', name: string, figure: string, more: string): string =>
    `<li class="${state}"><span>${name}</span><b><span class="said">${state}: </span>${escapeMarkup(figure)}</b><small>${escapeMarkup(more)}</small></li>`;
  const runs = (name: string, some: readonly NightRun[], part: 'regressions' | 'wire'): string => {
    const good = some.filter(({ met }) => met).length;
    const isDone = night.done.includes(part);
    const state = good < some.length ? 'fail' : isDone && some.length > 0 ? 'pass' : 'unknown';
    return item(state, name, `${good} of ${some.length}`, isDone ? 'as expected' : 'as expected, not all played');
  };
  const certified = devices.filter(({ verdict }) => verdict === 'pass').length;
  const areDone = night.done.includes('devices') && devices.length > 0;
  return [
    item(
      canary === null ? 'unknown' : canary.found ? 'pass' : 'fail',
      'planted bug',
      canary === null ? 'not looked for' : canary.found ? 'found' : 'NOT found',
      canary === null ? '' : `${canary.mutant}, ${canary.floors} floors`,
    ),
    runs('regressions on sim', regressions, 'regressions'),
    item(
      search === null ? 'unknown' : search.finds.length > 0 ? 'fail' : search.unknown > 0 ? 'unknown' : 'pass',
      'search on sim',
      search === null ? 'not begun' : `${grouped(search.floors)} floors`,
      search === null
        ? ''
        : `${counted(search.finds.length, 'find')}, ${durationText(search.spentMs)}${perSecond(search)}`,
    ),
    runs('on the wire', wire, 'wire'),
    item(
      devices.some(({ verdict }) => verdict === 'fail')
        ? 'fail'
        : areDone && certified === devices.length
          ? 'pass'
          : 'unknown',
      'devices certified',
      `${certified} of ${devices.length}`,
      areDone ? 'as expected, through adb' : 'as expected, not all certified',
    ),
  ];
}

function perSecond({ floors, spentMs }: NonNullable<Night['search']>): string {
  return spentMs < 1_000 ? '' : `, ${(floors / (spentMs / 1_000)).toFixed(1)} a second`;
}

function findsSection({ search }: Night, call: string, folder: string): string {
  const finds = search?.finds ?? [];
  if (finds.length === 0) return '';
  return `<section class="findings" aria-labelledby="finds-title"><h2 id="finds-title">Finds</h2>
${finds.map((find) => findArticle(find, call, folder)).join('\n')}</section>\n`;
}

function findArticle(find: NightFind, call: string, folder: string): string {
  const { checker, sentence, size, devices, floor, later, onWire, signature, file, text } = find;
  const facts = [
    ...(size === null ? ['not made small'] : [`${size} steps and faults`]),
    ...(devices === null ? [] : [counted(devices, 'device')]),
    `first on floor ${grouped(floor)}${later > 0 ? `, ${grouped(later)} more since` : ''}`,
    onWire === null ? 'not played on the wire' : `on the wire: ${onWire}`,
  ];
  return `<article class="finding fail"><h3><b class="mark fail"><span class="said">fail: </span><span aria-hidden="true">✗</span></b> ${escapeMarkup(oneLine(checker))}</h3>
<p class="story">${clauses(sentence)}</p>
<p class="facts">${facts.map((fact) => `<span>${escapeMarkup(fact)}</span>`).join('')}<span>signature <code>${escapeMarkup(oneLine(signature))}</code></span></p>
${command(`${call} run ${folder}/${file}`)}
<details class="scenario"><summary>the smallest scenario</summary><pre tabindex="0">${escapeMarkup(text)}</pre></details>
</article>`;
}

/** Without a script there is no button, and the command can be selected. */
function command(text: string): string {
  return `<p class="command"><code tabindex="0">${escapeMarkup(text)}</code><button type="button" data-copy="${escapeMarkup(text)}" hidden>Copy</button></p>`;
}

function brokenSection({ regressions, wire }: Night): string {
  const broken = [...regressions, ...wire].filter(({ met }) => !met);
  if (broken.length === 0) return '';
  const rows = broken.map(
    (run) =>
      `<tr><th scope="row">${escapeMarkup(oneLine(run.scenario))}</th><td>${escapeMarkup(run.ground)}</td><td><b class="mark ${run.verdict}">${verdictMark(run.verdict)}</b>${run.verdict}</td><td class="story">${escapeMarkup(oneLine(`${run.checker}: ${run.sentence}`))}${command(run.command)}</td></tr>`,
  );
  return `<section aria-labelledby="broken-title"><h2 id="broken-title">Scenarios that did not come out as they expect</h2>
<div class="wide" role="region" aria-label="Table of these scenarios" tabindex="0"><table><thead><tr><th scope="col">scenario</th><th scope="col">ground</th><th scope="col">verdict</th><th scope="col">why</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div></section>\n`;
}

function devicesSection({ devices }: Night): string {
  const other = devices.filter(({ verdict }) => verdict !== 'pass');
  if (other.length === 0) return '';
  const rows = other.map(
    ({ profile, title, verdict, row, sentence, command: again }) =>
      `<tr><th scope="row">${escapeMarkup(profile)}</th><td>${escapeMarkup(oneLine(title))}</td><td>${escapeMarkup(row ?? 'no certificate')}</td><td><b class="mark ${verdict}">${verdictMark(verdict)}</b>${verdict}</td><td class="story">${escapeMarkup(oneLine(sentence))}${command(again)}</td></tr>`,
  );
  return `<section aria-labelledby="devices-title"><h2 id="devices-title">Devices that were not certified as expected</h2>
<div class="wide" role="region" aria-label="Table of these devices" tabindex="0"><table><thead><tr><th scope="col">device</th><th scope="col">what it is</th><th scope="col">whitelist</th><th scope="col">verdict</th><th scope="col">why</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div></section>\n`;
}

/** What the night did not look at: a search that has gone blind must be seen. */
function blindSection({ leftOut, search }: Night): string {
  const never = search?.neverSeen ?? [];
  if (leftOut.length === 0 && never.length === 0) return '';
  const left = leftOut.length === 0 ? '' : `<h3>Left out</h3>${list(leftOut.map((what) => escapeMarkup(what)))}`;
  const marks =
    never.length === 0
      ? ''
      : `<h3>Never seen in the whole search</h3>${list(never.map(({ id, about }) => `<code>${escapeMarkup(id)}</code>${escapeMarkup(about)}`))}`;
  return `<section aria-labelledby="blind-title"><h2 id="blind-title">What was not looked at</h2>${left}${marks}</section>\n`;
}

const list = (items: readonly string[]): string =>
  `<ul class="plain">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

function coverageSection({ search }: Night): string {
  if (search === null) return '';
  return `<section aria-labelledby="coverage-title"><h2 id="coverage-title">Coverage</h2>
<p>${grouped(search.points)} points reached (states and transitions of charts, transitions under faults, facts after facts, error codes, decisions); ${grouped(search.corpus)} floors kept, because each reached something the others did not.</p></section>\n`;
}
