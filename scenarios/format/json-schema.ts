/**
 * The JSON Schema of a scenario file, for completion and checks in editors. Each fault has its own variant, told by its
 * name, with its own parameters. Whether names lead somewhere is for the reader to say; a schema cannot.
 */
import { z } from 'zod';
import { formatDuration } from './duration.ts';
import { groupForms, FAULT_FIELDS, type DocumentedFault } from './fault-spec.ts';
import { faultSchema, scenarioSchema } from './scenario.ts';
import { bare } from './schema-walk.ts';

type JsonSchema = { [key: string]: unknown };

/** The schema with the given faults; a plain object, made to be written as JSON. */
export function scenarioJsonSchema(faults: readonly DocumentedFault[]): JsonSchema {
  const schema = asJsonSchema(scenarioSchema);
  const list = (schema['properties'] as Record<string, JsonSchema>)['faults'] as JsonSchema;
  list['items'] = { oneOf: faults.map(variant) };
  const { $schema, ...rest } = schema;
  return { $schema, title: 'mpos-twin scenario', ...rest };
}

/** The own parameters of a fault, as far as a scenario can set them: the names of schedule fields are taken. */
export function paramSchemas(fault: DocumentedFault): Record<string, JsonSchema> {
  const { properties = {} } = asJsonSchema(fault.params) as { properties?: Record<string, JsonSchema> };
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !FAULT_FIELDS.includes(key)));
}

function variant(fault: DocumentedFault): JsonSchema {
  const { fault: _name, target, for: lasts, ...schedule } = propertiesOf(faultSchema);
  const forms = groupForms(fault.target);
  const description =
    forms.length === 0
      ? `the ${fault.target}; may be left out`
      : `a ${fault.target}, or a list of them, or ${forms.join(', ')}`;
  return {
    type: 'object',
    description: fault.about,
    properties: {
      fault: { const: fault.name, description: fault.about },
      at: schedule['at'],
      target: { ...target, description, examples: forms.length === 0 ? [fault.target] : forms },
      for: { ...lasts, description: `how long it lasts; ${formatDuration(fault.forMs)} if absent` },
      ...schedule,
      ...paramSchemas(fault),
    },
    required: ['fault'],
    additionalProperties: false,
  };
}

const propertiesOf = (schema: z.ZodType): Record<string, JsonSchema> =>
  asJsonSchema(schema)['properties'] as Record<string, JsonSchema>;

function asJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    override({ zodSchema, jsonSchema }) {
      // A default is kept as it is read (ms); a file says it as a duration.
      if (!(zodSchema instanceof z.ZodDefault) || !(bare(zodSchema) instanceof z.ZodString)) return;
      const filledIn: unknown = zodSchema.def.defaultValue;
      if (typeof filledIn === 'number') jsonSchema.default = formatDuration(filledIn);
    },
  }) as JsonSchema;
}
