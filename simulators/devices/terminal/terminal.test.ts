// A foreign till talks to the simulated terminal.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toHex } from '#protocols/bytes';
import { terminalProfiles, type TerminalProfile } from '#protocols/zvt/profiles';
import {
  ACK,
  APPROVED,
  bytesOf,
  CARD_MS,
  HOST_MS,
  PAY,
  plain,
  REGISTER,
  REPEAT,
  stage,
  T3_MS,
} from './foreign-till.ts';

const silentOn =
  (...controls: string[]) =>
  (command: string) =>
    controls.includes(command.slice(0, 4)) ? null : ACK;

describe('what a till has registered for', () => {
  it('intermediate status comes only if asked for', () => {
    const { till } = stage();
    const { says } = till();
    assert.deepEqual(says('0600 06 000000 02 0978'), ['800000', '060f0a19002900000000490978']);
    assert.deepEqual(says(PAY, 10_000), [ACK, APPROVED, '060f00'].map(plain));
    says(REGISTER);
    assert.deepEqual(
      says(PAY, 10_000).map((message) => message.slice(0, 8)),
      ['800000', '04ff010a', '04ff0104', '040f1827', '060f00'],
    );
  });

  it('it is forgotten at a log-off and with the power, and outlives a connection', () => {
    const { till, terminal, wait } = stage();
    const statuses = () =>
      till()
        .says(PAY, 10_000)
        .filter((message) => message.startsWith('04ff')).length;
    assert.equal(statuses(), 0, 'nobody has registered');
    till().says(REGISTER);
    assert.equal(statuses(), 2);
    assert.deepEqual(till().says('0602 00'), [ACK]);
    assert.equal(statuses(), 0);
    till().says(REGISTER);
    terminal.tell({ type: 'POWER_OFF' });
    wait(1_000);
    terminal.tell({ type: 'POWER_ON' });
    assert.equal(statuses(), 0);
  });

  it('the currency is told only to a till that told its own', () => {
    const { till } = stage();
    const { says } = till();
    assert.deepEqual(says('0600 04 000000 3e'), [ACK, '060f0719002900000000']);
    assert.ok(!says('0601 07 04000000001234', 10_000).some((message) => message.includes('490978')));
  });

  it('another currency is refused at the registration, or at the payment if the terminal is not that careful', () => {
    assert.deepEqual(stage().till().says('0600 06 000000 3e 0756'), ['841e036f0978']);
    const { till, money } = stage({ checksCurrencyEarly: false });
    const { says } = till();
    assert.deepEqual(says('0600 06 000000 3e 0756').slice(0, 1), [ACK]);
    assert.deepEqual(says('0601 0a 04000000001234 490756', 10_000), [ACK, '040f07276f2900000000', '061e036f0978']);
    assert.deepEqual(money(), []);
  });

  it('a wrong password is refused, by terminals that look at it', () => {
    for (const command of ['0600 06 999999 3e 0978', '0620 05 999999 0303', '0693 03 999999'])
      assert.deepEqual(stage().till().says(command), ['843700']);
    assert.equal(stage({ checksPassword: false }).till().says('0600 06 999999 3e 0978')[0], ACK);
  });
});

describe('what a till asks besides', () => {
  it('the last result is repeated only to a till that sets bit 0 of the service byte', () => {
    const { till } = stage();
    const { says } = till();
    says(REGISTER);
    assert.deepEqual(says(REPEAT), [ACK, '061e0164']);
    says(PAY, 10_000);
    for (const asks of [REPEAT, '0620 05 000000 0301'])
      assert.equal(says(asks)[1], plain(APPROVED).replace('490978', '').replace('040f18', '040f15'));
    for (const asks of ['0620 03 000000', '0620 05 000000 0302']) assert.deepEqual(says(asks), [ACK, '060f00']);
  });

  it('terminals that keep their receipts to themselves repeat nothing', () => {
    const { till } = stage({ repeatsWith: 0x30 });
    const { says } = till();
    says('0600 06 000000 0e 0978');
    says(PAY, 10_000);
    assert.deepEqual(says(REPEAT), [ACK, '060f00']);
    says(REGISTER);
    assert.equal(says(REPEAT).length, 3);
  });

  it('unknown and unreadable commands are refused, known ones answered', () => {
    const { says } = stage().till();
    for (const command of [
      '0622 00',
      '0631 03 000000',
      '08aa 00',
      '0601 02 9912',
      '0601 00',
      '0601 07 04000000000000',
      '0600 01 00',
    ])
      assert.deepEqual(says(command), ['848300'], command);
    for (const command of ['0670 00', '0693 03 000000']) assert.deepEqual(says(command), [ACK, '060f00']);
    assert.deepEqual(says('0501 00'), [ACK, '060f0100']);
    assert.deepEqual(says('06b0 00'), [ACK]);
  });

  it('a payment is stopped until the card network is asked, and no longer', () => {
    const { till, money } = stage();
    const { says } = till();
    says(REGISTER);
    says(PAY, 500);
    assert.deepEqual(says('06b0 00', 500), [ACK, '040f0a276c2900000000490978', '061e016c']);
    says(PAY, 2_500);
    assert.deepEqual(says('06b0 00', 50), ['848300']);
    assert.deepEqual(money(), []);
    says('', 5_000);
    assert.deepEqual(money(), ['taken 1234']);
  });
});

