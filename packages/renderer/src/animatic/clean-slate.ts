import { cleanLine, cleanText } from '../text/clean-text.ts';
import type { Slate } from './slate.ts';

/** More characters than any frame shows at the smallest type; what is beyond would only take time. */
const MOST_OF_PROMPT = 8000;
const MOST_OF_LINE = 500;

/** A prompt of more paragraphs has no room to spare for empty lines between them. */
const MOST_EMPTY_LINES = 8;

/** The slate with texts that are fit to be drawn: without control characters, and bounded. */
export function cleanSlate(slate: Slate): Slate {
  return {
    ...slate,
    shot: line(slate.shot),
    prompt: paragraphs(slate.prompt),
    ...(slate.caption === undefined ? {} : { caption: line(slate.caption) }),
    cost: line(slate.cost),
    model: line(slate.model),
    references: slate.references.map((reference) => ({
      ...reference,
      name: line(reference.name),
      ...(reference.description === undefined ? {} : { description: line(reference.description) }),
    })),
  };
}

function paragraphs(text: string): string {
  const clean = cleanText(text.slice(0, MOST_OF_PROMPT));
  return clean.split('\n\n').length - 1 > MOST_EMPTY_LINES ? clean.replaceAll('\n\n', '\n') : clean;
}

function line(text: string): string {
  return cleanLine(text.slice(0, MOST_OF_LINE));
}
