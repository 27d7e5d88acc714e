// An evening that never was, to show in a report: devices that open tabs, book, hand over and pay, one of them put away
// with its tab open, a server that is killed, a printer out of paper. Same arguments, same evening.
import type { CheckResult } from '#checkers/checker';
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import type { ReportedRun } from '#reports/report-data';

export type Evening = { ground: string; minutes: number; devices: number; fails: boolean; timeScale?: number };

type Writing = {
  events: HistoryEvent[];
  put(t: number, node: string, body: EventBody): void;
  fact(t: number, kind: string, fields: Record<string, unknown>): void;
  below(limit: number): number;
  tokens: number;
  tickets: number;
};

export function syntheticEvening({ ground, minutes, devices, fails, timeScale = 1 }: Evening): ReportedRun {
  const endMs = minutes * 60_000;
  const names = Array.from({ length: devices }, (_, i) => `H${String(i + 1).padStart(2, '0')}`);
  const writing = startWriting();
  writing.put(5, 'server', { kind: 'condition', of: 'server', state: 'up' });
  for (const [i, node] of names.entries()) work(writing, node, i, endMs);
  const away = { node: names[2] ?? 'H01', tab: 999, token: (writing.tokens += 1) };
  putAway(writing, away, Math.round(endMs * 0.4));
  trouble(writing, endMs);
  const { events } = writing;
  events.sort((a, b) => a.t - b.t);
  for (const event of events) event.t = Math.round(event.t / timeScale);
  const findings = fails ? [lateRelease(events, away), openAgain(events, away)] : [];
  return {
    header: headerOf(names, { ground, endMs, timeScale }),
    events,
    result: {
      scenario: 'synthetic-evening',
      verdict: fails ? 'fail' : 'pass',
      expectation: { verdict: 'pass', failing: [], met: !fails },
      ground,
      seed: 7,
      historyHash: '401ecc4fd3f6264e',
      events: events.length,
      steps: events.length,
      simulatedMs: endMs,
      wallMs: 4_000,
      checkers: [
        { name: 'lock-exclusion', verdict: 'pass', judged: writing.tokens, failures: 0, evidence: [] },
        { name: 'calm-floor', verdict: 'pass', judged: 0, failures: 0, evidence: [] },
        ...findings,
      ],
      history: null,
      replay: 'mpos-twin run synthetic-evening --seed 7',
    },
  };
}

function startWriting(): Writing {
  const events: HistoryEvent[] = [];
  let chance = 7;
  const put = (t: number, node: string, body: EventBody): void =>
    void events.push({ t: Math.round(t), node, ...body } as HistoryEvent);
  return {
    events,
    put,
    fact: (t, kind, fields) => put(t, 'server', { kind: 'fact', n: 1, at: t, fact: { kind, ...fields } }),
    below(limit) {
      chance = (chance * 48_271) % 2_147_483_647;
      return chance % limit;
    },
    tokens: 0,
    tickets: 0,
  };
}

/** A device's whole evening. */
function work(writing: Writing, node: string, i: number, endMs: number): void {
  const { put, below } = writing;
  const awayAt = Math.round(endMs * 0.4);
  put(40 * i, node, { kind: 'transition', machine: 'handheld', from: 'off', to: 'starting' });
  put(40 * i + 300, node, { kind: 'transition', machine: 'handheld', from: 'starting', to: 'signedOff' });
  put(40 * i + 2_000, node, { kind: 'transition', machine: 'handheld', from: 'signedOff', to: 'idle' });
  for (let beat = 3_000; beat < endMs; beat += 3_000) put(beat + i, 'server', { kind: 'heard', from: node });
  for (let t = 6_000 + below(60_000); t < endMs - 60_000; t += 20_000 + below(90_000)) {
    const isAway = i === 2 && t > awayAt - 60_000 && t < awayAt + 250_000;
    if (!isAway) t = visit(writing, node, i, t);
  }
}

/** One tab from opening to closing; returns when it is done. */
function visit(writing: Writing, node: string, i: number, begun: number): number {
  const { put, fact, below } = writing;
  const tab = i * 4 + below(4) + 1;
  const token = (writing.tokens += 1);
  let t = begun;
  let from = 'idle';
  const to = (state: string, after: number): void => {
    t += after;
    put(t, node, { kind: 'transition', machine: 'handheld', from, to: state });
    from = state;
  };
  to('opening', 0);
  put(t, node, { kind: 'sent', type: 'open', req: token, tab });
  put(t + 19, node, { kind: 'reply', req: token, ok: true, did: 'opened' });
  fact(t + 5, 'tab-locked', { tab, token, device: node, operator: 'Anna' });
  put(t + 20, node, { kind: 'hold', tab, token });
  to('open.booking', 25);
  for (let line = 0; line < 2 + below(4); line += 1) {
    t += 3_000 + below(4_000);
    const seq = token * 10 + line;
    put(t, node, {
      kind: 'collected',
      tab,
      seq,
      article: 'Pils',
      quantity: 1,
      cents: 420,
      place: 'bar',
      offline: false,
    });
  }
  if (below(30) === 0) {
    to('open.booking yellow', 1_000);
    to('open.booking red', 4_000);
    to('open.booking', 9_000);
  }
  if (below(4) === 0) {
    to('open.paying', 1_000);
    put(t, 'pt1', { kind: 'transition', machine: 'payment-terminal', from: 'idle', to: 'waitingForCard' });
    put(t + 6_000, 'pt1', { kind: 'money', phase: 'taken', cents: 4_200, receiptNo: '0001', trace: token });
    put(t + 6_100, 'pt1', { kind: 'transition', machine: 'payment-terminal', from: 'waitingForCard', to: 'idle' });
    t += 7_000;
  } else to('open.closing', 1_000);
  fact(t + 8, 'tab-released', { tab, token, device: node, cause: 'new-balance' });
  put(t + 30, node, { kind: 'hold-lost', tab, token, why: 'CLOSED' });
  to('idle', 30);
  const ticket = (writing.tickets += 1);
  put(t + 900, 'kitchen', { kind: 'printed', ticket, copy: below(40) === 0, document: 'order', tab, lines: 9 });
  return t;
}

