import type { Severity } from './diagnostic.ts';

/** Colours of a diagnostic’s parts. */
export type Paint = {
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly mark: (text: string) => string;
  readonly hint: (text: string) => string;
  readonly severity: (text: string) => string;
};

const asIs = (text: string) => text;

/** No colours. */
export const plainPaint: Paint = { strong: asIs, dim: asIs, mark: asIs, hint: asIs, severity: asIs };

const COLOURS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36 };

/** Colours of a terminal, by how much a diagnostic weighs. */
export function terminalPaint(severity: Severity): Paint {
  const colour = sequence(COLOURS[severity], 39);
  const bold = sequence(1, 22);
  return {
    strong: bold,
    dim: sequence(2, 22),
    mark: (text) => bold(colour(text)),
    hint: sequence(36, 39),
    severity: (text) => bold(colour(text)),
  };
}

function sequence(on: number, off: number): (text: string) => string {
  return (text) => `\u001b[${on}m${text}\u001b[${off}m`;
}
