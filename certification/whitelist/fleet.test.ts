// Lists of devices from spreadsheets: read like another reader reads them, and refused where they can't be understood.
import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvRecords } from './csv.ts';
import { fleetIn } from './fleet.ts';

describe('CSV', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ',', ';', '\t', '\n', ' '), maxLength: 5 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it('is read as another reader reads it, whatever separates its fields', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, fc.boolean()), { maxLength: 5 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        (rows, separator, end, isEnded) => {
          const lines = rows.map(([a, b, isPlain]) =>
            [isPlain && /^[aü ]*$/.test(a) ? a : quoted(a), quoted(`x${b}`)].join(separator),
          );
          const text = [`One${separator}two`, ...lines].join(end) + (isEnded ? end : '');
          const theirs: string[][] = parse(text, { delimiter: separator, from_line: 2, relax_quotes: false });
          assert.deepEqual(
            csvRecords(`\uFEFF${text}`, [], []).map(({ fields }) => fields),
            theirs.map(([one = '', two = '']) => ({ one: one.trim(), two: two.trim() })),
          );
        },
      ),
    );
  });
});

describe('a fleet', () => {
  it('is a line for each device; other columns and blank lines are passed over', () => {
    const text = [
      'Serial;Model;Android;Owner;Display;BatterySaverExempt;Fingerprint',
      'S1;Rocket S1;11;Anna;720x1440;yes;Sample/rocket:11',
      '',
      ';"moto g(7)";7.1.2;;;;',
    ].join('\r\n');
    assert.deepEqual(JSON.parse(JSON.stringify(fleetIn(text))), [
      {
        serial: 'S1',
        model: 'Rocket S1',
        android: 11,
        display: { width: 720, height: 1440 },
        batterySaverExempt: true,
        fingerprint: 'Sample/rocket:11',
      },
      { model: 'moto g(7)', android: 7 },
    ]);
  });

  it('is refused where it cannot be understood, with the line', () => {
    const wrong: [RegExp, string][] = [
      [/It is empty/, ''],
      [/no device in it/, 'model,android'],
      [/no device in it/, 'model;android\r\n;\r\n'],
      [/Its head has no model and no android\./, 'Modell,Version\nA,9'],
      [/Its head has no android\./, 'model,version of Android\nA,9'],
      [/Its head has model twice/, 'model,Model,android\nA,B,9'],
      [/Line 3 has 1 fields, the head has 2/, 'model,android\nA,9\nB'],
      [/Line 3: a quote is not where one may be/, 'model,android\nA,9\n"B" x,9'],
      [/line 2: model: /, 'model,android\n,9'],
      [/line 4: android: must be a version like 11 or 7\.1\.2, not "Tiramisu"/, 'model,android\nA,9\n\nB,Tiramisu'],
      [/line 2: display: must be a size like 720x1440/, 'model,android,display\nA,9,large'],
      [/line 2: batterysaverexempt: must be one of yes, no/, 'model,android,batterySaverExempt\nA,9,perhaps'],
    ];
    for (const [message, text] of wrong) {
      assert.throws(
        () => fleetIn(text),
        (error: Error & { code?: string }) => error.code === 'fleet-invalid' && message.test(error.message),
        text,
      );
    }
  });
});
