/** The OpenAPI document of the server's HTTP side. The WebSocket protocol is described in docs/protocol.md. */

const json = (schema: object) => ({ content: { 'application/json': { schema } } });

const html = { description: 'a page', content: { 'text/html': {} } };

const paths = {
  '/health': {
    get: {
      summary: 'Whether the server is ready',
      responses: {
        200: {
          description: 'ready',
          ...json({
            type: 'object',
            required: ['status', 'entries', 'devices'],
            properties: {
              status: { const: 'ready' },
              entries: { type: 'integer', description: 'number of the last journal entry' },
              devices: { type: 'integer', description: 'devices connected' },
            },
          }),
        },
      },
    },
  },
  '/journal': {
    get: {
      summary: 'Journal entries in order',
      parameters: [
        {
          name: 'after',
          in: 'query',
          schema: { type: 'integer', minimum: 0 },
          description: 'only entries after this number',
        },
      ],
      responses: {
        200: {
          description: 'entries',
          ...json({
            type: 'array',
            items: {
              type: 'object',
              required: ['n', 'at', 'fact'],
              properties: {
                n: { type: 'integer' },
                at: { type: 'integer', description: 'server clock, ms' },
                fact: { type: 'object' },
              },
            },
          }),
        },
        400: { description: 'the query could not be understood', ...json({ $ref: '#/components/schemas/Error' }) },
      },
    },
  },
  '/tabs': {
    get: {
      summary: 'Tabs with a balance or a hold',
      responses: {
        200: {
          description: 'tabs',
          ...json({
            type: 'array',
            items: {
              type: 'object',
              properties: {
                tab: { type: 'integer' },
                balanceCents: { type: 'integer' },
                parked: { type: 'boolean' },
                lock: { type: ['object', 'null'] },
              },
            },
          }),
        },
      },
    },
  },
  '/openapi.json': { get: { summary: 'This document', responses: { 200: { description: 'the document' } } } },
  '/freestyle': { get: { summary: 'The page of Freestyle devices', responses: { 200: html } } },
  '/client': {
    get: {
      summary: 'The page of a client that is set up for fixed use',
      parameters: ['client', 'set-up', 'kind'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
      responses: { 200: html },
    },
  },
  '/manifest.webmanifest': {
    get: { summary: 'What makes those pages apps', responses: { 200: { description: 'a web app manifest' } } },
  },
  '/icon.svg': { get: { summary: 'Their icon', responses: { 200: { description: 'a picture' } } } },
  '/thin-client': {
    get: {
      summary: 'WebSocket: the protocol of thin clients',
      responses: { 101: { description: 'switching protocols' } },
    },
  },
  '/mpos': {
    get: {
      summary: 'WebSocket: the device–server protocol',
      responses: { 101: { description: 'switching protocols' } },
    },
  },
  '/observe': {
    get: {
      summary:
        'WebSocket: journal entries as they are committed, stalls of the process, and what must always hold in it and did not',
      parameters: [{ name: 'after', in: 'query', schema: { type: 'integer', minimum: 0 } }],
      responses: { 101: { description: 'switching protocols' } },
    },
  },
};

const components = {
  schemas: {
    Error: {
      type: 'object',
      required: ['code', 'sentence', 'hint'],
      properties: {
        code: { type: 'string' },
        sentence: { type: 'string' },
        hint: { type: 'string' },
        doc: { type: 'string' },
      },
    },
  },
};

/** OpenAPI 3.1 for the given program version. */
export function openApiDocument(version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'mpos-twin server',
      version,
      description:
        'Health, journal and tabs of the mobile POS server. Devices talk WebSocket at /mpos, see docs/protocol.md.',
    },
    paths,
    components,
  };
}
