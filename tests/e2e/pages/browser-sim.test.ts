// The simulation needs no machine: bundled for a browser it plays the same run to the same hash.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';
import type { Browser } from 'puppeteer';
import { readScenarioFor } from '#cli/scenarios';
import { runOnSim } from '#runs/run-on-sim';
import { launchBrowser } from '#simulators/grounds/wire/browser';
import { describeInBrowser } from './browser.ts';

describeInBrowser('the simulation in a browser', function () {
  this.timeout(120_000);
  let browser: Browser;
  let bundle: string;

  before(async () => {
    const result = await build({
      stdin: {
        contents:
          "import { runOnSim } from '#runs/run-on-sim'; globalThis.playOnSim = (scenario, seed) => { const { historyHash, verdict, events } = runOnSim(scenario, { seed }); return { historyHash, verdict, events }; };",
        resolveDir: fileURLToPath(new URL('../../../', import.meta.url)),
        loader: 'ts',
      },
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      conditions: ['source'],
      target: 'es2023',
      logLevel: 'silent',
    });
    bundle = result.outputFiles[0]?.text ?? '';
    browser = await launchBrowser();
  });
  after(async () => {
    await stop();
    await browser?.close();
  });

  for (const name of ['out-of-range', 'server-killed-mid-booking', 'terminal-lost-mid-payment', 'saturday-night']) {
    it(`plays ${name} to the hash it has here`, async () => {
      const scenario = readScenarioFor(name);
      const short = { ...scenario, ground: { sim: { duration: Math.min(scenario.duration, 30 * 60_000) } } };
      const { historyHash, verdict, events } = runOnSim(short, { seed: 4 });
      const page = await browser.newPage();
      await page.addScriptTag({ content: bundle });
      const there = await page.evaluate(
        (given, seed) =>
          (globalThis as unknown as { playOnSim(scenario: unknown, seed: number): unknown }).playOnSim(given, seed),
        JSON.parse(JSON.stringify(short)) as never,
        4,
      );
      await page.close();
      assert.deepEqual(there, { historyHash, verdict, events });
    });
  }
});
