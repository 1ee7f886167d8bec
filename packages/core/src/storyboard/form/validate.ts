/** One thing that the schema does not allow, as Ajv says it. */
export type SchemaError = {
  readonly keyword: string;
  /** JSON pointer of the value. */
  readonly instancePath: string;
  /** JSON pointer of the keyword within the schema. */
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The key that is wrong, where a key is. */
  readonly propertyName?: string;
};

/** A compiled schema; `errors` holds what was wrong with the last value. */
export type Validate = ((value: unknown) => boolean) & { errors?: readonly SchemaError[] | null };