describe('a till that hangs up', () => {
  const leftAlone = (events: ReturnType<typeof stage>['events']) =>
    events.flatMap((event) => (event.kind === 'left-alone' ? [event.askedToStop] : []));

  it('in the middle of a payment leaves it alone, having asked it to stop or not', () => {
    const { till, money, wait, events } = stage();
    const one = till();
    one.says(PAY, 500);
    one.channel.close();
    wait(15_000);
    assert.deepEqual(money(), ['taken 1234']);
    const other = till();
    other.says(PAY, 2_500);
    assert.deepEqual(other.says('06b0 00', 50), ['848300'], 'the card network is asked');
    other.channel.close();
    wait(15_000);
    assert.deepEqual(leftAlone(events), [false, true]);
  });

  it('behind its request to stop, or when all is over, leaves nothing alone', () => {
    const { till, money, wait, events } = stage();
    const one = till();
    one.says(PAY, 500);
    one.channel.send(bytesOf('06b0 00'));
    one.says('', 1_000);
    one.channel.close();
    const other = till();
    other.says(PAY, 10_000);
    other.channel.close();
    wait(1_000);
    assert.deepEqual(money(), ['taken 1234']);
    assert.deepEqual(leftAlone(events), []);
  });
});

describe('a till that does not answer', () => {
  for (const [afterCut, then] of [
    ['paid', ['taken 1234']],
    ['reversed', ['taken 1234', 'reversed 1234']],
    ['declined', []],
  ] as const) {
    it(`to the result: cut after T3, ${afterCut}, and the terminal is free`, () => {
      const { till, money, terminal, wait } = stage({ afterCut });
      const mute = till(silentOn('040f'));
      mute.says(REGISTER);
      mute.says(PAY, CARD_MS * 2 + HOST_MS * 2 + T3_MS);
      assert.equal(mute.heard.at(-1), 'closed');
      assert.deepEqual(money(), [...then]);
      wait(1_000);
      assert.equal(terminal.state(), 'idle');
      assert.equal(till().says(REGISTER)[0], ACK);
    });
  }

  it('to the completion: what was acknowledged stands, and the next till is served', () => {
    const { till, money } = stage({ afterCut: 'declined' });
    const mute = till(silentOn('060f'));
    mute.says(PAY, 10_000);
    assert.deepEqual(money(), ['taken 1234']);
    assert.equal(mute.heard.at(-1), 'closed');
    const { says } = till();
    assert.equal(says(REPEAT)[1]?.slice(0, 14), '040f1527000400');
  });

  it('to an intermediate status: the payment goes on without a till', () => {
    const { till, money } = stage();
    till().says(REGISTER);
    till(silentOn('04ff')).says(PAY, 15_000);
    assert.deepEqual(money(), ['taken 1234']);
  });

  it('to the end of its own command: half a message is waited for as long as T3', () => {
    const { till, wait } = stage();
    const { channel, heard } = till();
    channel.send(bytesOf('0600 06 0000'));
    wait(T3_MS - 100);
    assert.deepEqual(heard, []);
    wait(200);
    assert.deepEqual(heard, ['closed']);
  });

  it('bytes that are no ZVT end the connection', () => {
    assert.deepEqual(stage().till().says('48545450'), ['closed']);
  });
});

describe('a till that cannot take a result', () => {
  it('gets it again every two seconds while it says "not yet"', () => {
    const { till, money } = stage();
    let notYet = 3;
    const { says } = till((command) => (command.startsWith('040f') && (notYet -= 1) >= 0 ? '849c00' : ACK));
    assert.equal(says(PAY, 20_000).filter((message) => message.startsWith('040f')).length, 4);
    assert.deepEqual(money(), ['taken 1234']);
  });

  it('for longer than it said it would, or that issued nothing: the payment is undone', () => {
    const reversed = (pay: string, answer: string): string[] => {
      const { till, money } = stage();
      const { says } = till((command) => (command.startsWith('040f') && command.includes('2700') ? answer : ACK));
      const heard = says(pay, 60_000);
      assert.deepEqual(money(), []);
      return heard;
    };
    assert.deepEqual(reversed(PAY, '846600').slice(-2), ['040f07276c2900000000', '061e016c']);
    assert.equal(reversed('0601 09 04000000001234 0201', '849c00').length, 5, 'said twice, then undone');
    assert.ok(reversed('0601 09 04000000001234 0109', '849c00').length < 10);
  });
});

