// The server's session with a printer against the simulated one, over a simulated cable: whatever kind of printer it is,
// a ticket is reported once, truly, and in a time that its length allows.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wlanPrinter } from '#machines/printers/wlan-printer';
import { USUALLY_FAILING } from '#protocols/escpos/failing';
import { printerProfiles, profileNames, type PrinterProfile, type ProfileName } from '#protocols/escpos/profiles';
import { serverConfigSchema } from '#server/core/config';
import type { Job } from '#server/core/state';
import { createPrinterSession, type PrinterSession } from '#server/host/printer/session';
import type { Tells } from '#server/host/printer/connection';
import { createPrinter } from '#simulators/devices/printer/printer';
import { cableTo } from '#simulators/grounds/sim/cable';

const { durations } = serverConfigSchema.parse({ operators: ['Anna'], devices: [{ name: 'H01', family: 'handheld' }] });

const jobOf = (job: number, lines: number): Job => ({
  job,
  document: 'order',
  tab: 12,
  route: 'pos',
  queue: 'kitchen',
  device: 'H01',
  ticket: job,
  copy: false,
  lines: Array.from({ length: lines }, (_, i) => (i === 0 ? 'Tab 12  Anna' : `${i} x Soup`)),
  mayBePrinted: false,
  started: true,
  attempts: 0,
  overdue: false,
});

/** A session and its printer; `report` collects what sessions say, `onWell` is called within it; `begin` begins another. */
function stage(options: { printer: PrinterProfile; tells?: Tells; lineMs?: number; onWell?: () => void }) {
  const { clock, network, ground, events: paper } = cableTo('kitchen');
  const report: string[] = [];
  const printer = createPrinter({
    name: 'kitchen',
    of: 'printer',
    machine: wlanPrinter,
    ground,
    profile: options.printer,
    lineMs: options.lineMs ?? 20,
  });
  const begin = (): PrinterSession =>
    createPrinterSession({
      dial: (handlers) => network.dial('server', 'kitchen', 'bytes', 'kitchen', handlers),
      timers: clock,
      durations,
      codeTable: 'cp858',
      tells: options.tells ?? options.printer,
      failing: USUALLY_FAILING,
      report: {
        printed: (job, evidence) => report.push(`${job} printed, ${evidence}`),
        failed: (job, trouble, mayBePrinted) =>
          report.push(`${job} ${trouble}${mayBePrinted ? ', may be printed' : ''}`),
        health(trouble) {
          if (trouble !== null) return;
          report.push('well');
          options.onWell?.();
        },
      },
    });
  const printed = (): number => paper.filter(({ kind }) => kind === 'printed').length;
  const wait = (ms: number): void => clock.runUntil(clock.now() + ms);
  return { printer, session: begin(), begin, report, paper, printed, wait, line: network.link('kitchen') };
}

/** What each kind of printer can say of a ticket. */
const evidence: Record<ProfileName, string> = {
  epson: 'confirmed',
  clone: 'confirmed',
  bixolon: 'confirmed',
  'write-only': 'sent',
};

