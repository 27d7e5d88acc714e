// Camera views: what is shown, in which order, and until when.
import assert from 'node:assert/strict';
import type { HistoryHeader } from '#history/events';
import { evening, type Story } from '../story.ts';
import { cameraViews } from './camera-view.ts';

const cameras = [
  { name: 'counter', kind: 'integrated' },
  { name: 'door', kind: 'usb' },
  { name: 'yard', kind: 'ip' },
] as const;

/** `pass`, or what a failure says after its `however`. */
function verdict(story: Story): string {
  const floor = {
    devices: [{ name: 'H01', family: 'handheld', beltPrinter: false }],
    cameras,
  } as unknown as HistoryHeader['floor'];
  const { verdict: said, evidence } = story.judged(cameraViews, { cameraFrameMs: 5_000 }, true, { floor });
  return said === 'fail' ? (evidence[0]?.sentence.split('; however ')[1] ?? '') : said;
}

const takes = (story: Story, frame: number, camera = 'door'): Story =>
  story.event(camera, { kind: 'frame-taken', frame });
const shows = (story: Story, frame: number, view = 2): Story =>
  story.event('H01', { kind: 'frame-shown', view, frame });
const ends = (story: Story, why: string, view = 2, camera = 'door'): Story =>
  story.event('H01', { kind: 'view-ended', camera, view, why });
const over = (story: Story, atMs: number): Story => story.at(atMs).event('run', { kind: 'phase', phase: 'end' });
const camera = (story: Story, state: 'plugged' | 'unplugged'): Story =>
  story.event('door', { kind: 'condition', of: 'camera', state });

/** H01 has looked through the door camera from second 102 on, and has shown its first picture. */
function looking(): Story {
  const story = evening().at(102_000).asks('H01', 'camera', { camera: 'door' }).shows('H01', 'viewing').at(103_000);
  return shows(takes(story, 1), 1);
}

describe('camera-view at a thin client', () => {
  const screen = (story: Story, number: number, view?: number, refusal?: string): Story =>
    story.event('H01', {
      ...{ kind: 'screen', screen: number, title: 'CAM', tab: 0, token: 0, bytes: 1, lines: [] },
      ...(view === undefined ? {} : { view }),
      ...(refusal === undefined ? {} : { refusal }),
    });
  const tapped = (): Story =>
    evening()
      .at(102_000)
      .event('H01', { kind: 'tap', screen: 4, title: 'CAM', key: 'door', x: 1, y: 1, asks: 'camera', camera: 'door' });
  const looks = (): Story => shows(takes(screen(tapped(), 5, 2).at(103_000), 1), 1);

  it('is granted by its screen, and shows the pictures of the camera on the key', () => {
    assert.equal(verdict(over(ends(shows(takes(looks().at(104_000), 2), 2), 'left'), 105_000)), 'pass');
    assert.match(verdict(over(shows(looks().at(104_000), 7), 105_000)), /no such picture/);
    assert.match(verdict(shows(takes(tapped().at(103_000), 1), 1)), /there is no such view/);
    assert.match(verdict(shows(takes(screen(tapped(), 5, undefined, 'ip-camera').at(103_000), 1), 1)), /no such view/);
  });

  it('is not left without pictures and a reason', () => {
    assert.match(verdict(over(looks(), 180_000)), /neither a picture nor a reason/);
  });
});

