/**
 * The chat services a night may report to, as msw handlers: they take what the real ones take, and refuse as they do
 * what those refuse. Slack answers `ok`, Teams' workflows 202 without a word.
 */
import { http, HttpResponse, type RequestHandler } from 'msw';

export type ChatServices = {
  /** Told of every message that was taken. */
  taken(body: unknown): void;
  /** How often the service says first that it is busy, and for how many seconds. */
  busy?: { times: number; seconds: number };
};

const SLACK = 'https://hooks.slack.com/services/*';
const TEAMS = ['https://*.webhook.office.com/*', 'https://*.logic.azure.com/*', 'https://*.api.powerplatform.com/*'];

/** Handlers for both; nothing else is answered. */
export function chatServices({ taken, busy = { times: 0, seconds: 0 } }: ChatServices): RequestHandler[] {
  let left = busy.times;
  const answer = async (
    request: Request,
    whatIsWrong: (body: unknown) => string | null,
    done: HttpResponse<string>,
  ) => {
    if (left > 0) {
      left -= 1;
      return new HttpResponse('rate_limited', { status: 429, headers: { 'retry-after': String(busy.seconds) } });
    }
    const body = await bodyOf(request);
    const wrong = whatIsWrong(body);
    if (wrong !== null) return new HttpResponse(wrong, { status: 400 });
    taken(body);
    return done;
  };
  return [
    http.post(SLACK, ({ request }) => answer(request, wrongForSlack, new HttpResponse('ok'))),
    ...TEAMS.map((url) =>
      http.post(url, ({ request }) => answer(request, wrongForTeams, new HttpResponse('', { status: 202 }))),
    ),
  ];
}

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return null;
  }
}

type Slack = { text?: unknown; blocks?: { type?: unknown; text?: { text?: unknown } }[] };
/** Slack's own limits for a message. */
const MOST_BLOCKS = 50;
const LONGEST_SECTION = 3_000;

/** The word Slack refuses with; null if it takes the message. */
function wrongForSlack(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return 'invalid_payload';
  const { text, blocks = [] } = body as Slack;
  if (typeof text !== 'string' || text === '') return 'no_text';
  const isBad = blocks.some(({ type, text: inner }) => {
    const said = inner?.text;
    return type !== 'section' || typeof said !== 'string' || said === '' || said.length > LONGEST_SECTION;
  });
  return isBad || blocks.length > MOST_BLOCKS ? 'invalid_blocks' : null;
}

type Teams = {
  type?: unknown;
  attachments?: { contentType?: unknown; content?: { type?: unknown; body?: unknown } }[];
};

/** A workflow fails on anything but a card. */
function wrongForTeams(body: unknown): string | null {
  const { type, attachments = [] } = (body ?? {}) as Teams;
  const isCard =
    type === 'message' &&
    attachments.length > 0 &&
    attachments.every(
      ({ contentType, content }) =>
        contentType === 'application/vnd.microsoft.card.adaptive' &&
        content?.type === 'AdaptiveCard' &&
        Array.isArray(content.body),
    );
  return isCard ? null : 'InvalidRequestContent';
}
