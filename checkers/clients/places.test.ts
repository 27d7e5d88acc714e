// Places of thin clients: slots, codes, set-ups, licences, and what is told of them. On this floor there are two slots.
import assert from 'node:assert/strict';
import { places } from './places.ts';
import { Story } from '../story.ts';

const start = (): Story => new Story().server('up').fact({ kind: 'started' });
const signUp = (story: Story, client: string, session: number, code = `code ${session}`): Story =>
  story
    .fact({ kind: 'code-made', code })
    .fact({ kind: 'client-admitted', client, family: 'freestyle', install: client, session, code })
    .event(client, { kind: 'admitted', session });
const two = (): Story => signUp(signUp(start().at(1_000), 'F01', 1), 'F02', 2);
const left = (story: Story, client: string, session: number, cause: 'left' | 'lost' = 'lost'): Story =>
  story.fact({ kind: 'client-left', client, session, cause });
const beats = (story: Story, client: string, fromMs: number, toMs: number): Story => {
  for (let t = fromMs; t <= toMs; t += 10_000) story.at(t).event('server', { kind: 'heard', from: client });
  return story;
};
const dials = (story: Story, node: string): Story =>
  story.event(node, { kind: 'transition', machine: 'thin-client', from: 'codeAsked', to: 'connecting.asking' });
const setUp = (story: Story, client: string, install: string, session = 1): Story =>
  story.fact({ kind: 'client-admitted', client, family: 'client', install, session, code: null });

describe('Freestyle slots', () => {
  it('are as many as the limit, each for an unused code', () => {
    assert.equal(two().verdict(places), 'pass');
    assert.equal(two().judged(places, {}, false).verdict, 'unknown');
    assert.match(signUp(two(), 'F03', 3).verdict(places), /all 2 slots were taken/);
    assert.match(signUp(two(), 'F02', 3).verdict(places), /counts twice/);
    const used = two().fact({ kind: 'client-left', client: 'F01', session: 1, cause: 'left' });
    const again = { kind: 'client-admitted', client: 'F03', family: 'freestyle', install: 'F03', session: 3 } as const;
    assert.match(used.fact({ ...again, code: 'code 1' }).verdict(places), /its code was used/);
  });

  it('are freed after a silence as long as a lease, and a grace; not before, and not later', () => {
    const silent = (t: number): string => left(beats(two(), 'F02', 10_000, 190_000).at(t), 'F01', 1).verdict(places);
    assert.equal(silent(190_000), 'pass');
    assert.match(silent(150_000), /was freed at .* already/);
    assert.match(silent(199_000), /was still taken/);
  });

  it('are kept while no server runs', () => {
    const away = beats(two(), 'F02', 10_000, 40_000).at(50_000).server('killed').at(100_000).server('up');
    assert.equal(left(away.at(220_000), 'F01', 1).verdict(places), 'pass');
  });
});

describe('operators at Freestyle devices', () => {
  it('have a sign-up of their own', () => {
    const signsOn = (operator: string): string =>
      two().fact({ kind: 'signed-on', device: 'F01', operator }).verdict(places);
    assert.equal(signsOn('Anna'), 'pass');
    assert.match(signsOn('Ben'), /Ben was signed on there/);
  });
});