describe('a second till', () => {
  const during = (profile: Partial<TerminalProfile>) => {
    const world = stage(profile);
    const first = world.till();
    first.says(REGISTER);
    first.says(PAY, 500);
    return { ...world, first, second: world.till() };
  };

  it('is turned away during a payment, which goes on', () => {
    const { second, first, wait, money } = during({});
    assert.deepEqual(second.heard, ['closed']);
    wait(10_000);
    assert.equal(first.heard.at(-1), '060f00');
    assert.deepEqual(money(), ['taken 1234']);
  });

  it('waits its turn at terminals that let it', () => {
    const { second, first, wait } = during({ secondTill: 'waits' });
    assert.deepEqual(second.says(REGISTER), []);
    wait(10_000);
    assert.deepEqual(second.heard, []);
    first.channel.close();
    wait(100);
    assert.equal(second.heard[0], ACK);
  });

  it('takes over from one that only holds its connection', () => {
    const { till } = stage();
    const { heard } = till();
    assert.equal(till().says(REGISTER)[0], ACK);
    assert.deepEqual(heard, ['closed']);
  });

  it('hears by profile that a payment goes on which has lost its till', () => {
    for (const [busy, says] of [
      ['please-wait', ['849c00']],
      ['not-possible', ['848300']],
      ['nothing', []],
    ] as const) {
      const { till, wait } = stage({ busy });
      const first = till();
      first.says(PAY, 500);
      first.channel.close();
      wait(100);
      assert.deepEqual(till().says('0501 00'), [...says]);
    }
  });

  it('is told by some that it goes on, in the status and by nothing else', () => {
    const { till, wait, money } = stage({ busy: 'tells' });
    const first = till();
    first.says(PAY, 500);
    first.channel.close();
    wait(100);
    const { says } = till();
    assert.equal(says(REGISTER)[0], ACK);
    assert.deepEqual(says('0501 00'), [ACK, '060f019c']);
    assert.deepEqual(says(REPEAT), [ACK, '061e0164'], 'what runs is not stored yet');
    assert.deepEqual(says(PAY), ['849c00']);
    wait(10_000);
    assert.deepEqual(money(), ['taken 1234']);
    assert.deepEqual(says('0501 00'), [ACK, '060f0100']);
  });
});

describe('the store of a terminal', () => {
  const cutOff = (profile: Partial<TerminalProfile>): string | undefined => {
    const { till, wait } = stage(profile);
    till(silentOn('040f')).says(PAY, 20_000);
    wait(1_000);
    return till().says(REPEAT)[1];
  };

  it('tells a reversal as a record of its own, or makes the payment void', () => {
    assert.equal(
      cutOff({ afterCut: 'reversed', reversal: 'own-record' }),
      '040f19270004000000001234370000018700020b0000022900000000',
    );
    assert.equal(cutOff({ afterCut: 'reversed' }), '040f152705040000000000008700010b0000012900000000');
  });

  it('keeps declined payments if the terminal stores them', () => {
    const { till, terminal } = stage({ storesDeclined: true });
    terminal.mood.declines = true;
    const { says } = till();
    assert.equal(says(PAY, 10_000).at(-1), '061e0105');
    assert.equal(says(REPEAT)[1]?.slice(0, 10), '040f152705');
  });
});

describe('a terminal', () => {
  it('is free again after whatever tills do to it', () => {
    const said = fc.oneof(
      fc.constantFrom(REGISTER, PAY, REPEAT, '0501 00', '06b0 00', '0602 00', ACK, '849c00', '846600', '0601', 'ff'),
      fc.uint8Array({ maxLength: 6 }).map(toHex),
    );
    const act = fc.record({
      till: fc.nat({ max: 2 }),
      says: said,
      mute: fc.boolean(),
      leaves: fc.boolean(),
      ms: fc.nat({ max: 8_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 20 }),
        fc.constantFrom(...Object.values(terminalProfiles)),
        (acts, profile) => {
          const { till, wait, terminal } = stage(profile);
          const tills = new Map<number, ReturnType<typeof till>>();
          for (const { till: number, says, mute, leaves, ms } of acts) {
            const known = tills.get(number) ?? till(() => (mute ? null : ACK));
            tills.set(number, known);
            known.says(says, ms);
            if (leaves) known.channel.close();
            if (leaves) tills.delete(number);
          }
          for (const { channel } of tills.values()) channel.close();
          wait(120_000);
          assert.equal(terminal.state(), 'idle');
          assert.equal(till().says(REGISTER)[0], ACK);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('waits for the card about as long as the scenario says', () => {
    const { till, terminal, wait } = stage();
    const { says } = till();
    for (let i = 0; i < 20; i += 1) {
      says(PAY, CARD_MS * 0.8 - 50);
      assert.equal(terminal.state(), 'waitingForCard');
      wait(CARD_MS * 0.4 + 100);
      assert.equal(terminal.state(), 'askingHost');
      wait(5_000);
    }
  });
});
