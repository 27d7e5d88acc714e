import assert from 'node:assert/strict';
import { benchOf, type Bench } from '../asking.ts';

const A_SECOND = 1_000;
const TILL = '192.168.7.10';

describe('the internet behind a WLAN', () => {
  const NETWORKS = "dumpsys connectivity | grep -E 'Active default network|NetworkAgentInfo\\{'";
  /** Which network its apps use, and whether that is validated. */
  function network({ ask }: Bench): string {
    const { stdout } = ask(NETWORKS);
    const [, id] = /^Active default network: (\w+)/.exec(stdout) ?? [];
    const transport = /Transports: (\w+)/.exec(stdout)?.[1] ?? '';
    return [id, transport, stdout.includes('&VALIDATED') ? 'validated' : ''].filter((part) => part !== '').join(' ');
  }
  const HOST = 'connectivitycheck.gstatic.com';
  const answers = ({ ask }: Bench, host: string): boolean => ask(`ping -c 1 -W 1 ${host}`).code === 0;

  for (const profile of ['sunmi-v2', 'rocket-class'])
    it(`is missed some time after it has gone, and then a good device stays: ${profile}`, () => {
      const bench = benchOf(profile);
      assert.deepEqual([network(bench), answers(bench, HOST)], ['100 WIFI validated', true]);
      bench.device.internet.send({ type: 'CUT' });
      assert.deepEqual([network(bench), answers(bench, HOST)], ['100 WIFI validated', false]);
      bench.pass(12 * A_SECOND);
      assert.deepEqual([network(bench), answers(bench, TILL)], ['100 WIFI', true]);
      bench.device.internet.send({ type: 'MEND' });
      bench.pass(12 * A_SECOND);
      assert.deepEqual([network(bench), answers(bench, HOST)], ['100 WIFI validated', true]);
    });

  it('is left for by mobile data, and the till is out of reach', () => {
    const bench = benchOf('planted-leaves-without-internet');
    bench.device.internet.send({ type: 'CUT' });
    bench.pass(14 * A_SECOND);
    assert.deepEqual([network(bench), answers(bench, TILL)], ['99 CELLULAR validated', false]);
    assert.match(bench.ask(`ip route get ${TILL}`).stdout, /dev rmnet/);
    bench.device.internet.send({ type: 'MEND' });
    bench.pass(14 * A_SECOND);
    assert.deepEqual([network(bench), answers(bench, TILL)], ['101 WIFI validated', true]);
  });

  it('is asked about once, or its WLAN is left for nothing', () => {
    const bench = benchOf('rocket-class', [
      { quirk: 'asks-about-internet', with: {} },
      { quirk: 'leaves-without-internet', with: { for: 'nothing' } },
    ]);
    const inFront = (): string => bench.ask('dumpsys window | grep mCurrentFocus').stdout;
    bench.device.internet.send({ type: 'CUT' });
    bench.pass(14 * A_SECOND);
    assert.match(inFront(), /WifiNoInternetDialog/);
    assert.equal(network(bench), 'none');
    bench.pass(20 * A_SECOND);
    assert.doesNotMatch(inFront(), /WifiNoInternetDialog/);
  });
});
