/**
 * A real Chromium, driven by puppeteer: where it is, and how it is started. Puppeteer belongs to the development of this
 * package: where it is missing there are no pages, and where no Chromium is there are none either.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import type * as Puppeteer from 'puppeteer';
import { TwinError } from '#protocols/errors/errors';
import { findOnPath } from './tools.ts';

/** What it is called on the PATH. */
export const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];

/** Root has no user namespaces to sandbox with; the rest keeps the browser quiet, offline and awake. */
const FLAGS = [
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

/** The path of a browser: named by the environment, else puppeteer's own, else on the PATH. */
export async function findBrowser(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  return namedBrowser(env) ?? (await cachedBrowser()) ?? BROWSERS.map((name) => findOnPath(name, env)).find(isThere);
}

/** Starts it. Error: `browser-missing`. */
export async function launchBrowser(options: Puppeteer.LaunchOptions = {}): Promise<Puppeteer.Browser> {
  const executablePath = await findBrowser();
  const puppeteer = await loadPuppeteer();
  if (executablePath === undefined) throw new TwinError('browser-missing', 'No Chromium was found.');
  if (puppeteer === null) throw new TwinError('browser-missing', 'The package puppeteer is not installed.');
  return await puppeteer.launch({
    executablePath,
    headless: true,
    ...options,
    args: [...FLAGS, ...(options.args ?? [])],
  });
}

/** A browser that runs already, by the port of its devtools. Nothing it is asked has a limit: it may be frozen. Error: `browser-missing`. */
export async function connectBrowser(port: number): Promise<Puppeteer.Browser> {
  const puppeteer = await loadPuppeteer();
  if (puppeteer === null) throw new TwinError('browser-missing', 'The package puppeteer is not installed.');
  return await puppeteer.connect({
    browserURL: `http://127.0.0.1:${port}`,
    defaultViewport: null,
    protocolTimeout: 0,
  });
}

async function loadPuppeteer(): Promise<typeof Puppeteer.default | null> {
  try {
    return (await import('puppeteer')).default;
  } catch {
    return null; // an installed package comes without it
  }
}

const isThere = (path: string | undefined): boolean => path !== undefined;

function namedBrowser(env: NodeJS.ProcessEnv): string | undefined {
  const variable = ['PUPPETEER_EXECUTABLE_PATH', 'CHROME_PATH'].find((name) => env[name]);
  const path = variable === undefined ? undefined : env[variable];
  if (path === undefined) return undefined;
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw new TwinError('browser-missing', `${variable} is ${path}, which cannot be executed.`);
  }
  return path;
}

async function cachedBrowser(): Promise<string | undefined> {
  const puppeteer = await loadPuppeteer();
  try {
    const path = await puppeteer?.executablePath();
    return path !== undefined && existsSync(path) ? path : undefined;
  } catch {
    return undefined; // puppeteer throws when its cache holds no browser
  }
}
