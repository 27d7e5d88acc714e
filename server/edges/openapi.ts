/** The OpenAPI document of the server's HTTP side. The WebSocket protocol is described in docs/protocol.md. */
import { EXPORT_ENCODINGS } from '#server/export/encodings';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });

/** An object that has all of these. */
const asked = (properties: object) => ({ type: 'object', required: Object.keys(properties), properties });
const error = { description: 'an error of the table', ...json({ $ref: '#/components/schemas/Error' }) };
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
  '/journal.csv': {
    get: {
      summary: 'The journal as CSV for a spreadsheet',
      parameters: [
        { name: 'source', in: 'query', schema: { enum: ['40', 'Officer'] }, description: 'only what has this Quelle' },
        {
          name: 'encoding',
          in: 'query',
          schema: { enum: [...EXPORT_ENCODINGS] },
          description: 'as configured if absent',
        },
      ],
      responses: {
        200: { description: 'a row for each line, bill, tip and refund due', content: { 'text/csv': {} } },
        400: error,
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
                lock: {
                  type: ['object', 'null'],
                  properties: {
                    device: { type: 'string' },
                    operator: { type: 'string' },
                    token: { type: 'integer' },
                    reason: { enum: ['open', 'payment'] },
                    orphaned: { type: 'boolean', description: 'its holder has been silent for a while' },
                    sinceMs: { type: 'integer', description: 'how long the tab is held' },
                    freeInMs: { type: 'integer', description: 'when it is free if its holder stays silent' },
                  },
                },
              },
            },
          }),
        },
      },
    },
  },
  '/openapi.json': { get: { summary: 'This document', responses: { 200: { description: 'the document' } } } },
  '/floor': {
    get: {
      summary: 'Operators, print queues, parked payments, clients and licences',
      responses: { 200: { description: 'the floor', ...json({ type: 'object' }) } },
    },
  },
  '/till': { get: { summary: 'The page of the till; from this machine only', responses: { 200: html, 403: error } } },
  '/till/force-free': {
    post: {
      summary: 'Frees a tab by force; from this machine only',
      requestBody: json(asked({ tab: { type: 'integer', minimum: 1 }, operator: { type: 'string' } })),
      responses: {
        200: { description: 'it is free', ...json(asked({ freed: { type: 'integer' } })) },
        ...{ 400: error, 403: error, 409: error },
      },
    },
  },
  '/till/freestyle-code': {
    post: {
      summary: 'A new code for one Freestyle sign-up; from this machine only',
      requestBody: json(asked({ operator: { type: 'string' } })),
      responses: {
        200: { description: 'the code', ...json(asked({ code: { type: 'string' }, address: { type: 'string' } })) },
        ...{ 400: error, 403: error, 409: error },
      },
    },
  },
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
  '/code-reader.js': {
    get: { summary: 'What reads codes off pictures of a camera', responses: { 200: { description: 'a module' } } },
  },
  '/code-reader.wasm': { get: { summary: 'Its WebAssembly', responses: { 200: { description: 'WebAssembly' } } } },
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
        'Health, journal, tabs and floor of the mobile POS server, and what is done at its till. Devices talk WebSocket at /mpos, see docs/protocol.md.',
    },
    paths,
    components,
  };
}
