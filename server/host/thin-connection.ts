/**
 * The connection of a thin client, and its station once it has a place. A client gets the next screen when it has shown
 * the last one: a slow one gets the newest, not every one.
 */
import type { Channel } from '#protocols/channel';
import { errorTable, type ErrorCode } from '#protocols/errors/errors';
import { sometimes } from '#protocols/marks';
import type { FromThinClient, ToThinClient } from '#protocols/thin-client/messages';
import { bytesOf, type PictureMessage } from '#protocols/thin-client/pictures';
import { pictureBytes } from '#server/station/picture-bytes';
import type { Renderer } from '#server/station/renderer';
import { shownOf, type Screen } from '#server/station/screen';
import type { Frame, Station } from '#server/station/station';

const skipsScreens = sometimes('screen-skipped', 'a slow client is sent the newest screen in place of several');

export type ThinClientHandlers = { onData(message: FromThinClient): void; onClose(): void };

export class ThinConnection implements ThinClientHandlers {
  readonly channel: Channel<ToThinClient | PictureMessage>;
  /** Empty until it has a place. */
  client = '';
  station: Station | null = null;
  display = { width: 0, height: 0 };
  /** Its model, if it says so: that decides whether its camera reads cards. */
  model: string | undefined;
  /** The IIS it has come to, if it says so. */
  iis: string | undefined;
  /** The installation that said hello on it, and which of its hellos that was; 0 if it does not count them. */
  install = '';
  dial = 0;
  private ended = false;
  /** The last screen that was sent, whether it is still to be shown there, and what is to be sent after it. */
  private sent: Screen | null = null;
  private sentNumber = 0;
  private inFlight = false;
  /** A picture whose screen is not sent yet. */
  private waits: Frame | null = null;
  private next: { screen: Screen; number: number } | null = null;
  private readonly render: Renderer;
  private readonly heard: (connection: ThinConnection, message: FromThinClient) => void;
  private readonly gone: (connection: ThinConnection) => void;

  constructor(
    channel: ThinConnection['channel'],
    render: Renderer,
    heard: ThinConnection['heard'],
    gone: ThinConnection['gone'],
  ) {
    this.channel = channel;
    this.render = render;
    this.heard = heard;
    this.gone = gone;
  }

  onData(message: FromThinClient): void {
    if (!this.ended) this.heard(this, message);
  }

  onClose(): void {
    this.ended = true;
    this.station = null;
    this.gone(this);
  }

  begin(client: string, station: Station): void {
    this.client = client;
    this.station = station;
  }

  /** A finger, or what the camera has read. */
  input(message: Extract<FromThinClient, { type: 'pointer' | 'code' }>): void {
    const { station } = this;
    if (station === null) return;
    const isBehind = message.type === 'code' ? station.code(message) : station.pointer(message);
    const { screen, number } = station.shown();
    if (isBehind && screen !== null) this.show(screen, number);
  }

  /** The client has shown a screen: the newest one since then may go. */
  shown(number: number): void {
    if (number !== this.sentNumber) return;
    this.inFlight = false;
    const { next } = this;
    this.next = null;
    if (next !== null) this.send(next.screen, next.number);
  }

  show(screen: Screen, number: number): void {
    if (!this.inFlight) {
      this.send(screen, number);
      return;
    }
    skipsScreens(this.next !== null);
    this.next = number === this.sentNumber ? null : { screen, number };
  }

  private send(screen: Screen, number: number): void {
    const pictures = this.render(this.sent, screen, this.display);
    const bytes = pictures === null ? pictureBytes(this.sent, screen, this.display) : bytesOf(pictures);
    this.sent = screen;
    this.sentNumber = number;
    this.inFlight = true;
    const { title, tab, token, reads, view } = screen;
    const widgets = shownOf(screen);
    const said = {
      type: 'screen',
      screen: number,
      ...{ title, display: this.display, widgets, tab, token, bytes },
      ...(reads === undefined ? {} : { reads }),
      ...(view === undefined ? {} : { view }),
    } as const;
    if (pictures === null) this.channel.send(said);
    else this.channel.send({ ...said, pictures: pictures.length });
    for (const picture of pictures ?? []) this.channel.send({ type: 'picture', screen: number, ...picture });
    if (this.waits !== null) this.frame(this.waits);
  }

  /** A picture of a camera goes behind the screen of its view. */
  frame(frame: Frame): void {
    this.waits = frame;
    if (this.sent?.view?.view !== frame.view) return;
    this.waits = null;
    this.channel.send(frame);
  }

  /** Closes it; with an error, the client is told it first: in its sentence, or a closer one, and which IIS it belongs to. */
  end(why?: ErrorCode, { sentence, iis }: { sentence?: string; iis?: string } = {}): void {
    if (this.ended) return;
    this.ended = true;
    this.station = null;
    if (why !== undefined) {
      const text = sentence ?? [errorTable[why].sentence, iis].filter((one) => one !== undefined).join(' ');
      this.channel.send({ type: 'turned-away', code: why, text, ...(iis === undefined ? {} : { iis }) });
    }
    this.channel.close();
    this.gone(this);
  }
}