describe('camera-view', () => {
  it('lets pictures be shown in order, and skipped', () => {
    const story = takes(takes(looking().at(104_000), 2), 3).at(104_010);
    assert.equal(verdict(over(ends(shows(story, 3), 'left'), 105_000)), 'pass');
  });

  it('lets no picture be shown that is old, unknown, or of another camera', () => {
    assert.match(verdict(shows(looking(), 1)), /had shown picture 1 already/);
    assert.match(verdict(shows(looking(), 2)), /has taken no such picture/);
    const counter = looking().asks('H02', 'camera', { camera: 'counter' });
    assert.match(verdict(shows(takes(counter, 7, 'counter'), 7)), /has taken no such picture/);
  });

  it('lets none be shown of a view that is over, refused, or was never asked for', () => {
    assert.match(verdict(shows(takes(ends(looking(), 'left'), 2), 2)), /no such view, or it is over/);
    assert.match(verdict(shows(takes(looking(), 2), 2, 9)), /no such view/);
    const refused = evening().at(102_000).asks('H01', 'camera', { camera: 'yard' }).refused('H01', 'ip-camera');
    assert.match(verdict(shows(refused, 1)), /no such view/);
  });

  it('takes as forgotten what was asked before the app ended, and nothing that was asked since', () => {
    const restarted = (story: Story): Story =>
      story
        .event('H01', { kind: 'transition', machine: 'handheld', from: 'idle', to: 'off' })
        .event('H01', { kind: 'hello', clockMs: 0 });
    const asked = restarted(looking().at(104_000)).at(105_000).asks('H01', 'camera', { camera: 'counter' });
    const again = asked.at(106_000).event('H01', { kind: 'hello', clockMs: 0 }).shows('H01', 'viewing');
    const shown = shows(takes(again.at(107_000), 1, 'counter'), 1, 3);
    assert.equal(verdict(shown), 'pass', 'it was asked again on the next connection');
    const before = restarted(evening().at(102_000).asks('H01', 'camera', { camera: 'door' })).shows('H01', 'viewing');
    assert.match(verdict(shows(takes(before.at(103_000), 1), 1)), /no such view/);
  });

  it('wants the newest there was when the last one was shown', () => {
    const old = takes(takes(looking().at(104_000), 2), 3).at(112_000);
    const late = shows(old, 2).at(112_500);
    assert.equal(verdict(ends(late, 'left')), 'pass', 'it came late, and was the newest when it was sent');
  });

  it('calls it wrong if pictures wait for each other', () => {
    let story = looking();
    for (let frame = 2; frame < 20; frame += 1) takes(story.at(102_000 + 1_000 * frame), frame);
    story = shows(story.at(122_000), 2);
    assert.match(verdict(shows(story.at(123_000), 3)), /there had been a newer one/);
  });

  it('wants a picture or a reason, where nothing explains that there is none', () => {
    assert.match(verdict(over(looking(), 160_000)), /neither a picture nor a reason/);
    const granted = evening().at(102_000).asks('H01', 'camera', { camera: 'door' }).shows('H01', 'viewing');
    assert.match(verdict(over(granted, 160_000)), /neither a picture nor a reason/);
    const away = looking()
      .at(105_000)
      .event('H01', { kind: 'transition', machine: 'handheld', from: 'idle', to: 'putAway' });
    assert.equal(verdict(over(away, 160_000)), 'pass');
  });

  it('believes no reason that is not so', () => {
    assert.match(verdict(ends(looking(), 'camera-unplugged')), /the camera was plugged in/);
    assert.equal(verdict(ends(camera(looking(), 'unplugged'), 'camera-unplugged')), 'pass');
    const unplugged = (): Story => camera(evening().at(101_000), 'unplugged');
    const granted = (story: Story): Story =>
      story.at(102_000).asks('H01', 'camera', { camera: 'door' }).shows('H01', 'viewing');
    const late = camera(granted(unplugged()).at(102_005), 'plugged');
    assert.equal(verdict(ends(late.at(102_010), 'camera-unplugged')), 'pass', 'it was, when it was asked for');
    const before = granted(camera(unplugged().at(101_900), 'plugged'));
    assert.match(verdict(ends(before.at(102_010), 'camera-unplugged')), /the camera was plugged in/);
    const hung = (story: Story): Story =>
      story.event('door', {
        ...{ kind: 'fault', phase: 'begun', fault: 'camera-unplugged', id: 1 },
        params: { hangs: true },
      });
    const came = (atMs: number): Story => granted(camera(hung(camera(evening(), 'unplugged')).at(atMs), 'plugged'));
    assert.equal(verdict(ends(came(97_500).at(102_010), 'camera-unplugged')), 'pass', 'its driver is waited for');
    assert.match(verdict(ends(came(96_900).at(102_010), 'camera-unplugged')), /the camera was plugged in/);
    assert.match(verdict(ends(looking().at(104_000), 'view-lapsed')), /it had shown a picture/);
    assert.match(verdict(ends(looking().at(104_000), 'not-signed-on')), /nobody had signed off/);
  });

  it('lets a view not outlast that the camera is unplugged', () => {
    const back = takes(camera(camera(looking().at(104_000), 'unplugged').at(105_000), 'plugged').at(106_000), 2);
    assert.match(verdict(shows(back, 2)), /the view was not ended/);
  });

  it('lets no camera be watched for nobody', () => {
    assert.match(verdict(takes(evening().at(160_000), 1)), /still took a picture/);
    assert.equal(verdict(takes(ends(looking(), 'left').at(105_000), 2)), 'pass', 'it may just not know yet');
    assert.match(verdict(takes(ends(looking(), 'left').at(190_000), 2)), /still took a picture/);
  });

  it('lets no camera be watched for long for somebody who shows nothing', () => {
    const waits = takes(looking().at(104_000), 2);
    assert.match(verdict(takes(waits.at(190_000), 3)), /still took a picture/);
    const shown = shows(takes(looking().at(104_000), 2).at(105_000), 2);
    assert.equal(verdict(takes(shown.at(190_000), 3)), 'pass', 'there was nothing to show');
    const unanswered = takes(evening().at(102_000).asks('H01', 'camera', { camera: 'door' }).at(103_000), 1);
    assert.equal(verdict(takes(unanswered.at(190_000), 2)), 'pass', 'it may be heard late');
  });
});