type Away = { node: string; tab: number; token: number };

function putAway({ put, fact }: Writing, { node, tab, token }: Away, at: number): void {
  put(at - 4_000, node, { kind: 'act', act: 'open', tab });
  fact(at - 3_000, 'tab-locked', { tab, token, device: node, operator: 'Carla' });
  put(at - 2_980, node, { kind: 'hold', tab, token });
  put(at, node, { kind: 'fault', phase: 'begun', fault: 'put-away', id: 1, params: {} });
  put(at, node, { kind: 'transition', machine: 'handheld', from: 'open.booking', to: 'putAway' });
  fact(at + 199_000, 'tab-released', { tab, token, device: node, cause: 'lease-ended' });
  put(at + 240_000, node, { kind: 'fault', phase: 'ended', fault: 'put-away', id: 1, params: {} });
  put(at + 240_000, node, { kind: 'transition', machine: 'handheld', from: 'putAway', to: 'idle' });
  put(at + 240_050, node, { kind: 'hold-lost', tab, token, why: 'LOCK_LOST' });
}

/** The server is killed, the kitchen out of paper; then the run ends. */
function trouble({ put }: Writing, endMs: number): void {
  put(endMs * 0.6, 'server', { kind: 'fault', phase: 'begun', fault: 'server-killed', id: 2, params: {} });
  put(endMs * 0.6, 'server', { kind: 'condition', of: 'server', state: 'killed' });
  put(endMs * 0.6 + 20_000, 'server', { kind: 'condition', of: 'server', state: 'up' });
  put(endMs * 0.6 + 20_000, 'server', { kind: 'fault', phase: 'ended', fault: 'server-killed', id: 2, params: {} });
  put(endMs * 0.2, 'kitchen', { kind: 'fault', phase: 'begun', fault: 'paper-out', id: 3, params: { forMs: 120_000 } });
  put(endMs * 0.2, 'kitchen', { kind: 'condition', of: 'printer', state: 'paper-out' });
  put(endMs * 0.2 + 120_000, 'kitchen', { kind: 'condition', of: 'printer', state: 'ready' });
  put(endMs * 0.2 + 120_000, 'kitchen', { kind: 'fault', phase: 'ended', fault: 'paper-out', id: 3, params: {} });
  put(endMs, 'run', { kind: 'phase', phase: 'end' });
}

function lateRelease(events: readonly HistoryEvent[], { node }: Away): CheckResult {
  const locked = events.findIndex((event) => event.kind === 'fact' && event.fact['tab'] === 999);
  const late = events.findIndex((event) => event.kind === 'fact' && event.fact['cause'] === 'lease-ended');
  const [fromMs = 0, actualMs = 0] = [events[locked]?.t, events[late]?.t];
  const deadline = { node, fromMs, dueMs: fromMs + (actualMs - fromMs) * 0.9, actualMs };
  const sentence = `let ${node} hold tab 999; then it was put away; however the hold ended only 199.0 s later`;
  const evidence = [{ events: [locked + 1, late + 1], sentence, deadline }];
  return { name: 'lock-recovery', verdict: 'fail', judged: 40, failures: 24, evidence };
}

function openAgain(events: readonly HistoryEvent[], { node }: Away): CheckResult {
  const act = events.findIndex((event) => event.kind === 'act' && event.tab === 999);
  const sentence = `let ${node} open tab 999; then it was put away; however it never came back to it`;
  const evidence = [{ events: [act + 1], sentence }];
  return { name: 'settled', verdict: 'fail', judged: 1, failures: 1, evidence };
}

function headerOf(
  names: readonly string[],
  { ground, endMs, timeScale }: { ground: string; endMs: number; timeScale: number },
): HistoryHeader {
  return {
    scenario: 'synthetic-evening',
    source: { format: 1, name: 'synthetic-evening', about: 'An evening that never was.', seed: 7, duration: endMs },
    ground,
    seed: 7,
    commit: '0123456789ab',
    playedAt: '2026-11-26T19:00:00.000Z',
    timeScale,
    durationMs: endMs,
    limits: { toleranceMs: 3_000 },
    floor: {
      devices: names.map((name) => ({ name, family: 'handheld', beltPrinter: false })),
      printers: [{ name: 'kitchen', alternatives: [] }],
      terminals: ['pt1'],
      accessPoints: ['inside'],
    },
  } as unknown as HistoryHeader;
}
