// A real browser for tests: found on this machine, installed if it may be, never silently skipped.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

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

/** The path of a browser: named by the environment, else puppeteer's own, else on the PATH, else installed now. */
export async function findBrowser(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  return namedBrowser(env) ?? (await cachedBrowser()) ?? browserOnPath(env) ?? installBrowser(env);
}

export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return await puppeteer.launch({
    executablePath: await findBrowser(),
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

export function browserOnPath(env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function installBrowser(env: NodeJS.ProcessEnv): string {
  const script = fileURLToPath(new URL('../../scripts/setup-peers.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [script, 'chromium'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const installed = status === 0 ? browserOnPath(env) : undefined;
  if (installed !== undefined) return installed;
  throw new Error(
    `No browser: none of ${names.join(', ')} is on the PATH and it could not be installed (see above). ` +
      'Install chromium, or set CHROME_PATH to a Chrome or Chromium.',
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