describe('a session with a printer', () => {
  for (const name of profileNames) {
    const profile = printerProfiles[name];

    it(`reports a ticket of ${name} once, as ${evidence[name]}`, () => {
      const { session, report, printed, wait } = stage({ printer: profile });
      for (const job of [1, 2, 3]) {
        session.print(jobOf(job, 5), false);
        wait(10_000);
      }
      assert.deepEqual(
        report,
        [1, 2, 3].map((job) => `${job} printed, ${evidence[name]}`),
      );
      assert.equal(printed(), 3);
    });

    it(`finds ${name} out that is off, and finds it again`, () => {
      const { session, report, printer, wait } = stage({ printer: profile });
      printer.tell({ type: 'POWER_OFF' });
      session.print(jobOf(1, 5), false);
      wait(10_000);
      assert.deepEqual(report, ['1 silent']);
      session.watch();
      wait(30_000);
      assert.deepEqual(report, ['1 silent']);
      printer.tell({ type: 'POWER_ON' });
      wait(10_000);
      assert.deepEqual(report, ['1 silent', 'well']);
    });
  }

  it('does not wait for answers a printer has not: no DLE EOT 2, no GS ( H', () => {
    const printer = { ...printerProfiles.clone, realTimeStatus: [1, 4] } satisfies PrinterProfile;
    const { session, report, wait } = stage({ printer });
    session.print(jobOf(1, 5), false);
    wait(1_000);
    assert.deepEqual(report, ['1 printed, confirmed']);
  });

  it('lets a long ticket take its time on a slow printer that says it is well', () => {
    for (const name of ['epson', 'clone', 'bixolon'] as const) {
      const { session, report, printed, wait } = stage({ printer: printerProfiles[name], lineMs: 1_000 });
      session.print(jobOf(1, 60), false);
      wait(61_000);
      assert.deepEqual(report, []);
      wait(5_000);
      assert.deepEqual(report, ['1 printed, confirmed']);
      assert.equal(printed(), 1);
    }
  });

  it('lets a ticket be as long as it may, though a printer takes only so much of it at once', () => {
    for (const name of profileNames) {
      for (const lines of [150, 500, 2_000]) {
        const { session, report, paper, wait } = stage({ printer: printerProfiles[name], lineMs: 40 });
        session.print(jobOf(1, lines), false);
        // One that never answers is given the time it might take; nobody hears how long it did.
        wait(lines * (evidence[name] === 'sent' ? durations.printLineMs : 40) + 15_000);
        assert.deepEqual(report, [`1 printed, ${evidence[name]}`], `${lines} lines on ${name}`);
        const printed = paper.flatMap((event) => (event.kind === 'printed' ? [event.text?.length] : []));
        assert.deepEqual(printed, [lines + 2]);
      }
    }
  });

  it('gives a printer its time to answer from when it is reached, which may take a while', () => {
    const { session, report, line, wait } = stage({ printer: printerProfiles.epson });
    line.delay(durations.printStatusMs * 0.4);
    session.print(jobOf(1, 5), false);
    wait(durations.printStatusMs * 3);
    assert.deepEqual(report, ['1 printed, confirmed']);
  });

  it('gives a ticket up that is never confirmed, though the printer says it is well', () => {
    const tells: Tells = { ...printerProfiles.clone, confirms: 'process-id' };
    const { session, report, wait } = stage({ printer: printerProfiles.clone, tells });
    session.print(jobOf(1, 5), false);
    wait(durations.printConfirmMs + 7 * durations.printLineMs - 100);
    assert.deepEqual(report, []);
    wait(200 + durations.printStatusMs);
    assert.deepEqual(report, ['1 silent, may be printed']);
  });

  it('does not believe a printer that is stuck until it has printed, or has lost what it had', () => {
    for (const name of ['epson', 'clone', 'bixolon'] as const) {
      for (const isSwitchedOff of [false, true]) {
        const { session, report, printer, printed, wait } = stage({ printer: printerProfiles[name] });
        printer.tell({ type: 'STUCK' });
        session.print(jobOf(1, 5), false);
        wait(60_000);
        assert.deepEqual(report, ['1 silent, may be printed'], name);
        session.watch();
        wait(60_000);
        if (isSwitchedOff) for (const type of ['POWER_OFF', 'POWER_ON'] as const) printer.tell({ type });
        wait(60_000);
        assert.equal(report.length, 1, `${name} is believed though it is stuck`);
        printer.tell({ type: 'LOOSE' });
        wait(10_000);
        assert.deepEqual([report.slice(1), printed()], [['well'], isSwitchedOff ? 0 : 1], name);
      }
    }
  });

  it('says what is wrong with a printer that stops within a ticket', () => {
    for (const name of ['epson', 'clone', 'bixolon'] as const) {
      const { session, report, printer, wait } = stage({ printer: printerProfiles[name], lineMs: 200 });
      session.print(jobOf(1, 20), false);
      wait(500);
      printer.tell({ type: 'PAPER_OUT' });
      wait(durations.printConfirmMs + durations.failAfterMs + 1_000);
      assert.deepEqual(report, ['1 paper-out, may be printed'], name);
    }
  });

  it('is told what is wrong though it begins anew fifty times and the printer holds part of a long ticket', () => {
    for (const name of ['epson', 'clone', 'bixolon'] as const) {
      const { session, begin, report, printer, wait } = stage({ printer: printerProfiles[name] });
      session.print(jobOf(1, 6_000), false);
      wait(500);
      printer.tell({ type: 'PAPER_OUT' });
      session.close();
      for (let n = 0; n < 50; n += 1) {
        const again = begin();
        again.print(jobOf(1, 6_000), true);
        wait(durations.printStatusMs + 1_000);
        again.close();
      }
      assert.deepEqual(new Set(report), new Set(['1 paper-out']), name);
    }
  });

  it('gives up a printer in trouble after the hold-off, though it tells of one trouble after the other', () => {
    const { session, report, printer, wait } = stage({ printer: printerProfiles.epson, lineMs: 200 });
    session.print(jobOf(1, 20), false);
    wait(500);
    printer.tell({ type: 'PAPER_OUT' });
    for (let n = 0; n < 10; n += 1) {
      wait(durations.failAfterMs / 2);
      printer.tell({ type: n % 2 === 0 ? 'COVER_OPENED' : 'COVER_CLOSED' });
    }
    assert.equal(report.length, 1);
  });

  it('does not take the late answer of an older ticket for that of the next', () => {
    for (const name of ['epson', 'clone', 'bixolon'] as const) {
      const { session, report, printer, wait } = stage({ printer: printerProfiles[name], lineMs: 200 });
      session.print(jobOf(1, 5), false);
      wait(500);
      printer.tell({ type: 'PAPER_OUT' });
      wait(30_000);
      printer.tell({ type: 'PAPER_IN' });
      session.print(jobOf(2, 20), false);
      wait(3_000);
      assert.deepEqual(report, ['1 paper-out, may be printed'], name);
      wait(10_000);
      assert.deepEqual(report.slice(1), ['2 printed, confirmed'], name);
    }
  });

  it('prints what it is given within its own report, as surely as what comes later', () => {
    for (const at of ['once', 'later']) {
      let session: PrinterSession | null = null;
      let given = false;
      const print = (): void => {
        given = true;
        session?.print(jobOf(2, 5), false);
      };
      const floor = stage({
        printer: printerProfiles.epson,
        lineMs: 500,
        onWell: () => at === 'once' && print(),
      });
      ({ session } = floor);
      const { report, printer, wait } = floor;
      printer.tell({ type: 'PAPER_OUT' });
      session.print(jobOf(1, 5), false);
      wait(1_000);
      session.watch();
      wait(1_000);
      printer.tell({ type: 'PAPER_IN' });
      while (report.at(-1) !== 'well') wait(1);
      if (!given) print();
      wait(600);
      printer.tell({ type: 'POWER_OFF' });
      wait(30_000);
      assert.deepEqual(report, ['1 paper-out', 'well', '2 silent, may be printed'], at);
    }
  });
});

describe('whatever happens to a printer', () => {
  const happening = fc.tuple(
    fc.constantFrom(
      ...(['PAPER_OUT', 'PAPER_IN', 'COVER_OPENED', 'COVER_CLOSED', 'POWER_OFF', 'POWER_ON'] as const),
      ...(['STUCK', 'LOOSE'] as const),
    ),
    fc.nat({ max: 20_000 }),
  );

  it('a session reports each job once, and as confirmed only what is on paper', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...profileNames),
        fc.array(happening, { maxLength: 8 }),
        fc.integer({ min: 1, max: 400 }),
        (name, happenings, lineMs) => {
          const { session, report, paper, printer, wait } = stage({ printer: printerProfiles[name], lineMs });
          session.print(jobOf(1, 10), false);
          for (const [type, ms] of happenings) {
            wait(ms);
            printer.tell({ type });
          }
          wait(300_000);
          assert.equal(report.length, 1, report.join());
          const onPaper = paper.some(({ kind }) => kind === 'printed');
          if (report[0] === '1 printed, confirmed') assert.ok(onPaper);
          if (onPaper && report[0]?.startsWith('1 printed') !== true) assert.match(report[0] ?? '', /may be printed/);
        },
      ),
      { numRuns: 200 },
    );
  });
});
