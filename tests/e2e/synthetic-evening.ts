// An evening that never was, to show in a report: devices that open tabs, book, hand over and pay, one of them put away
// with its tab open, a server that is killed, a printer out of paper. Same arguments, same evening.
import type { EventBody, HistoryEvent, HistoryHeader } from '#history/events';
import type { JudgedRun } from '#reports/timeline/timeline';

export type Evening = { ground: string; minutes: number; devices: number; fails: boolean };

export function syntheticEvening({ ground, minutes, devices, fails }: Evening): JudgedRun {
  const endMs = minutes * 60_000;
  const awayAt = Math.round(endMs * 0.4);
  const events: HistoryEvent[] = [];
  const put = (t: number, node: string, body: EventBody): void =>
    void events.push({ t: Math.round(t), node, ...body } as HistoryEvent);
  const fact = (t: number, kind: string, fields: Record<string, unknown>): void =>
    put(t, 'server', { kind: 'fact', n: 1, at: t, fact: { kind, ...fields } });
  const names = Array.from({ length: devices }, (_, i) => `H${String(i + 1).padStart(2, '0')}`);
  let chance = 7;
  const below = (limit: number): number => {
    chance = (chance * 48_271) % 2_147_483_647;
    return chance % limit;
  };
  let token = 0;
  let ticket = 0;

  put(5, 'server', { kind: 'condition', of: 'server', state: 'up' });
  for (const [i, node] of names.entries()) {
    put(40 * i, node, { kind: 'transition', machine: 'handheld', from: 'off', to: 'starting' });
    put(40 * i + 300, node, { kind: 'transition', machine: 'handheld', from: 'starting', to: 'signedOff' });
    put(40 * i + 2_000, node, { kind: 'transition', machine: 'handheld', from: 'signedOff', to: 'idle' });
    for (let beat = 3_000; beat < endMs; beat += 3_000) put(beat + i, 'server', { kind: 'heard', from: node });
    for (let t = 6_000 + below(60_000); t < endMs - 60_000; t += 20_000 + below(90_000)) {
      const isAway = i === 2 && t > awayAt - 60_000 && t < awayAt + 250_000;
      if (!isAway) t = visit(node, i, t);
    }
  }
  const away = { node: names[2] ?? 'H01', tab: 999, token: (token += 1) };
  put(awayAt - 4_000, away.node, { kind: 'act', act: 'open', tab: away.tab });
  fact(awayAt - 3_000, 'tab-locked', { tab: away.tab, token: away.token, device: away.node, operator: 'Carla' });
  put(awayAt - 2_980, away.node, { kind: 'hold', tab: away.tab, token: away.token });
  put(awayAt, away.node, { kind: 'fault', phase: 'begun', fault: 'put-away', id: 1, params: {} });
  put(awayAt, away.node, { kind: 'transition', machine: 'handheld', from: 'open.booking', to: 'putAway' });
  fact(awayAt + 199_000, 'tab-released', { tab: away.tab, token: away.token, device: away.node, cause: 'lease-ended' });
  put(awayAt + 240_000, away.node, { kind: 'fault', phase: 'ended', fault: 'put-away', id: 1, params: {} });
  put(awayAt + 240_000, away.node, { kind: 'transition', machine: 'handheld', from: 'putAway', to: 'idle' });
  put(awayAt + 240_050, away.node, { kind: 'hold-lost', tab: away.tab, token: away.token, why: 'LOCK_LOST' });
  put(endMs * 0.6, 'server', { kind: 'fault', phase: 'begun', fault: 'server-killed', id: 2, params: {} });
  put(endMs * 0.6, 'server', { kind: 'condition', of: 'server', state: 'killed' });
  put(endMs * 0.6 + 20_000, 'server', { kind: 'condition', of: 'server', state: 'up' });
  put(endMs * 0.6 + 20_000, 'server', { kind: 'fault', phase: 'ended', fault: 'server-killed', id: 2, params: {} });
  put(endMs * 0.2, 'kitchen', { kind: 'fault', phase: 'begun', fault: 'paper-out', id: 3, params: { forMs: 120_000 } });
  put(endMs * 0.2, 'kitchen', { kind: 'condition', of: 'printer', state: 'paper-out' });
  put(endMs * 0.2 + 120_000, 'kitchen', { kind: 'condition', of: 'printer', state: 'ready' });
  put(endMs * 0.2 + 120_000, 'kitchen', { kind: 'fault', phase: 'ended', fault: 'paper-out', id: 3, params: {} });
  put(endMs, 'run', { kind: 'phase', phase: 'end' });
  events.sort((a, b) => a.t - b.t);

  /** One tab from opening to closing; returns when it is done. */
  function visit(node: string, i: number, begun: number): number {
    const tab = i * 4 + below(4) + 1;
    token += 1;
    const mine = token;
    let t = begun;
    let from = 'idle';
    const to = (state: string, after: number): void => {
      t += after;
      put(t, node, { kind: 'transition', machine: 'handheld', from, to: state });
      from = state;
    };
    to('opening', 0);
    put(t, node, { kind: 'sent', type: 'open', req: mine, tab });
    put(t + 19, node, { kind: 'reply', req: mine, ok: true, did: 'opened' });
    fact(t + 5, 'tab-locked', { tab, token: mine, device: node, operator: 'Anna' });
    put(t + 20, node, { kind: 'hold', tab, token: mine });
    to('open.booking', 25);
    for (let line = 0; line < 2 + below(4); line += 1) {
      t += 3_000 + below(4_000);
      put(t, node, { kind: 'collected', tab, seq: mine * 10 + line, cents: 420, offline: false });
    }
    if (below(30) === 0) {
      to('open.booking yellow', 1_000);
      to('open.booking red', 4_000);
      to('open.booking', 9_000);
    }
    if (below(4) === 0) {
      to('open.paying', 1_000);
      put(t, 'pt1', { kind: 'transition', machine: 'payment-terminal', from: 'idle', to: 'waitingForCard' });
      put(t + 6_000, 'pt1', { kind: 'money', phase: 'taken', cents: 4_200, receiptNo: '0001', trace: mine });
      put(t + 6_100, 'pt1', { kind: 'transition', machine: 'payment-terminal', from: 'waitingForCard', to: 'idle' });
      t += 7_000;
    } else to('open.closing', 1_000);
    fact(t + 8, 'tab-released', { tab, token: mine, device: node, cause: 'new-balance' });
    put(t + 30, node, { kind: 'hold-lost', tab, token: mine, why: 'CLOSED' });
    to('idle', 30);
    ticket += 1;
    put(t + 900, 'kitchen', { kind: 'printed', ticket, copy: below(40) === 0, document: 'order', tab, lines: 9 });
    return t;
  }

  const lateId = events.findIndex((event) => event.kind === 'fact' && event.fact['cause'] === 'lease-ended') + 1;
  const holdId = events.findIndex((event) => event.kind === 'hold' && event.tab === away.tab) + 1;
  const sentence = `let ${away.node} hold tab 999; then it was put away; however the hold ended only 199.0 s later`;
  const header = {
    scenario: 'synthetic-evening',
    source: { about: 'An evening that never was.' },
    ground,
    seed: 7,
    durationMs: endMs,
    limits: { toleranceMs: 3_000 },
    floor: {
      devices: names.map((name) => ({ name, family: 'handheld', beltPrinter: false })),
      printers: [{ name: 'kitchen', alternatives: [] }],
      terminals: ['pt1'],
      accessPoints: ['inside'],
    },
  } as unknown as HistoryHeader;
  return {
    header,
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
        { name: 'lock-exclusion', verdict: 'pass', judged: token, failures: 0, evidence: [] },
        {
          name: 'lock-recovery',
          verdict: fails ? 'fail' : 'pass',
          judged: token,
          failures: fails ? 1 : 0,
          evidence: fails ? [{ events: [holdId, lateId], sentence }] : [],
        },
      ],
      history: null,
      replay: 'mpos-twin run synthetic-evening --seed 7',
    },
  };
}
