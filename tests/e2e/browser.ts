// A real browser for tests, in suites that begin with `describeInBrowser`.
import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer';
import { describeWith, findPeer, isExecutable } from '../peers.ts';

/** Root has no user namespaces to sandbox with; the rest keeps the browser quiet, offline and awake. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-dev-shm-usage',
];

/** A `describe` for tests that start a browser. */
export function describeInBrowser(title: string, tests: (this: Mocha.Suite) => void): void {
  describeWith('chromium', title, tests, findBrowser);
}

/** The path of a browser: named by the environment, else puppeteer's own, else on the PATH. */
export async function findBrowser(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  return namedBrowser(env) ?? (await cachedBrowser()) ?? findPeer('chromium', env);
}

export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = await findBrowser();
  if (executablePath === undefined) throw new Error('No browser: begin the suite with describeInBrowser.');
  return await puppeteer.launch({
    executablePath,
    headless: true,
    ...options,
    args: [...flags, ...(options.args ?? [])],
  });
}

function namedBrowser(env: NodeJS.ProcessEnv): string | undefined {
  const variable = ['PUPPETEER_EXECUTABLE_PATH', 'CHROME_PATH'].find((name) => env[name]);
  if (variable === undefined) return undefined;
  const path = env[variable]!;
  if (!isExecutable(path)) throw new Error(`${variable} is ${path}, which cannot be executed.`);
  return path;
}

async function cachedBrowser(): Promise<string | undefined> {
  try {
    const path = await puppeteer.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined; // puppeteer throws when its cache holds no browser
  }
}