describe('who is turned away', () => {
  const told = (story: Story, node: string, code: string): string =>
    story.event(node, { kind: 'told', code, tab: 0 }).verdict(places);

  it('is told that all slots are taken when they are', () => {
    assert.equal(told(dials(two().at(2_000), 'F03'), 'F03', 'freestyle-full'), 'pass');
    const free = left(two().at(2_000), 'F01', 1, 'left').at(3_000);
    assert.match(told(dials(free, 'F03'), 'F03', 'freestyle-full'), /a slot was free/);
  });

  it('is told that a slot is gone when it is', () => {
    assert.equal(told(left(two().at(2_000), 'F01', 1, 'left'), 'F01', 'slot-gone'), 'pass');
    assert.match(told(two(), 'F01', 'slot-gone'), /it had a place/);
  });

  it('has no place that it gave back, though nobody heard so', () => {
    const leaves = (story: Story): Story =>
      story.event('F01', { kind: 'transition', machine: 'thin-client', from: 'showing.shown', to: 'left' });
    assert.match(told(two(), 'F01', 'code-not-valid'), /it had a place/);
    assert.equal(told(leaves(two()), 'F01', 'code-not-valid'), 'pass');
    const anew = signUp(left(leaves(two()).at(2_000), 'F01', 1, 'left').at(3_000), 'F01', 3);
    assert.match(told(anew, 'F01', 'code-not-valid'), /it had a place/, 'it has another');
    const heard = (story: Story): Story => left(beats(story, 'F02', 10_000, 180_000).at(185_000), 'F01', 1);
    const asks = (story: Story): Story => beats(story, 'F01', 9_000, 9_000);
    assert.match(heard(asks(two())).verdict(places), /already/);
    assert.equal(heard(asks(leaves(two()))).verdict(places), 'pass', 'it asks for another');
  });

  it('is told of another set-up, and of licences', () => {
    assert.equal(told(setUp(start(), 'C01', 'C01'), 'C02', 'set-up-elsewhere'), 'pass');
    assert.match(told(setUp(start(), 'C01', 'C01'), 'C01', 'set-up-elsewhere'), /it is set up there/);
    assert.match(setUp(start(), 'C01', 'C02').verdict(places), /set up on C01/);
    assert.match(told(start(), 'C01', 'licence-used-up'), /a licence was free/);
    assert.match(told(start(), 'F01', 'licence-missing'), /there is a licence/);
  });

  it('is told of licences by how many there are of its kind, and how many are in use', () => {
    const licensed = (story: Story, licences: object, node = 'C01', code = 'licence-used-up'): string => {
      const floor = {
        devices: ['C01', 'C02', 'C03', 'P01'].map((name) => ({ name, family: name === 'P01' ? 'paypos' : 'client' })),
        clients: { freestyleLimit: 2, licences: { freestyle: true, client: 2, paypos: 1, ...licences } },
      };
      const told = story.event(node, { kind: 'told', code, tab: 0 });
      const { verdict, evidence } = told.judged(places, {}, true, { floor: floor as never });
      return verdict === 'fail' ? (evidence[0]?.sentence.split('; however ')[1] ?? '') : verdict;
    };
    const one = (): Story => setUp(start(), 'C01', 'C01');
    const both = (): Story => setUp(one(), 'C02', 'C02', 2);
    assert.equal(licensed(both(), {}, 'C03'), 'pass');
    assert.equal(licensed(one(), {}, 'C03'), 'a licence was free');
    assert.equal(licensed(both(), {}, 'P01'), 'a licence was free', 'of another kind');
    assert.equal(licensed(one(), { client: 0 }, 'C03', 'licence-missing'), 'all 0 licences were in use');
    assert.equal(licensed(start(), { client: 0 }, 'C03', 'licence-missing'), 'pass');
    assert.equal(licensed(start(), {}, 'C03', 'licence-missing'), 'there is a licence');
    assert.equal(licensed(start(), { freestyle: false }, 'C03', 'licence-missing'), 'there is a licence');
    assert.equal(licensed(setUp(both(), 'C03', 'C03', 3), {}), 'all 2 licences were in use');
    assert.equal(licensed(setUp(both(), 'C01', 'C01', 3), { client: 2 }, 'C03'), 'pass', 'who is set up has one');
  });

  it('is told of another set-up only where there is one', () => {
    assert.equal(told(setUp(start(), 'C02', 'C02'), 'C01', 'set-up-elsewhere').split(' ')[0], 'it');
    assert.equal(told(setUp(start(), 'C01', 'other'), 'C01', 'set-up-elsewhere').includes('set up on C01'), true);
    assert.equal(told(start(), 'C02', 'set-up-elsewhere'), 'pass', 'C02 was set up as C01');
    const { evidence } = two().fact({ kind: 'signed-on', device: 'F01', operator: 'Ben' }).judged(places);
    assert.equal(evidence[0]?.events.length, 1);
    assert.equal(evidence[0].what, 'an external operator is signed on');
    assert.equal(start().fact({ kind: 'signed-on', device: 'C01', operator: 'Ben' }).verdict(places), 'pass');
  });

  it('is told that all slots are taken by when it asked', () => {
    const full = (): Story => left(two().at(2_000), 'F01', 1, 'left').at(3_000);
    const dialled = full();
    dialled.events.splice(-1, 0, ...dials(new Story().at(1_999), 'F03').events);
    assert.equal(told(dialled, 'F03', 'freestyle-full'), 'pass', 'it had asked before one was free');
    const other = dials(two().at(1_500), 'F03');
    other.at(2_500).event('F03', { kind: 'transition', machine: 'thin-client', from: 'a', to: 'codeAsked' });
    assert.equal(told(left(other, 'F01', 1, 'left'), 'F03', 'freestyle-full'), 'pass');
    const problems = left(two().at(2_000), 'F01', 1, 'left').at(3_000);
    problems.event('F03', { kind: 'transition', machine: 'thin-client', from: 'a', to: 'problems.yellow' });
    assert.match(told(problems, 'F03', 'freestyle-full'), /a slot was free/, 'it has asked again since');
  });
});
