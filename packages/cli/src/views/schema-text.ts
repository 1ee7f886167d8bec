import { STORYBOARD_SCHEMA } from '@storyboard/core';
import { jsonText } from './json-text.ts';

/** The JSON Schema of the storyboard as a file. */
export function schemaText(): string {
  return jsonText(STORYBOARD_SCHEMA);
}
