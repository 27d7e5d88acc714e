/** The pages that phones open: Freestyle, a client for fixed use, and what makes them apps on a home screen. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Script and style of a page, bundled; and what it loads later, only if it needs it. */
export type PageAssets = {
  script: string;
  style: string;
  later?: Readonly<Record<string, () => string | Uint8Array>>;
};
/** Where the server gets its pages from, by name. */
export type Pages = (name: 'thin-client' | 'till') => PageAssets;

/**
 * Adds `/freestyle`, `/client`, their manifest and their icon, and what reads codes with a camera. A page is bundled when
 * it is first asked for, and so is that.
 */
export function addClientPages(app: FastifyInstance, pages: Pages): void {
  const pageOf = lazily(() => pages('thin-client'));
  const answer = (reply: FastifyReply, search: string): FastifyReply => {
    const assets = pageOf();
    const head = `<link rel="manifest" href="manifest.webmanifest${search}"><link rel="icon" href="icon.svg">
<link rel="apple-touch-icon" href="icon.svg">`;
    return sendPage(reply, { ...assets, head, title: 'Mobile POS' });
  };
  app.get('/freestyle', (_request, reply) => answer(reply, ''));
  app.get('/client', (request, reply) => {
    const at = request.url.indexOf('?');
    return answer(reply, at === -1 ? '' : `?${new URLSearchParams(request.url.slice(at + 1)).toString()}`);
  });
  app.get<{ Querystring: Record<string, unknown> }>('/manifest.webmanifest', (request, reply) => {
    const set = new URLSearchParams();
    for (const name of ['set-up', 'client', 'kind']) {
      const value = request.query[name];
      if (typeof value === 'string') set.set(name, value);
    }
    return reply.type('application/manifest+json; charset=utf-8').send(manifest(set));
  });
  for (const [name, type] of Object.entries(READER)) {
    const made = lazily(() => {
      const body = pageOf().later?.[name]?.();
      return body === undefined ? null : { body, tag: `"${createHash('sha256').update(body).digest('base64url')}"` };
    });
    app.get(`/${name}`, ({ headers }, reply) => {
      const file = made();
      if (file === null) return reply.callNotFound();
      reply.header('Cache-Control', 'no-cache').header('ETag', file.tag);
      return headers['if-none-match'] === file.tag ? reply.code(304).send() : reply.type(type).send(file.body);
    });
  }
  app.get('/icon.svg', (_request, reply) => reply.type('image/svg+xml; charset=utf-8').send(ICON));
}

/** What reads codes off the pictures of a camera: a module, and its WebAssembly. */
const READER = { 'code-reader.js': 'text/javascript; charset=utf-8', 'code-reader.wasm': 'application/wasm' };

/**
 * Sends a page that consists of one script and one style, and may load nothing that is not the server's; scripts only if
 * it loads some later. `head` is markup, `title` is text without any.
 */
export function sendPage(
  reply: FastifyReply,
  { script, style, later, head, title }: PageAssets & { head: string; title: string },
): FastifyReply {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'${later === undefined ? '' : " 'self' 'wasm-unsafe-eval'"}`,
    `style-src '${hashOf(style)}'`,
    "connect-src 'self'",
    "img-src 'self' blob: data:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return reply
    .header('Content-Security-Policy', policy.join('; '))
    .header('Cache-Control', 'no-cache')
    .type('text/html; charset=utf-8').send(`<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>${head}<style>${style}</style></head>
<body><main></main><script>${script}</script></body></html>
`);
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** Made when it is first asked for; what fails is tried again the next time. */
export function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function manifest(setUp: URLSearchParams): string {
  const start = setUp.size === 0 ? 'freestyle' : `client?${setUp.toString()}`;
  return JSON.stringify({
    name: 'Mobile POS',
    short_name: 'POS',
    start_url: start,
    id: start,
    display: 'standalone',
    orientation: 'portrait',
    background_color: '#f4f2ec',
    theme_color: '#14365d',
    icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any maskable' }],
  });
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" fill="#14365d"/>
<rect x="156" y="96" width="200" height="320" rx="24" fill="#f4f2ec"/><path d="M196 160h120M196 216h120M196 272h72" stroke="#14365d"
stroke-width="24"/><rect x="196" y="328" width="120" height="48" rx="10" fill="#1d4fc4"/></svg>
`;
