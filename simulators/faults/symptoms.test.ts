import assert from 'node:assert/strict';
import { faultCatalogue } from './catalogue.ts';
import { symptoms } from './symptoms.ts';

describe('symptoms', () => {
  const named = [...faultCatalogue.values()].map((fault) => ({ name: fault.name, symptoms: fault.symptoms }));

  it('are named by every fault, each once', () => {
    for (const fault of named) {
      assert.ok(fault.symptoms.length > 0, fault.name);
      assert.equal(new Set(fault.symptoms).size, fault.symptoms.length, fault.name);
    }
  });

  it('have a fault that may be behind them', () => {
    const explained = new Set(named.flatMap((fault) => fault.symptoms));
    assert.deepEqual(
      Object.keys(symptoms).filter((symptom) => !explained.has(symptom as keyof typeof symptoms)),
      [],
    );
  });
});
