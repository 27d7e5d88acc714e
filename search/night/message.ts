/**
 * The message about a night, as the chat services take it. Slack's incoming webhooks take blocks
 * (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks), Teams' workflows an adaptive card
 * (https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using).
 */
import { nightHeadline, nightVerdict, type Night, type NightFind, type NightVerdict } from './figures.ts';

export const CHATS = ['slack', 'teams'] as const;
export type Chat = (typeof CHATS)[number];

/** More finds than this are counted only; the page has all. */
const MOST_FINDS = 5;
/** A section of Slack's takes 3000 characters. */
const LONGEST_SECTION = 2_800;
/** Fits in a line or two. */
const LONGEST_SENTENCE = 400;

const SIGNS: Readonly<Record<NightVerdict, string>> = { pass: '✅', fail: '❌', unknown: '❔', void: '🚫' };

/** The body to post as JSON. `page` is where people find the page of the night. */
export function nightMessage(night: Night, chat: Chat, page: string): Record<string, unknown> {
  const title = `${SIGNS[nightVerdict(night)]} mpos-twin night ${night.name}: ${nightHeadline(night)}`;
  const finds = night.search?.finds ?? [];
  const more = finds.length - MOST_FINDS;
  const foot = [
    ...(more > 0 ? [`and ${more} more`] : []),
    ...night.leftOut.map((what) => `left out: ${what}`),
    `commit ${night.commit === '' ? 'unknown' : night.commit}, page: ${page}`,
  ].join('\n');
  const told = finds.slice(0, MOST_FINDS);
  return chat === 'slack' ? slackMessage(title, told, foot) : teamsMessage(title, told, foot);
}

function slackMessage(title: string, finds: readonly NightFind[], foot: string): Record<string, unknown> {
  const section = (text: string) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: cut(text, LONGEST_SECTION) },
  });
  return {
    text: slackText(title),
    blocks: [
      section(`*${slackText(title)}*`),
      ...finds.map((find) => section(`*${slackText(headOf(find))}*\n${slackText(sentenceOf(find))}`)),
      section(slackText(foot)),
    ],
  };
}

function teamsMessage(title: string, finds: readonly NightFind[], foot: string): Record<string, unknown> {
  const block = (text: string, more: Record<string, unknown> = {}) => ({
    type: 'TextBlock',
    text: markdownText(text),
    wrap: true,
    ...more,
  });
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      block(title, { weight: 'Bolder', size: 'Medium' }),
      ...finds.flatMap((find) => [block(headOf(find), { weight: 'Bolder' }), block(sentenceOf(find))]),
      block(foot, { isSubtle: true }),
    ],
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] };
}

const headOf = ({ checker, size, later }: NightFind): string =>
  `${checker}${size === null ? '' : `, ${size} steps and faults`}${later > 0 ? `, ${later + 1} floors` : ''}`;
const sentenceOf = ({ sentence }: NightFind): string => cut(sentence, LONGEST_SENTENCE);

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Slack reads these three as markup: `<!channel>` would wake everybody. */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A text block is Markdown: names from scenarios are not to become links or emphasis. */
function markdownText(text: string): string {
  return text.replaceAll(/[\\`*_[\]]/g, String.raw`\$&`);
}
